//! The events of each day: the dates of calls and the milestones of projects.

use std::collections::BTreeMap;

use serde::Serialize;

use super::scope::Scope;
use crate::{
    date::Date,
    document::At,
    model::{APPLIED, COMPLETED, Milestone, Project, Round, SELECTED, STOPPED},
    report::view::{builder::ViewBuilder, words::TextView},
};

/// Fewer projects than this are named one by one, even if they are all of their call.
const ALL: usize = 4;

#[derive(Debug, Serialize)]
pub struct DayView {
    date: Date,
    /// Whether only the year is known.
    is_year: bool,
    items: Vec<DayEvent>,
}

#[derive(Debug, Serialize)]
struct DayEvent {
    /// The kind of sentence.
    kind: &'static str,
    /// The years of the call, if it is about one.
    years: Option<String>,
    /// The name of the phase, if it is about one.
    phase: Option<TextView>,
    /// The number of projects, if they are all of their call.
    all: Option<usize>,
    projects: Vec<TextView>,
}

/// The sort key of a date: an unknown month or day comes last, so `2020` after December, `2020-02` after its last day.
type EventOrder = (i16, u8, u8, Date);

#[derive(Default)]
struct EventsByDay<'p> {
    rounds: BTreeMap<EventOrder, Vec<(&'static str, &'p Round)>>,
    phases: BTreeMap<EventOrder, Vec<(&'p str, Vec<&'p Project>)>>,
}

impl ViewBuilder<'_> {
    /// Lists the events of some years, of any call.
    pub fn events(&self, scope: &Scope<'_>, first: i16, last: i16) -> Vec<DayView> {
        let rounds: Vec<&Round> = self.portfolio.rounds.iter().collect();
        let projects: Vec<&Project> = scope.members.values().flatten().copied().collect();
        self.days(scope, &rounds, &projects, |date| (first..=last).contains(&date.year()))
    }

    /// Lists the events of the calls and projects of the overview after a year.
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
        self.add_dates(&mut days, rounds, &is_shown);
        self.add_milestones(&mut days, projects, &is_shown);
        let mut orders: Vec<EventOrder> = days.rounds.keys().chain(days.phases.keys()).copied().collect();
        orders.sort_unstable();
        orders.dedup();
        let day = |order: EventOrder| {
            let calls =
                days.rounds.get(&order).into_iter().flatten().map(|(kind, round)| DayEvent::of_call(kind, round));
            let phases = days.phases.get(&order).into_iter().flatten();
            let phases = phases.flat_map(|(phase, projects)| self.reached(scope, phase, projects));
            DayView { date: order.3, is_year: order.3.month().is_none(), items: calls.chain(phases).collect() }
        };
        orders.into_iter().map(day).collect()
    }

    /// Adds the dates of calls.
    fn add_dates<'p>(&self, days: &mut EventsByDay<'p>, rounds: &[&'p Round], is_shown: &impl Fn(Date) -> bool) {
        for round in rounds {
            for (kind, planned, date) in [
                ("deadline", "deadline-planned", round.deadline),
                ("announced", "announced-planned", round.announced),
                ("kickoff", "kickoff-planned", round.kickoff),
            ] {
                if let Some(date) = date.map(|date| date.value).filter(|date| is_shown(*date)) {
                    let kind = if self.is_to_come(date) { planned } else { kind };
                    days.rounds.entry(order(date)).or_default().push((kind, round));
                }
            }
        }
    }

    /// Adds the milestones of projects; a milestone in the future is left out, and `check` reports it.
    fn add_milestones<'p>(
        &self,
        days: &mut EventsByDay<'p>,
        projects: &[&'p Project],
        is_shown: &impl Fn(Date) -> bool,
    ) {
        for project in projects {
            for milestone in &project.milestones {
                let is_shown = |date: Date| is_shown(date) && !self.is_to_come(date);
                let Some((phase, date)) = begun(milestone).filter(|(_, date)| is_shown(*date)) else { continue };
                let phases = days.phases.entry(order(date)).or_default();
                match phases.iter_mut().find(|(known, _)| *known == phase) {
                    Some((_, projects)) => projects.push(project),
                    None => phases.push((phase, vec![project])),
                }
            }
        }
    }

    /// Returns whether a date is in the future, if today's date is known.
    fn is_to_come(&self, date: Date) -> bool {
        self.today.is_some_and(|today| today.is_before(date))
    }

    /// Says which projects entered a phase: by their call if all of its projects did, otherwise by name.
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

/// Returns the phase and the date of a milestone; `None` for applications, which are not public.
fn begun(milestone: &At<Milestone>) -> Option<(&str, Date)> {
    let (phase, date) = (milestone.phase.as_ref()?, milestone.on?);
    Some((&*phase.value, date.value)).filter(|(phase, _)| *phase != APPLIED)
}

fn order(date: Date) -> EventOrder {
    (date.year(), date.month().unwrap_or(13), date.day().unwrap_or(32), date)
}
