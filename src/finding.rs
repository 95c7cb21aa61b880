//! Findings: what is wrong, where it is, and how to fix it.

use std::cmp::Ordering;

use crate::{
    document::{SharedStr, Span},
    key,
    language::Language,
    texts::{Key, Plural},
};

/// The severity of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Hint,
    /// Should be fixed; fails a run only with `--deny warnings`.
    Warning,
    /// Must be fixed; fails a run.
    Error,
}

impl Severity {
    /// Returns its name in output, which is the same in every language so that programs can rely on it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Returns its name in output for people, in their language.
    #[must_use]
    pub fn label(self) -> Key {
        match self {
            Self::Hint => key!("label.hint"),
            Self::Warning => key!("label.warning"),
            Self::Error => key!("label.error"),
        }
    }
}

/// Holds an argument of a message; texts of the program are given by key, so that they are shown in the reader's
/// language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// Text from the portfolio, shown unchanged.
    Text(String),
    /// The key of a text.
    Key(Key),
    /// Several texts, one of which is meant.
    AnyOf(Vec<String>),
    /// Several texts, all of which are meant.
    AllOf(Vec<String>),
    /// The keys of several texts, one of which is meant.
    AnyKeyOf(Vec<Key>),
    /// An amount in whole kroner, formatted in the reader's language.
    Kroner(u64),
    /// A number of things, and the key of the text that counts them.
    Counted(Plural, usize),
    /// Text from the portfolio in several languages, shown in the reader's language, else in the first.
    ByLanguage(Vec<(Language, String)>),
}

impl From<Language> for Arg {
    /// Returns the name of a written form, or its code if the name has no text.
    fn from(language: Language) -> Self {
        match language.code() {
            "nb" => Self::Key(key!("language.nb")),
            "nn" => Self::Key(key!("language.nn")),
            "en" => Self::Key(key!("language.en")),
            code => Self::Text(code.to_owned()),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Refers to a text in the language files, with its arguments.
///
/// `key` is below `rule.<name>.`; the text of the remedy is `<key>.help`, with the same arguments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The text: `rule.<name>.` and a word for what is wrong.
    pub key: Key,
    /// Names and values of the `{placeholders}`.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// Makes a message without arguments.
    #[must_use]
    pub fn new(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// Holds a certain fix of a defect: a replacement for a span of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The replaced span, which may be longer than that of the finding.
    pub span: Span,
    /// The new text.
    pub replacement: String,
}

impl Fix {
    /// Makes a fix.
    pub fn new(span: Span, replacement: impl Into<String>) -> Box<Self> {
        Box::new(Self { span, replacement: replacement.into() })
    }
}

/// Refers to another place that a finding is about, such as the first of two equal keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file, relative to the portfolio, with forward slashes.
    pub file: SharedStr,
    /// The span in the file; none for the whole file.
    pub span: Option<Span>,
    /// The key of the text that describes the place.
    pub key: Key,
}

/// Reports one defect: the rule, the place, what is wrong and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, such as `unknown-organisation`.
    pub rule: &'static str,
    /// The severity.
    pub severity: Severity,
    /// Whether it is about a change between two revisions, so that it cannot have existed before.
    pub is_of_change: bool,
    /// The file, relative to the portfolio, with forward slashes.
    pub file: SharedStr,
    /// The span in the file; none for the whole file or folder.
    pub span: Option<Span>,
    /// The line and column of the start, from 1, if they are known without reading the file again.
    pub start: Option<(u32, u32)>,
    /// What is wrong, and how to fix it.
    pub message: Message,
    /// The fix, if it is certain.
    pub fix: Option<Box<Fix>>,
    /// Another place that it is about.
    pub related: Option<Box<Related>>,
}

impl Finding {
    /// Reports a defect of a file, or of a span in it.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity, file: SharedStr, span: Option<Span>, message: Message) -> Self {
        Self { rule, severity, is_of_change: false, file, span, start: None, message, fix: None, related: None }
    }

    /// Compares findings by file, span, rule and message.
    #[must_use]
    pub fn by_place(&self, other: &Self) -> Ordering {
        let rest = |finding: &Self| (finding.span, finding.rule);
        let places = self.file.cmp(&other.file).then_with(|| rest(self).cmp(&rest(other)));
        places.then_with(|| self.message.cmp(&other.message))
    }

    /// Adds another place that the finding is about.
    pub fn relate(&mut self, file: impl Into<SharedStr>, span: impl Into<Option<Span>>, key: Key) {
        self.related = Some(Box::new(Related { file: file.into(), span: span.into(), key }));
    }

    /// Returns the id of the project that the file belongs to: its year and folder.
    #[must_use]
    pub fn project(&self) -> Option<&str> {
        let mut slashes = self.file.match_indices('/').map(|(at, _)| at);
        let year_end = slashes.next()?;
        let is_year = self.file[..year_end].len() == 4 && self.file[..year_end].bytes().all(|b| b.is_ascii_digit());
        let end = slashes.next()?;
        is_year.then(|| &self.file[..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_covered_from_the_first_byte_to_the_last() {
        let spans = [Span::new(2, 5), Span::new(5, 6), Span::new(9, 12)];
        let covering = |at| Span::covering(&spans, at).map(|span| span.start);
        assert_eq!(
            [1, 2, 4, 5, 6, 9, 11, 12].map(covering),
            [None, Some(2), Some(2), Some(5), None, Some(9), Some(9), None]
        );
    }

    #[test]
    fn a_project_is_told_from_the_path() {
        let at = |file: &str| {
            Finding::new("x", Severity::Hint, file.into(), None, Message::new(crate::key!("rule.word-paste.message")))
        };
        assert_eq!(at("2019/arkivfloken/project.yaml").project(), Some("2019/arkivfloken"));
        assert_eq!(at("2019/round.yaml").project(), None);
        assert_eq!(at("processes/deep/x.yaml").project(), None);
    }
}
