//! Loads the whole portfolio, its projects in parallel.

use super::{
    file,
    file_names::SETTINGS,
    project, root,
    unchanged::{LoadedProject, UnchangedProjects},
    unpublished, year,
};
use crate::{
    load::{
        inspect::{Inspect, Inspection, Nothing},
        loaded::{LoadError, Loaded},
        observations::Observations,
    },
    model::{Portfolio, Settings, lifecycle},
    source::{Cached, Source, Subfolder},
};
use rayon::prelude::*;

/// Loads a whole portfolio, its projects in parallel; the result does not depend on the order of threads.
///
/// # Errors
/// Fails only if the folder cannot be listed or has no `stimulab.yaml`; everything else is a fault.
pub fn load(source: &dyn Source, inspect: &dyn Inspect) -> Result<Loaded, LoadError> {
    load_with(source, inspect, None)
}

/// Loads a whole portfolio as [`load`] does, and reuses the projects that are the same in two revisions: the first load
/// stores them in `shared`, the second takes them from it. Both must use the same inspection.
///
/// # Errors
/// Fails as [`load`] does.
pub fn load_sharing(
    source: &dyn Source,
    inspect: &dyn Inspect,
    shared: &UnchangedProjects,
) -> Result<Loaded, LoadError> {
    load_with(source, inspect, Some(shared))
}

fn load_with(
    source: &dyn Source,
    inspect: &dyn Inspect,
    shared: Option<&UnchangedProjects>,
) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    let source = &Cached::new(source);
    let years = root::read(source, inspect, &mut loaded)?;
    let settings = std::mem::take(&mut loaded.portfolio.settings);
    let inspection = Inspection { source, inspect, settings: &settings };
    let folders = read_years(inspection, years, &mut loaded);
    read_projects(inspection, folders, shared, &mut loaded);
    unpublished::mark_doubtful_projects(source, &mut loaded.portfolio);
    loaded.portfolio.settings = settings;
    loaded.portfolio.projects.sort_by(|a, b| a.id.cmp(&b.id));
    add_built_in_processes(&mut loaded.portfolio);
    loaded.portfolio.index();
    inspect.inspect_whole(source, &loaded.portfolio, &mut loaded.observations);
    note_unread_files(&mut loaded);
    Ok(loaded)
}

/// Reads the rounds, and returns the ids of the folders that may be projects.
fn read_years(inspection: Inspection<'_>, years: Vec<i16>, loaded: &mut Loaded) -> Vec<String> {
    let mut folders = Vec::new();
    for year in years {
        let (round, slugs) = year::read(inspection, year, &mut loaded.observations);
        folders.extend(slugs.into_iter().map(|slug| format!("{}/{slug}", round.year)));
        loaded.portfolio.rounds.push(round);
    }
    folders
}

/// Reads the projects in parallel.
fn read_projects(
    inspection: Inspection<'_>,
    folders: Vec<String>,
    shared: Option<&UnchangedProjects>,
    Loaded { portfolio, observations }: &mut Loaded,
) {
    let shared = shared.filter(|shared| shared.applies_to(inspection.source));
    let (read, _): (Vec<_>, _) = rayon::join(
        || folders.into_par_iter().map(|id| read_project(inspection, shared, &id)).collect(),
        // The built-in process models are needed afterwards.
        || lifecycle::models(|id| portfolio.process(id).is_some()),
    );
    observations.findings.reserve_exact(read.iter().map(|(_, more)| more.findings.len()).sum());
    let projects = read.into_iter().filter_map(|(project, more)| {
        observations.append(more);
        project
    });
    // Collecting from the list reuses its memory, so that the projects are never in memory twice.
    portfolio.projects = projects.collect();
}

fn read_project(inspection: Inspection<'_>, shared: Option<&UnchangedProjects>, id: &str) -> LoadedProject {
    if let Some(read) = shared.and_then(|shared| shared.take(inspection.source, id)) {
        return read;
    }
    let subfolder = Subfolder::new(inspection.source, id);
    let mut read = project::read(Inspection { source: &subfolder, ..inspection }, id.to_owned());
    // A list has room for four findings at least, which is much memory for ten thousand projects.
    read.1.findings.shrink_to_fit();
    if let Some(shared) = shared.filter(|_| !subfolder.has_left()) {
        shared.store(inspection.source, id, &read);
    }
    read
}

/// Records whether everything could be read, and which files could not.
fn note_unread_files(loaded: &mut Loaded) {
    let faults = loaded.observations.faults.iter();
    loaded.portfolio.is_whole = !faults.clone().any(|(_, fault)| fault.kind.loses_something());
    loaded.portfolio.unread =
        faults.filter(|(_, fault)| fault.kind.hides_the_file()).map(|(path, _)| path.as_str().into()).collect();
}

/// Returns an empty portfolio, with the built-in process models only.
#[must_use]
pub fn nothing() -> Loaded {
    let mut loaded = Loaded::default();
    add_built_in_processes(&mut loaded.portfolio);
    loaded.portfolio.index();
    loaded
}

/// Reads only the settings, as far as they can be read.
#[must_use]
pub fn settings(source: &dyn Source) -> Settings {
    let inspection = Inspection { source, inspect: &Nothing, settings: &Settings::default() };
    file::yaml(inspection, SETTINGS, None, &mut Observations::default(), |_, _, _| {})
}

/// Adds the built-in process models that the portfolio does not replace.
pub fn add_built_in_processes(portfolio: &mut Portfolio) {
    let missing = lifecycle::models(|id| portfolio.process(id).is_some());
    portfolio.processes.extend(missing.into_iter().cloned());
    portfolio.processes.sort_by(|a, b| a.id.cmp(&b.id));
}
