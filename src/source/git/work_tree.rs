//! A source that computes the git object ids of the files it reads.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use gix::{
    ObjectId,
    bstr::BString,
    objs::{
        Tree, WriteTo, compute_hash,
        tree::{Entry as GitEntry, EntryKind},
    },
};

use super::uncommitted::Uncommitted;
use crate::source::{Entry, FileKind, Lookup, Source, Unreadable};

/// The largest file that is read only to compute its id.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How deep folders may be nested.
const MAX_DEPTH: usize = 16;

/// Wraps a source, which must not change afterwards, leaves out what git would not commit, and gives its files and folders
/// the stamps that they have in a commit. Files and folders with equal stamps need not be compared. The id of a file is computed when the file is
/// read.
///
/// An executable file, and a file whose line ends git converts, have another stamp than in the commit: they are
/// compared as if they differed.
pub struct WorkTree<'s> {
    source: &'s dyn Source,
    left_out: Option<Uncommitted>,
    known: Mutex<HashMap<String, ObjectId>>,
}

impl<'s> WorkTree<'s> {
    /// Wraps a source.
    #[must_use]
    pub fn new(source: &'s dyn Source, left_out: Option<Uncommitted>) -> Self {
        Self { source, left_out, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, ObjectId>> {
        // A panic in another thread does not make an id wrong.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn file_id(&self, path: &str) -> Option<ObjectId> {
        let known = self.known().get(path).copied();
        known.or_else(|| object_id(gix::objs::Kind::Blob, &self.source.read(path, MAX_BYTES).ok()?))
    }

    fn folder_id(&self, path: &str, entries: Vec<Entry>, depth: usize) -> Option<ObjectId> {
        let mut tree = Tree::empty();
        for entry in entries {
            let path = format!("{path}/{}", entry.name);
            let (mode, oid) = match entry.kind {
                FileKind::File => (EntryKind::Blob, self.file_id(&path)?),
                FileKind::Folder if depth < MAX_DEPTH => {
                    let entries = self.entries(&path).ok()?;
                    // Git has no empty folders, so no commit has this one.
                    if entries.is_empty() {
                        return None;
                    }
                    (EntryKind::Tree, self.folder_id(&path, entries, depth + 1)?)
                }
                FileKind::Folder | FileKind::Link | FileKind::Special => return None,
            };
            tree.entries.push(GitEntry { mode: mode.into(), filename: BString::from(entry.name), oid });
        }
        tree.entries.sort();
        let mut bytes = Vec::new();
        tree.write_to(&mut bytes).ok()?;
        object_id(gix::objs::Kind::Tree, &bytes)
    }
}

fn object_id(kind: gix::objs::Kind, bytes: &[u8]) -> Option<ObjectId> {
    compute_hash(gix::hash::Kind::Sha1, kind, bytes).ok()
}

impl Source for WorkTree<'_> {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        let mut entries = self.source.entries(folder)?;
        if let Some(left_out) = &self.left_out {
            left_out.remove_from(folder, &mut entries);
        }
        Ok(entries)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let bytes = self.source.read(path, limit)?;
        if let Some(id) = object_id(gix::objs::Kind::Blob, &bytes) {
            self.known().insert(path.to_owned(), id);
        }
        Ok(bytes)
    }

    fn stamp(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(stamp) = self.source.stamp(path) {
            return Some(stamp);
        }
        let known = self.known().get(path).copied();
        let id = known.or_else(|| match self.entries(path) {
            Ok(entries) if !entries.is_empty() => self.folder_id(path, entries, 0),
            _ => self.file_id(path),
        })?;
        self.known().insert(path.to_owned(), id);
        Some(id.as_slice().to_vec())
    }

    fn find(&self, folder: &str, name: &str) -> Result<Lookup, Unreadable> {
        match &self.left_out {
            Some(_) => Ok(Lookup::among(&self.entries(folder)?, name)),
            None => self.source.find(folder, name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Folder;

    #[test]
    fn stamps_are_what_git_says() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        std::fs::create_dir_all(at("a/b-c")).unwrap();
        std::fs::write(at("a/b-c/x.md"), "1\n").unwrap();
        std::fs::write(at("a/b-c.md"), "2\n").unwrap();
        let source = Folder::new(folder.path());
        let work_tree = WorkTree::new(&source, None);
        let hex = |path: &str| {
            let stamp = work_tree.stamp(path)?;
            Some(stamp.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
        };
        // The ids that `git hash-object` and `git write-tree` print.
        assert_eq!(hex("a/b-c.md").as_deref(), Some("0cfbf08886fca9a91cb753ec8734c84fcbe52c9f"));
        let before = hex("a");
        assert_eq!(before.as_deref(), Some("c78115ba2e86e7495176b4516a50a4cb1c2fcacd"));
        assert_eq!(hex("a/nothing"), None);
        std::fs::create_dir_all(at("b/empty")).unwrap();
        std::fs::write(at("b/x.md"), "1\n").unwrap();
        assert_eq!(hex("b"), None, "a folder that no commit can have");
        // The id is that of the content when it was read.
        let again = WorkTree::new(&source, None);
        again.read("a/b-c.md", 10).unwrap();
        std::fs::write(at("a/b-c.md"), "3\n").unwrap();
        assert_eq!(again.stamp("a").map(|stamp| stamp.len()), Some(20));
        assert_eq!(again.stamp("a"), work_tree.stamp("a"));
    }
}
