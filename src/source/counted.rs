//! A source that tells which files are read.

use super::{Entry, Lookup, Source, Unreadable};
use crate::progress::Progress;

/// Wraps a source, and reports each file that is read.
pub struct Counted<'s> {
    source: &'s dyn Source,
    progress: &'s dyn Progress,
}

impl<'s> Counted<'s> {
    /// Wraps a source.
    #[must_use]
    pub fn new(source: &'s dyn Source, progress: &'s dyn Progress) -> Self {
        Self { source, progress }
    }
}

impl Source for Counted<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.source.entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        self.progress.advance();
        self.source.read(path, limit)
    }

    fn stamp(&self, path: &str) -> Option<Vec<u8>> {
        self.source.stamp(path)
    }

    fn find(&self, folder: &str, name: &str) -> Result<Lookup, Unreadable> {
        self.source.find(folder, name)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::source::Folder;

    struct Count(AtomicUsize);

    impl Progress for Count {
        fn advance(&self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn each_file_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), "1").unwrap();
        let (source, count) = (Folder::new(folder.path()), Count(AtomicUsize::new(0)));
        let counted = Counted::new(&source, &count);
        assert_eq!(counted.read("a", 10).ok().as_deref(), Some(&b"1"[..]));
        assert!(counted.read("b", 10).is_err());
        assert_eq!(counted.entries("").map(|entries| entries.len()).ok(), Some(1));
        assert_eq!(count.0.into_inner(), 2);
    }
}
