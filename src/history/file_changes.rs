//! Compares the user's own files: texts word by word, other files only by name and content.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    change_kind::ChangeKind,
    lfs_pointer::points_to,
    prose_changes::{self, ProseChange},
    side::Side,
};
use crate::{
    load,
    model::{Prose, template},
    source::{Entry, FileKind},
    text_encoding::decode,
};

/// The largest file that is read to find out whether it changed.
const LARGEST: usize = 64 * 1024 * 1024;

/// The deepest level of folders that is listed.
const MAX_DEPTH: usize = 8;

/// The number of files and folders that are listed. A folder beyond the limit, or at a deeper level, is compared as a whole.
const MAX_ENTRIES: usize = 20_000;

/// Holds the change of a file that is not compared word by word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// Its path in the folder of the project or round, or of the portfolio.
    pub file: String,
    /// What happened to it.
    #[serde(rename = "change")]
    pub kind: ChangeKind,
}

/// A portfolio and a folder in it; none if the folder does not exist.
type SideFolder<'a> = (Side<'a>, Option<&'a str>);

/// Holds a folder before and after.
#[derive(Clone, Copy)]
pub struct FolderPair<'a> {
    /// The folder before.
    pub before: SideFolder<'a>,
    /// The folder after.
    pub after: SideFolder<'a>,
}

/// A file in the folder, and in which of the two versions it exists.
struct FilePair {
    name: String,
    before: bool,
    after: bool,
}

/// Holds the changes of the files in a folder.
#[derive(Default)]
pub struct FileChanges {
    /// The texts.
    pub prose: Vec<ProseChange>,
    /// The other files.
    pub files: Vec<FileChange>,
}

impl FileChanges {
    /// Returns whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.prose.is_empty() && self.files.is_empty()
    }
}

impl FolderPair<'_> {
    /// Compares the files of a project's folder, except its data files.
    pub fn of_project(self) -> FileChanges {
        self.changes(&Prose::TOPICS, &|path, _| !["project.yaml", "results.yaml"].contains(&path))
    }

    /// Compares the files of a year's folder, except `round.yaml` and the projects.
    pub fn of_round(self) -> FileChanges {
        let is_project = |(side, folder): SideFolder<'_>, name: &str| {
            folder.is_some_and(|folder| side.portfolio.project_now(&format!("{folder}/{name}")).is_some())
        };
        self.changes(&["lede", "highlights"], &|path, kind| match kind {
            FileKind::Folder => !is_project(self.before, path) && !is_project(self.after, path),
            _ => path != "round.yaml",
        })
    }

    /// Compares the files of the portfolio's folder and its templates, except its data files.
    pub fn of_portfolio(self) -> FileChanges {
        self.changes(&["about"], &|path, kind| match (kind, path.split_once('/')) {
            // Other folders do not belong to the portfolio.
            (FileKind::Folder, None) => [template::FOLDER, "processes", "schema"].contains(&path),
            (_, None) => !["stimulab.yaml", "organisations.yaml"].contains(&path),
            (FileKind::File, Some(("processes", name))) => name.strip_suffix(".yaml").is_none(),
            _ => true,
        })
    }

    /// Compares the files and folders that `is_own` accepts. Texts with one of the topics are named by topic, others by path.
    fn changes(self, topics: &[&str], is_own: &dyn Fn(&str, FileKind) -> bool) -> FileChanges {
        let mut found = Vec::new();
        self.list_changed("", 0, is_own, &mut found, &mut 0);
        let mut own = FileChanges::default();
        for file in found {
            let texts = if file.name.strip_suffix(".md").is_some() { self.texts(&file) } else { None };
            if let Some((before, after)) = texts {
                let known = Prose::named(&file.name).filter(|known| topics.contains(&&*known.topic));
                own.prose.extend(prose_changes::text_change(
                    file.name,
                    known.as_ref(),
                    before.as_deref(),
                    after.as_deref(),
                ));
            } else if let Some(kind) = self.kind(&file) {
                own.files.push(FileChange { file: file.name, kind });
            }
        }
        own
    }

    /// Lists the files below a folder that may differ: first its own files, then those of its subfolders.
    fn list_changed(
        self,
        below: &str,
        depth: usize,
        is_own: &dyn Fn(&str, FileKind) -> bool,
        found: &mut Vec<FilePair>,
        listed_count: &mut usize,
    ) {
        let mut entries: BTreeMap<(bool, String), FilePair> = BTreeMap::new();
        for (place, is_after) in [(self.before, false), (self.after, true)] {
            for entry in listed(place, below) {
                let name = if below.is_empty() { entry.name } else { format!("{below}/{}", entry.name) };
                if entry.kind == FileKind::Link || entry.kind == FileKind::Special || !is_own(&name, entry.kind) {
                    continue;
                }
                let file = entries.entry((entry.kind == FileKind::Folder, name.clone()));
                let file = file.or_insert(FilePair { name, before: false, after: false });
                if is_after { file.after = true } else { file.before = true }
            }
        }
        *listed_count += entries.len();
        for ((is_folder, name), file) in entries {
            match is_folder {
                _ if file.before && file.after && self.has_equal_stamps(&name) => {}
                true if depth < MAX_DEPTH && *listed_count < MAX_ENTRIES => {
                    self.list_changed(&name, depth + 1, is_own, found, listed_count);
                }
                // Without stamps it is unknown whether the folder changed.
                true if file.before && file.after && !self.has_stamps(&name) => {}
                true => found.push(FilePair { name: format!("{name}/"), ..file }),
                false => found.push(file),
            }
        }
    }

    /// Returns whether git knows that a file or folder is equal before and after.
    fn has_equal_stamps(self, name: &str) -> bool {
        let stamp = |place: SideFolder<'_>| place.0.source.stamp(&path(place, name)?);
        let old = stamp(self.before);
        old.is_some() && old == stamp(self.after)
    }

    /// Returns whether git knows a file or folder before and after.
    fn has_stamps(self, name: &str) -> bool {
        let is_known = |place: SideFolder<'_>| path(place, name).and_then(|path| place.0.source.stamp(&path)).is_some();
        is_known(self.before) && is_known(self.after)
    }

    /// Reads both versions of a text; none if one of them is unreadable.
    fn texts(self, file: &FilePair) -> Option<(Option<String>, Option<String>)> {
        let text = |place: SideFolder<'_>| {
            let bytes = place.0.source.read(&path(place, &file.name)?, load::LARGEST).ok()?;
            // Line ends do not count.
            Some(decode(&bytes).map(str::to_owned).unwrap_or_default().replace("\r\n", "\n"))
        };
        let (before, after) = (text(self.before), text(self.after));
        (before.is_some() == file.before && after.is_some() == file.after).then_some((before, after))
    }

    fn kind(self, file: &FilePair) -> Option<ChangeKind> {
        let read = |place: SideFolder<'_>| place.0.source.read(&path(place, &file.name)?, LARGEST).ok();
        match (file.before, file.after) {
            (false, _) => Some(ChangeKind::Added),
            (_, false) => Some(ChangeKind::Removed),
            (true, true) => {
                let is_same = match (read(self.before), read(self.after)) {
                    (Some(old), Some(new)) => {
                        let is_pointer = || points_to(&old, &new) || points_to(&new, &old);
                        old == new || is_same_text(&old, &new) || is_pointer()
                    }
                    // For a file that is too large to read, only git knows.
                    _ => [self.before, self.after]
                        .iter()
                        .any(|place| path(*place, &file.name).and_then(|path| place.0.source.stamp(&path)).is_none()),
                };
                (!is_same).then_some(ChangeKind::Changed)
            }
        }
    }
}

/// Returns the path of a file in a folder. The name of the portfolio's folder is empty.
fn path((_, folder): SideFolder<'_>, name: &str) -> Option<String> {
    folder.map(|folder| [folder, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

/// Lists the entries of a folder that are not hidden.
fn listed(place: SideFolder<'_>, below: &str) -> Vec<Entry> {
    let entries = path(place, below).and_then(|path| place.0.source.entries(&path).ok()).unwrap_or_default();
    entries.into_iter().filter(|entry| !entry.name.starts_with('.')).collect()
}

/// Returns whether two files differ only by line ends, which depend on the system.
fn is_same_text(old: &[u8], new: &[u8]) -> bool {
    match (decode(old), decode(new)) {
        (Ok(old), Ok(new)) => old.lines().eq(new.lines()),
        _ => false,
    }
}
