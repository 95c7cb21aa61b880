//! Builds the overview from its parts.

use serde::Serialize;

use super::{
    criteria::Matrix,
    doubts::DoubtView,
    events::DayView,
    figures::{KeyFigure, KeyFigures},
    organisations::OrganisationTable,
    project_row::{NextGate, ProjectRow},
    results::ResultView,
    scope::{Scope, last_year},
    subjects::SubjectTable,
};
use crate::{
    model::{Project, Round},
    query::{
        DisplayNames,
        stats::{By, Group, Groups, Stats, Year, stats},
    },
    report::view::{
        builder::ViewBuilder,
        words::{CitationView, TextView},
    },
};

/// Holds the overview of one or several years.
#[derive(Debug, Serialize)]
pub struct YearsOverview {
    /// The first and the last year.
    pub years: String,
    /// Whether the overview covers several calls, so that projects need the year of their call.
    several: bool,
    /// The number of projects.
    count: usize,
    /// The number of calls with projects.
    told: usize,
    figures: KeyFigures,
    calls: Vec<CallOverview>,
    /// The next gates of the projects, each once.
    gates: Vec<NextGate>,
    vendors: OrganisationTable,
    owners: OrganisationTable,
    life_events: SubjectTable,
    themes: SubjectTable,
    balance: Vec<SubjectTable>,
    criteria_notes: Vec<TextView>,
    events: Vec<DayView>,
    later: Vec<DayView>,
    last_year: i16,
    results: Vec<ResultView>,
    untold: Vec<TextView>,
    doubts: Vec<DoubtView>,
    sources: Vec<CitationView>,
}

/// Holds a call with its projects.
#[derive(Debug, Serialize)]
struct CallOverview {
    years: String,
    applications: Option<u32>,
    selected: Option<u32>,
    grant_total: Option<u64>,
    /// The same amount, if it is certain that it went to the selected projects alone.
    support_total: Option<u64>,
    requires_own_funding: bool,
    /// The known amounts of its projects, and for how many projects they are unknown.
    group: Group,
    grant_unknown: KeyFigure,
    own_unknown: KeyFigure,
    projects: Vec<ProjectRow>,
    criteria: Vec<Matrix>,
    not_assessed: usize,
}

impl ViewBuilder<'_> {
    /// Makes the overview of the calls from one year to another.
    pub fn overview(&self, first: i16, last: i16) -> YearsOverview {
        let scope = self.scope(first, last);
        let ends = scope.rounds.first().zip(scope.rounds.last());
        let (first, last) = ends.map_or((first, last), |(first, last)| (first.year, last_year(last)));
        let (results, untold) = self.results(&scope);
        let calls: Vec<CallOverview> = scope.rounds.iter().map(|round| self.overview_call(&scope, round)).collect();
        YearsOverview {
            years: if first == last { first.to_string() } else { format!("{first}–{last}") },
            several: scope.several,
            count: scope.projects.len(),
            told: calls.iter().filter(|call| !call.projects.is_empty()).count(),
            figures: self.figures(&scope),
            gates: next_gates(&calls),
            calls,
            vendors: self.organisations(&scope, By::Vendor),
            owners: self.organisations(&scope, By::Owner),
            life_events: self.subjects(&scope, By::LifeEvent),
            themes: self.subjects(&scope, By::Theme),
            balance: [By::Kind, By::Phase, By::Process].map(|by| self.subjects(&scope, by)).into(),
            criteria_notes: self.criteria_notes(),
            events: self.events(&scope, first, last),
            later: self.later(&scope, last),
            last_year: last,
            results,
            untold,
            doubts: self.doubts(&scope),
            sources: self.sources(&scope),
        }
    }

    fn overview_call(&self, scope: &Scope<'_>, round: &Round) -> CallOverview {
        let members = scope.members_of(round.year);
        let (criteria, not_assessed) = self.matrices(scope, members);
        let year = Year::of_round(self.portfolio, round, members, members.len());
        // The amounts of selected projects that are not in the portfolio are unknown, too.
        let missing = |unknown: usize| KeyFigure {
            value: Some((unknown + (year.selected.unwrap_or(0) as usize).saturating_sub(members.len())) as u64),
            least: year.selected.is_none(),
            doubted: false,
        };
        CallOverview {
            grant_unknown: missing(year.group.grant.unknown),
            own_unknown: missing(year.group.own_funding.unknown),
            years: round.years(),
            applications: year.applications,
            selected: year.selected,
            grant_total: year.grant_total.filter(|total| *total > 0),
            support_total: round.support_of_selected(),
            requires_own_funding: round.requires.as_ref().and_then(|requires| requires.own_funding) == Some(true),
            group: year.group,
            projects: members.iter().map(|project| self.row(scope, project)).collect(),
            criteria,
            not_assessed,
        }
    }

    /// Returns names as in tables.
    pub(super) fn table_names(&self) -> DisplayNames<'_> {
        DisplayNames { portfolio: self.portfolio, texts: &self.texts, today: None }
    }

    /// Counts projects by a property.
    pub(super) fn groups(&self, by: By, projects: &[&Project]) -> Option<Groups> {
        match stats(Some(by), self.table_names(), self.source, projects) {
            Stats::Groups(mut groups) => {
                // Phases that every project has left are counted for their length, which the overview does not show.
                groups.groups.retain(|group| group.projects > 0);
                Some(groups)
            }
            _ => None,
        }
    }
}

/// Lists the next gates of the projects that have a decision, each once.
fn next_gates(calls: &[CallOverview]) -> Vec<NextGate> {
    let mut gates: Vec<NextGate> = Vec::new();
    for gate in calls.iter().flat_map(|call| &call.projects).filter_map(|row| row.next.as_ref()) {
        if gate.has_decision() && !gates.contains(gate) {
            gates.push(gate.clone());
        }
    }
    gates
}
