//! Why a file below the folder was not touched.

use std::io::{self};

/// Says why a file or folder below the folder was not touched.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A part of the path is a symbolic link.
    #[error("a symbolic link")]
    Link,
    /// It is a pipe, a socket or a device.
    #[error("not a regular file")]
    Special,
    /// The system says something else.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Refused {
    /// Returns the kind of what the system says; none for a link or a pipe.
    #[must_use]
    pub fn kind(&self) -> Option<io::ErrorKind> {
        match self {
            Self::Link | Self::Special => None,
            Self::Io(error) => Some(error.kind()),
        }
    }
}

impl From<io::ErrorKind> for Refused {
    fn from(kind: io::ErrorKind) -> Self {
        Self::Io(kind.into())
    }
}
