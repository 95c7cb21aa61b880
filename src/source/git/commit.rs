//! A source that reads a portfolio from a commit.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use gix::ObjectId;

use super::{
    GitError, Repository,
    commit_id::CommitId,
    tree::{TreeEntry, TreeListing},
    verified::Sound,
};
use crate::source::{Entry, FileKind, Source, Unreadable};

/// Reads a portfolio at a commit from git's object database, without a checkout.
pub struct Commit {
    id: CommitId,
    /// The portfolio's folder in the repository, without a slash at the end.
    folder: String,
    root: Arc<TreeListing>,
    /// The listings of the folders in the root, which grow with the portfolio.
    years: Mutex<HashMap<String, Arc<TreeListing>>>,
    /// One for each thread, since each needs its own buffers.
    handles: Vec<Mutex<Handle>>,
    /// An error of the repository, as opposed to the portfolio.
    failure: Mutex<Option<GitError>>,
}

struct Handle {
    repository: gix::Repository,
    /// The folder that was listed last: its files are usually read next.
    last: Option<(String, Arc<TreeListing>)>,
    /// The buffer for listings.
    buffer: Vec<u8>,
}

impl Commit {
    /// Opens a folder of a commit; none where the folder has no settings file.
    pub(super) fn open(
        repository: &Repository,
        id: CommitId,
        folder: &str,
        settings: &str,
    ) -> Result<Option<Self>, GitError> {
        let handle = || Handle { repository: repository.handle(), last: None, buffer: Vec::new() };
        let mut first = handle();
        let mut tree = Sound(&first.repository).root(&id.0, &mut first.buffer)?;
        let mut root = first.list(tree, folder)?;
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            match root.find(part) {
                Some(TreeEntry { kind: FileKind::Folder, id: Some(id), .. }) => tree = *id,
                _ => return Ok(None),
            }
            root = first.list(tree, folder)?;
        }
        if !root.find(settings).is_some_and(|entry| entry.kind != FileKind::Folder) {
            return Ok(None);
        }
        first.last = None;
        let more = (0..rayon::current_num_threads()).map(|_| handle());
        let handles = std::iter::once(first).chain(more).map(Mutex::new).collect();
        let (years, failure) = (Mutex::default(), Mutex::default());
        Ok(Some(Self { id, folder: folder.to_owned(), root: Arc::new(root), years, handles, failure }))
    }

    /// Returns the id of the commit.
    #[must_use]
    pub fn id(&self) -> CommitId {
        self.id
    }

    /// Returns the portfolio's folder in the repository, without a slash at the end.
    #[must_use]
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Returns the error of the repository that occurred while files were read; if there is one, what was read must not
    /// be used.
    #[must_use]
    pub fn failure(&self) -> Option<GitError> {
        locked(&self.failure).clone()
    }

    fn fail(&self, error: GitError) -> Unreadable {
        let mut failure = locked(&self.failure);
        let unreadable = Unreadable::Other(error.to_string());
        // The smallest error is reported, so that the result does not depend on the order of threads.
        if failure.as_ref().is_none_or(|known| error < *known) {
            *failure = Some(error);
        }
        unreadable
    }

    fn handle(&self) -> MutexGuard<'_, Handle> {
        let thread = rayon::current_thread_index().map_or(0, |index| index + 1);
        locked(&self.handles[thread % self.handles.len()])
    }

    fn listing(&self, handle: &mut Handle, folder: &str) -> Result<Arc<TreeListing>, Unreadable> {
        if folder.is_empty() {
            return Ok(Arc::clone(&self.root));
        }
        if let Some((last, listing)) = &handle.last
            && last == folder
        {
            return Ok(Arc::clone(listing));
        }
        let Some((parent, name)) = folder.rsplit_once('/') else {
            let mut years = locked(&self.years);
            if let Some(listing) = years.get(folder) {
                return Ok(Arc::clone(listing));
            }
            let listing = self.subfolder(handle, &self.root, folder, folder)?;
            years.insert(folder.to_owned(), Arc::clone(&listing));
            return Ok(listing);
        };
        let parent = self.listing(handle, parent)?;
        let listing = self.subfolder(handle, &parent, name, folder)?;
        handle.last = Some((folder.to_owned(), Arc::clone(&listing)));
        Ok(listing)
    }

    fn subfolder(
        &self,
        handle: &mut Handle,
        parent: &TreeListing,
        name: &str,
        path: &str,
    ) -> Result<Arc<TreeListing>, Unreadable> {
        let entry = parent.find(name).ok_or(Unreadable::Missing)?;
        match entry.id.filter(|_| entry.kind == FileKind::Folder) {
            // A file has no entries, and a submodule is not available.
            None => Ok(Arc::default()),
            Some(id) => handle.list(id, path).map(Arc::new).map_err(|error| self.fail(error)),
        }
    }
}

impl Handle {
    fn list(&mut self, id: ObjectId, path: &str) -> Result<TreeListing, GitError> {
        TreeListing::of(Sound(&self.repository).tree(&id, path, &mut self.buffer)?, &id, path)
    }
}

impl Source for Commit {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        Ok(self.listing(&mut self.handle(), folder)?.entries())
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut handle = self.handle();
        let listing = self.listing(&mut handle, folder)?;
        let entry = listing.find(name).ok_or(Unreadable::Missing)?;
        let Some(id) = entry.id.filter(|_| entry.kind == FileKind::File) else { return Err(Unreadable::NotAFile) };
        let (objects, mut data) = (Sound(&handle.repository), Vec::new());
        // The size is checked first, since a file may be larger than the memory.
        if objects.is_larger(&id, path, limit).map_err(|error| self.fail(error))? {
            return Err(Unreadable::TooLarge { limit });
        }
        objects.object(&id, path, &mut data).map_err(|error| self.fail(error))?;
        Ok(data)
    }

    fn stamp(&self, path: &str) -> Option<Vec<u8>> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let listing = self.listing(&mut self.handle(), folder).ok()?;
        Some(listing.find(name)?.id?.as_slice().to_vec())
    }
}

/// Locks a mutex; a panic in another thread does not make its content wrong.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Repository {
    /// Opens the first of the folders that holds a portfolio in a commit, which it does if it has a settings file.
    ///
    /// # Errors
    /// Fails if none does, and if the commit is damaged.
    pub fn portfolio(
        &self,
        commit: CommitId,
        revision: &str,
        folders: &[String],
        settings: &str,
    ) -> Result<Commit, GitError> {
        for folder in folders {
            if let Some(found) = Commit::open(self, commit, folder, settings)? {
                return Ok(found);
            }
        }
        let folder = folders.first().filter(|folder| !folder.is_empty()).map_or(".", String::as_str);
        Err(GitError::NoPortfolio { revision: revision.to_owned(), folder: folder.to_owned() })
    }
}
