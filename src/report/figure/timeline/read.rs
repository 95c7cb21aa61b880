//! Reads the courses of projects from a view: events with or without dates become bars from one known date to the next.

use minijinja::{Error, value::Value};
use serde::Deserialize;

use super::data::{ProjectEnd, ProjectStanding, Timeline, TimelineBar, TimelineRow};
use crate::{
    date::Date,
    key,
    model::{APPLIED, COMPLETED, Phase, STOPPED, lifecycle::lifecycle},
    report::figure::{
        context::{FigureContext, FigureText},
        view_projects::projects_of,
    },
};

/// Holds what the timeline reads from the view of a project.
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

/// Holds the beginning of a phase.
struct TimelineEvent {
    name: FigureText,
    on: Option<Date>,
    is_work: bool,
    /// Whether it is the period of all the work, whatever phases that had.
    is_period: bool,
    number: Option<usize>,
}

impl Timeline {
    /// Reads the projects of a view.
    pub fn read(view: &Value, context: &FigureContext<'_>) -> Result<Self, Error> {
        let row = |project: Value| Ok(TimelineInput::deserialize(&project)?.row(context));
        let projects = projects_of(view).into_iter().map(row).collect::<Result<_, Error>>()?;
        Ok(Self { projects })
    }
}

impl TimelineInput {
    fn row(self, context: &FigureContext<'_>) -> TimelineRow {
        let end = self.end();
        let until = end.as_ref().and_then(|end| end.on).or(self.period_end());
        let stretches = bars(&self.events(context), until, end.as_ref());
        let standing = self.standing();
        TimelineRow { id: self.id, heading: self.heading, year: self.year, stretches, end, standing }
    }

    fn standing(&self) -> ProjectStanding {
        match self.course.iter().find(|step| step.standing == "here") {
            None => ProjectStanding::Unknown,
            Some(step) if step.phase == STOPPED => ProjectStanding::Stopped,
            Some(step) if step.phase == COMPLETED => ProjectStanding::Completed,
            Some(step) if is_work(&step.phase) => ProjectStanding::Working,
            Some(_) => ProjectStanding::Before,
        }
    }

    fn period_end(&self) -> Option<Date> {
        self.period.as_ref().and_then(|period| date(period.until.as_ref()))
    }

    /// Returns how the project ended, if it has.
    fn end(&self) -> Option<ProjectEnd> {
        let step = self.course.iter().find(|step| step.standing == "here" && step.is_end())?;
        let on = date(step.on.as_ref()).or(self.period_end());
        Some(ProjectEnd { phase: step.name.clone(), on, stopped: step.phase == STOPPED })
    }

    /// Lists the phases that the project has reached; undated phases of the work give way to the period of the work.
    fn events(&self, context: &FigureContext<'_>) -> Vec<TimelineEvent> {
        let of_model: Vec<&str> =
            self.course.iter().map(|step| &*step.phase).filter(|id| is_work(id) && *id != COMPLETED).collect();
        // Every project was applied for; without a date, that says nothing.
        let is_shown = |step: &&CourseInput| {
            step.standing != "ahead" && !(step.is_end() || step.on.is_none() && step.phase == APPLIED)
        };
        let event = |step: &CourseInput| TimelineEvent {
            name: step.name.clone(),
            on: date(step.on.as_ref()),
            is_work: is_work(&step.phase),
            is_period: false,
            number: of_model.iter().position(|id| *id == step.phase).map(|at| at + 1),
        };
        let mut events: Vec<TimelineEvent> = self.course.iter().filter(is_shown).map(event).collect();
        let has_dated_work = events.iter().any(|event| event.is_work && event.on.is_some());
        let from = self.period.as_ref().and_then(|period| date(period.from.as_ref()));
        if let Some(from) = from.filter(|_| !has_dated_work) {
            events.retain(|event| !event.is_work);
            let name = FigureText::plain(context.texts.get(key!("figure.timeline.work")));
            events.push(TimelineEvent { name, on: Some(from), is_work: true, is_period: true, number: None });
        }
        events
    }
}

impl CourseInput {
    /// Returns whether the phase ends the project.
    fn is_end(&self) -> bool {
        self.phase == COMPLETED || self.phase == STOPPED
    }
}

fn date(text: Option<&String>) -> Option<Date> {
    text.and_then(|text| Date::parse(text))
}

/// Returns whether a phase belongs to the work: it is not one of the lifecycle before it.
fn is_work(id: &str) -> bool {
    let has_id = |phase: &Phase| phase.id.as_ref().is_some_and(|known| &*known.value == id);
    id == COMPLETED || !lifecycle().phases.iter().any(has_id)
}

/// Joins events to bars: each goes from a date to the next known date.
fn bars(events: &[TimelineEvent], until: Option<Date>, end: Option<&ProjectEnd>) -> Vec<TimelineBar> {
    let has_month = |date: Option<Date>| date.is_some_and(|date| date.month().is_some());
    let mut bars = Vec::new();
    let mut at = 0;
    while let Some(event) = events.get(at) {
        let next = (at + 1..events.len()).find(|next| events[*next].on.is_some());
        let undated = &events[at + 1..next.unwrap_or(events.len())];
        let ends_on = next.map_or(until, |next| events[next].on);
        let then = match (undated.last(), end) {
            // An end without a date came after everything else.
            (_, Some(end)) if next.is_none() && end.on.is_none() => Some(end.phase.clone()),
            (last, _) => last.map(|last| last.name.clone()),
        };
        let is_exact = has_month(event.on) && has_month(ends_on);
        bars.push(TimelineBar {
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
    bars
}
