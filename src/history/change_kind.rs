//! Whether a thing is new, gone, renamed or changed.

use serde::Serialize;

/// Says what happened to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another folder or id, and may say other things.
    Renamed,
    /// It says other things.
    Changed,
}
