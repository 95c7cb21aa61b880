//! Reads the files at the root of a portfolio.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    extra_texts, file,
    file_names::{is_ignored, is_picture, year_of},
    inspect::{Inspect, Inspection},
    irregular_files,
    loaded::{LoadError, Loaded},
    misplaced_folders,
    observations::Observations,
    role::is_note,
    template,
};
use crate::{
    document::{At, FaultKind, Map, SharedStr, Span, Value},
    load::{file_names::SETTINGS, listing::list},
    model::{Organisation, Process, Prose, Settings, template::FOLDER},
    source::{Entry, FileKind, Source},
};

const ORGANISATIONS: &str = "organisations.yaml";
const PROCESSES: &str = "processes";
const KNOWN: &[&str] = &[SETTINGS, ORGANISATIONS, "about.md", PROCESSES, FOLDER, "schema"];

/// Reads everything at the root and returns the years that have a folder.
pub fn read(source: &dyn Source, inspect: &dyn Inspect, loaded: &mut Loaded) -> Result<Vec<i16>, LoadError> {
    let entries = source.entries("")?;
    file::report_numbers_in_names("", &entries, &mut loaded.observations);
    if !entries.iter().any(|entry| entry.name == SETTINGS && entry.kind != FileKind::Folder) {
        return Err(LoadError::NoSettings);
    }
    // The settings apply to every other file.
    let settings = read_settings(source, inspect, &entries, &mut loaded.observations);
    let inspection = Inspection { source, inspect, settings: &settings };
    irregular_files::report(inspection, "", &entries, &mut loaded.observations);
    let mut years = Vec::new();
    for entry in &entries {
        match year_of(&entry.name).filter(|_| entry.kind == FileKind::Folder) {
            Some(year) => years.push(year),
            None => read_entry(inspection, &entries, entry, loaded),
        }
    }
    loaded.portfolio.settings = settings;
    Ok(years)
}

fn read_settings(
    source: &dyn Source,
    inspect: &dyn Inspect,
    entries: &[Entry],
    observations: &mut Observations,
) -> Settings {
    if !entries.iter().any(|entry| entry.name == SETTINGS && entry.kind == FileKind::File) {
        return Settings::default();
    }
    let inspection = Inspection { source, inspect, settings: &Settings::default() };
    file::yaml(inspection, SETTINGS, None, observations, |_, _, _| {})
}

/// Reads an entry that is not the folder of a year.
fn read_entry(
    inspection: Inspection<'_>,
    entries: &[Entry],
    entry: &Entry,
    Loaded { portfolio, observations }: &mut Loaded,
) {
    match (entry.kind, entry.name.as_str()) {
        (kind, name) if is_ignored(name) => {
            extra_texts::inspect_ignored(inspection, name, kind, observations);
        }
        (FileKind::File, SETTINGS) => {}
        (FileKind::File, ORGANISATIONS) => portfolio.organisations = organisations(inspection, observations),
        (FileKind::Folder, name @ PROCESSES) => {
            misplaced_folders::report(inspection.source, name, observations);
            portfolio.processes = processes(inspection, observations);
        }
        (FileKind::Folder, FOLDER) => {
            misplaced_folders::report(inspection.source, FOLDER, observations);
            template::read(inspection, observations);
        }
        (FileKind::Folder, name @ "schema") => {
            misplaced_folders::report(inspection.source, name, observations);
            extra_texts::inspect_extra(inspection, name, FileKind::Folder, observations);
        }
        (FileKind::File, name) => match Prose::named(name) {
            Some(prose) if &*prose.topic == "about" => {
                portfolio.about.push(prose.language);
                file::markdown(inspection, name, None, observations);
            }
            // The text about the programme may show it.
            _ if is_picture(name) => extra_texts::inspect_text(inspection, None, name, observations),
            _ if is_note(name) => extra_texts::inspect_text(inspection, None, name, observations),
            _ => {
                let names = (entries, ORGANISATIONS, KNOWN);
                file::report_misnamed_or_stray(inspection, "", entry, names, observations);
            }
        },
        (FileKind::Folder, name) => report_folder(inspection, name, entry, observations),
        _ => file::report_stray(inspection, "", entry, KNOWN, observations),
    }
}

/// Reports a folder that the format does not have.
fn report_folder(inspection: Inspection<'_>, name: &str, entry: &Entry, observations: &mut Observations) {
    let misnamed = misplaced_folders::why_not_year(inspection.source, name);
    if misnamed.is_none() && !misplaced_folders::report(inspection.source, name, observations) {
        return file::report_stray(inspection, "", entry, KNOWN, observations);
    }
    extra_texts::inspect_extra(inspection, name, FileKind::Folder, observations);
    if let Some(misnamed) = misnamed {
        observations.fault(name, FaultKind::Misnamed(misnamed));
    }
}

fn organisations(inspection: Inspection<'_>, observations: &mut Observations) -> Vec<Organisation> {
    let mut unread: HashMap<Span, Vec<SharedStr>> = HashMap::new();
    let register: Map<Organisation> =
        file::yaml(inspection, ORGANISATIONS, None, observations, |_, root, register: &Map<Organisation>| {
            let Some(Value::Mapping(entries)) = root.map(|root| &root.value) else { return };
            let mut read = register.0.iter().peekable();
            for (key, value) in entries {
                // An organisation that could not be read at all is not in the register.
                let Some((id, organisation)) = read.next_if(|(id, _)| id.span == key.span) else { continue };
                let keys =
                    file::unread_keys(value, "Organisation", Organisation::KEYS, &|key| organisation.is_given(key));
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
fn processes(inspection: Inspection<'_>, observations: &mut Observations) -> Vec<Process> {
    let entries = list(inspection, PROCESSES, observations);
    let read = entries.into_par_iter().map(|entry| {
        let mut observations = Observations::default();
        let path = format!("processes/{}", entry.name);
        let model = match entry.name.strip_suffix(".yaml") {
            Some(id) if entry.kind == FileKind::File && !is_ignored(id) => {
                let model: Process = file::yaml(inspection, &path, None, &mut observations, |_, _, _| {});
                Some(Process { id: id.into(), ..model })
            }
            _ if entry.kind == FileKind::File && is_ignored(&entry.name) => {
                extra_texts::inspect_extra(inspection, &path, FileKind::File, &mut observations);
                None
            }
            _ if is_ignored(&entry.name) => {
                irregular_files::report_below(inspection, &path, entry.kind, &mut observations);
                None
            }
            _ => {
                file::report_stray(inspection, PROCESSES, &entry, &[], &mut observations);
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
