//! What a commit did to the files beside a project's own: its results, and what lies in its folders.

use std::collections::BTreeMap;

use super::{
    attachments::{FOLDERS, is_shown},
    moves::{Move, Version},
};
use crate::source::git::{BlobId, FolderId, GitError, Repository};

/// The file with the results of a project.
pub const RESULTS: &str = "results.yaml";

/// Holds a file in a folder of a project that a commit came with, took away or changed.
pub struct Attached {
    /// Its path in the project's folder.
    pub file: String,
    /// What it held before.
    pub before: Option<BlobId>,
    /// What it holds after.
    pub after: Option<BlobId>,
}

impl Attached {
    /// Returns whether it is a text, which is told by its words.
    pub fn is_text(&self) -> bool {
        self.file.strip_suffix(".md").is_some()
    }
}

/// Lists what a commit did to the files in the folders of a project that it did not bring or take away. A merge tells only
/// what is in none of the branches.
///
/// # Errors
/// Fails where a folder is missing or damaged.
pub fn attached(repository: &Repository, found: &Move<'_>) -> Result<Vec<Attached>, GitError> {
    let (Some(before), Some(after)) = (&found.before, &found.after) else { return Ok(Vec::new()) };
    let mut list = Vec::new();
    for folder in FOLDERS {
        let of = |(_, files): &Version<'_>| files.folder(folder);
        if found.befores().any(|version| of(version) == of(after)) {
            continue;
        }
        let below = |id: Option<FolderId>| id.map_or_else(|| Ok(BTreeMap::new()), |id| repository.below(id, folder));
        let (old, new) = (below(of(before))?, below(of(after))?);
        let others: Vec<_> = found.also.iter().map(|version| below(of(version))).collect::<Result<_, _>>()?;
        let gone = old.keys().filter(|file| !new.contains_key(*file));
        for file in new.keys().chain(gone).filter(|file| is_shown(file)) {
            let (before, after) = (old.get(file).copied(), new.get(file).copied());
            if before != after && others.iter().all(|other| other.get(file).copied() != after) {
                list.push(Attached { file: file.clone(), before, after });
            }
        }
    }
    Ok(list)
}

/// Returns what names the results before and after a commit that did something to them.
pub fn results(found: &Move<'_>) -> Option<(Option<BlobId>, Option<BlobId>)> {
    let (_, files) = found.after.as_ref()?;
    let after = files.find(RESULTS);
    let is_same = |(_, files): &Version<'_>| files.find(RESULTS) == after;
    let before = found.before.as_ref().and_then(|(_, files)| files.find(RESULTS));
    (before != after && !found.is_one_of_many && !found.also.iter().any(is_same)).then_some((before, after))
}
