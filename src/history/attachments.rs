//! People's own files in a project: what gates ask for, and the final report.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{ChangeKind, Pair, ProseChange, Side, prose};
use crate::{document::decode, load::files_below, model::Project};

/// The folders of a project that hold people's own files.
pub const FOLDERS: [&str; 2] = ["documents", "report"];

/// The largest file that is compared byte by byte where nobody knows whether it is the same.
const LARGEST: usize = 64 * 1024 * 1024;

/// Says that a file came, went or was changed that is no text to be counted in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// Its path in the project's folder.
    pub file: String,
    /// What happened to it.
    #[serde(rename = "change")]
    pub kind: ChangeKind,
}

/// Lists what is not the same in the folders of a project: texts by their words, other files by their names.
pub fn changes(before: Side<'_>, after: Side<'_>, pair: Pair<'_>) -> (Vec<ProseChange>, Vec<FileChange>) {
    let (mut texts, mut files) = (Vec::new(), Vec::new());
    for folder in FOLDERS {
        let path = |project: &Project| format!("{}/{folder}", project.id);
        let (old, new) = (pair.before.map(path), pair.after.map(path));
        if is_stamped(before, old.as_deref(), after, new.as_deref()) {
            continue;
        }
        let (old, new) = (names(before, pair.before, folder), names(after, pair.after, folder));
        for file in old.union(&new) {
            let (was, is) = (pair.before.filter(|_| old.contains(file)), pair.after.filter(|_| new.contains(file)));
            if file.strip_suffix(".md").is_some() {
                texts.extend(prose::attached(before, was, after, is, file));
            } else if let Some(kind) = kind(before, was, after, is, file) {
                files.push(FileChange { file: file.clone(), kind });
            }
        }
    }
    (texts, files)
}

/// Returns whether it is known without reading that two files or folders are the same.
fn is_stamped(before: Side<'_>, old: Option<&str>, after: Side<'_>, new: Option<&str>) -> bool {
    let (old, new) = (old.and_then(|path| before.source.stamp(path)), new.and_then(|path| after.source.stamp(path)));
    old.is_some() && old == new
}

/// Lists the files in a folder of a project, and in the folders in it.
fn names(side: Side<'_>, project: Option<&Project>, folder: &str) -> BTreeSet<String> {
    let Some(project) = project else { return BTreeSet::new() };
    let files = files_below(side.source, &format!("{}/{folder}", project.id)).into_iter();
    let files = files.filter_map(|path| Some(path.strip_prefix(&*project.id)?.trim_start_matches('/').to_owned()));
    files.filter(|file| is_shown(file)).collect()
}

/// Returns whether a file is one of people's own, and none that a system hides.
pub fn is_shown(file: &str) -> bool {
    !file.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

fn kind(
    before: Side<'_>,
    old: Option<&Project>,
    after: Side<'_>,
    new: Option<&Project>,
    file: &str,
) -> Option<ChangeKind> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (format!("{}/{file}", old.id), format!("{}/{file}", new.id)),
        (None, _) => return Some(ChangeKind::Added),
        (_, None) => return Some(ChangeKind::Removed),
    };
    if is_stamped(before, Some(&old), after, Some(&new)) {
        return None;
    }
    let is_same = match (before.source.read(&old, LARGEST), after.source.read(&new, LARGEST)) {
        (Ok(old), Ok(new)) => old == new || is_same_text(&old, &new),
        // Of what is too large to be read, only git knows.
        _ => before.source.stamp(&old).is_none() || after.source.stamp(&new).is_none(),
    };
    (!is_same).then_some(ChangeKind::Changed)
}

/// Returns whether two files differ by the ends of their lines alone, which git may write as the system does.
fn is_same_text(old: &[u8], new: &[u8]) -> bool {
    match (decode(old), decode(new)) {
        (Ok(old), Ok(new)) => old.lines().eq(new.lines()),
        _ => false,
    }
}
