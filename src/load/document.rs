//! A document of the portfolio while its text is in memory.

use super::role::Role;
use crate::{
    document::Node,
    language::Language,
    model::{Project, Prose, Settings},
    source::Source,
};

/// Holds a document while it is in memory.
#[derive(Clone, Copy)]
pub struct InspectedDocument<'a> {
    /// Its path in the portfolio.
    pub path: &'a str,
    /// The whole text of the file.
    pub text: &'a str,
    /// Its content.
    pub body: DocumentBody<'a>,
    /// What the text is for.
    pub role: Role,
    /// The project it belongs to, as far as it has been read.
    pub project: Option<&'a Project>,
    /// The portfolio's settings; the defaults until they have been read.
    pub settings: &'a Settings,
    /// The source it comes from.
    pub source: &'a dyn Source,
}

impl InspectedDocument<'_> {
    /// Returns whether the written form of the text is known; it is not if the file that gives it cannot be read.
    #[must_use]
    pub fn knows_language(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let is_in_name = Prose::language_in(name).is_some();
        let can_say = |project: &Project| !project.is_broken && !project.unread.iter().any(|key| &**key == "language");
        is_in_name || self.project.is_none_or(can_say)
    }

    /// Returns the written form of a Markdown text: from the file name, else of the project, else of the portfolio.
    #[must_use]
    pub fn language(&self) -> Language {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let in_name = Prose::language_in(name);
        let of_project = || self.project.and_then(|project| project.language.as_ref());
        let of_all = || self.settings.language.as_ref();
        in_name.or_else(|| of_project().or_else(of_all).map(|language| language.value)).unwrap_or(Language::BOKMAAL)
    }
}

/// Holds the content of a document.
#[derive(Debug, Clone, Copy)]
pub enum DocumentBody<'a> {
    /// A YAML tree.
    Yaml(&'a Node<'a>),
    /// A Markdown text.
    Markdown(&'a str),
    /// YAML that is empty or could not be parsed; only the text is available.
    Unread,
}
