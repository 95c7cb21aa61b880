//! The common causes of invalid YAML.

/// The common causes of invalid YAML; each has its own remedy in the language files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum YamlDefect {
    /// A tab where only spaces are allowed.
    Tab,
    /// Inconsistent indentation.
    Indentation,
    /// A quotation mark or bracket that is never closed.
    Unclosed,
    /// A colon followed by a space inside a value without quotes.
    ColonInValue {
        /// The key and the value, if the end of the value is certain.
        line: Option<(String, String)>,
    },
    /// Two colons after a key.
    TwoColons,
    /// No space after the dash of a list item.
    Dash,
    /// A list item that starts with another sign than a hyphen, as in word processors.
    WordDash,
    /// A conflict marker of git.
    Conflict,
    /// A control character, which is not allowed in YAML.
    Control,
    /// A value that starts with a reserved character.
    ReservedStart,
    /// A line that starts with a percent sign, as directives of YAML do.
    PercentStart,
    /// An amount between brackets that ends with a comma and a dash, such as `2.500.000,-`.
    KronerDash {
        /// The amount in digits.
        digits: String,
    },
    /// A single value that starts with a character that has a meaning of its own in YAML.
    SpecialStart {
        /// The key.
        key: String,
        /// The value.
        value: String,
    },
    /// A line that is a comment in another language.
    ForeignComment {
        /// The comment as YAML has it.
        comment: String,
    },
    /// An equals sign instead of a colon.
    EqualsSign {
        /// The line as it should be.
        line: String,
    },
    /// A line that is indented although the line above has a value.
    BelowValue,
    /// A missing comma at the end of a line between brackets or braces.
    MissingComma,
    /// A line without a colon where a key and a value are expected.
    NoColon,
    /// A key without a space after the colon, or with a space that YAML does not accept.
    NoSpace {
        /// The key.
        key: String,
        /// The value as it should be written.
        value: String,
    },
    /// No-break spaces in the indentation of a line.
    HardSpace,
    /// A comment without a space before it, or in the middle of a text.
    Comment,
    /// Text on the same line as the `|` or `>` of a block scalar.
    BlockStart,
    /// Text after the closing quotation mark of a value.
    AfterQuote {
        /// The line as it should be, if the value ends with it.
        line: Option<String>,
    },
    /// A closing bracket that does not match an opening one.
    Bracket,
    /// An invalid escape between double quotes, such as `\d`.
    Escape,
    /// An anchor, an alias or a tag, which portfolios do not use.
    Reference,
    /// Too many levels of nesting.
    TooDeep,
    /// More than one document in the file.
    SeveralDocuments,
    /// A key that is a list or a mapping.
    KeyNotText,
    /// Any other error, as the parser describes it.
    Other(String),
}
