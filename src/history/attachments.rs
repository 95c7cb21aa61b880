//! What a commit did to a project's results and to the files in its subfolders.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{folder_contents::Version, project_changes::ProjectChange};
use crate::source::git::{BlobId, FolderId, GitError, Repository};

/// The folders of a project that hold the user's own files.
pub const FOLDERS: [&str; 2] = ["documents", "report"];

/// The file with the results of a project.
pub const RESULTS: &str = "results.yaml";

/// Holds a file in a project's subfolder that a commit added, removed or changed.
pub struct AttachmentChange {
    /// Its path in the project's folder.
    pub file: String,
    /// Its content before; none if it was added.
    pub before: Option<BlobId>,
    /// Its content after; none if it was removed.
    pub after: Option<BlobId>,
}

impl AttachmentChange {
    /// Returns whether it is a text, which is compared word by word.
    pub fn is_text(&self) -> bool {
        self.file.strip_suffix(".md").is_some()
    }
}

/// The files below each folder.
type FilesBelow = HashMap<FolderId, BTreeMap<String, BlobId>>;

/// Lists, for each change of a project that exists before and after, what it did to the files in the project's subfolders.
/// For a merge, lists only what differs from every branch.
///
/// # Errors
/// Fails if a folder is missing or damaged.
pub fn attachment_changes(
    repository: &Repository,
    changes: &[ProjectChange<'_>],
) -> Result<Vec<Vec<AttachmentChange>>, GitError> {
    let mut files_below = FilesBelow::new();
    for folder in FOLDERS {
        let differing = changes.iter().filter(|change| differs(change, folder));
        let versions = differing.flat_map(|change| change.befores().chain(&change.after));
        let ids: HashSet<FolderId> = versions.filter_map(|(_, files)| files.folder(folder)).collect();
        files_below.extend(repository.below(&ids.into_iter().map(|id| (id, folder)).collect::<Vec<_>>())?);
    }
    Ok(changes
        .iter()
        .map(|change| FOLDERS.iter().flat_map(|folder| in_folder(&files_below, change, folder)).collect())
        .collect())
}

fn differs(change: &ProjectChange<'_>, folder: &str) -> bool {
    let (Some(_), Some((_, after))) = (&change.before, &change.after) else { return false };
    change.befores().all(|(_, before)| before.folder(folder) != after.folder(folder))
}

fn in_folder(files_below: &FilesBelow, change: &ProjectChange<'_>, folder: &str) -> Vec<AttachmentChange> {
    let mut list = Vec::new();
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return list };
    if !differs(change, folder) {
        return list;
    }
    let nothing = BTreeMap::new();
    let below = |(_, files): &Version<'_>| files.folder(folder).and_then(|id| files_below.get(&id)).unwrap_or(&nothing);
    let (old, new) = (below(before), below(after));
    let removed = old.keys().filter(|file| !new.contains_key(*file));
    for file in new.keys().chain(removed).filter(|file| is_shown(file)) {
        let (before, after) = (old.get(file).copied(), new.get(file).copied());
        if before != after && change.other_parents.iter().all(|other| below(other).get(file).copied() != after) {
            list.push(AttachmentChange { file: file.clone(), before, after });
        }
    }
    list
}

/// Returns whether a file is not hidden.
fn is_shown(file: &str) -> bool {
    !file.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

/// Returns the contents of `results.yaml` before and after a commit that changed it.
pub fn changed_results(change: &ProjectChange<'_>) -> Option<(Option<BlobId>, Option<BlobId>)> {
    let (_, files) = change.after.as_ref()?;
    let after = files.find(RESULTS);
    let is_same = |(_, files): &Version<'_>| files.find(RESULTS) == after;
    let before = change.before.as_ref().and_then(|(_, files)| files.find(RESULTS));
    (before != after && !change.is_one_of_many && !change.other_parents.iter().any(is_same)).then_some((before, after))
}
