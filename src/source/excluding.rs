//! Sources that hide some folders at their root, or hold no files.

use super::{Entry, FileKind, Source, Unreadable};

/// Holds no files.
pub struct Empty;

impl Source for Empty {
    fn entries(&self, _: &str) -> Result<Vec<Entry>, Unreadable> {
        Ok(Vec::new())
    }

    fn read(&self, _: &str, _: usize) -> Result<Vec<u8>, Unreadable> {
        Err(Unreadable::Missing)
    }
}

/// Wraps a source and hides folders at its root.
pub struct Excluding<'s> {
    source: &'s dyn Source,
    hides: fn(&str) -> bool,
}

impl<'s> Excluding<'s> {
    /// Wraps a source; `hides` returns whether a folder name is hidden.
    #[must_use]
    pub fn new(source: &'s dyn Source, hides: fn(&str) -> bool) -> Self {
        Self { source, hides }
    }
}

impl Source for Excluding<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        let mut entries = self.source.entries(folder)?;
        entries.retain(|entry| !(folder.is_empty() && entry.kind == FileKind::Folder && (self.hides)(&entry.name)));
        Ok(entries)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        self.source.read(path, limit)
    }
}
