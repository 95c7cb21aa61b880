//! The yearly overview: the calls of a period beside earlier ones, counted once and named as documents name things.

mod criteria;
mod doubts;
mod events;
mod figures;
mod organisations;
mod project_row;
mod results;
mod scope;
mod subjects;

use serde::Serialize;

use super::{
    builder::ViewBuilder,
    words::{CitationView, TextView},
};
use crate::{
    model::{Project, Round},
    query::{
        DisplayNames,
        stats::{By, Group, Groups, Stats, stats},
    },
};
use scope::{Scope, last_year};

/// Holds what the overview of a year, or of several, says.
#[derive(Debug, Serialize)]
pub struct YearsOverview {
    /// The years that are covered, with both ends.
    pub years: String,
    /// Whether more than one call is covered, so that years must be told apart.
    several: bool,
    /// How many projects are told of.
    count: usize,
    /// How many of the calls they come from.
    told: usize,
    figures: figures::KeyFigures,
    calls: Vec<CallOverview>,
    /// The decisions that projects stand before, each once.
    gates: Vec<project_row::NextGate>,
    vendors: organisations::OrganisationTable,
    owners: organisations::OrganisationTable,
    life_events: subjects::SubjectTable,
    themes: subjects::SubjectTable,
    balance: Vec<subjects::SubjectTable>,
    criteria_notes: Vec<TextView>,
    events: Vec<events::DayView>,
    later: Vec<events::DayView>,
    last_year: i16,
    results: Vec<results::ResultView>,
    untold: Vec<TextView>,
    doubts: Vec<doubts::DoubtView>,
    sources: Vec<CitationView>,
}

/// Holds a call with its projects.
#[derive(Debug, Serialize)]
struct CallOverview {
    years: String,
    applications: Option<u32>,
    selected: Option<u32>,
    grant_total: Option<u64>,
    /// The same sum, where it is certain that it is what the selected projects got, and nothing else.
    support_total: Option<u64>,
    requires_own_funding: bool,
    /// What is known of the money of its projects, and of how many it is not known.
    group: Group,
    grant_unknown: figures::KeyFigure,
    own_unknown: figures::KeyFigure,
    projects: Vec<project_row::ProjectRow>,
    criteria: Vec<criteria::Matrix>,
    not_assessed: usize,
}

impl ViewBuilder<'_> {
    /// Makes the overview of the calls from one year to another.
    pub fn overview(&self, first: i16, last: i16) -> YearsOverview {
        let scope = self.scope(first, last);
        let ends = scope.rounds.first().zip(scope.rounds.last());
        let span = ends.map_or((first, last), |(first, last)| (first.year, last_year(last)));
        let (results, untold) = self.results(&scope);
        let calls: Vec<CallOverview> = scope.rounds.iter().map(|round| self.overview_call(&scope, round)).collect();
        let mut gates: Vec<project_row::NextGate> = Vec::new();
        for next in calls.iter().flat_map(|call| &call.projects).filter_map(|row| row.next.as_ref()) {
            if next.says_something() && !gates.contains(next) {
                gates.push(next.clone());
            }
        }
        YearsOverview {
            years: if span.0 == span.1 { span.0.to_string() } else { format!("{}–{}", span.0, span.1) },
            several: scope.several,
            count: scope.projects.len(),
            told: calls.iter().filter(|call| !call.projects.is_empty()).count(),
            figures: self.figures(&scope),
            calls,
            gates,
            vendors: self.organisations(&scope, By::Vendor),
            owners: self.organisations(&scope, By::Owner),
            life_events: self.subjects(&scope, By::LifeEvent),
            themes: self.subjects(&scope, By::Theme),
            balance: [By::Kind, By::Phase, By::Process].map(|by| self.subjects(&scope, by)).into(),
            criteria_notes: self.criteria_notes(),
            events: self.events(&scope, span.0, span.1),
            later: self.later(&scope, span.1),
            last_year: span.1,
            results,
            untold,
            doubts: self.doubts(&scope),
            sources: self.sources(&scope),
        }
    }

    fn overview_call(&self, scope: &Scope<'_>, round: &Round) -> CallOverview {
        let members = scope.members_of(round.year);
        let (criteria, not_assessed) = self.matrices(scope, members);
        let year = crate::query::stats::Year::of_round(self.portfolio, round, members, members.len());
        // Of those that are not told of here, no amount is known.
        let missing = |unknown: usize| figures::KeyFigure {
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

    /// Names things as tables do.
    fn counted(&self) -> DisplayNames<'_> {
        DisplayNames { portfolio: self.portfolio, texts: &self.texts, today: None }
    }

    /// Counts the projects of the overview by something they have in common.
    fn groups(&self, by: By, projects: &[&Project]) -> Option<Groups> {
        match stats(Some(by), self.counted(), self.source, projects) {
            Stats::Groups(mut groups) => {
                // It does not say how long phases take, for which those that all have left are counted.
                groups.groups.retain(|group| group.projects > 0);
                Some(groups)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
