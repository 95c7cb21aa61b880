//! The requirements of the gate after a phase, and whether a project meets them.

use serde::Serialize;

use super::{Budget, Milestone, Phase, Project, Text};

/// Says when a project passes a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GatePassage {
    /// In the past. The sources may not publish the details.
    Recorded,
    /// Now. The user who moves the project knows the details.
    Now,
}

/// Says whether a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is there.
    There,
    /// It is missing.
    Missing,
    /// The sources do not publish it.
    Unpublished,
    /// It is missing but not required: the gate is inferred, or there is no such key.
    NotAsked,
}

/// Names one item that a gate requires.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GateItem<'p> {
    /// A key of `project.yaml`.
    Key(&'p str),
    /// The document of the milestone after the gate.
    Document(&'p Text),
    /// The approval of the milestone after the gate.
    Approval(&'p Text),
}

/// Holds one item that a gate requires, and whether it is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GateRequirement<'p> {
    /// The required item.
    pub item: GateItem<'p>,
    /// Whether it is there.
    pub state: State,
}

/// Lists the requirements of the gate after a phase: the keys, the document and the approval, in this order.
///
/// `milestone` is the milestone after the gate. `has_document` says whether the document that it names exists.
#[must_use]
pub fn requirements<'p>(
    project: &Project,
    phase: &'p Phase,
    milestone: Option<&Milestone>,
    passage: GatePassage,
    has_document: &dyn Fn(&str) -> bool,
) -> Vec<GateRequirement<'p>> {
    let Some(gate) = &phase.gate else { return Vec::new() };
    let named = milestone.and_then(|milestone| milestone.document.as_ref());
    let is_there = named.is_some_and(|document| has_document(document));
    let is_approved = milestone.is_some_and(|milestone| milestone.approved_by.is_some());
    let of_milestone = |is_there: bool, key: &str| match is_there {
        true => State::There,
        false if gate.inferred == Some(true) => State::NotAsked,
        false if is_excused(project, key, passage) => State::Unpublished,
        false => State::Missing,
    };
    let keys = gate.requires.iter().map(|key| (GateItem::Key(key), state_of(project, key)));
    let document = gate.document.iter().map(|text| (GateItem::Document(text), of_milestone(is_there, "document")));
    let approval =
        gate.approved_by.iter().map(|text| (GateItem::Approval(text), of_milestone(is_approved, "approved_by")));
    keys.chain(document).chain(approval).map(|(item, state)| GateRequirement { item, state }).collect()
}

/// Returns whether a required key of `project.yaml` is filled in.
#[must_use]
pub fn state_of(project: &Project, key: &str) -> State {
    let (top, below) = key.split_once('.').unwrap_or((key, ""));
    let is_given = match top {
        "budget" if !below.is_empty() => project.budget.as_deref().unwrap_or(&Budget::default()).is_given(below),
        _ => project.is_given(top),
    };
    match is_given {
        Some(true) => State::There,
        None => State::NotAsked,
        Some(false) if project.is_unpublished(key) => State::Unpublished,
        Some(false) => State::Missing,
    }
}

/// Returns whether `unknown` excuses a missing key of the milestone after the gate. `milestones` excuses only moves in the
/// past.
fn is_excused(project: &Project, key: &str, passage: GatePassage) -> bool {
    project.unknown.iter().any(|unknown| match &*unknown.value {
        "milestones" => passage == GatePassage::Recorded,
        unknown => unknown.strip_prefix("milestones.").unwrap_or(unknown) == key,
    })
}

#[cfg(test)]
mod tests;
