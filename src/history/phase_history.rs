//! The life of one project: its events, and how long it was in each phase.

use std::sync::LazyLock;

use serde::Serialize;
use serde_json::Value;

use super::{
    attachments::FOLDERS,
    difference::FieldDifference,
    event::{Event, EventKind},
    record_comparison::expand_short_form,
};
use crate::{
    date::Date,
    document::{FromYaml, Shape, Shapes},
    model::{Project, Prose, Results, field, phase_durations},
};

/// Holds what milestones and git say of a phase.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhaseHistory {
    /// The id of the phase.
    pub phase: String,
    /// When it began by the milestone.
    pub milestone: Option<Date>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// How many months it lasted by the milestones.
    pub months: Option<f64>,
    /// The day of the commit that moved the project there.
    pub committed: Option<Date>,
    /// That commit.
    pub commit: Option<String>,
    /// How many months it lasted by the commits.
    pub committed_months: Option<f64>,
    /// Whether the two days cannot be the same.
    pub disagree: bool,
}

/// Tells what milestones and commits say of the phases of a project; `events` are its own, oldest first.
#[must_use]
pub fn phase_history(project: &Project, events: &[&Event]) -> Vec<PhaseHistory> {
    let mut found: Vec<PhaseHistory> = Vec::new();
    let by_milestones = phase_durations(project);
    for (at, milestone) in project.milestones.iter().enumerate() {
        let Some(phase) = &milestone.phase else { continue };
        found.push(PhaseHistory {
            milestone: milestone.on.map(|on| on.value),
            approved_by: milestone.approved_by.as_ref().and_then(|who| who.wordings().next()).map(str::to_owned),
            months: by_milestones.iter().find(|stay| stay.milestone == at).map(|stay| stay.months),
            ..PhaseHistory::of(&phase.value)
        });
    }
    // Branches may have done the same, and who is gone is in no phase.
    let moves = events.iter().map(|event| (*event, moved_to(event)));
    let moves = moves.filter(|(event, phase)| phase.is_some() || matches!(event.kind, EventKind::Removed));
    let mut moves: Vec<(&Event, Option<&str>)> = moves.collect();
    moves.dedup_by_key(|(_, phase)| *phase);
    let mut place = 0;
    for (at, (event, phase)) in moves.iter().enumerate() {
        let Some(phase) = phase else { continue };
        let next = moves.get(at + 1).and_then(|(next, _)| next.date);
        let months = event.date.zip(next).and_then(|(from, to)| from.months_until(to));
        let is_free = |life: &PhaseHistory| life.phase == *phase && life.commit.is_none();
        let later = found.iter().skip(place).position(is_free).map(|after| place + after);
        place = later.or_else(|| found.iter().position(is_free)).unwrap_or_else(|| {
            // What no milestone tells stands where it happened.
            let here = found[place.min(found.len())..]
                .first()
                .map_or(found.len(), |life| place + usize::from(life.commit.is_some()));
            found.insert(here, PhaseHistory::of(phase));
            here
        });
        let life = &mut found[place];
        (life.committed, life.commit) = (event.date, Some(event.commit.short()));
        life.committed_months = months;
        life.disagree = life.milestone.zip(event.date).is_some_and(|(on, day)| on.is_before(day) || day.is_before(on));
    }
    found
}

impl PhaseHistory {
    /// Knows nothing of a phase yet.
    fn of(phase: &str) -> Self {
        Self {
            phase: phase.to_owned(),
            milestone: None,
            approved_by: None,
            months: None,
            committed: None,
            commit: None,
            committed_months: None,
            disagree: false,
        }
    }
}

/// Returns the phase that an event moved the project to.
fn moved_to(event: &Event) -> Option<&str> {
    match &event.kind {
        EventKind::Changed(found) if found.keys() == "phase" => found.after.as_ref().and_then(Value::as_str),
        _ => None,
    }
}

/// Returns who approved what an event did, where it moved the project to another phase.
#[must_use]
pub fn approval(event: &Event) -> Option<&str> {
    let phase = moved_to(event)?;
    let mut milestones = event.project.as_ref()?.milestones.iter().rev();
    let milestone = milestones.find(|known| known.phase.as_ref().is_some_and(|known| &*known.value == phase))?;
    milestone.approved_by.as_ref()?.wordings().next()
}

/// Lists every field that an event may be about: by its keys (`budget.grant`), by the last of them, the texts, and the folders.
#[must_use]
pub fn fields() -> Vec<String> {
    let (mut shapes, mut found) = (Shapes::default(), field::keys());
    field::below(&Results::shape(&mut shapes), &shapes, &mut Vec::new(), &mut found);
    found.extend(Prose::TOPICS.map(str::to_owned));
    found.extend(FOLDERS.map(str::to_owned));
    let last = |field: &String| field.rsplit('.').next().map(str::to_owned);
    found.extend(found.iter().filter_map(last).collect::<Vec<_>>());
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns whether an event is about a field: its keys (`budget.grant`), the first or the last of them, also where it lies in
/// something that came or went as a whole; a text (`challenge`); or a folder (`documents`).
#[must_use]
pub fn is_about(event: &Event, field: &str) -> bool {
    let is_in = |path: &str| path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match &event.kind {
        EventKind::Changed(found) => {
            let keys = found.keys();
            keys == field
                || keys.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'))
                || keys.rsplit('.').next() == Some(field)
                || brings(found, &keys, field)
        }
        EventKind::Rewritten(text) => is_in(&text.topic),
        EventKind::File(file) => is_in(&file.file),
        EventKind::Added | EventKind::Removed | EventKind::Renamed(_) => field == field::FOLDER,
    }
}

/// What projects and results look like.
static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let mut shapes = Shapes::default();
    let _ = (Project::shape(&mut shapes), Results::shape(&mut shapes));
    shapes
});

/// Returns whether something that came or went as a whole has a field in it.
fn brings(found: &FieldDifference, keys: &str, field: &str) -> bool {
    let ((None, Some(whole)) | (Some(whole), None)) = (&found.before, &found.after) else { return false };
    let way: Option<Vec<&str>> = match field.strip_prefix(keys).and_then(|rest| rest.strip_prefix('.')) {
        Some(rest) => Some(rest.split('.').collect()),
        // What is a field of the project itself, such as `phase`, is not looked for in its milestones.
        None if field.contains('.') || Project::KEYS.contains(&field) || Results::KEYS.contains(&field) => {
            return false;
        }
        None => None,
    };
    match way {
        Some(way) => holds(&found.shape, whole, &way, false),
        None => holds(&found.shape, whole, &[field], true),
    }
}

/// Returns whether a value has something by the keys of a way, which may begin further in.
fn holds(shape: &Shape, value: &Value, way: &[&str], anywhere: bool) -> bool {
    let Some((first, rest)) = way.split_first() else { return !value.is_null() };
    match shape {
        Shape::List(item) | Shape::OneOrMany(item) => match value {
            Value::Array(items) => items.iter().any(|value| holds(item, value, way, anywhere)),
            one => holds(item, one, way, anywhere),
        },
        Shape::Map(item) => {
            value.as_object().is_some_and(|map| map.values().any(|value| holds(item, value, way, anywhere)))
        }
        Shape::Record(name) => {
            let (whole, record) = (expand_short_form(&SHAPES, name, value), SHAPES.records.get(name));
            record.into_iter().flat_map(|record| &record.keys).any(|(key, below)| {
                whole.get(*key).is_some_and(|value| {
                    key == first && holds(below, value, rest, false) || anywhere && holds(below, value, way, true)
                })
            })
        }
        _ => false,
    }
}
