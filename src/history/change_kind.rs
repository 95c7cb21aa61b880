//! The kind of a change.

use serde::Serialize;

/// Says what happened to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It was removed.
    Removed,
    /// It has another folder or id. Its content may also have changed.
    Renamed,
    /// Its content changed.
    Changed,
}
