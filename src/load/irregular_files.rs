//! Reports links, pipes, sockets and devices, which are never followed or opened.

use super::{file_names::is_ignored, inspect::Inspection, limits::MOST, observations::Observations};
use crate::{
    document::FaultKind,
    source::{Entry, FileKind, Source, Unreadable},
};

/// Git's own folder, which is not part of the portfolio.
const GIT: &str = ".git";

/// How many nested folders are searched.
const DEEPEST: usize = 100;

/// Reports irregular files among the entries of a folder. Entries with ignored names are reported only by a check.
pub fn report(look: Inspection<'_>, folder: &str, entries: &[Entry], observations: &mut Observations) {
    let is_told = |name: &str| name != GIT && (look.inspect.reads_markdown() || !is_ignored(name));
    for entry in entries {
        let why = match entry.kind {
            FileKind::Link => Unreadable::Link,
            FileKind::Special => Unreadable::NotAFile,
            FileKind::File | FileKind::Folder => continue,
        };
        if is_told(&entry.name) {
            observations.fault(joined(folder, &entry.name), FaultKind::Unreadable(why));
        }
    }
}

/// Reports irregular files in a folder that is not read otherwise, and in all folders in it; only in a check.
pub fn report_in(
    source: &dyn Source,
    look: Inspection<'_>,
    path: &str,
    kind: FileKind,
    observations: &mut Observations,
) {
    if kind != FileKind::Folder || path == GIT || path.ends_with("/.git") || !look.inspect.reads_markdown() {
        return;
    }
    let mut folders = vec![(path.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        if depth > DEEPEST {
            observations.fault(folder, FaultKind::Unreadable(Unreadable::TooDeep { limit: DEEPEST }));
            continue;
        }
        // A folder that cannot be listed is not reported: it does not belong to the portfolio.
        let entries = source.entries(&folder).unwrap_or_default();
        report(look, &folder, &entries, observations);
        let before = observations.looked;
        observations.looked += entries.len();
        if observations.looked > MOST {
            // This is reported once; in git, repeated references between folders can make the number nearly endless.
            if before <= MOST {
                observations.fault(folder, FaultKind::Unreadable(Unreadable::TooMany));
            }
            return;
        }
        let below = entries.iter().filter(|entry| entry.kind == FileKind::Folder && entry.name != GIT);
        folders.extend(below.map(|entry| (joined(&folder, &entry.name), depth + 1)));
    }
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
