//! Projects counted by the year of their call, beside what was published of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{By, Group, share};
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

/// Holds what is counted of a year's projects, and what was published of the call.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// The projects.
    #[serde(flatten)]
    pub group: Group,
    /// How many applied.
    pub applications: Option<u32>,
    /// How many were selected, as published.
    pub selected: Option<u32>,
    /// The share of the applications that were selected, where both are known.
    pub success_rate: Option<f64>,
    /// The support of all projects together, as published, in kroner.
    pub grant_total: Option<u64>,
    /// The published support less that of the projects: only where every project and its support is known.
    pub grant_difference: Option<i64>,
}

impl Years {
    /// Counts projects by call; a call without projects is there unless projects were left out.
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
            // What was published of a whole call says nothing of some of its projects.
            let all = portfolio.projects.iter().filter(|project| round.covers(project.year())).count();
            if members.len() == all { counted } else { Year::of(counted.group) }
        });
        Self { by: By::Year, groups: groups.collect(), total: Group::total(names, projects) }
    }
}

impl Year {
    /// Counts the projects of a call among `all` projects, beside what was published of it.
    pub(crate) fn of_round(portfolio: &Portfolio, round: &Round, members: &[&Project], all: usize) -> Self {
        let year = round.year;
        let last = round.through.map(|through| through.value).filter(|last| *last > year);
        let name = last.map_or_else(|| year.to_string(), |last| format!("{year}–{last}"));
        Self::new(portfolio, round, Group::new(Some(&year.to_string()), &name, members, all))
    }

    /// Holds a part of a year's projects.
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

/// Returns what is left of the published support when that of each project is taken away.
///
/// Every part is known only where the portfolio holds as many projects as were selected, and the support of each.
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
