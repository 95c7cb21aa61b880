//! The phases of projects over time: what is known of when each began and ended, and what is not.

mod days;
mod draw;
mod legend;

use minijinja::{Error, value::Value};
use serde::{Deserialize, Serialize};

use super::{FigureContext, FigureText, projects_of};
use crate::{
    date::Date,
    model::{COMPLETED, STOPPED, lifecycle::lifecycle},
};

/// Holds projects in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    projects: Vec<TimelineRow>,
}

/// Holds a project's way through time.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct TimelineRow {
    id: String,
    heading: FigureText,
    year: i16,
    stretches: Vec<TimelineBar>,
    /// How it ended, where it has.
    end: Option<ProjectEnd>,
}

/// Holds the time from one date that is known to the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct TimelineBar {
    /// What began.
    phase: FigureText,
    /// The last of what came after that, when nobody knows.
    then: Option<FigureText>,
    from: Option<Date>,
    until: Option<Date>,
    /// Whether both ends are known to the month, and nothing came in between.
    known: bool,
    /// Whether it is work, and not what comes before.
    work: bool,
    /// The number of the phase in its process model, from 1, where it is one.
    number: Option<usize>,
}

/// Holds how and when a project ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct ProjectEnd {
    phase: FigureText,
    on: Option<Date>,
    stopped: bool,
}

/// Holds what a view says of a project.
#[derive(Deserialize)]
struct TimelineInput {
    id: String,
    heading: FigureText,
    year: i16,
    course: Vec<CourseInput>,
    period: Option<PeriodInput>,
}

#[derive(Deserialize)]
struct CourseInput {
    phase: String,
    name: FigureText,
    standing: String,
    on: Option<String>,
}

#[derive(Deserialize, Default)]
struct PeriodInput {
    from: Option<String>,
    until: Option<String>,
}

/// Holds something that happened, or that must have.
struct TimelineEvent {
    name: FigureText,
    on: Option<Date>,
    is_work: bool,
    /// Whether it says that work went on, whatever phases it had.
    is_period: bool,
    number: Option<usize>,
}

impl Timeline {
    /// Reads what a view says of its projects.
    pub fn read(view: &Value, context: &FigureContext<'_>) -> Result<Self, Error> {
        let row = |project: Value| Ok(TimelineRow::of(TimelineInput::deserialize(&project)?, context));
        let projects = projects_of(view).into_iter().map(row).collect::<Result<_, Error>>()?;
        Ok(Self { projects })
    }
}

impl TimelineRow {
    fn of(input: TimelineInput, context: &FigureContext<'_>) -> Self {
        let date = |text: &Option<String>| text.as_deref().and_then(Date::parse);
        let period = input.period.unwrap_or_default();
        let is_before = |id: &str| {
            let named = |phase: &&crate::model::Phase| phase.id.as_ref().is_some_and(|known| &*known.value == id);
            id != COMPLETED && lifecycle().phases.iter().any(|phase| named(&phase))
        };
        let reached: Vec<&CourseInput> = input.course.iter().filter(|step| step.standing != "ahead").collect();
        let ends = |step: &CourseInput| step.phase == COMPLETED || step.phase == STOPPED;
        let end = reached.iter().find(|step| step.standing == "here" && ends(step)).map(|step| ProjectEnd {
            phase: step.name.clone(),
            on: date(&step.on).or(date(&period.until)),
            stopped: step.phase == STOPPED,
        });
        let of_model: Vec<&str> =
            input.course.iter().map(|step| &*step.phase).filter(|id| !is_before(id) && *id != COMPLETED).collect();
        let event = |step: &&CourseInput| TimelineEvent {
            name: step.name.clone(),
            on: date(&step.on),
            is_work: !is_before(&step.phase),
            is_period: false,
            number: of_model.iter().position(|id| *id == step.phase).map(|at| at + 1),
        };
        // A project that was applied for was always applied for at some time; nobody asks when.
        let is_told = |step: &&&CourseInput| !(ends(step) || step.on.is_none() && step.phase == "applied");
        let mut events: Vec<TimelineEvent> = reached.iter().filter(is_told).map(event).collect();
        let has_dated_work = events.iter().any(|event| event.is_work && event.on.is_some());
        if let Some(from) = date(&period.from).filter(|_| !has_dated_work) {
            // The phases of the work are undated: all of it stands for them.
            events.retain(|event| !event.is_work);
            let name = FigureText { text: context.texts.get("figure.timeline.work").to_owned(), lang: None };
            events.push(TimelineEvent { name, on: Some(from), is_work: true, is_period: true, number: None });
        }
        let until = end.as_ref().and_then(|end| end.on).or(date(&period.until));
        let stretches = stretches(&events, until, end.as_ref());
        Self { id: input.id, heading: input.heading, year: input.year, stretches, end }
    }

    /// Lists the dates it knows.
    fn dates(&self) -> impl Iterator<Item = Date> {
        let stretches = self.stretches.iter().flat_map(|stretch| [stretch.from, stretch.until]);
        stretches.chain([self.end.as_ref().and_then(|end| end.on)]).flatten()
    }
}

/// Joins events to stretches: each goes from a date to the next that is known.
fn stretches(events: &[TimelineEvent], until: Option<Date>, end: Option<&ProjectEnd>) -> Vec<TimelineBar> {
    let to_the_month = |date: Option<Date>| date.is_some_and(|date| date.month().is_some());
    let mut stretches = Vec::new();
    let mut at = 0;
    while let Some(event) = events.get(at) {
        let next = (at + 1..events.len()).find(|next| events[*next].on.is_some());
        let undated = &events[at + 1..next.unwrap_or(events.len())];
        let ends_on = match next {
            Some(next) => events[next].on,
            None => until,
        };
        let then = match (undated.last(), end) {
            // An end without a date came after all the rest.
            (_, Some(end)) if next.is_none() && end.on.is_none() => Some(end.phase.clone()),
            (last, _) => last.map(|last| last.name.clone()),
        };
        let is_exact = to_the_month(event.on) && to_the_month(ends_on);
        stretches.push(TimelineBar {
            phase: event.name.clone(),
            known: is_exact && (then.is_none() || event.is_period),
            then,
            from: event.on,
            until: ends_on,
            work: event.is_work,
            number: event.number,
        });
        at = next.unwrap_or(events.len());
    }
    stretches
}

#[cfg(test)]
mod tests;
