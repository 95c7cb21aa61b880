//! What looks at documents while they are in memory.

use super::role::Role;
use crate::{
    load::{
        document::{DocumentBody, InspectedDocument},
        limits::LARGEST_TEXT,
        observations::Observations,
    },
    model::{Portfolio, Project, Settings},
    source::Source,
};

/// Looks at documents while they are in memory, so that no text has to be kept or read twice.
pub trait Inspect: Sync {
    /// Returns whether Markdown is looked at; else it is not read at all.
    fn reads_markdown(&self) -> bool;

    /// Returns whether it is asked what the reports of projects lack.
    fn reads_reports(&self) -> bool {
        self.reads_markdown()
    }

    /// Adds what is wrong with the text of a document, and what is allowed in it.
    fn inspect(&self, document: InspectedDocument<'_>, observations: &mut Observations);

    /// Adds what is wrong with texts beside what only the whole portfolio tells, once all of it is read.
    fn inspect_whole(&self, _source: &dyn Source, _portfolio: &Portfolio, _observations: &mut Observations) {}
}

impl Inspect for Nothing {
    fn reads_markdown(&self) -> bool {
        false
    }

    fn inspect(&self, _: InspectedDocument<'_>, _: &mut Observations) {}
}

/// Looks at nothing.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

/// Holds what looks at documents, and what it may want to know of the portfolio.
#[derive(Clone, Copy)]
pub struct Inspection<'a> {
    pub(super) inspect: &'a dyn Inspect,
    pub(super) settings: &'a Settings,
}

impl Inspection<'_> {
    pub(super) fn at(
        &self,
        source: &dyn Source,
        path: &str,
        text: &str,
        body: DocumentBody<'_>,
        project: Option<&Project>,
        observations: &mut Observations,
    ) {
        let role = Role::of(path);
        let document = InspectedDocument { path, text, body, role, project, settings: self.settings, source };
        self.inspect.inspect(document, observations);
    }

    /// Looks at a text that the format has no place for, in which little matters.
    pub(super) fn in_passing(&self, source: &dyn Source, path: &str, text: &str, observations: &mut Observations) {
        let is_prose = path.to_lowercase().ends_with(".md") && text.len() <= LARGEST_TEXT;
        let body = if is_prose { DocumentBody::Markdown(text) } else { DocumentBody::Unread };
        let settings = self.settings;
        let document = InspectedDocument { path, text, body, role: Role::Other, project: None, settings, source };
        self.inspect.inspect(document, observations);
    }
}
