//! A document while its text is in memory.

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
    /// All of its text as it stands in the file.
    pub text: &'a str,
    /// Its content.
    pub body: DocumentBody<'a>,
    /// What it is for.
    pub role: Role,
    /// The project it belongs to, as far as it is read.
    pub project: Option<&'a Project>,
    /// The portfolio's settings; nothing as long as they are not read.
    pub settings: &'a Settings,
    /// The files around it.
    pub source: &'a dyn Source,
}

impl InspectedDocument<'_> {
    /// Returns whether it is known which written form a text should be in; not where the file that says so cannot be read.
    #[must_use]
    pub fn knows_language(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let is_in_name = Prose::language_in(name).is_some();
        let can_say = |project: &Project| !project.is_broken && !project.unread.iter().any(|key| &**key == "language");
        is_in_name || self.project.is_none_or(can_say)
    }

    /// Returns the written form of a Markdown text: the one in the file's name, else the project's, else the portfolio's.
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
    /// YAML that says nothing or could not be read; the text is there all the same.
    Unread,
}
