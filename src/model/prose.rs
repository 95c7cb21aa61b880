//! The names of prose files.

use crate::{document::SharedStr, language::Language};

/// Names a prose file by topic and language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The part of the name before the first dot, such as `challenge`.
    pub topic: SharedStr,
    /// The language in the name; none for the original, which is in the project's language.
    pub language: Option<Language>,
}

impl Prose {
    /// The topics that documents contain.
    pub const TOPICS: [&str; 4] = ["challenge", "purpose", "assessment", "procurement"];

    /// Splits a Markdown file's name into topic and language, `challenge.nn.md` into `challenge` and `nn`.
    ///
    /// Returns none if the language is not known.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let (topic, language) = Self::parts(name)?;
        Some(Self { topic: topic.into(), language })
    }

    /// Returns the language in a Markdown file's name.
    #[must_use]
    pub fn language_in(name: &str) -> Option<Language> {
        Self::parts(name)?.1
    }

    fn parts(name: &str) -> Option<(&str, Option<Language>)> {
        let stem = name.strip_suffix(".md")?;
        match stem.split_once('.') {
            None => Some((stem, None)),
            Some((topic, code)) => Language::from_code(code).map(|language| (topic, Some(language))),
        }
    }

    /// Returns the file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        match self.language {
            Some(language) => format!("{}.{}.md", self.topic, language.code()),
            None => format!("{}.md", self.topic),
        }
    }
}
