//! Reads the folder of a year: the round, its pictures and the names of its project folders.

use super::{
    file,
    file_names::{is_ignored, is_picture},
    inspect::Inspection,
    irregular_files,
    listing::list,
    loose_texts, misplaced_folders,
    observations::Observations,
    referenced_files,
    role::is_note,
};
use crate::{
    document::SharedStr,
    model::{Prose, Round},
    source::{FileKind, Source},
};

const KNOWN: &[&str] = &["round.yaml", "lede.md", "highlights.md"];

/// Reads a year's folder except its projects, whose folder names are returned.
pub fn read(
    source: &dyn Source,
    look: Inspection<'_>,
    year: i16,
    observations: &mut Observations,
) -> (Round, Vec<String>) {
    let folder = year.to_string();
    let mut round = round_of(year);
    let mut slugs = Vec::new();
    let mut files: Vec<SharedStr> = Vec::new();
    let entries = list(source, look, &folder, observations);
    for entry in entries.iter().cloned() {
        match (entry.kind, entry.name.as_str()) {
            (FileKind::File, name) if is_ignored(name) => {
                loose_texts::in_passing(source, look, &format!("{folder}/{name}"), FileKind::File, observations);
            }
            (kind, name) if is_ignored(name) => {
                if kind == FileKind::Folder {
                    misplaced_folders::report(source, &format!("{folder}/{name}"), observations);
                }
                irregular_files::report_in(source, look, &format!("{folder}/{name}"), kind, observations);
            }
            (FileKind::Folder, _) => slugs.push(entry.name),
            (FileKind::File, "round.yaml") => {
                let path = format!("{folder}/round.yaml");
                round =
                    Round { year, has_file: true, ..file::yaml(source, look, &path, None, observations, |_, _, _| {}) };
            }
            (FileKind::File, name) if is_picture(name) => {
                loose_texts::text(source, look, None, &format!("{folder}/{name}"), observations);
                files.push(name.into());
            }
            (FileKind::File, name)
                if Prose::named(name).is_some_and(|prose| ["lede", "highlights"].contains(&&*prose.topic)) =>
            {
                file::markdown(source, look, &format!("{folder}/{name}"), None, observations);
                files.push(name.into());
            }
            (FileKind::File, name) if is_note(name) => {
                loose_texts::text(source, look, None, &format!("{folder}/{name}"), observations);
            }
            _ => {
                let names = (&*entries, "round.yaml", KNOWN);
                file::misnamed_or_stray(source, look, &folder, &entry, names, observations);
            }
        }
    }
    round.files = files;
    if let Some(name) = round.image.as_ref().and_then(|image| image.file.as_ref()) {
        referenced_files::report_missing(source, &round.file(), name, observations);
    }
    (round, slugs)
}

/// Makes the round of a year without a `round.yaml`.
pub fn round_of(year: i16) -> Round {
    Round { year, ..Round::default() }
}
