//! A source that records a hash of each file it reads.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Mutex,
};

use super::{Entry, Source, Unreadable};

/// Wraps a source and can tell later whether a file still has the content that was read.
pub struct Watched<'s> {
    source: &'s dyn Source,
    hashes: Mutex<HashMap<String, u64>>,
}

impl<'s> Watched<'s> {
    /// Wraps a source.
    #[must_use]
    pub fn new(source: &'s dyn Source) -> Self {
        Self { source, hashes: Mutex::default() }
    }

    /// Returns whether the file had this content when it was read.
    #[must_use]
    pub fn is_unchanged(&self, path: &str, bytes: &[u8]) -> bool {
        self.hashes.lock().is_ok_and(|hashes| hashes.get(path) == Some(&hash(bytes)))
    }
}

impl Source for Watched<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.source.entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let bytes = self.source.read(path, limit)?;
        if let Ok(mut hashes) = self.hashes.lock() {
            // Findings are about the content that was read first.
            hashes.entry(path.to_owned()).or_insert_with(|| hash(&bytes));
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
        assert!(!watched.is_unchanged("a", b"1"), "never read");
        watched.read("a", 10).unwrap();
        assert!(watched.is_unchanged("a", b"1"));
        assert!(!watched.is_unchanged("a", b"2"));
    }
}
