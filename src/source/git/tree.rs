//! A folder of a commit, decoded.

use gix::{ObjectId, bstr::BString};

use super::GitError;
use crate::source::{Entry, FileKind};

/// Holds an entry of a git tree.
#[derive(Debug, Clone)]
pub struct TreeEntry {
    /// The name, which need not be UTF-8.
    pub name: BString,
    /// What it is; a submodule is an empty folder, as in a checkout without submodules.
    pub kind: FileKind,
    /// The object that holds its content; none for a submodule.
    pub id: Option<ObjectId>,
}

/// Holds the entries of a folder, sorted by name.
#[derive(Debug, Default)]
pub struct TreeListing(Vec<TreeEntry>);

impl TreeListing {
    /// Decodes a git tree; `path` is used in error messages.
    pub fn of(data: &[u8], id: &gix::oid, path: &str) -> Result<Self, GitError> {
        let mut entries = Vec::new();
        for entry in gix::objs::TreeRefIter::from_bytes(data, id.kind()) {
            let entry = entry.map_err(|error| GitError::object(path, id, &error))?;
            let (kind, is_ours) = match entry.mode.kind() {
                gix::objs::tree::EntryKind::Tree => (FileKind::Folder, true),
                gix::objs::tree::EntryKind::Commit => (FileKind::Folder, false),
                gix::objs::tree::EntryKind::Link => (FileKind::Link, true),
                _ => (FileKind::File, true),
            };
            entries.push(TreeEntry {
                name: entry.filename.to_owned(),
                kind,
                id: is_ours.then(|| entry.oid.to_owned()),
            });
        }
        // Git sorts folders as if their names ended in a slash.
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(Self(entries))
    }

    /// Finds an entry by its exact name.
    pub fn find(&self, name: &str) -> Option<&TreeEntry> {
        let at = self.0.binary_search_by(|entry| entry.name.as_slice().cmp(name.as_bytes())).ok()?;
        self.0.get(at)
    }

    /// Lists the folders in it whose names are UTF-8.
    pub fn folders(&self) -> impl Iterator<Item = (&str, ObjectId)> {
        let folders = self.0.iter().filter(|entry| entry.kind == FileKind::Folder);
        folders.filter_map(|entry| Some((std::str::from_utf8(&entry.name).ok()?, entry.id?)))
    }

    /// Returns the entries in the form that every source has.
    pub fn entries(&self) -> Vec<Entry> {
        let entry =
            |entry: &TreeEntry| Entry { name: String::from_utf8_lossy(&entry.name).into_owned(), kind: entry.kind };
        self.0.iter().map(entry).collect()
    }
}
