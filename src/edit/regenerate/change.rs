//! What regenerating a document changed in its parts.

use crate::{key, texts::Key};
use serde::Serialize;

/// Describes the change of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChange {
    /// The part's id.
    pub id: String,
    /// Its heading, else its id.
    pub title: String,
    /// What happened.
    pub done: PartOutcome,
}

/// Says how a part was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOutcome {
    /// Its generated text is different.
    Updated,
    /// It is new.
    Added,
    /// It is not needed any more, and the user had written nothing in it.
    Removed,
    /// Its prompt was removed, since the user wrote an answer below it.
    Answered,
    /// Its prompt was restored, since there is no answer below it.
    Asked,
    /// The user changed it, and it is kept, since the data have not changed.
    Held,
    /// The user and the data changed it: the user's passages were moved below it.
    SetAside,
    /// What the user wrote in it was moved outside it.
    MovedOut,
    /// It is not needed any more; what the user wrote in it is now ordinary text.
    Released,
    /// It was there twice, or its markers were damaged.
    Mended,
}

impl PartOutcome {
    /// All of them, in the order in which they are reported: first what the user should check.
    pub const ALL: [Self; 10] = [
        Self::SetAside,
        Self::MovedOut,
        Self::Held,
        Self::Released,
        Self::Mended,
        Self::Added,
        Self::Removed,
        Self::Updated,
        Self::Answered,
        Self::Asked,
    ];

    /// Returns the text that tells of it.
    #[must_use]
    pub fn key(self) -> Key {
        match self {
            Self::Updated => key!("report.change.updated"),
            Self::Added => key!("report.change.added"),
            Self::Removed => key!("report.change.removed"),
            Self::Answered => key!("report.change.answered"),
            Self::Asked => key!("report.change.asked"),
            Self::Held => key!("report.change.held"),
            Self::SetAside => key!("report.change.set-aside"),
            Self::MovedOut => key!("report.change.moved-out"),
            Self::Released => key!("report.change.released"),
            Self::Mended => key!("report.change.mended"),
        }
    }
}
