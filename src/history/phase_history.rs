//! The phases of one project, from its milestones and commits.

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

/// Holds the data of a phase from milestones and commits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhaseHistory {
    /// The id of the phase.
    pub phase: String,
    /// When it began, from the milestone.
    pub milestone: Option<Date>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// The duration in months, from the milestones.
    pub months: Option<f64>,
    /// The date of the commit that moved the project to the phase.
    pub committed: Option<Date>,
    /// That commit.
    pub commit: Option<String>,
    /// The duration in months, from the commits.
    pub committed_months: Option<f64>,
    /// Whether the two dates contradict each other.
    pub disagree: bool,
}

/// Returns the phases of a project, from its milestones and its events, oldest first.
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
    // Several branches may have made the same move. A removed project is in no phase.
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
            // A phase without a milestone is inserted in the order of the commits.
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
    /// Creates the entry of a phase without dates.
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

/// Returns who approved the move to another phase; none for other events.
#[must_use]
pub fn approval(event: &Event) -> Option<&str> {
    let phase = moved_to(event)?;
    let mut milestones = event.project.as_ref()?.milestones.iter().rev();
    let milestone = milestones.find(|known| known.phase.as_ref().is_some_and(|known| &*known.value == phase))?;
    milestone.approved_by.as_ref()?.wordings().next()
}

/// Lists the fields that an event may be about: paths of keys (`budget.grant`), last keys, texts and folders.
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

/// Returns whether an event is about a field: a path of keys (`budget.grant`), its first or last key, a text (`challenge`) or
/// a folder (`documents`). The field may also be inside a value that was added or removed as a whole.
#[must_use]
pub fn is_about(event: &Event, field: &str) -> bool {
    let is_in = |path: &str| path.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    match &event.kind {
        EventKind::Changed(found) => {
            let keys = found.keys();
            keys == field
                || keys.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'))
                || keys.rsplit('.').next() == Some(field)
                || contains_field(found, &keys, field)
        }
        EventKind::Rewritten(text) => is_in(&text.topic),
        EventKind::File(file) => is_in(&file.file),
        EventKind::Added | EventKind::Removed | EventKind::Renamed(_) => field == field::FOLDER,
    }
}

/// The shapes of projects and results.
static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let mut shapes = Shapes::default();
    let _ = (Project::shape(&mut shapes), Results::shape(&mut shapes));
    shapes
});

/// Returns whether a value that was added or removed as a whole contains a field.
fn contains_field(found: &FieldDifference, keys: &str, field: &str) -> bool {
    let ((None, Some(whole)) | (Some(whole), None)) = (&found.before, &found.after) else { return false };
    let path: Option<Vec<&str>> = match field.strip_prefix(keys).and_then(|rest| rest.strip_prefix('.')) {
        Some(rest) => Some(rest.split('.').collect()),
        // A field of the project itself, such as `phase`, is not searched for in its milestones.
        None if field.contains('.') || Project::KEYS.contains(&field) || Results::KEYS.contains(&field) => {
            return false;
        }
        None => None,
    };
    match path {
        Some(path) => has_value_at(&found.shape, whole, &path, false),
        None => has_value_at(&found.shape, whole, &[field], true),
    }
}

/// Returns whether a value has a value at a path. With `anywhere`, the path may begin at a deeper level.
fn has_value_at(shape: &Shape, value: &Value, path: &[&str], anywhere: bool) -> bool {
    let Some((first, rest)) = path.split_first() else { return !value.is_null() };
    match shape {
        Shape::List(item) | Shape::OneOrMany(item) => match value {
            Value::Array(items) => items.iter().any(|value| has_value_at(item, value, path, anywhere)),
            one => has_value_at(item, one, path, anywhere),
        },
        Shape::Map(item) => {
            value.as_object().is_some_and(|map| map.values().any(|value| has_value_at(item, value, path, anywhere)))
        }
        Shape::Record(name) => {
            let (whole, record) = (expand_short_form(&SHAPES, name, value), SHAPES.records.get(name));
            record.into_iter().flat_map(|record| &record.keys).any(|(key, below)| {
                whole.get(*key).is_some_and(|value| {
                    key == first && has_value_at(below, value, rest, false)
                        || anywhere && has_value_at(below, value, path, true)
                })
            })
        }
        _ => false,
    }
}
