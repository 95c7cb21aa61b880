//! What the words of a query mean: a phase, an organisation, a theme or a life event by its id or a name.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::display_names::ids;
use crate::{
    model::{Phase, Portfolio, Project, Text, lifecycle},
    similar_name::closest,
    unicode_form::composed,
};

/// Names a word that means nothing in a portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What it should be: `phase`, `organisation`, `theme` or `life-event`.
    pub kind: &'static str,
    /// The word.
    pub word: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

impl UnknownWord {
    fn new<'a>(kind: &'static str, word: &str, known: impl Iterator<Item = &'a str>) -> Self {
        Self { kind, word: word.to_owned(), suggestion: closest(word, known).map(str::to_owned) }
    }
}

/// Makes words comparable: case and the space around them do not count.
pub(super) fn plain(word: &str) -> String {
    composed(word.trim()).to_lowercase()
}

/// Holds the phases that a word names, each in its process model; none stands for the life of every project.
pub(super) struct Phases<'p> {
    meant: Vec<(Option<&'p str>, &'p str)>,
    word: String,
}

/// Finds the phases that a word names by id or by name in any language.
pub(super) fn phases<'p>(portfolio: &'p Portfolio, word: &str) -> Phases<'p> {
    let word = plain(word);
    let is_called = |phase: &Phase| phase_words(phase).any(|known| plain(known) == word);
    let meant = all_phases(portfolio).filter(|(_, phase)| is_called(phase));
    let meant = meant.filter_map(|(process, phase)| Some((process, &*phase.id.as_ref()?.value))).collect();
    Phases { meant, word }
}

impl Phases<'_> {
    /// Returns whether a project is in one of them.
    pub(super) fn hold(&self, portfolio: &Portfolio, project: &Project) -> bool {
        let Some(phase) = &project.phase else { return false };
        let process = portfolio.process_id_of(project);
        self.meant.iter().any(|(of, id)| **id == *phase.value && of.is_none_or(|of| of == process))
            // Whatever the models say, a project is in the phase it names.
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

/// Returns a phase's word when no project can be, and none is, in a phase of that name.
pub(super) fn unknown_phase(portfolio: &Portfolio, word: &str) -> Option<UnknownWord> {
    let phases = phases(portfolio, word);
    let is_known = !phases.meant.is_empty() || portfolio.projects.iter().any(|project| phases.hold(portfolio, project));
    let known = || all_phases(portfolio).flat_map(|(_, phase)| phase_words(phase));
    (!is_known).then(|| UnknownWord::new("phase", word, known()))
}

/// Returns the ids of the organisations that a word names, and of those they took over from.
///
/// An organisation goes by its id, name, aliases and former names; who asks for a successor also means its predecessors.
/// A word that names none is taken for an id, so that unregistered ones can be found too.
pub(super) fn organisations(portfolio: &Portfolio, word: &str) -> Vec<String> {
    let mut ids: Vec<String> = portfolio.organisations_named(word).map(|found| found.id.value.to_string()).collect();
    // A register may hold ten thousand that took over from each other.
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

/// Returns an organisation's word when neither the register nor a project knows it.
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

/// Returns the ids of the life events that a word names by id or by name in any language; else the word itself.
pub(super) fn life_events(portfolio: &Portfolio, word: &str) -> Vec<String> {
    let wanted = plain(word);
    let is_called = |id: &str, name: &Text| plain(id) == wanted || name.wordings().any(|name| plain(name) == wanted);
    let events = portfolio.settings.life_events.iter().filter(|(id, name)| is_called(id, name));
    let found: Vec<String> = events.map(|(id, _)| id.value.to_string()).collect();
    if found.is_empty() { vec![word.to_owned()] } else { found }
}

/// Returns a life event's word when neither the settings nor a project know it.
pub(super) fn unknown_life_event(portfolio: &Portfolio, word: &str) -> Option<UnknownWord> {
    let events = &portfolio.settings.life_events;
    let meant = life_events(portfolio, word);
    let is_known = meant.iter().any(|id| events.get(id).is_some())
        || portfolio.projects.iter().filter_map(|project| project.life_event.as_ref()).any(|id| *id.value == *word);
    let known = || events.iter().flat_map(|(id, name)| std::iter::once(&*id.value).chain(name.wordings()));
    (!is_known).then(|| UnknownWord::new("life-event", word, known()))
}

/// Returns a theme that no project has.
pub(super) fn unknown_theme(portfolio: &Portfolio, word: &str) -> Option<UnknownWord> {
    let wanted = plain(word);
    let themes: BTreeSet<&str> =
        portfolio.projects.iter().flat_map(|project| &project.themes).map(|theme| &**theme).collect();
    let is_known = themes.iter().any(|theme| plain(theme) == wanted);
    (!is_known).then(|| UnknownWord::new("theme", word, themes.into_iter()))
}
