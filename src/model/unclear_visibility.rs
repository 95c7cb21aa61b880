//! Why it is unclear whether a project may be published.

use crate::document::{SharedStr, Span};

/// Holds why it is unclear whether a project is public. Such a project is in no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnclearVisibility {
    /// The reason.
    pub why: UnclearReason,
    /// The file, if it is not `project.yaml`.
    pub file: Option<SharedStr>,
    /// The span in the file.
    pub span: Option<Span>,
}

/// Says why it is unclear whether a project is public.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnclearReason {
    /// `visibility` is neither `public` nor `internal`, or is empty.
    Value,
    /// Another key, or a part of a text, may mean `visibility`.
    Key,
    /// The key occurs twice.
    Twice,
    /// The file has a merge conflict.
    Conflict,
    /// The file has more faults than are listed.
    Faults,
    /// The name of the folder.
    Folder,
    /// Another file contains `visibility`, such as `round.yaml` or `stimulab.yaml`.
    Elsewhere,
}
