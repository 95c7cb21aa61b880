//! Why a file or folder of a source cannot be read.

/// Says why a file or folder could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is no such file.
    #[error("no such file or folder")]
    Missing,
    /// The reader lacks permission.
    #[error("permission denied")]
    Denied,
    /// The file is larger than what a document of a portfolio may be.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The file is nested in more folders than are searched.
    #[error("more than {limit} folders deep")]
    TooDeep {
        /// The number of nested folders that are searched.
        limit: usize,
    },
    /// There are more files or nested folders than are searched.
    #[error("too many files or folders")]
    TooMany,
    /// It is a pipe, a socket or a device, or a folder.
    #[error("not a regular file")]
    NotAFile,
    /// It is a symbolic link.
    #[error("a symbolic link")]
    Link,
    /// Any other error, as the operating system describes it.
    #[error("{0}")]
    Other(String),
}

impl Unreadable {
    /// Returns the number of an error of the operating system.
    #[must_use]
    pub fn error_number(&self) -> Option<&str> {
        let Self::Other(detail) = self else { return None };
        detail.rsplit_once("(os error ").and_then(|(_, number)| number.strip_suffix(')'))
    }
}
