//! Where a portfolio's files come from: no other module reads them.

use crate::similar_name::closest;

mod cached;
mod confined;
mod excluding;
mod folder;
pub mod git;
mod overlay;
mod subfolder;
mod watched;

pub use cached::Cached;
pub use confined::{ConfinedFolder, Refused};
pub use excluding::{Empty, Excluding};
pub use folder::Folder;
pub use overlay::Overlay;
pub use subfolder::Subfolder;
pub use watched::Watched;

/// Says what an entry of a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link; never followed, since its target may lie outside the portfolio.
    Link,
    /// A pipe, a device or a socket, which cannot be read as a document.
    Special,
}

/// Names one entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name; bytes that are not UTF-8 are replaced by `�`.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
}

/// Holds the result of looking up a name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// An entry of exactly that name.
    There(FileKind),
    /// Only an entry whose name differs in upper and lower case: some systems find it, others do not.
    Otherwise(String),
    /// No such entry; the similar name is a suggestion.
    Missing(Option<String>),
}

impl Lookup {
    /// Looks for a name among the entries of a folder.
    #[must_use]
    pub fn among(entries: &[Entry], name: &str) -> Self {
        if let Ok(at) = entries.binary_search_by(|entry| entry.name.as_str().cmp(name)) {
            return Self::There(entries[at].kind);
        }
        let lower = name.to_lowercase();
        match entries.iter().find(|entry| entry.name == name || entry.name.to_lowercase() == lower) {
            Some(entry) if entry.name == name => Self::There(entry.kind),
            Some(entry) => Self::Otherwise(entry.name.clone()),
            None => {
                let near = closest(name, entries.iter().map(|entry| entry.name.as_str()));
                Self::Missing(near.map(str::to_owned))
            }
        }
    }
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

/// Reads the files of a portfolio. Paths are relative to the portfolio and have forward slashes.
pub trait Source: Sync {
    /// Lists a folder, sorted by name.
    ///
    /// # Errors
    /// Says why the folder cannot be listed.
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable>;

    /// Reads a whole file of at most `limit` bytes.
    ///
    /// # Errors
    /// Says why the file cannot be read.
    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable>;

    /// Returns a stamp that is equal only for equal content of a file, or of a folder with everything in it; none where it is
    /// unknown without reading the content.
    fn stamp(&self, _path: &str) -> Option<Vec<u8>> {
        None
    }

    /// Looks up a name in a folder.
    ///
    /// # Errors
    /// Says why the folder cannot be listed.
    fn find(&self, folder: &str, name: &str) -> Result<Lookup, Unreadable> {
        Ok(Lookup::among(&self.entries(folder)?, name))
    }
}
