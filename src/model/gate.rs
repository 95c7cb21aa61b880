//! What a gate asks for before a project leaves a phase, and which of it is there.

use serde::Serialize;

use super::{Budget, Milestone, Phase, Project, Text};

/// Says when a project passes a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// It passed it once, and the sources may not publish how.
    Recorded,
    /// It passes it now, and whoever moves it on knows what the move rests on.
    Now,
}

/// Says whether something that a gate asks for is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is there.
    There,
    /// It is missing.
    Missing,
    /// The sources do not publish it.
    Unpublished,
    /// It is not there, and nobody is asked for it: the gate is inferred, or there is no such key.
    NotAsked,
}

/// Names one thing that a gate asks for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Thing<'p> {
    /// A key of `project.yaml`.
    Key(&'p str),
    /// The document of the milestone that leads on.
    Document(&'p Text),
    /// The approval of the milestone that leads on.
    Approval(&'p Text),
}

/// Holds one thing that a gate asks for, and whether it is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked<'p> {
    /// What is asked for.
    pub thing: Thing<'p>,
    /// Whether it is there.
    pub state: State,
}

/// Lists what the gate after a phase asks for: the keys, the document and the approval, in this order.
///
/// `milestone` is the one that leads on, and `has_document` says whether what it names as its document is there.
#[must_use]
pub fn asked<'p>(
    project: &Project,
    phase: &'p Phase,
    milestone: Option<&Milestone>,
    made: Move,
    has_document: &dyn Fn(&str) -> bool,
) -> Vec<Asked<'p>> {
    let Some(gate) = &phase.gate else { return Vec::new() };
    let named = milestone.and_then(|milestone| milestone.document.as_ref());
    let is_there = named.is_some_and(|document| has_document(document));
    let is_approved = milestone.is_some_and(|milestone| milestone.approved_by.is_some());
    let of_milestone = |is_there: bool, key: &str| match is_there {
        true => State::There,
        false if gate.inferred == Some(true) => State::NotAsked,
        false if is_excused(project, key, made) => State::Unpublished,
        false => State::Missing,
    };
    let keys = gate.requires.iter().map(|key| (Thing::Key(key), state_of(project, key)));
    let document = gate.document.iter().map(|text| (Thing::Document(text), of_milestone(is_there, "document")));
    let approval =
        gate.approved_by.iter().map(|text| (Thing::Approval(text), of_milestone(is_approved, "approved_by")));
    keys.chain(document).chain(approval).map(|(thing, state)| Asked { thing, state }).collect()
}

/// Returns whether a key of `project.yaml` that is asked for is filled in.
#[must_use]
pub fn state_of(project: &Project, key: &str) -> State {
    let (top, below) = key.split_once('.').unwrap_or((key, ""));
    let is_given = match top {
        "budget" if !below.is_empty() => project.budget.as_deref().unwrap_or(&Budget::default()).is_given(below),
        _ => project.is_given(top),
    };
    match is_given {
        Some(true) => State::There,
        // What is written and could not be read has a fault of its own.
        _ if project.unread.iter().any(|unread| &**unread == top) => State::There,
        None => State::NotAsked,
        Some(false) if project.is_unpublished(key) => State::Unpublished,
        Some(false) => State::Missing,
    }
}

/// Returns whether the sources do not publish a key of the milestone that leads on. That they publish no milestones excuses
/// only moves of the past.
fn is_excused(project: &Project, key: &str, made: Move) -> bool {
    project.unknown.iter().any(|unknown| match &*unknown.value {
        "milestones" => made == Move::Recorded,
        unknown => unknown.strip_prefix("milestones.").unwrap_or(unknown) == key,
    })
}

#[cfg(test)]
mod tests;
