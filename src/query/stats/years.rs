//! Counts projects by round, with the published numbers of the round.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    By,
    group::{Group, share},
};
use crate::{
    model::{Portfolio, Project, Round},
    query::display_names::DisplayNames,
};

/// Holds the years in their order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Years {
    /// What the projects are counted by.
    pub by: By,
    /// The years.
    pub groups: Vec<Year>,
    /// All projects together.
    pub total: Group,
}

/// Holds the counts of a round's projects, and the published numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// The projects.
    #[serde(flatten)]
    pub group: Group,
    /// The number of applications.
    pub applications: Option<u32>,
    /// The published number of selected projects.
    pub selected: Option<u32>,
    /// The share of selected applications, if both are known.
    pub success_rate: Option<f64>,
    /// The published total of all grants, in kroner.
    pub grant_total: Option<u64>,
    /// The published total minus the grants of the projects, if every project and its grant is known.
    pub grant_difference: Option<i64>,
}

impl Years {
    /// Counts projects by round. Rounds without projects are listed if all projects are selected.
    pub(super) fn new(names: DisplayNames<'_>, projects: &[&Project]) -> Self {
        let portfolio = names.portfolio;
        let mut members: BTreeMap<i16, Vec<&Project>> = BTreeMap::new();
        if projects.len() == portfolio.projects.len() {
            members.extend(portfolio.rounds.iter().map(|round| (round.year, Vec::new())));
        }
        for project in projects {
            let year = portfolio.round(project.year()).map_or(project.year(), |round| round.year);
            members.entry(year).or_default().push(project);
        }
        let groups = members.into_iter().map(|(year, members)| {
            let unknown = Round { year, ..Round::default() };
            let round = portfolio.round(year).unwrap_or(&unknown);
            let counted = Year::of_round(portfolio, round, &members, projects.len());
            // Published numbers are for all projects of a round, not for some of them.
            let all = portfolio.projects.iter().filter(|project| round.covers(project.year())).count();
            if members.len() == all { counted } else { Year::of(counted.group) }
        });
        Self { by: By::Year, groups: groups.collect(), total: Group::total(names, projects) }
    }
}

impl Year {
    /// Counts the projects of a round among `all` projects, and adds the published numbers.
    pub(crate) fn of_round(portfolio: &Portfolio, round: &Round, members: &[&Project], all: usize) -> Self {
        let year = round.year;
        let last = round.through.map(|through| through.value).filter(|last| *last > year);
        let name = last.map_or_else(|| year.to_string(), |last| format!("{year}–{last}"));
        Self::new(portfolio, round, Group::new(Some(&year.to_string()), &name, members, all))
    }

    /// Counts a part of a round's projects, without published numbers.
    fn of(group: Group) -> Self {
        Self {
            group,
            applications: None,
            selected: None,
            success_rate: None,
            grant_total: None,
            grant_difference: None,
        }
    }

    fn new(portfolio: &Portfolio, round: &Round, group: Group) -> Self {
        let applications = round.applications.map(|count| count.value);
        let selected = round.selected.map(|count| count.value);
        let rate = selected.zip(applications).filter(|(selected, applications)| selected <= applications);
        let grant_total = round.grant_total.map(|amount| amount.value.0);
        Self {
            group,
            applications,
            selected,
            success_rate: rate.and_then(|(part, whole)| share(part as usize, whole as usize)),
            grant_total,
            grant_difference: grant_total.and_then(|total| difference(portfolio, round, total)),
        }
    }
}

/// Returns the published total minus the grants of the projects.
///
/// Returns none unless the portfolio has all selected projects and their grants.
fn difference(portfolio: &Portfolio, round: &Round, total: u64) -> Option<i64> {
    let is_of_round =
        |project: &&Project| portfolio.round(project.year()).is_some_and(|found| found.year == round.year);
    let parts: Vec<&Project> =
        portfolio.projects.iter().filter(is_of_round).filter(|project| project.was_selected()).collect();
    if round.selected.is_none_or(|selected| selected.value as usize != parts.len()) {
        return None;
    }
    let grants = parts.iter().map(|project| project.budget.as_deref()?.grant.map(|grant| grant.value.0));
    let sum = grants.sum::<Option<u64>>()?;
    i64::try_from(total).ok()?.checked_sub(i64::try_from(sum).ok()?)
}
