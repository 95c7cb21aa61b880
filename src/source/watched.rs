//! A source that records a hash of each file it reads.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Mutex,
};

use super::{Entry, Source, Unreadable};

/// Wraps a source and can tell later whether a file still has the content that was read.
pub struct Watched<'s> {
    inner: &'s dyn Source,
    seen: Mutex<HashMap<String, u64>>,
}

impl<'s> Watched<'s> {
    /// Wraps a source.
    #[must_use]
    pub fn new(inner: &'s dyn Source) -> Self {
        Self { inner, seen: Mutex::default() }
    }

    /// Returns whether the file had this content when it was read.
    #[must_use]
    pub fn is_as_read(&self, path: &str, bytes: &[u8]) -> bool {
        self.seen.lock().is_ok_and(|seen| seen.get(path) == Some(&hash(bytes)))
    }
}

impl Source for Watched<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.inner.entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let bytes = self.inner.read(path, limit)?;
        if let Ok(mut seen) = self.seen.lock() {
            // Findings are about the content that was read first.
            seen.entry(path.to_owned()).or_insert_with(|| hash(&bytes));
        }
        Ok(bytes)
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Folder;

    #[test]
    fn a_changed_file_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), "1").unwrap();
        let source = Folder::new(folder.path());
        let watched = Watched::new(&source);
        assert!(!watched.is_as_read("a", b"1"), "never read");
        watched.read("a", 10).unwrap();
        assert!(watched.is_as_read("a", b"1"));
        assert!(!watched.is_as_read("a", b"2"));
    }
}
