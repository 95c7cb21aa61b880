//! Reads the contents of many files and folders of git, on all threads.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Mutex, PoisonError},
};

use gix::{ObjectId, objs::TreeRefIter};
use rayon::prelude::*;

use super::{GitError, Repository, verified::Sound};

/// How many files and folders below one folder are listed.
const MAX_FILES: usize = 20_000;

/// Identifies the content of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobId(pub(super) ObjectId);

/// Identifies the content of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FolderId(pub(super) ObjectId);

/// Holds the entries of a folder in git's format. They are not decoded in advance: of most folders only one file is
/// used.
#[derive(Debug)]
pub struct GitFolder(Vec<u8>);

impl GitFolder {
    /// Finds a file in the folder.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<BlobId> {
        self.iter().find(|(known, _)| *known == name).map(|(_, blob)| blob)
    }

    /// Finds a folder in the folder.
    #[must_use]
    pub fn folder(&self, name: &str) -> Option<FolderId> {
        super::tree_diff::find(&self.0, name.as_bytes()).map(FolderId)
    }

    /// Lists the files whose names are UTF-8.
    pub fn iter(&self) -> impl Iterator<Item = (&str, BlobId)> {
        let files = TreeRefIter::from_bytes(&self.0, gix::hash::Kind::Sha1).flatten();
        let files = files.filter(|entry| entry.mode.is_blob());
        files.filter_map(|entry| Some((std::str::from_utf8(entry.filename).ok()?, BlobId(entry.oid.to_owned()))))
    }
}

impl Repository {
    /// Reads files on all threads and returns what `make` returns for each, in the given order. `make` gets the path
    /// and the content, or none for a file of more than `limit` bytes, which is not read.
    ///
    /// # Errors
    /// Fails if one is missing or damaged.
    pub fn read_all<T: Send>(
        &self,
        files: &[(BlobId, String)],
        limit: usize,
        make: impl Fn(&str, Option<&[u8]>) -> T + Sync,
    ) -> Result<Vec<T>, GitError> {
        self.map_parallel(files, |objects, buffer, (blob, path)| {
            if objects.is_larger(&blob.0, path, limit)? {
                return Ok(make(path, None));
            }
            Ok(make(path, Some(objects.object(&blob.0, path, buffer)?.data)))
        })
    }

    /// Reads folders; the path of each is used in error messages.
    ///
    /// # Errors
    /// Fails if one is missing or damaged.
    pub fn list_all<'p>(
        &self,
        folders: impl Iterator<Item = (FolderId, &'p str)>,
    ) -> Result<HashMap<FolderId, GitFolder>, GitError> {
        let mut seen = HashSet::new();
        let folders: Vec<_> = folders.filter(|(folder, _)| seen.insert(*folder)).collect();
        let listed = self.map_parallel(&folders, |objects, buffer, (folder, path)| {
            let tree = objects.tree(&folder.0, path, buffer)?;
            for entry in TreeRefIter::from_bytes(tree, folder.0.kind()) {
                entry.map_err(|error| GitError::object(path, &folder.0, &error))?;
            }
            Ok(GitFolder(tree.to_vec()))
        })?;
        Ok(folders.into_iter().map(|(folder, _)| folder).zip(listed).collect())
    }

    /// Lists the files in folders and all folders in them, by path; each folder comes with its own path. Only the first
    /// 20,000 are listed, since repeated references between a few folders can make the number nearly endless.
    ///
    /// # Errors
    /// Fails if a folder is missing or damaged.
    pub fn below(&self, folders: &[(FolderId, &str)]) -> Result<HashMap<FolderId, BTreeMap<String, BlobId>>, GitError> {
        let listed = self.map_parallel(folders, |objects, buffer, (folder, path)| {
            let (mut found, mut folders) = (BTreeMap::new(), vec![(folder.0, (*path).to_owned())]);
            let mut remaining = MAX_FILES;
            while let Some((id, path)) = folders.pop().filter(|_| remaining > 0) {
                for entry in TreeRefIter::from_bytes(objects.tree(&id, &path, buffer)?, id.kind()) {
                    let entry = entry.map_err(|error| GitError::object(&path, &id, &error))?;
                    let Ok(name) = std::str::from_utf8(entry.filename) else { continue };
                    remaining = remaining.saturating_sub(1);
                    let (thread, below) = (entry.oid.to_owned(), format!("{path}/{name}"));
                    if entry.mode.is_tree() {
                        folders.push((thread, below));
                    } else if entry.mode.is_blob() {
                        found.insert(below, BlobId(thread));
                    }
                }
            }
            Ok(found)
        })?;
        Ok(folders.iter().map(|(folder, _)| *folder).zip(listed).collect())
    }

    /// Calls a function for each item, on all threads; each thread has its own handle, which caches what it read.
    fn map_parallel<I: Sync, T: Send>(
        &self,
        items: &[I],
        read: impl Fn(&Sound<'_>, &mut Vec<u8>, &I) -> Result<T, GitError> + Sync,
    ) -> Result<Vec<T>, GitError> {
        let threads = 0..=rayon::current_num_threads();
        let handles: Vec<_> = threads.map(|_| Mutex::new((self.handle(), Vec::new()))).collect();
        items
            .par_iter()
            .map(|item| {
                let thread = rayon::current_thread_index().map_or(0, |index| index + 1);
                let mut handle = handles[thread % handles.len()].lock().unwrap_or_else(PoisonError::into_inner);
                let (repository, buffer) = &mut *handle;
                read(&Sound(repository), buffer, item)
            })
            .collect()
    }
}
