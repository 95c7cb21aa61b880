//! What happened to the parts of a document that was made anew.

use serde::Serialize;

/// Tells what happened to one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The part's id.
    pub id: String,
    /// Its heading, else its id.
    pub title: String,
    /// What happened.
    pub done: Done,
}

/// Says what happened to a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Done {
    /// It says something else than before.
    Updated,
    /// It was not there.
    Added,
    /// It is not needed any more, and nobody had written in it.
    Removed,
    /// Its prompt is gone, since somebody wrote below it.
    Answered,
    /// Its prompt is back, since nothing stands below it.
    Asked,
    /// A person changed it, and it is left so, since the data are as they were.
    Held,
    /// A person changed it and the data changed too: the person's passages stand below it.
    SetAside,
    /// What a person wrote in it stands outside it now.
    MovedOut,
    /// It is not needed any more; what people wrote in it is theirs now.
    Released,
    /// It stood there twice, or its markers were damaged.
    Mended,
}

impl Done {
    /// All of them, in the order in which they are told: first what somebody should look at.
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

    /// Returns the last part of the key of its text.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Updated => "updated",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Answered => "answered",
            Self::Asked => "asked",
            Self::Held => "held",
            Self::SetAside => "set-aside",
            Self::MovedOut => "moved-out",
            Self::Released => "released",
            Self::Mended => "mended",
        }
    }
}
