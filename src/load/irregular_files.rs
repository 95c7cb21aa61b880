//! Reports entries that are no regular files, which are never followed or opened, or that not every system can hold.

use super::{
    file_names::is_ignored, inspect::Inspection, limits::MAX_EXTRA_FILES, observations::Observations, unportable_names,
};
use crate::{
    document::FaultKind,
    source::{Entry, FileKind, Unreadable, join_path},
};

/// Git's own folder, which is not part of the portfolio.
const GIT: &str = ".git";

/// How many nested folders are searched.
const MAX_DEPTH: usize = 100;

/// Reports irregular files among the entries of a folder. Entries with ignored names are reported only by a check.
pub fn report(inspection: Inspection<'_>, folder: &str, entries: &[Entry], observations: &mut Observations) {
    unportable_names::report(folder, entries, observations);
    let is_reported = |name: &str| name != GIT && (inspection.inspect.reads_markdown() || !is_ignored(name));
    for entry in entries {
        let why = match entry.kind {
            FileKind::Link => Unreadable::Link,
            FileKind::Special => Unreadable::NotAFile,
            FileKind::File | FileKind::Folder => continue,
        };
        if is_reported(&entry.name) {
            observations.fault(join_path(folder, &entry.name), FaultKind::Unreadable(why));
        }
    }
}

/// Reports irregular files in a folder that is not read otherwise, and in all folders in it; only in a check.
pub fn report_below(inspection: Inspection<'_>, path: &str, kind: FileKind, observations: &mut Observations) {
    if kind != FileKind::Folder || path == GIT || path.ends_with("/.git") || !inspection.inspect.reads_markdown() {
        return;
    }
    let mut folders = vec![(path.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        if depth > MAX_DEPTH {
            observations.fault(folder, FaultKind::Unreadable(Unreadable::TooDeep { limit: MAX_DEPTH }));
            continue;
        }
        // A folder that cannot be listed is not reported: it does not belong to the portfolio.
        let entries = inspection.source.entries(&folder).unwrap_or_default();
        report(inspection, &folder, &entries, observations);
        let before = observations.extra_files;
        observations.extra_files += entries.len();
        if observations.extra_files > MAX_EXTRA_FILES {
            // This is reported once; in git, repeated references between folders can make the number nearly endless.
            if before <= MAX_EXTRA_FILES {
                observations.fault(folder, FaultKind::Unreadable(Unreadable::TooMany));
            }
            return;
        }
        let below = entries.iter().filter(|entry| entry.kind == FileKind::Folder && entry.name != GIT);
        folders.extend(below.map(|entry| (join_path(&folder, &entry.name), depth + 1)));
    }
}
