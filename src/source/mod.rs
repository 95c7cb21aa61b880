//! Where a portfolio's files come from; nothing else reads them.

mod folder;

pub use folder::Folder;

/// Says what an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link; never followed, since its target may lie outside the portfolio.
    Link,
    /// A pipe, a device, a socket: nothing that can be read as a document.
    Special,
}

/// Names one entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name; bytes that are no text are shown as `�`.
    pub name: String,
    /// What it is.
    pub kind: Kind,
}

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
    /// It is a link, a pipe or a device.
    #[error("not a regular file")]
    NotAFile,
    /// It is a symbolic link.
    #[error("a symbolic link")]
    Link,
    /// Anything else, in the system's words.
    #[error("{0}")]
    Other(String),
}

/// Gives access to the files of a portfolio, by paths relative to it with forward slashes.
pub trait Source: Sync {
    /// Lists a folder in order of name.
    ///
    /// # Errors
    /// Says why the folder cannot be listed.
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable>;

    /// Reads a whole file of at most `limit` bytes.
    ///
    /// # Errors
    /// Says why the file cannot be read.
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable>;
}
