//! Reads the folder of a year: the round, its pictures and the names of its project folders.

use super::{
    extra_texts, file,
    file_names::{is_ignored, is_picture},
    inspect::Inspection,
    listing::list,
    observations::Observations,
    picture_checks, referenced_files,
    role::is_note,
};
use crate::{
    document::SharedStr,
    model::{Prose, Round},
    source::FileKind,
};

const KNOWN: &[&str] = &["round.yaml", "lede.md", "highlights.md"];

/// Reads a year's folder except its projects, whose folder names are returned.
pub fn read(inspection: Inspection<'_>, year: i16, observations: &mut Observations) -> (Round, Vec<String>) {
    let folder = year.to_string();
    let mut round = round_of(year);
    let mut slugs = Vec::new();
    let mut files: Vec<SharedStr> = Vec::new();
    let entries = list(inspection, &folder, observations);
    for entry in entries.iter().cloned() {
        let path = format!("{folder}/{}", entry.name);
        match (entry.kind, entry.name.as_str()) {
            (kind, name) if is_ignored(name) => {
                extra_texts::inspect_ignored(inspection, &path, kind, observations);
            }
            (FileKind::Folder, _) => slugs.push(entry.name),
            (FileKind::File, "round.yaml") => {
                let read = file::yaml(inspection, &path, None, observations, |_, _, _| {});
                round = Round { year, has_file: true, ..read };
            }
            (FileKind::File, name) if is_picture(name) => {
                extra_texts::inspect_text(inspection, None, &path, observations);
                files.push(name.into());
            }
            (FileKind::File, name)
                if Prose::named(name).is_some_and(|prose| ["lede", "highlights"].contains(&&*prose.topic)) =>
            {
                file::markdown(inspection, &path, None, observations);
                files.push(name.into());
            }
            (FileKind::File, name) if is_note(name) => {
                extra_texts::inspect_text(inspection, None, &path, observations);
            }
            _ => {
                let names = (&*entries, "round.yaml", KNOWN);
                file::report_misnamed_or_stray(inspection, &folder, &entry, names, observations);
            }
        }
    }
    round.files = files;
    if let Some(name) = round.image.as_ref().and_then(|image| image.file.as_ref()) {
        referenced_files::report_missing(inspection.source, &round.file(), name, observations);
        picture_checks::report_broken(inspection, &round.file(), name, observations);
    }
    (round, slugs)
}

/// Makes the round of a year without a `round.yaml`.
pub fn round_of(year: i16) -> Round {
    Round { year, ..Round::default() }
}
