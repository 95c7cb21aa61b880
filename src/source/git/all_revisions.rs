//! Every file that any revision ever had.

use std::{
    collections::{HashMap, HashSet},
    sync::Mutex,
};

use gix::{ObjectId, objs::TreeRefIter};

use super::{
    commit_id::CommitId, contents::BlobId, error::GitError, messages::RevisionMessage, repository::Repository,
    verified::Sound,
};
use crate::source::{Entry, Source, Unreadable, git::tips::tips};

/// Holds a file as the first commit had it that did.
#[derive(Debug, Clone)]
pub struct RevisionFile {
    /// What names its content.
    pub blob: BlobId,
    /// The first commit that had it.
    pub commit: CommitId,
    /// Its path in the repository.
    pub path: String,
}

impl RevisionFile {
    /// Returns what git calls it, such as `1a2b3c4d:portfolio/2019/round.yaml`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}:{}", self.commit.short(), self.path)
    }
}

/// The first commit that had a file or folder of a name that is told, and its path.
pub type PastName = (CommitId, String);

impl Repository {
    /// Lists every content that a file had in a commit that a branch, a tag or any other reference leads to, each once, from
    /// the oldest commit to the newest; and the paths of the files and folders whose names `is_telling`, each with the first
    /// commit that had it.
    ///
    /// # Errors
    /// Fails where an object is missing or damaged, or the clone is shallow.
    pub fn past_files(&self, is_telling: fn(&str) -> bool) -> Result<(Vec<RevisionFile>, Vec<PastName>), GitError> {
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
        let mut look =
            Look { repository: &repository, is_telling, seen: HashSet::new(), files: Vec::new(), names: Vec::new() };
        for commit in commits.into_iter().rev() {
            let tree = Sound(&repository).root(&commit, &mut Vec::new())?;
            look.add(tree, CommitId(commit))?;
        }
        let mut told = HashSet::new();
        look.names.retain(|(_, path)| told.insert(path.clone()));
        Ok((look.files, look.names))
    }

    /// Makes a source of files of the past, each by its name.
    #[must_use]
    pub fn past(&self, files: Vec<RevisionFile>) -> AllRevisions {
        let files = files.into_iter().map(|file| (file.name(), file.blob)).collect();
        AllRevisions { repository: Mutex::new(self.handle()), files, messages: HashMap::new() }
    }
}

/// Holds what was seen of the past.
struct Look<'r> {
    repository: &'r gix::Repository,
    is_telling: fn(&str) -> bool,
    seen: HashSet<ObjectId>,
    files: Vec<RevisionFile>,
    names: Vec<PastName>,
}

impl Look<'_> {
    /// Adds what is in a folder that was not seen before, and in the folders in it, however deep they lie.
    fn add(&mut self, tree: ObjectId, commit: CommitId) -> Result<(), GitError> {
        let mut data = Vec::new();
        // The folders that are still to be looked into; each comes before those that stand behind it.
        let mut folders = vec![(tree, String::new())];
        while let Some((tree, folder)) = folders.pop() {
            if !self.seen.insert(tree) {
                continue;
            }
            let waiting = folders.len();
            Sound(self.repository).tree(&tree, &folder, &mut data)?;
            for entry in TreeRefIter::from_bytes(&data, tree.kind()) {
                let entry = entry.map_err(|error| GitError::object(&folder, &tree, &error))?;
                let name = entry.filename.to_string();
                let is_telling = (self.is_telling)(&name);
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                if is_telling {
                    self.names.push((commit, path.clone()));
                }
                if entry.mode.is_tree() {
                    folders.push((entry.oid.to_owned(), path));
                } else if entry.mode.is_blob() && self.seen.insert(entry.oid.to_owned()) {
                    self.files.push(RevisionFile { blob: BlobId(entry.oid.to_owned()), commit, path });
                }
            }
            folders[waiting..].reverse();
        }
        Ok(())
    }
}

/// Reads files of the past by their names.
pub struct AllRevisions {
    repository: Mutex<gix::Repository>,
    files: HashMap<String, BlobId>,
    messages: HashMap<String, String>,
}

impl AllRevisions {
    /// Adds messages of commits and tags, each by its name.
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
        let sound = Sound(&repository);
        let failed = |error: GitError| Unreadable::Other(error.to_string());
        if sound.is_larger(&blob.0, path, limit).map_err(failed)? {
            return Err(Unreadable::TooLarge { limit });
        }
        sound.object(&blob.0, path, &mut data).map_err(failed)?;
        Ok(data)
    }
}
