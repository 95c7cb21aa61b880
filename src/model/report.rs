//! What is known of a project's report: what is left to write in it, and what somebody must look at.

use crate::document::{SharedStr, Span};

/// Holds what a report file lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportFile {
    /// Its path in the project's folder, such as `report/report.md`.
    pub file: SharedStr,
    /// The headings above what is not written yet, each with its place.
    pub blanks: Vec<(SharedStr, Span)>,
    /// Where passages that a person changed were set aside.
    pub kept: Vec<Span>,
    /// Where markers stand that fit nothing.
    pub damaged: Vec<Span>,
    /// The headings of parts whose data have changed since it was made, each with its place; nobody has looked where it is
    /// empty.
    pub stale: Vec<(SharedStr, Span)>,
}

impl ReportFile {
    /// The folder of a project that holds its report.
    pub const FOLDER: &str = "report";

    /// Returns whether a file of that folder is the report or a translation of it.
    #[must_use]
    pub fn is_named(name: &str) -> bool {
        super::Prose::named(name).is_some_and(|prose| &*prose.topic == "report")
    }
}
