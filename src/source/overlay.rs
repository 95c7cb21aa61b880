//! A source in which some files have new content.

use std::collections::BTreeMap;

use super::{Entry, Lookup, Source, Unreadable};

/// Wraps a source and replaces the content of some files, to try a change before it is written.
pub struct Overlay<'s> {
    source: &'s dyn Source,
    files: BTreeMap<String, Vec<u8>>,
}

impl<'s> Overlay<'s> {
    /// Wraps a source without replacing any file.
    #[must_use]
    pub fn new(source: &'s dyn Source) -> Self {
        Self { source, files: BTreeMap::new() }
    }

    /// Replaces the content of a file.
    pub fn replace(&mut self, path: String, bytes: Vec<u8>) {
        self.files.insert(path, bytes);
    }

    /// Lists the replaced files with their new content, sorted by path.
    pub fn replaced(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

impl Source for Overlay<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.source.entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        match self.files.get(path) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.source.read(path, limit),
        }
    }

    fn find(&self, folder: &str, name: &str) -> Result<Lookup, Unreadable> {
        self.source.find(folder, name)
    }
}
