//! People's own files: texts by their words, pictures, templates and everything else by name.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    change_kind::ChangeKind,
    prose_changes::{self, ProseChange},
    side::Side,
};
use crate::{
    load,
    model::{Prose, template},
    source::{Entry, FileKind},
    text_encoding::decode,
};

/// The largest file that is compared byte by byte where nobody knows whether it is the same.
const LARGEST: usize = 64 * 1024 * 1024;

/// How many folders deep files are looked for.
const DEEPEST: usize = 8;

/// How many files and folders are looked at; a folder behind that is told as a whole, as is one that lies too deep.
const MOST: usize = 20_000;

/// Says that a file came, went or was changed that is no text to be counted in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// Its path in the folder of the project or round, or of the portfolio.
    pub file: String,
    /// What happened to it.
    #[serde(rename = "change")]
    pub kind: ChangeKind,
}

/// A portfolio and a folder in it; none where the folder is not there.
type SideFolder<'a> = (Side<'a>, Option<&'a str>);

/// Holds a folder before and after.
#[derive(Clone, Copy)]
pub struct FolderPair<'a> {
    /// Where it was.
    pub before: SideFolder<'a>,
    /// Where it is.
    pub after: SideFolder<'a>,
}

/// A file in the folder, and where it is there.
struct FilePair {
    name: String,
    before: bool,
    after: bool,
}

/// Holds what is not the same in a folder.
#[derive(Default)]
pub struct FileChanges {
    /// The texts.
    pub prose: Vec<ProseChange>,
    /// The other files.
    pub files: Vec<FileChange>,
}

impl FileChanges {
    /// Returns whether everything is the same.
    pub fn is_empty(&self) -> bool {
        self.prose.is_empty() && self.files.is_empty()
    }
}

impl FolderPair<'_> {
    /// Compares the files of a project's folder, except those that hold its facts.
    pub fn of_project(self) -> FileChanges {
        self.changes(&Prose::TOPICS, &|path, _| !["project.yaml", "results.yaml"].contains(&path))
    }

    /// Compares the files of a year's folder, except the facts of the round and the projects.
    pub fn of_round(self) -> FileChanges {
        let is_project = |(side, folder): SideFolder<'_>, name: &str| {
            folder.is_some_and(|folder| side.portfolio.project_now(&format!("{folder}/{name}")).is_some())
        };
        self.changes(&["lede", "highlights"], &|path, kind| match kind {
            FileKind::Folder => !is_project(self.before, path) && !is_project(self.after, path),
            _ => path != "round.yaml",
        })
    }

    /// Compares the files of the portfolio's own folder and its templates, except those that hold facts.
    pub fn of_portfolio(self) -> FileChanges {
        self.changes(&["about"], &|path, kind| match (kind, path.split_once('/')) {
            // Other folders may hold anything, such as the code around a portfolio.
            (FileKind::Folder, None) => [template::FOLDER, "processes", "schema"].contains(&path),
            (_, None) => !["stimulab.yaml", "organisations.yaml"].contains(&path),
            (FileKind::File, Some(("processes", name))) => name.strip_suffix(".yaml").is_none(),
            _ => true,
        })
    }

    /// Compares the files that `is_own` takes, which is also asked whether to look into a folder. Texts about one of the
    /// topics go by it, others by their path.
    fn changes(self, topics: &[&str], is_own: &dyn Fn(&str, FileKind) -> bool) -> FileChanges {
        let mut found = Vec::new();
        self.unlike("", 0, is_own, &mut found, &mut 0);
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

    /// Lists the files below a folder that are not known to be the same: first its own, then those of the folders in it.
    fn unlike(
        self,
        below: &str,
        depth: usize,
        is_own: &dyn Fn(&str, FileKind) -> bool,
        found: &mut Vec<FilePair>,
        seen: &mut usize,
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
        *seen += entries.len();
        for ((is_folder, name), file) in entries {
            match is_folder {
                _ if file.before && file.after && self.is_stamped(&name) => {}
                true if depth < DEEPEST && *seen < MOST => self.unlike(&name, depth + 1, is_own, found, seen),
                // Whether it is the same is not known then.
                true if file.before && file.after && !self.has_stamps(&name) => {}
                true => found.push(FilePair { name: format!("{name}/"), ..file }),
                false => found.push(file),
            }
        }
    }

    /// Returns whether it is known without reading that a file or folder is the same before and after.
    fn is_stamped(self, name: &str) -> bool {
        let stamp = |place: SideFolder<'_>| place.0.source.stamp(&path(place, name)?);
        let old = stamp(self.before);
        old.is_some() && old == stamp(self.after)
    }

    /// Returns whether git knows a file or folder before and after.
    fn has_stamps(self, name: &str) -> bool {
        let is_known = |place: SideFolder<'_>| path(place, name).and_then(|path| place.0.source.stamp(&path)).is_some();
        is_known(self.before) && is_known(self.after)
    }

    /// Reads both versions of a text; none where one of them cannot be read.
    fn texts(self, file: &FilePair) -> Option<(Option<String>, Option<String>)> {
        let text = |place: SideFolder<'_>| {
            let bytes = place.0.source.read(&path(place, &file.name)?, load::LARGEST).ok()?;
            // The ends of its lines do not count.
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
                    (Some(old), Some(new)) => old == new || is_same_text(&old, &new),
                    // Of what is too large to be read, only git knows.
                    _ => [self.before, self.after]
                        .iter()
                        .any(|place| path(*place, &file.name).and_then(|path| place.0.source.stamp(&path)).is_none()),
                };
                (!is_same).then_some(ChangeKind::Changed)
            }
        }
    }
}

/// Returns the path of a file in a folder; the portfolio's own has no name.
fn path((_, folder): SideFolder<'_>, name: &str) -> Option<String> {
    folder.map(|folder| [folder, name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/"))
}

/// Lists what is in a folder, except what is hidden.
fn listed(place: SideFolder<'_>, below: &str) -> Vec<Entry> {
    let entries = path(place, below).and_then(|path| place.0.source.entries(&path).ok()).unwrap_or_default();
    entries.into_iter().filter(|entry| !entry.name.starts_with('.')).collect()
}

/// Returns whether two files differ by the ends of their lines alone, which git may write as the system does.
fn is_same_text(old: &[u8], new: &[u8]) -> bool {
    match (decode(old), decode(new)) {
        (Ok(old), Ok(new)) => old.lines().eq(new.lines()),
        _ => false,
    }
}
