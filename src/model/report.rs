//! The state of a project's report: unanswered prompts, outdated parts and damaged markers.

use crate::document::{SharedStr, Span};

/// Holds the state of a report file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportFile {
    /// Its path in the project's folder, such as `report/report.md`.
    pub file: SharedStr,
    /// The headings of unanswered prompts, with their spans.
    pub blanks: Vec<(SharedStr, Span)>,
    /// The spans of passages by the user that were moved out of a regenerated part.
    pub kept: Vec<Span>,
    /// The spans of markers that match no other marker.
    pub damaged: Vec<Span>,
    /// The headings of outdated parts, with their spans. Also empty if the parts were not checked.
    pub stale: Vec<(SharedStr, Span)>,
}

impl ReportFile {
    /// The folder of a project's report.
    pub const FOLDER: &str = "report";

    /// Returns whether a file of that folder is the report or a translation.
    #[must_use]
    pub fn is_named(name: &str) -> bool {
        super::Prose::named(name).is_some_and(|prose| &*prose.topic == "report")
    }
}
