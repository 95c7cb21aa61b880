//! The commits behind a revision, and what each did to the folders of projects.

use std::{collections::HashMap, sync::Arc};

use gix::{
    ObjectId,
    objs::{TreeRefIter, tree::EntryRef},
};
use rayon::prelude::*;

use super::{CommitId, GitError, Repository, day::day};
use crate::model::Date;

/// How many commits a thread takes at a time; neighbours share most of their folders.
const CHUNK: usize = 16;

/// How many bytes of folders a thread remembers.
const REMEMBERED: usize = 32 * 1024 * 1024;

/// Folders by path, each with what it was and what it is.
type Folders = Vec<(String, Option<ObjectId>, Option<ObjectId>)>;

/// Names the content of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobId(pub(super) ObjectId);

/// Holds a commit and the folders of projects it changed.
#[derive(Debug, Clone)]
pub struct Step {
    /// The commit.
    pub commit: CommitId,
    /// The day it was written, where its author was.
    pub date: Option<Date>,
    /// The folders that are not the same as in any of its parents.
    pub folders: Vec<FolderChange>,
}

/// Holds what a commit did to a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderChange {
    /// Its path in the portfolio: year and name.
    pub path: String,
    /// The files in it before; none where it was not there.
    pub before: Option<Files>,
    /// The files in it after; none where it is not there any more.
    pub after: Option<Files>,
}

/// Holds the files right in a folder by name, each with what names its content.
pub type Files = Vec<(String, BlobId)>;

impl Repository {
    /// Lists the commits behind one, oldest first, with what each did to the folders that lie in folders of years.
    ///
    /// A merge does what none of its parents had done.
    ///
    /// # Errors
    /// Fails where an object is missing or damaged, or the clone is shallow.
    pub fn walk(&self, tip: CommitId, folder: &str, is_year: fn(&str) -> bool) -> Result<Vec<Step>, GitError> {
        let repository = self.shared.to_thread_local();
        if repository.is_shallow().unwrap_or(false) {
            return Err(GitError::Incomplete);
        }
        let order =
            gix::revision::walk::Sorting::ByCommitTime(gix::traverse::commit::simple::CommitTimeOrder::NewestFirst);
        let failed = |error: gix::Error| GitError::object(&format!("commit {}", tip.short()), &tip.0, &error);
        let walk = repository.rev_walk([tip.0]).sorting(order).all().map_err(failed)?;
        let mut commits = Vec::new();
        for commit in walk {
            let commit = commit.map_err(failed)?;
            commits.push((commit.id, commit.parent_ids.to_vec()));
        }
        commits.reverse();
        let parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let steps: Result<Vec<Vec<Step>>, GitError> = commits
            .par_chunks(CHUNK)
            .map(|commits| {
                let repository = self.shared.to_thread_local();
                let mut walker = Walker { repository, parts: &parts, is_year, trees: HashMap::new(), held: 0 };
                commits.iter().map(|(id, parents)| walker.step(*id, parents)).collect()
            })
            .collect();
        Ok(steps?.into_iter().flatten().collect())
    }

    /// Reads the content of files, each by the thread that is free.
    ///
    /// # Errors
    /// Fails where one is missing or damaged.
    pub fn read_all<T: Send>(
        &self,
        blobs: &[(BlobId, String)],
        make: impl Fn(&[u8]) -> T + Sync,
    ) -> Result<HashMap<BlobId, T>, GitError> {
        let read = |repository: &mut gix::Repository, (blob, path): &(BlobId, String)| {
            let object = repository.find_object(blob.0).map_err(|error| GitError::object(path, &blob.0, &error))?;
            Ok((*blob, make(&object.data)))
        };
        blobs.par_iter().map_init(|| self.shared.to_thread_local(), read).collect()
    }
}

struct Walker<'w> {
    repository: gix::Repository,
    parts: &'w [&'w str],
    is_year: fn(&str) -> bool,
    /// Folders that were read, since the next commit has nearly the same.
    trees: HashMap<ObjectId, Arc<Vec<u8>>>,
    held: usize,
}

impl Walker<'_> {
    fn step(&mut self, id: ObjectId, parents: &[ObjectId]) -> Result<Step, GitError> {
        let failed = |error: gix::Error| GitError::object(&format!("commit {}", id.to_hex_with_len(8)), &id, &error);
        let commit = self.repository.find_commit(id).map_err(failed)?;
        let date = commit.author().and_then(|author| author.time()).ok().and_then(day);
        drop(commit);
        let after = self.portfolio(id)?;
        let before: Vec<Option<ObjectId>> =
            parents.iter().map(|parent| self.portfolio(*parent)).collect::<Result<_, _>>()?;
        let mut folders = Vec::new();
        // A merge that is as one of its parents did nothing.
        if !before.contains(&after) || (before.is_empty() && after.is_some()) {
            let first = before.first().copied().flatten();
            self.years(first, after, &mut folders)?;
            for other in before.iter().skip(1) {
                folders = self.unlike(folders, *other)?;
            }
        }
        let folders = folders.into_iter().map(|(path, before, after)| {
            Ok(FolderChange { before: self.files(before, &path)?, after: self.files(after, &path)?, path })
        });
        Ok(Step { commit: CommitId(id), date, folders: folders.collect::<Result<_, _>>()? })
    }

    /// Returns the folder of the portfolio in a commit.
    fn portfolio(&mut self, commit: ObjectId) -> Result<Option<ObjectId>, GitError> {
        let named = || format!("commit {}", commit.to_hex_with_len(8));
        let failed = |error: gix::Error| GitError::object(&named(), &commit, &error);
        let mut tree = self.repository.find_commit(commit).map_err(failed)?.tree_id().map_err(failed)?.detach();
        for part in self.parts {
            match find(&self.tree(tree, &named())?, part.as_bytes()) {
                Some(below) => tree = below,
                None => return Ok(None),
            }
        }
        Ok(Some(tree))
    }

    fn tree(&mut self, id: ObjectId, path: &str) -> Result<Arc<Vec<u8>>, GitError> {
        if let Some(tree) = self.trees.get(&id) {
            return Ok(Arc::clone(tree));
        }
        let mut tree = self.repository.find_tree(id).map_err(|error| GitError::object(path, &id, &error))?;
        let data = Arc::new(std::mem::take(&mut tree.data));
        if self.held + data.len() > REMEMBERED {
            self.trees.clear();
            self.held = 0;
        }
        self.held += data.len();
        self.trees.insert(id, Arc::clone(&data));
        Ok(data)
    }

    /// Lists the folders in years that are not the same: path, before, after.
    fn years(
        &mut self,
        before: Option<ObjectId>,
        after: Option<ObjectId>,
        found: &mut Folders,
    ) -> Result<(), GitError> {
        for (year, before, after) in self.folders(before, after, "")? {
            if (self.is_year)(&year) {
                for (name, before, after) in self.folders(before, after, &year)? {
                    found.push((format!("{year}/{name}"), before, after));
                }
            }
        }
        Ok(())
    }

    /// Lists the folders in a folder that are not the same.
    fn folders(&mut self, before: Option<ObjectId>, after: Option<ObjectId>, path: &str) -> Result<Folders, GitError> {
        let mut read = |id: Option<ObjectId>| id.map_or(Ok(Arc::default()), |id| self.tree(id, path));
        let (before, after) = (read(before)?, read(after)?);
        let mut found = Vec::new();
        let folder = |entry: &EntryRef<'_>| entry.mode.is_tree().then(|| entry.oid.to_owned());
        differing(&before, &after, |old, new| {
            let name = old.or(new).map(|entry| entry.filename.to_string()).unwrap_or_default();
            let (old, new) = (old.and_then(folder), new.and_then(folder));
            if old.is_some() || new.is_some() {
                found.push((name, old, new));
            }
        });
        Ok(found)
    }

    /// Keeps the folders that another parent has not just as they are now.
    fn unlike(&mut self, folders: Folders, other: Option<ObjectId>) -> Result<Folders, GitError> {
        let mut kept = Vec::new();
        for (path, before, after) in folders {
            let (year, name) = path.split_once('/').unwrap_or_default();
            let mut there = None;
            if let Some(root) = other
                && let Some(year) = find(&self.tree(root, &path)?, year.as_bytes())
            {
                there = find(&self.tree(year, &path)?, name.as_bytes());
            }
            if there != after {
                kept.push((path, before, after));
            }
        }
        Ok(kept)
    }

    fn files(&mut self, folder: Option<ObjectId>, path: &str) -> Result<Option<Files>, GitError> {
        let Some(folder) = folder else { return Ok(None) };
        let tree = self.tree(folder, path)?;
        let files = TreeRefIter::from_bytes(&tree, folder.kind()).flatten().filter(|entry| entry.mode.is_blob());
        Ok(Some(files.map(|entry| (entry.filename.to_string(), BlobId(entry.oid.to_owned()))).collect()))
    }
}

/// Finds a folder by its name.
fn find(tree: &[u8], name: &[u8]) -> Option<ObjectId> {
    let mut entries = TreeRefIter::from_bytes(tree, gix::hash::Kind::Sha1).flatten();
    entries.find(|entry| entry.mode.is_tree() && entry.filename == name).map(|entry| entry.oid.to_owned())
}

/// Calls `tell` with each entry that is not the same in two folders; both are in git's order.
fn differing(before: &[u8], after: &[u8], mut tell: impl FnMut(Option<&EntryRef<'_>>, Option<&EntryRef<'_>>)) {
    let entries = |tree| TreeRefIter::from_bytes(tree, gix::hash::Kind::Sha1).flatten();
    let (mut old, mut new) = (entries(before), entries(after));
    let (mut left, mut right) = (old.next(), new.next());
    loop {
        match (&left, &right) {
            (None, None) => return,
            (Some(a), Some(b)) if a.filename == b.filename && a.mode.is_tree() == b.mode.is_tree() => {
                if a.oid != b.oid {
                    tell(Some(a), Some(b));
                }
                (left, right) = (old.next(), new.next());
            }
            (Some(a), b) if b.as_ref().is_none_or(|b| a < b) => {
                tell(Some(a), None);
                left = old.next();
            }
            (_, Some(b)) => {
                tell(None, Some(b));
                right = new.next();
            }
            (Some(a), None) => {
                tell(Some(a), None);
                left = old.next();
            }
        }
    }
}
