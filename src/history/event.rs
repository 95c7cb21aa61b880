//! One change that a commit made to a project.

use std::sync::Arc;

use crate::{
    date::Date,
    history::{difference::FieldDifference, file_changes::FileChange, prose_changes::ProseChange},
    model::Project,
    source::git::CommitId,
};

/// Holds one change that a commit made to a project.
#[derive(Debug, Clone)]
pub struct Event {
    /// The commit.
    pub commit: CommitId,
    /// The date of the commit.
    pub date: Option<Date>,
    /// The project's id after the commit, or before it if the project was removed.
    pub id: String,
    /// The project after the commit, else before it; none if it was not read.
    pub project: Option<Arc<Project>>,
    /// The kind of change.
    pub kind: EventKind,
}

/// Says what a commit changed in a project.
#[derive(Debug, Clone)]
pub enum EventKind {
    /// The project was added.
    Added,
    /// The project was removed.
    Removed,
    /// The folder got another name. Holds the id before.
    Renamed(String),
    /// A value changed.
    Changed(Box<FieldDifference>),
    /// A text changed.
    Rewritten(Box<ProseChange>),
    /// Another file was added, changed or removed.
    File(FileChange),
}
