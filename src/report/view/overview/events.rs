//! What happened, day by day: the dates of the calls and the milestones of the projects.

use std::collections::BTreeMap;

use serde::Serialize;

use super::scope::Scope;
use crate::{
    date::Date,
    document::At,
    model::{APPLIED, COMPLETED, Milestone, Project, Round, SELECTED, STOPPED},
    report::view::{builder::ViewBuilder, words::TextView},
};

/// Fewer projects than this are named one by one, even where they are all of their call.
const ALL: usize = 4;

#[derive(Debug, Serialize)]
pub struct DayView {
    date: Date,
    /// Whether no more than the year is known.
    is_year: bool,
    items: Vec<DayEvent>,
}

#[derive(Debug, Serialize)]
struct DayEvent {
    /// Names the sentence.
    kind: &'static str,
    /// The years of the call, where it is about one.
    years: Option<String>,
    /// The name of the phase, where it is about one.
    phase: Option<TextView>,
    /// How many projects there are, where they are all of their call.
    all: Option<usize>,
    projects: Vec<TextView>,
}

/// What is not known of a date stands last: `2020` after December, `2020-02` after the last of the month.
type EventOrder = (i16, u8, u8, Date);

#[derive(Default)]
struct EventsByDay<'p> {
    rounds: BTreeMap<EventOrder, Vec<(&'static str, &'p Round)>>,
    phases: BTreeMap<EventOrder, Vec<(&'p str, Vec<&'p Project>)>>,
}

impl ViewBuilder<'_> {
    /// Lists what happened from one year to another, whatever call it belongs to.
    pub fn events(&self, scope: &Scope<'_>, first: i16, last: i16) -> Vec<DayView> {
        let rounds: Vec<&Round> = self.portfolio.rounds.iter().collect();
        let projects: Vec<&Project> = scope.members.values().flatten().copied().collect();
        self.days(scope, &rounds, &projects, |date| (first..=last).contains(&date.year()))
    }

    /// Lists what happened to the calls and projects of the overview after a year.
    pub fn later(&self, scope: &Scope<'_>, last: i16) -> Vec<DayView> {
        self.days(scope, &scope.rounds, &scope.projects, |date| date.year() > last)
    }

    fn days<'p>(
        &self,
        scope: &Scope<'p>,
        rounds: &[&'p Round],
        projects: &[&'p Project],
        is_shown: impl Fn(Date) -> bool,
    ) -> Vec<DayView> {
        let mut days = EventsByDay::default();
        for round in rounds {
            for (kind, planned, date) in [
                ("deadline", "deadline-planned", round.deadline),
                ("announced", "announced-planned", round.announced),
                ("kickoff", "kickoff-planned", round.kickoff),
            ] {
                if let Some(date) = date.map(|date| date.value).filter(|date| is_shown(*date)) {
                    let kind = if self.is_to_come(date) { planned } else { kind };
                    days.rounds.entry(place(date)).or_default().push((kind, round));
                }
            }
        }
        for project in projects {
            for milestone in &project.milestones {
                // A phase that a project has yet to come to is told by nobody as one that it came to; `check` tells the date.
                let is_shown = |date: Date| is_shown(date) && !self.is_to_come(date);
                let Some((phase, date)) = begun(milestone).filter(|(_, date)| is_shown(*date)) else { continue };
                let phases = days.phases.entry(place(date)).or_default();
                match phases.iter_mut().find(|(known, _)| *known == phase) {
                    Some((_, projects)) => projects.push(project),
                    None => phases.push((phase, vec![project])),
                }
            }
        }
        let mut places: Vec<EventOrder> = days.rounds.keys().chain(days.phases.keys()).copied().collect();
        places.sort_unstable();
        places.dedup();
        let day = |at: EventOrder| {
            let calls = days.rounds.get(&at).into_iter().flatten().map(|(kind, round)| DayEvent::of_call(kind, round));
            let phases = days.phases.get(&at).into_iter().flatten();
            let phases = phases.flat_map(|(phase, projects)| self.reached(scope, phase, projects));
            DayView { date: at.3, is_year: at.3.month().is_none(), items: calls.chain(phases).collect() }
        };
        places.into_iter().map(day).collect()
    }

    /// Returns whether a date is still to come, where it is known which day it is.
    fn is_to_come(&self, date: Date) -> bool {
        self.today.is_some_and(|today| today.is_before(date))
    }

    /// Says which projects came to a phase: by their call where all of it did, else by name.
    fn reached(&self, scope: &Scope<'_>, phase: &str, projects: &[&Project]) -> Vec<DayEvent> {
        let kind = match phase {
            SELECTED => "selected",
            COMPLETED => "completed",
            STOPPED => "stopped",
            _ => "began",
        };
        let mut by_call: BTreeMap<String, Vec<&Project>> = BTreeMap::new();
        for project in projects {
            by_call.entry(self.call_of(project)).or_default().push(project);
        }
        let mut items: Vec<DayEvent> = Vec::new();
        for (years, projects) in by_call {
            let Some(first) = projects.first() else { continue };
            let call = self.portfolio.round(first.year()).map_or(first.year(), |round| round.year);
            let is_all = projects.len() >= ALL && projects.len() == scope.members_of(call).len();
            let name = Some(self.phase_named(first, phase));
            if is_all {
                items.push(DayEvent {
                    kind,
                    years: Some(years),
                    phase: name,
                    all: Some(projects.len()),
                    projects: Vec::new(),
                });
                continue;
            }
            let labels = projects.iter().map(|project| self.label(scope, project));
            match items.iter_mut().find(|item| item.all.is_none()) {
                Some(item) => item.projects.extend(labels),
                None => items.push(DayEvent { kind, years: None, phase: name, all: None, projects: labels.collect() }),
            }
        }
        items
    }
}

impl DayEvent {
    fn of_call(kind: &'static str, round: &Round) -> Self {
        Self { kind, years: Some(round.years()), phase: None, all: None, projects: Vec::new() }
    }
}

/// Returns the phase that a milestone began and when; nothing of applications, which are nobody's business.
fn begun(milestone: &At<Milestone>) -> Option<(&str, Date)> {
    let (phase, date) = (milestone.phase.as_ref()?, milestone.on?);
    Some((&*phase.value, date.value)).filter(|(phase, _)| *phase != APPLIED)
}

fn place(date: Date) -> EventOrder {
    (date.year(), date.month().unwrap_or(13), date.day().unwrap_or(32), date)
}
