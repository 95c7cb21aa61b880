//! Reads the files at the root of a portfolio.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    file,
    file_names::{is_ignored, year_of},
    inspect::{Inspect, Inspection},
    irregular_files,
    loaded::{LoadError, Loaded},
    loose_texts, misplaced_folders,
    observations::Observations,
    role::is_note,
    template,
};
use crate::{
    document::{At, FaultKind, Map, SharedStr, Span, Value},
    load::{file_names::SETTINGS, listing::list},
    model::{Organisation, Process, Prose, Settings, template::FOLDER},
    source::{FileKind, Source},
};

const ORGANISATIONS: &str = "organisations.yaml";
const KNOWN: &[&str] = &[SETTINGS, ORGANISATIONS, "about.md", "processes", FOLDER, "schema"];

/// Reads everything at the root and returns the years that have a folder.
pub fn read(source: &dyn Source, inspect: &dyn Inspect, loaded: &mut Loaded) -> Result<Vec<i16>, LoadError> {
    let entries = source.entries("")?;
    file::names("", &entries, &mut loaded.observations);
    if !entries.iter().any(|entry| entry.name == SETTINGS && entry.kind != FileKind::Folder) {
        return Err(LoadError::NoSettings);
    }
    let mut years = Vec::new();
    let observations = &mut loaded.observations;
    // What the settings say holds for every other file.
    let settings = match entries.iter().find(|entry| entry.name == SETTINGS && entry.kind == FileKind::File) {
        Some(_) => {
            let look = Inspection { inspect, settings: &Settings::default() };
            file::yaml(source, look, SETTINGS, None, observations, |_, _, _| {})
        }
        None => Settings::default(),
    };
    let look = Inspection { inspect, settings: &settings };
    irregular_files::report(look, "", &entries, observations);
    for entry in &entries {
        match (entry.kind, entry.name.as_str()) {
            (FileKind::File, name) if is_ignored(name) => {
                loose_texts::in_passing(source, look, name, FileKind::File, observations);
            }
            (kind, name) if is_ignored(name) => {
                if kind == FileKind::Folder {
                    misplaced_folders::report(source, name, observations);
                }
                irregular_files::report_in(source, look, name, kind, observations);
            }
            (FileKind::File, ORGANISATIONS) => {
                loaded.portfolio.organisations = organisations(source, look, observations);
            }
            (FileKind::Folder, name @ "processes") => {
                misplaced_folders::report(source, name, observations);
                loaded.portfolio.processes = processes(source, look, observations);
            }
            (FileKind::Folder, FOLDER) => {
                misplaced_folders::report(source, FOLDER, observations);
                template::read(source, look, observations);
            }
            (FileKind::Folder, name @ "schema") => {
                misplaced_folders::report(source, name, observations);
                loose_texts::in_passing(source, look, name, FileKind::Folder, observations);
            }
            (FileKind::File, SETTINGS) => {}
            (FileKind::Folder, name) if year_of(name).is_some() => years.extend(year_of(name)),
            (FileKind::File, name) => match Prose::named(name) {
                Some(prose) if &*prose.topic == "about" => {
                    loaded.portfolio.about.push(prose.language);
                    file::markdown(source, look, name, None, observations);
                }
                _ if is_note(name) => loose_texts::text(source, look, None, name, observations),
                _ => {
                    let names = (&*entries, ORGANISATIONS, KNOWN);
                    file::misnamed_or_stray(source, look, "", entry, names, observations);
                }
            },
            (FileKind::Folder, name) => match misplaced_folders::year(source, name) {
                Some(misnamed) => {
                    loose_texts::in_passing(source, look, name, FileKind::Folder, observations);
                    observations.fault(name, FaultKind::Misnamed(misnamed));
                }
                None if misplaced_folders::report(source, name, observations) => {
                    loose_texts::in_passing(source, look, name, FileKind::Folder, observations);
                }
                None => file::stray(source, look, "", entry, KNOWN, observations),
            },
            _ => file::stray(source, look, "", entry, KNOWN, observations),
        }
    }
    loaded.portfolio.settings = settings;
    Ok(years)
}

fn organisations(source: &dyn Source, look: Inspection<'_>, observations: &mut Observations) -> Vec<Organisation> {
    let mut unread: HashMap<Span, Vec<SharedStr>> = HashMap::new();
    let register: Map<Organisation> =
        file::yaml(source, look, ORGANISATIONS, None, observations, |_, root, register: &Map<Organisation>| {
            let Some(Value::Mapping(entries)) = root.map(|root| &root.value) else { return };
            let mut read = register.0.iter().peekable();
            for (key, value) in entries {
                // An organisation that could not be read at all is not in the register.
                let Some((id, organisation)) = read.next_if(|(id, _)| id.span == key.span) else { continue };
                let keys = file::unread(value, Organisation::KEYS, &|key| organisation.is_given(key));
                if !keys.is_empty() {
                    unread.insert(id.span, keys);
                }
            }
        });
    let with_id = |(id, organisation): (At<SharedStr>, Organisation)| {
        let unread = unread.remove(&id.span).unwrap_or_default();
        Organisation { id, unread, ..organisation }
    };
    register.0.into_iter().map(with_id).collect()
}

/// Reads the process models in parallel, since they are long files.
fn processes(source: &dyn Source, look: Inspection<'_>, observations: &mut Observations) -> Vec<Process> {
    let entries = list(source, look, "processes", observations);
    let read = entries.into_par_iter().map(|entry| {
        let mut observations = Observations::default();
        let path = format!("processes/{}", entry.name);
        let model = match entry.name.strip_suffix(".yaml") {
            Some(id) if entry.kind == FileKind::File && !is_ignored(id) => {
                let model: Process = file::yaml(source, look, &path, None, &mut observations, |_, _, _| {});
                Some(Process { id: id.into(), ..model })
            }
            _ if entry.kind == FileKind::File && is_ignored(&entry.name) => {
                loose_texts::in_passing(source, look, &path, FileKind::File, &mut observations);
                None
            }
            _ if is_ignored(&entry.name) => {
                irregular_files::report_in(source, look, &path, entry.kind, &mut observations);
                None
            }
            _ => {
                file::stray(source, look, "processes", &entry, &[], &mut observations);
                None
            }
        };
        (model, observations)
    });
    let read: Vec<_> = read.collect();
    let models = read.into_iter().filter_map(|(model, more)| {
        observations.append(more);
        model
    });
    models.collect()
}
