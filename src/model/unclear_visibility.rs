//! UnclearReason it is not clear whether a project may be published.

use crate::document::{SharedStr, Span};

/// Holds what makes it doubtful that a project is public; such a project is in no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnclearVisibility {
    /// What it is.
    pub why: UnclearReason,
    /// The file in which it stands, where that is another one than `project.yaml`.
    pub file: Option<SharedStr>,
    /// Its place in the file.
    pub span: Option<Span>,
}

/// Says what makes it doubtful that a project is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnclearReason {
    /// `visibility` says something else than `public` or `internal`, or nothing at all.
    Value,
    /// Another key, or a piece of a text, that may stand for `visibility`.
    Key,
    /// The key stands twice.
    Twice,
    /// The lines of two people that git could not put together.
    Conflict,
    /// More faults than are listed: anything may be among the others.
    Faults,
    /// The name of the folder.
    Folder,
    /// A file that says it for several projects, or for a part of one.
    Elsewhere,
}
