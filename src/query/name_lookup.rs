//! Finds phases, organisations, themes and life events by id or name.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::display_names::ids;
use crate::{
    model::{Phase, Portfolio, Project, Text, lifecycle},
    similar_name::closest,
    unicode_form::composed,
};

/// Holds a word that names nothing in the portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What it should name: `phase`, `organisation`, `theme` or `life-event`.
    pub kind: &'static str,
    /// The word.
    pub word: String,
    /// A similar known name.
    pub suggestion: Option<String>,
}

impl UnknownWord {
    fn new<'a>(kind: &'static str, word: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self { kind, word: word.to_owned(), suggestion: closest(word, known).map(str::to_owned) }
    }
}

/// Returns a word in lower case, without surrounding space.
pub(super) fn plain(word: &str) -> String {
    composed(word.trim()).to_lowercase()
}

/// Holds the phases that a word names, each with its process model; none for the phases of every project.
pub(super) struct Phases<'p> {
    found: Vec<(Option<&'p str>, &'p str)>,
    word: String,
}

/// Finds the phases with an id, or with a name in any language.
pub(super) fn phases<'p>(portfolio: &'p Portfolio, word: &str) -> Phases<'p> {
    let word = plain(word);
    let is_called = |phase: &Phase| phase_words(phase).any(|known| plain(known) == word);
    let found = all_phases(portfolio).filter(|(_, phase)| is_called(phase));
    let found = found.filter_map(|(process, phase)| Some((process, &*phase.id.as_ref()?.value))).collect();
    Phases { found, word }
}

impl Phases<'_> {
    /// Returns whether a project is in one of them.
    pub(super) fn hold(&self, portfolio: &Portfolio, project: &Project) -> bool {
        let Some(phase) = &project.phase else { return false };
        let process = portfolio.process_id_of(project);
        self.found.iter().any(|(of, id)| **id == *phase.value && of.is_none_or(|of| of == process))
            // A project is in the phase that it names, also if its process model has no such phase.
            || plain(phase) == self.word
    }
}

fn all_phases(portfolio: &Portfolio) -> impl Iterator<Item = (Option<&str>, &Phase)> {
    let of_models = portfolio.processes.iter().flat_map(|process| {
        let id = Some(&*process.id);
        process.phases.iter().map(move |phase| (id, phase))
    });
    lifecycle::lifecycle().phases.iter().map(|phase| (None, phase)).chain(of_models)
}

fn phase_words(phase: &Phase) -> impl Iterator<Item = &str> {
    phase.id.iter().map(|id| &*id.value).chain(phase.name.iter().flat_map(Text::wordings))
}

/// Returns the word if neither a process model nor a project has such a phase.
pub(super) fn unknown_phase(portfolio: &Portfolio, word: &str) -> Option<UnknownWord> {
    let phases = phases(portfolio, word);
    let is_known = !phases.found.is_empty() || portfolio.projects.iter().any(|project| phases.hold(portfolio, project));
    let known = || all_phases(portfolio).flat_map(|(_, phase)| phase_words(phase));
    (!is_known).then(|| UnknownWord::new("phase", word, known()))
}

/// Returns the ids of the organisations with an id, name, alias or former name, and of their predecessors.
///
/// If there is none, the word is used as an id, to find unregistered organisations, too.
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
    if ids.is_empty() { vec![word.to_owned()] } else { ids }
}

/// Returns the word if neither the register nor a project has such an organisation.
pub(super) fn unknown_organisation(portfolio: &Portfolio, word: &str) -> Option<UnknownWord> {
    let takes_part = |project: &Project| {
        [&project.owner, &project.partners, &project.vendor]
            .into_iter()
            .any(|parties| ids(parties).any(|id| id == word))
    };
    let is_known = portfolio.organisations_named(word).next().is_some() || portfolio.projects.iter().any(takes_part);
    let known =
        || portfolio.organisations.iter().flat_map(|found| std::iter::once(&*found.id.value).chain(found.names()));
    (!is_known).then(|| UnknownWord::new("organisation", word, known()))
}

/// Returns the ids of the life events with an id, or with a name in any language; else the word itself.
pub(super) fn life_events(portfolio: &Portfolio, word: &str) -> Vec<String> {
    let wanted = plain(word);
    let is_called = |id: &str, name: &Text| plain(id) == wanted || name.wordings().any(|name| plain(name) == wanted);
    let events = portfolio.settings.life_events.iter().filter(|(id, name)| is_called(id, name));
    let found: Vec<String> = events.map(|(id, _)| id.value.to_string()).collect();
    if found.is_empty() { vec![word.to_owned()] } else { found }
}

/// Returns the word if neither the settings nor a project has such a life event.
pub(super) fn unknown_life_event(portfolio: &Portfolio, word: &str) -> Option<UnknownWord> {
    let events = &portfolio.settings.life_events;
    let ids = life_events(portfolio, word);
    let is_known = ids.iter().any(|id| events.get(id).is_some())
        || portfolio.projects.iter().filter_map(|project| project.life_event.as_ref()).any(|id| *id.value == *word);
    let known = || events.iter().flat_map(|(id, name)| std::iter::once(&*id.value).chain(name.wordings()));
    (!is_known).then(|| UnknownWord::new("life-event", word, known()))
}

/// Returns the word if no project has such a theme.
pub(super) fn unknown_theme(portfolio: &Portfolio, word: &str) -> Option<UnknownWord> {
    let wanted = plain(word);
    let themes: BTreeSet<&str> =
        portfolio.projects.iter().flat_map(|project| &project.themes).map(|theme| &**theme).collect();
    let is_known = themes.iter().any(|theme| plain(theme) == wanted);
    (!is_known).then(|| UnknownWord::new("theme", word, themes.into_iter()))
}
