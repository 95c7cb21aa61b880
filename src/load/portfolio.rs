//! Loads the whole portfolio, its projects in parallel.

use super::{file, file_names::SETTINGS, project, root, unchanged::UnchangedProjects, unpublished, year};
use crate::{
    finding::Finding,
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

pub fn load_with(
    source: &dyn Source,
    inspect: &dyn Inspect,
    shared: Option<&UnchangedProjects>,
) -> Result<Loaded, LoadError> {
    let mut loaded = Loaded::default();
    let source = &Cached::new(source);
    let years = root::read(source, inspect, &mut loaded)?;
    let settings = std::mem::take(&mut loaded.portfolio.settings);
    let look = Inspection { inspect, settings: &settings };
    let mut folders = Vec::new();
    for year in years {
        let (round, slugs) = year::read(source, look, year, &mut loaded.observations);
        folders.extend(slugs.into_iter().map(|slug| format!("{}/{slug}", round.year)));
        loaded.portfolio.rounds.push(round);
    }
    let shared = shared.filter(|shared| shared.holds_for(source));
    let read = |id: String| {
        if let Some(read) = shared.and_then(|shared| shared.take(source, &id)) {
            return read;
        }
        let inside = Subfolder::new(source, &id);
        let mut read = project::read(&inside, look, id.clone());
        // What is in order here need not be sorted by one core later.
        read.1.findings.sort_by(Finding::by_place);
        // Room for four is made for the first; ten thousand projects with one finding each would hold much that is empty.
        read.1.findings.shrink_to_fit();
        if let Some(shared) = shared.filter(|_| !inside.has_left()) {
            shared.keep(source, &id, &read);
        }
        read
    };
    let portfolio = &loaded.portfolio;
    let (read, _): (Vec<_>, _) = rayon::join(
        || folders.into_par_iter().map(read).collect(),
        // They are needed afterwards.
        || lifecycle::models(|id| portfolio.process(id).is_some()),
    );
    // Collecting out of the list reuses its memory, so that all projects are never held twice.
    let observations = &mut loaded.observations;
    observations.findings.reserve_exact(read.iter().map(|(_, more)| more.findings.len()).sum());
    let kept = read.into_iter().filter_map(|(project, more)| {
        observations.append(more);
        project
    });
    loaded.portfolio.projects = kept.collect();
    unpublished::doubt_what_is_said_for_all(source, &mut loaded.portfolio);
    loaded.portfolio.settings = settings;
    loaded.portfolio.projects.sort_by(|a, b| a.id.cmp(&b.id));
    add_built_in_processes(&mut loaded.portfolio);
    loaded.portfolio.index();
    inspect.inspect_whole(source, &loaded.portfolio, &mut loaded.observations);
    let faults = loaded.observations.faults.iter();
    loaded.portfolio.is_whole = !faults.clone().any(|(_, fault)| fault.kind.loses_something());
    loaded.portfolio.unread =
        faults.filter(|(_, fault)| fault.kind.hides_the_file()).map(|(path, _)| path.as_str().into()).collect();
    Ok(loaded)
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
    let look = Inspection { inspect: &Nothing, settings: &Settings::default() };
    file::yaml(source, look, SETTINGS, None, &mut Observations::default(), |_, _, _| {})
}

/// Adds the built-in process models that the portfolio does not replace.
pub fn add_built_in_processes(portfolio: &mut Portfolio) {
    let missing = lifecycle::models(|id| portfolio.process(id).is_some());
    portfolio.processes.extend(missing.into_iter().cloned());
    portfolio.processes.sort_by(|a, b| a.id.cmp(&b.id));
}
