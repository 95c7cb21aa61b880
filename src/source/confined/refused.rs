//! The error type of confined file access.

use std::io::{self};

/// Says why a file or folder was not accessed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A part of the path is a symbolic link.
    #[error("a symbolic link")]
    Link,
    /// It is a pipe, a socket or a device.
    #[error("not a regular file")]
    Special,
    /// Any other error of the operating system.
    #[error("{0}")]
    Io(#[from] io::Error),
}

impl Refused {
    /// Returns the kind of the operating system's error; none for a link or a pipe.
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
