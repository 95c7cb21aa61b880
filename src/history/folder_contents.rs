//! The contents of project folders in commits, read when they are needed.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::project_identity::ProjectIdentity;
use crate::{
    load::{LARGEST, project_of},
    source::git::{CommitStep, FolderChange, FolderId, GitError, GitFolder, Repository},
};

/// The file that makes a folder a project.
pub const PROJECT_FILE: &str = "project.yaml";

/// A project's folder in one commit: its path, and the files directly in it.
pub type Version<'s> = (&'s str, Arc<GitFolder>);

/// A file directly in a project's folder: the folder's path, and the file's name.
pub type FileInFolder = (String, String);

/// Holds the files of the folders that were listed so far.
pub struct FolderContents<'r> {
    repository: &'r Repository,
    listed: HashMap<FolderId, Arc<GitFolder>>,
}

impl<'r> FolderContents<'r> {
    /// Creates the store without any folder.
    pub fn of(repository: &'r Repository) -> Self {
        Self { repository, listed: HashMap::new() }
    }

    /// Lists the files of folders before and after they were changed.
    ///
    /// # Errors
    /// Fails if an object is missing or damaged.
    pub fn list<'c>(&mut self, changes: impl Iterator<Item = &'c FolderChange>) -> Result<(), GitError> {
        let ids = changes.flat_map(|change| {
            [change.before, change.after].into_iter().flatten().map(|id| (id, change.path.as_str()))
        });
        let unknown = ids.filter(|(id, _)| !self.listed.contains_key(id));
        let listed = self.repository.list_all(unknown)?;
        self.listed.extend(listed.into_iter().map(|(id, files)| (id, Arc::new(files))));
        Ok(())
    }

    /// Lists, for each parent of a merge, the files directly in the named folders that differ from the merge.
    ///
    /// # Errors
    /// Fails if an object is missing or damaged.
    pub fn differing_files<'n>(
        &mut self,
        step: &CommitStep,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<Vec<BTreeSet<FileInFolder>>, GitError> {
        let names: HashSet<&str> = names.collect();
        let followed = |changes: &'_ Vec<FolderChange>| -> Vec<FolderChange> {
            changes.iter().filter(|change| names.contains(change.path.as_str())).cloned().collect()
        };
        let of_parents: Vec<Vec<FolderChange>> = step.changes.iter().map(followed).collect();
        self.list(of_parents.iter().flatten())?;
        let differing = |change: &FolderChange| {
            let files = [change.before, change.after].map(|id| id.and_then(|id| self.listed.get(&id)));
            let blob = |files: Option<&Arc<GitFolder>>, name: &str| files.and_then(|files| files.find(name));
            let names = files.into_iter().flatten().flat_map(|files| files.iter().map(|(name, _)| name.to_owned()));
            let names = names.filter(|name| blob(files[0], name) != blob(files[1], name));
            names.map(|name| (change.path.clone(), name)).collect::<Vec<_>>()
        };
        Ok(of_parents.iter().map(|changes| changes.iter().flat_map(differing).collect()).collect())
    }

    /// Returns a changed folder before and after; none where it is not a project.
    pub fn versions<'s>(&self, change: &'s FolderChange) -> (Option<Version<'s>>, Option<Version<'s>>) {
        let version = |id: Option<FolderId>| {
            let files = self.listed.get(&id?)?;
            files.find(PROJECT_FILE).map(|_| (change.path.as_str(), Arc::clone(files)))
        };
        (version(change.before), version(change.after))
    }

    /// Returns whether a folder may belong to another project after the change, because the title differs.
    pub fn has_other_title(&self, before: &Version<'_>, after: &Version<'_>) -> bool {
        if before.1.find(PROJECT_FILE) == after.1.find(PROJECT_FILE) {
            return false;
        }
        // A file that cannot be read is reported when its events are made.
        let identities = self.identities(&[before.clone(), after.clone()]).unwrap_or_default();
        let title = |identity: &ProjectIdentity<'_>| project_of(identity.text.as_bytes()).title;
        let titles: Vec<_> = identities.iter().map(|identity| title(identity).map(|title| title.value)).collect();
        titles.iter().all(Option::is_some) && titles.windows(2).any(|titles| titles[0] != titles[1])
    }

    /// Reads what identifies the project of each folder.
    ///
    /// # Errors
    /// Fails if an object is missing or damaged.
    pub fn identities<'s>(&self, versions: &[Version<'s>]) -> Result<Vec<ProjectIdentity<'s>>, GitError> {
        let file = |(path, files): &Version<'_>| Some((files.find(PROJECT_FILE)?, format!("{path}/{PROJECT_FILE}")));
        let files: Vec<_> = versions.iter().filter_map(file).collect();
        let texts = self.repository.read_all(&files, LARGEST, |_, bytes| {
            // A file that is too large has no text to compare.
            let bytes = bytes.unwrap_or_default();
            let has_former_ids = memchr::memmem::find(bytes, b"former_ids").is_some();
            let former_ids = if has_former_ids { project_of(bytes).former_ids } else { Vec::new() };
            let former_ids = former_ids.iter().map(|former| former.value.to_string()).collect();
            (String::from_utf8_lossy(bytes).into_owned(), former_ids)
        })?;
        let identities = versions.iter().zip(texts);
        Ok(identities.map(|((id, _), (text, former_ids))| ProjectIdentity { id, text, former_ids }).collect())
    }
}
