//! What a commit did to the files beside a project's own: its results, and what lies in its folders.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::folder_changes::{Move, Version};
use crate::source::git::{BlobId, FolderId, GitError, Repository};

/// The folders of a project that hold people's own files.
pub const FOLDERS: [&str; 2] = ["documents", "report"];

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

/// What a folder of a project holds, by what names it.
type Held = HashMap<FolderId, BTreeMap<String, BlobId>>;

/// Lists, for each of the moves, what it did to the files in the folders of a project that it did not bring or take away. A
/// merge tells only what is in none of the branches.
///
/// # Errors
/// Fails where a folder is missing or damaged.
pub fn attached(repository: &Repository, moves: &[Move<'_>]) -> Result<Vec<Vec<Attached>>, GitError> {
    let mut held = Held::new();
    for folder in FOLDERS {
        let unlike = moves.iter().filter(|found| is_unlike(found, folder));
        let versions = unlike.flat_map(|found| found.befores().chain(&found.after));
        let ids: HashSet<FolderId> = versions.filter_map(|(_, files)| files.folder(folder)).collect();
        held.extend(repository.below(&ids.into_iter().map(|id| (id, folder)).collect::<Vec<_>>())?);
    }
    Ok(moves.iter().map(|found| FOLDERS.iter().flat_map(|folder| in_folder(&held, found, folder)).collect()).collect())
}

fn is_unlike(found: &Move<'_>, folder: &str) -> bool {
    let (Some(_), Some((_, after))) = (&found.before, &found.after) else { return false };
    found.befores().all(|(_, before)| before.folder(folder) != after.folder(folder))
}

fn in_folder(held: &Held, found: &Move<'_>, folder: &str) -> Vec<Attached> {
    let mut list = Vec::new();
    let (Some(before), Some(after)) = (&found.before, &found.after) else { return list };
    if !is_unlike(found, folder) {
        return list;
    }
    let nothing = BTreeMap::new();
    let below = |(_, files): &Version<'_>| files.folder(folder).and_then(|id| held.get(&id)).unwrap_or(&nothing);
    let (old, new) = (below(before), below(after));
    let gone = old.keys().filter(|file| !new.contains_key(*file));
    for file in new.keys().chain(gone).filter(|file| is_shown(file)) {
        let (before, after) = (old.get(file).copied(), new.get(file).copied());
        if before != after && found.also.iter().all(|other| below(other).get(file).copied() != after) {
            list.push(Attached { file: file.clone(), before, after });
        }
    }
    list
}

/// Returns whether a file is one of people's own, and none that a system hides.
fn is_shown(file: &str) -> bool {
    !file.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

/// Returns what names the results before and after a commit that did something to them.
pub fn results(found: &Move<'_>) -> Option<(Option<BlobId>, Option<BlobId>)> {
    let (_, files) = found.after.as_ref()?;
    let after = files.find(RESULTS);
    let is_same = |(_, files): &Version<'_>| files.find(RESULTS) == after;
    let before = found.before.as_ref().and_then(|(_, files)| files.find(RESULTS));
    (before != after && !found.is_one_of_many && !found.also.iter().any(is_same)).then_some((before, after))
}
