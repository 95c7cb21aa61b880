//! An overview of the selected projects.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{
    By, Groups,
    group::{Group, Sum},
};
use crate::{
    model::{Project, Round},
    query::display_names::{DisplayNames, ids},
};

/// The number of vendors that are listed.
const MAX_VENDORS: usize = 5;

/// Holds the most important numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverviewStats {
    /// How many projects there are.
    pub projects: usize,
    /// The number of their rounds.
    pub rounds: usize,
    /// The number of their owners, partners and vendors.
    pub organisations: usize,
    /// The applications of the rounds.
    pub applications: Sum,
    /// The published totals of the rounds, in kroner.
    pub grant_total: Sum,
    /// Projects by phase.
    pub phases: Vec<ProjectCount>,
    /// The vendors with the most projects.
    pub vendors: Vec<ProjectCount>,
    /// The number of other vendors.
    pub more_vendors: usize,
}

/// Counts the projects of a group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectCount {
    /// The common value; none if it is unknown.
    pub id: Option<String>,
    /// Its name in the reader's language.
    pub name: String,
    /// The number of projects.
    pub projects: usize,
    /// Their share of all projects.
    pub share: Option<f64>,
}

impl OverviewStats {
    /// Counts projects. Rounds without projects are counted if all projects are selected.
    pub(super) fn new(names: DisplayNames<'_>, projects: &[&Project]) -> Self {
        let portfolio = names.portfolio;
        let is_whole = projects.len() == portfolio.projects.len();
        let years: BTreeSet<i16> = projects
            .iter()
            .map(|project| portfolio.round(project.year()).map_or(project.year(), |round| round.year))
            .collect();
        let rounds: Vec<&Round> =
            portfolio.rounds.iter().filter(|round| is_whole || years.contains(&round.year)).collect();
        let counted = |by: By| Groups::new(by, names, projects).groups.into_iter().map(ProjectCount::new);
        let mut vendors: Vec<ProjectCount> = counted(By::Vendor).filter(|vendor| vendor.id.is_some()).collect();
        let more_vendors = vendors.len().saturating_sub(MAX_VENDORS);
        vendors.truncate(MAX_VENDORS);
        Self {
            projects: projects.len(),
            rounds: rounds.len(),
            organisations: organisations(projects).len(),
            applications: Sum::of(rounds.iter().map(|round| round.applications.map(|count| u64::from(count.value)))),
            grant_total: Sum::of(rounds.iter().map(|round| round.grant_total.map(|amount| amount.value.0))),
            phases: counted(By::Phase).collect(),
            vendors,
            more_vendors,
        }
    }
}

/// Lists the ids of the owners, partners and vendors of projects.
fn organisations<'p>(projects: &[&'p Project]) -> BTreeSet<&'p str> {
    let parties = |project: &&'p Project| ids(&project.owner).chain(ids(&project.partners)).chain(ids(&project.vendor));
    projects.iter().flat_map(parties).collect()
}

impl ProjectCount {
    fn new(group: Group) -> Self {
        Self { id: group.id, name: group.name, projects: group.projects, share: group.share }
    }
}
