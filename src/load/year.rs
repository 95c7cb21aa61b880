//! A year's folder: the round, its pictures and the names of its projects.

use super::{Look, Observations, file, free, named, role::is_note, root::list, round_of};
use crate::{
    document::Word,
    model::{Prose, Round},
    source::{Kind, Source},
};

const KNOWN: &[&str] = &["round.yaml", "lede.md", "highlights.md"];

/// Reads a year's folder except its projects, whose folder names are returned.
pub fn read(source: &dyn Source, look: Look<'_>, year: i16, observations: &mut Observations) -> (Round, Vec<String>) {
    let folder = year.to_string();
    let mut round = round_of(year);
    let mut slugs = Vec::new();
    let mut files: Vec<Word> = Vec::new();
    for entry in list(source, &folder, observations) {
        match (entry.kind, entry.name.as_str()) {
            (Kind::File, name) if file::is_ignored(name) => {
                free::in_passing(source, look, &format!("{folder}/{name}"), Kind::File, observations);
            }
            (_, name) if file::is_ignored(name) => {}
            (Kind::Folder, _) => slugs.push(entry.name),
            (Kind::File, "round.yaml") => {
                let path = format!("{folder}/round.yaml");
                round =
                    Round { year, has_file: true, ..file::yaml(source, look, &path, None, observations, |_, _, _| {}) };
            }
            (Kind::File, name) if file::is_picture(name) => {
                free::text(source, look, None, &format!("{folder}/{name}"), observations);
                files.push(name.into());
            }
            (Kind::File, name)
                if Prose::named(name).is_some_and(|prose| ["lede", "highlights"].contains(&&*prose.topic)) =>
            {
                file::markdown(source, look, &format!("{folder}/{name}"), None, observations);
                files.push(name.into());
            }
            (Kind::File, name) if is_note(name) => {
                free::text(source, look, None, &format!("{folder}/{name}"), observations);
            }
            _ => file::stray(source, look, &folder, &entry, KNOWN, observations),
        }
    }
    round.files = files;
    if let Some(name) = round.image.as_ref().and_then(|image| image.file.as_ref()) {
        named::report_missing(source, &round.file(), name, observations);
    }
    (round, slugs)
}
