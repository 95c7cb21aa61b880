//! Lists every file of every revision, and reads them.

use std::{
    collections::{HashMap, HashSet},
    sync::Mutex,
};

use gix::{ObjectId, objs::TreeRefIter};

use super::{
    commit_id::CommitId, contents::BlobId, error::GitError, messages::RevisionMessage, repository::Repository,
    verified::Sound,
};
use crate::source::{Entry, Source, Unreadable, git::tips::tips, join_path};

/// Holds one version of a file, with the first commit that has it.
#[derive(Debug, Clone)]
pub struct RevisionFile {
    /// The id of its content.
    pub blob: BlobId,
    /// The first commit that has it.
    pub commit: CommitId,
    /// Its path in the repository.
    pub path: String,
}

impl RevisionFile {
    /// Returns the name git has for it, such as `1a2b3c4d:portfolio/2019/round.yaml`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}", self.commit.short(), self.path)
    }
}

/// The path of a file or folder with a reported name, and the first commit that has it.
pub type PastName = (CommitId, String);

impl Repository {
    /// Lists every version of every file in the commits that can be reached from any reference, each once, from the
    /// oldest commit to the newest; and the paths of files and folders for whose name `is_reported` returns true, each
    /// with the first commit that has it.
    ///
    /// # Errors
    /// Fails where an object is missing or damaged, or the clone is shallow.
    pub fn past_files(&self, is_reported: fn(&str) -> bool) -> Result<(Vec<RevisionFile>, Vec<PastName>), GitError> {
        let repository = self.handle();
        let tips = tips(&repository)?;
        if repository.is_shallow().unwrap_or(false) {
            return Err(GitError::Incomplete);
        }
        let order =
            gix::revision::walk::Sorting::ByCommitTime(gix::traverse::commit::simple::CommitTimeOrder::NewestFirst);
        let walk = repository.rev_walk(tips).sorting(order).all().map_err(|error| GitError::repository(&error))?;
        let mut commits = Vec::new();
        for commit in walk {
            commits.push(commit.map_err(|error| GitError::repository(&error))?.id);
        }
        let mut collector = FileCollector {
            repository: &repository,
            is_reported,
            visited: HashSet::new(),
            files: Vec::new(),
            names: Vec::new(),
        };
        for commit in commits.into_iter().rev() {
            let tree = Sound(&repository).root(&commit, &mut Vec::new())?;
            collector.add(tree, CommitId(commit))?;
        }
        let mut paths = HashSet::new();
        collector.names.retain(|(_, path)| paths.insert(path.clone()));
        Ok((collector.files, collector.names))
    }

    /// Makes a source of past files, which are read by their names.
    #[must_use]
    pub fn past(&self, files: Vec<RevisionFile>) -> AllRevisions {
        let files = files.into_iter().map(|file| (file.name(), file.blob)).collect();
        AllRevisions { repository: Mutex::new(self.handle()), files, messages: HashMap::new() }
    }
}

/// Collects the files of all commits.
struct FileCollector<'r> {
    repository: &'r gix::Repository,
    is_reported: fn(&str) -> bool,
    visited: HashSet<ObjectId>,
    files: Vec<RevisionFile>,
    names: Vec<PastName>,
}

impl FileCollector<'_> {
    /// Adds the files of a folder that was not visited before, and of all folders in it.
    fn add(&mut self, tree: ObjectId, commit: CommitId) -> Result<(), GitError> {
        let mut data = Vec::new();
        // The folders still to visit; the last is visited first.
        let mut folders = vec![(tree, String::new())];
        while let Some((tree, folder)) = folders.pop() {
            if !self.visited.insert(tree) {
                continue;
            }
            let first_new = folders.len();
            Sound(self.repository).tree(&tree, &folder, &mut data)?;
            for entry in TreeRefIter::from_bytes(&data, tree.kind()) {
                let entry = entry.map_err(|error| GitError::object(&folder, &tree, &error))?;
                let name = entry.filename.to_string();
                let path = join_path(&folder, &name);
                if (self.is_reported)(&name) {
                    self.names.push((commit, path.clone()));
                }
                if entry.mode.is_tree() {
                    folders.push((entry.oid.to_owned(), path));
                } else if entry.mode.is_blob() && self.visited.insert(entry.oid.to_owned()) {
                    self.files.push(RevisionFile { blob: BlobId(entry.oid.to_owned()), commit, path });
                }
            }
            folders[first_new..].reverse();
        }
        Ok(())
    }
}

/// Reads past files, and messages of commits and tags, by their names.
pub struct AllRevisions {
    repository: Mutex<gix::Repository>,
    files: HashMap<String, BlobId>,
    messages: HashMap<String, String>,
}

impl AllRevisions {
    /// Adds messages of commits and tags, which are read by their names.
    #[must_use]
    pub fn with_messages(self, messages: Vec<RevisionMessage>) -> Self {
        Self { messages: messages.into_iter().map(|message| (message.name, message.text)).collect(), ..self }
    }
}

impl Source for AllRevisions {
    fn entries(&self, _: &str) -> Result<Vec<Entry>, Unreadable> {
        Ok(Vec::new())
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        if let Some(text) = self.messages.get(path) {
            return Ok(text.clone().into_bytes());
        }
        let blob = self.files.get(path).ok_or(Unreadable::Missing)?;
        let repository = self.repository.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut data = Vec::new();
        let objects = Sound(&repository);
        let failed = |error: GitError| Unreadable::Other(error.to_string());
        if objects.is_larger(&blob.0, path, limit).map_err(failed)? {
            return Err(Unreadable::TooLarge { limit });
        }
        objects.object(&blob.0, path, &mut data).map_err(failed)?;
        Ok(data)
    }
}
