//! The interface through which rules inspect documents while they are in memory.

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

/// Inspects documents while they are in memory, so that no text is stored or read twice.
pub trait Inspect: Sync {
    /// Returns whether Markdown is inspected; if not, it is not read at all.
    fn reads_markdown(&self) -> bool;

    /// Returns whether the reports of projects are read.
    fn reads_reports(&self) -> bool {
        self.reads_markdown()
    }

    /// Adds the findings in a document, and the comments that allow findings.
    fn inspect(&self, document: InspectedDocument<'_>, observations: &mut Observations);

    /// Adds the findings that need the whole portfolio, once all of it is read.
    fn inspect_whole(&self, _source: &dyn Source, _portfolio: &Portfolio, _observations: &mut Observations) {}
}

impl Inspect for Nothing {
    fn reads_markdown(&self) -> bool {
        false
    }

    fn inspect(&self, _: InspectedDocument<'_>, _: &mut Observations) {}
}

/// Inspects nothing.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

/// Holds the source, the inspection of its documents, and the settings it needs.
#[derive(Clone, Copy)]
pub struct Inspection<'a> {
    pub(super) source: &'a dyn Source,
    pub(super) inspect: &'a dyn Inspect,
    pub(super) settings: &'a Settings,
}

impl Inspection<'_> {
    pub(super) fn inspect(
        &self,
        path: &str,
        text: &str,
        body: DocumentBody<'_>,
        project: Option<&Project>,
        observations: &mut Observations,
    ) {
        let role = Role::of(path);
        let document =
            InspectedDocument { path, text, body, role, project, settings: self.settings, source: self.source };
        self.inspect.inspect(document, observations);
    }

    /// Inspects a text that the format does not have; few rules apply to it.
    pub(super) fn inspect_extra(&self, path: &str, text: &str, observations: &mut Observations) {
        let is_prose = path.to_lowercase().ends_with(".md") && text.len() <= LARGEST_TEXT;
        let body = if is_prose { DocumentBody::Markdown(text) } else { DocumentBody::Unread };
        let Self { source, settings, .. } = *self;
        let document = InspectedDocument { path, text, body, role: Role::Other, project: None, settings, source };
        self.inspect.inspect(document, observations);
    }
}
