//! Prose in files of its own.

use crate::language::Language;

/// Names a prose file of a project: which text it is, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The name before the first point, such as `challenge`.
    pub topic: Box<str>,
    /// The language in the name; none for the original, which is in the project's language.
    pub language: Option<Language>,
}

impl Prose {
    /// The texts of a project that documents are made from.
    pub const TOPICS: [&str; 4] = ["challenge", "purpose", "assessment", "procurement"];

    /// Returns the file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        match self.language {
            Some(language) => format!("{}.{}.md", self.topic, language.code()),
            None => format!("{}.md", self.topic),
        }
    }
}
