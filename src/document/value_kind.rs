//! The kinds of YAML values.

/// The kind of a YAML value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YamlKind {
    /// Nothing: an empty value, `null` or `~`.
    Nothing,
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list.
    List,
    /// A mapping of keys to values.
    Mapping,
}

impl YamlKind {
    /// Returns the key of its name in the language files, below `kind.`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "kind.nothing",
            Self::Text => "kind.text",
            Self::Number => "kind.number",
            Self::Boolean => "kind.boolean",
            Self::List => "kind.list",
            Self::Mapping => "kind.mapping",
        }
    }
}
