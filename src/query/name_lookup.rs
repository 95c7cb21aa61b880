//! Finds phases, organisations, themes and life events by id or name.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::display_names::ids;
use crate::{
    model::{Phase, Portfolio, Process, Project, Text, lifecycle},
    unicode_form::composed,
};

/// Returns a word in lower case, without surrounding space.
pub(super) fn plain(word: &str) -> String {
    composed(word.trim()).to_lowercase()
}

/// Holds the phases that a word names, each with its process model; none for the phases of every project.
pub(super) struct Phases<'p> {
    found: Vec<(Option<&'p str>, &'p str)>,
    word: String,
}

/// Finds the phases with an id, or with a name in any language; else those with such a step.
pub(super) fn phases<'p>(portfolio: &'p Portfolio, word: &str) -> Phases<'p> {
    let word = plain(word);
    let called = |words: fn(&Phase) -> Vec<&str>| {
        let found =
            all_phases(portfolio).filter(|(_, phase)| words(phase).into_iter().any(|known| plain(known) == word));
        found.filter_map(|(process, phase)| Some((process, &*phase.id.as_ref()?.value))).collect::<Vec<_>>()
    };
    let named = called(phase_words);
    let found = if named.is_empty() { called(step_words) } else { named };
    Phases { found, word }
}

impl Phases<'_> {
    /// Returns their ids, and the id that the word is in a project whose process model has no such phase.
    pub(super) fn ids(&self, portfolio: &Portfolio) -> Vec<String> {
        let mut ids: Vec<String> = self.found.iter().map(|(_, id)| (*id).to_owned()).collect();
        let of_projects = portfolio.projects.iter().filter_map(|project| project.phase.as_ref());
        ids.extend(of_projects.filter(|phase| plain(phase) == self.word).map(|phase| phase.value.to_string()).take(1));
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Returns whether a project is in one of them.
    pub(super) fn hold(&self, portfolio: &Portfolio, project: &Project) -> bool {
        let Some(phase) = &project.phase else { return false };
        let process = portfolio.process_id_of(project);
        self.found.iter().any(|(of, id)| **id == *phase.value && of.is_none_or(|of| of == process))
            // A project is in the phase that it names, also if its process model has no such phase.
            || plain(phase) == self.word
    }
}

/// Lists the phases of every process model, and those of all projects.
pub(super) fn all_phases(portfolio: &Portfolio) -> impl Iterator<Item = (Option<&str>, &Phase)> {
    let of_models = portfolio.processes.iter().flat_map(|process| {
        let id = Some(&*process.id);
        process.phases.iter().map(move |phase| (id, phase))
    });
    lifecycle::lifecycle().phases.iter().map(|phase| (None, phase)).chain(of_models)
}

fn phase_words(phase: &Phase) -> Vec<&str> {
    phase.id.iter().map(|id| &*id.value).chain(phase.name.iter().flat_map(Text::wordings)).collect()
}

fn step_words(phase: &Phase) -> Vec<&str> {
    let ids = phase.steps.iter().filter_map(|step| step.id.as_ref()).map(|id| &*id.value);
    ids.chain(phase.steps.iter().filter_map(|step| step.name.as_ref()).flat_map(Text::wordings)).collect()
}

/// Returns the id of a phase in the course of a project by its id, or by a name or a step in any language.
#[must_use]
pub fn phase_of(portfolio: &Portfolio, process: &Process, word: &str) -> Option<String> {
    let found = phases(portfolio, word).found;
    found.into_iter().find(|(of, _)| of.is_none_or(|of| of == &*process.id)).map(|(_, id)| id.to_owned())
}

/// Returns the ids of the organisations with an id, name, alias or former name, and of their predecessors.
///
/// If the register has none, a project may have an organisation with this id.
pub(super) fn organisations(portfolio: &Portfolio, word: &str) -> Vec<String> {
    let mut ids: Vec<String> = portfolio.organisations_named(word).map(|found| found.id.value.to_string()).collect();
    // Indexed, because a register may have ten thousand successions.
    let mut predecessors: HashMap<&str, Vec<&str>> = HashMap::new();
    for other in &portfolio.organisations {
        if let Some(successor) = other.succeeded_by.as_ref().and_then(|succession| succession.organisation.as_ref()) {
            predecessors.entry(&successor.value).or_default().push(&other.id.value);
        }
    }
    let mut known: HashSet<String> = ids.iter().cloned().collect();
    let mut next = 0;
    while next < ids.len() {
        let before = predecessors.get(ids[next].as_str()).into_iter().flatten();
        ids.extend(before.filter(|id| known.insert((**id).to_owned())).map(|id| (*id).to_owned()));
        next += 1;
    }
    if ids.is_empty() && takes_part(portfolio, word) {
        ids.push(word.to_owned());
    }
    ids
}

/// Returns whether an organisation with this id takes part in a project.
fn takes_part(portfolio: &Portfolio, id: &str) -> bool {
    let has = |project: &Project| {
        [&project.owner, &project.partners, &project.vendor]
            .into_iter()
            .any(|parties| ids(parties).any(|own| own == id))
    };
    portfolio.projects.iter().any(has)
}

/// Returns the ids of the life events with an id, or with a name in any language.
///
/// If the settings have none, a project may have a life event with this id.
pub(super) fn life_events(portfolio: &Portfolio, word: &str) -> Vec<String> {
    let wanted = plain(word);
    let is_called = |id: &str, name: &Text| plain(id) == wanted || name.wordings().any(|name| plain(name) == wanted);
    let events = portfolio.settings.life_events.iter().filter(|(id, name)| is_called(id, name));
    let mut found: Vec<String> = events.map(|(id, _)| id.value.to_string()).collect();
    let mut of_projects = portfolio.projects.iter().filter_map(|project| project.life_event.as_ref());
    if found.is_empty() && of_projects.any(|id| *id.value == *word) {
        found.push(word.to_owned());
    }
    found
}

/// Lists the themes of all projects, sorted.
pub(super) fn themes(portfolio: &Portfolio) -> impl Iterator<Item = &str> {
    let themes: BTreeSet<&str> =
        portfolio.projects.iter().flat_map(|project| &project.themes).map(|theme| &**theme).collect();
    themes.into_iter()
}
