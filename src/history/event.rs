//! One thing that a commit did to a project.

use crate::{
    date::Date,
    history::{Difference, file_changes::FileChange, prose_changes::ProseChange},
    model::Project,
    source::git::CommitId,
};
use std::sync::Arc;

/// Holds something that a commit did to a project.
#[derive(Debug, Clone)]
pub struct Event {
    /// The commit.
    pub commit: CommitId,
    /// The day it was written.
    pub date: Option<Date>,
    /// The project's id after the commit; before it where the project is gone.
    pub id: String,
    /// The project after the commit, else before it; none where nothing looked into it.
    pub project: Option<Arc<Project>>,
    /// What it did.
    pub kind: EventKind,
}

/// Says what a commit did to a project.
#[derive(Debug, Clone)]
pub enum EventKind {
    /// It added it.
    Added,
    /// It removed it.
    Removed,
    /// It gave the folder another name; the id before.
    Renamed(String),
    /// It changed a value.
    Changed(Box<Difference>),
    /// It changed a text.
    Rewritten(Box<ProseChange>),
    /// It brought, changed or took away another file.
    File(FileChange),
}
