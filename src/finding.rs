//! What is wrong, where it is, and what to do about it.

use std::cmp::Ordering;

use crate::{
    document::{SharedStr, Span},
    language::Language,
};

/// Says how much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a run.
    Hint,
    /// Should be mended; fails a run only with `--deny warnings`.
    Warning,
    /// Must be mended; fails a run.
    Error,
}

impl Severity {
    /// Returns the word for it in output, the same in every language so that programs can rely on it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Holds what is filled into a text; words of the program itself are keys, so that they come in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arg {
    /// Text from the portfolio, shown as it stands.
    Text(String),
    /// The key of a text.
    Key(&'static str),
    /// Several texts, any of which would do.
    AnyOf(Vec<String>),
    /// Several texts, all of which are meant.
    AllOf(Vec<String>),
    /// The keys of several texts, any of which would do.
    AnyKeyOf(Vec<&'static str>),
    /// An amount in whole kroner, shown as the reader's language writes it.
    Kroner(u64),
    /// A number of things, and the key of the text that counts them.
    Counted(&'static str, usize),
    /// Text from the portfolio in several languages, shown in the reader's, else in the first.
    ByLanguage(Vec<(Language, String)>),
}

impl From<Language> for Arg {
    /// Takes the name of a written form; one that only has a language file is called by its code.
    fn from(language: Language) -> Self {
        match language.code() {
            "nb" => Self::Key("language.nb"),
            "nn" => Self::Key("language.nn"),
            "en" => Self::Key("language.en"),
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

/// Names a text in the language files, with what is filled into it.
///
/// `key` stands below `rule.<name>.`; the remedy is the text `<key>.help` beside it, with the same arguments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// The key below `rule.<name>.`.
    pub key: &'static str,
    /// Names and values of the `{placeholders}`.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// Makes a message with nothing to fill in.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds a value to be filled in.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// Says what mends a defect without a doubt: other text in the place of a stretch of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced; it may reach further than the finding's own place.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

impl Fix {
    /// Puts other text in the place of a stretch of the file.
    pub fn new(span: Span, replacement: impl Into<String>) -> Box<Self> {
        Box::new(Self { span, replacement: replacement.into() })
    }
}

/// Points at another place that a defect is about, such as the first of two equal keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file, relative to the portfolio, with forward slashes.
    pub file: SharedStr,
    /// The place in the file; none where the whole file is meant.
    pub span: Option<Span>,
    /// The key of the text that says what stands there.
    pub key: &'static str,
}

/// States one defect: the rule it breaks, the place, what is wrong and the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name, such as `unknown-organisation`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Whether it is about a change, which has no defect before it.
    pub is_of_change: bool,
    /// The file, relative to the portfolio, with forward slashes.
    pub file: SharedStr,
    /// The place in the file; none where the whole file or folder is meant.
    pub span: Option<Span>,
    /// The line and column where the place starts, from 1, where that is known without reading the file again.
    pub start: Option<(u32, u32)>,
    /// What is wrong, and what to do about it.
    pub message: Message,
    /// What would mend it, where that is certain.
    pub fix: Option<Box<Fix>>,
    /// Another place it is about.
    pub related: Option<Box<Related>>,
}

impl Finding {
    /// States a defect of a file, or of the place in it that is given.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity, file: SharedStr, span: Option<Span>, message: Message) -> Self {
        Self { rule, severity, is_of_change: false, file, span, start: None, message, fix: None, related: None }
    }

    /// Compares findings by their places; those that say the same of the same place are equal.
    #[must_use]
    pub fn by_place(&self, other: &Self) -> Ordering {
        let rest = |finding: &Self| (finding.span, finding.rule);
        let places = self.file.cmp(&other.file).then_with(|| rest(self).cmp(&rest(other)));
        places.then_with(|| self.message.cmp(&other.message))
    }

    /// Adds another place it is about.
    pub fn relate(&mut self, file: impl Into<SharedStr>, span: impl Into<Option<Span>>, key: &'static str) {
        self.related = Some(Box::new(Related { file: file.into(), span: span.into(), key }));
    }

    /// Returns the id of the project the file belongs to: its year and folder.
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
        let at = |file: &str| Finding::new("x", Severity::Hint, file.into(), None, Message::new("message"));
        assert_eq!(at("2019/arkivfloken/project.yaml").project(), Some("2019/arkivfloken"));
        assert_eq!(at("2019/round.yaml").project(), None);
        assert_eq!(at("processes/deep/x.yaml").project(), None);
    }
}
