//! The interface of every source.

use super::{
    entry::{Entry, Lookup},
    unreadable::Unreadable,
};

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

    /// Returns a stamp that is equal only for equal content of a file, or of a folder with everything in it; none where
    /// it is unknown without reading the content.
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
