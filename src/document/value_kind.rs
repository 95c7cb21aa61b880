//! The kinds of YAML values.

use crate::{key, texts::Key};
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
    pub fn key(self) -> Key {
        match self {
            Self::Nothing => key!("kind.nothing"),
            Self::Text => key!("kind.text"),
            Self::Number => key!("kind.number"),
            Self::Boolean => key!("kind.boolean"),
            Self::List => key!("kind.list"),
            Self::Mapping => key!("kind.mapping"),
        }
    }
}
