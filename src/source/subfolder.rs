//! A source that records whether anything outside one folder is read.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Entry, Lookup, Source, Unreadable, join_path};

/// Wraps a source and records whether anything outside a folder was read. If not, the result of reading the folder
/// depends on its content alone.
pub struct Subfolder<'s> {
    source: &'s dyn Source,
    folder: &'s str,
    has_left: AtomicBool,
}

impl<'s> Subfolder<'s> {
    /// Wraps a source from which nothing was read yet.
    #[must_use]
    pub fn new(source: &'s dyn Source, folder: &'s str) -> Self {
        Self { source, folder, has_left: AtomicBool::new(false) }
    }

    /// Returns whether anything outside the folder was read.
    #[must_use]
    pub fn has_left(&self) -> bool {
        self.has_left.load(Ordering::Relaxed)
    }

    fn record(&self, path: &str) {
        if !is_in(path, self.folder) {
            self.has_left.store(true, Ordering::Relaxed);
        }
    }
}

fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Source for Subfolder<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.record(folder);
        self.source.entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        self.record(path);
        self.source.read(path, limit)
    }

    fn stamp(&self, path: &str) -> Option<Vec<u8>> {
        self.record(path);
        self.source.stamp(path)
    }

    fn find(&self, folder: &str, name: &str) -> Result<Lookup, Unreadable> {
        let path = join_path(folder, name);
        // Looking up the folder itself, or a folder around it, does not count.
        if !is_in(self.folder, &path) {
            self.record(&path);
        }
        self.source.find(folder, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::excluding::Empty;

    #[test]
    fn looks_beyond_a_folder_are_noticed() {
        let has_left = |read: &dyn Fn(&Subfolder<'_>)| {
            let inside = Subfolder::new(&Empty, "2019/a");
            read(&inside);
            inside.has_left()
        };
        assert!(!has_left(&|inside| assert!(inside.read("2019/a/x.md", 9).is_err())));
        assert!(!has_left(&|inside| assert_eq!(inside.entries("2019/a"), Ok(Vec::new()))));
        assert!(!has_left(&|inside| assert!(inside.find("2019", "a").is_ok() && inside.find("", "2019").is_ok())));
        assert!(has_left(&|inside| assert!(inside.read("2019/ab/x.md", 9).is_err())));
        assert!(has_left(&|inside| assert_eq!(inside.entries("2019"), Ok(Vec::new()))));
        assert!(has_left(&|inside| assert!(inside.find("2019", "b").is_ok())));
        assert!(has_left(&|inside| assert!(inside.stamp("2019/b").is_none())));
    }
}
