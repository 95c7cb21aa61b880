//! The whole selection in short.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{By, Group, Groups, Sum};
use crate::{
    model::{Project, Round},
    query::display_names::{DisplayNames, ids},
};

/// How many vendors are named.
const MOST: usize = 5;

/// Holds the figures that everybody asks for first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverviewStats {
    /// How many projects there are.
    pub projects: usize,
    /// How many calls they come from.
    pub rounds: usize,
    /// How many organisations take part in them.
    pub organisations: usize,
    /// How many applied, and in how many calls that is unknown.
    pub applications: Sum,
    /// The support that was published, in kroner, and in how many calls it is unknown.
    pub grant_total: Sum,
    /// Projects by phase.
    pub phases: Vec<ProjectCount>,
    /// The vendors with most projects.
    pub vendors: Vec<ProjectCount>,
    /// How many vendors there are besides.
    pub more_vendors: usize,
}

/// Holds how many projects have something in common.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProjectCount {
    /// What they have in common; none where that is unknown.
    pub id: Option<String>,
    /// Its name in the reader's language.
    pub name: String,
    /// How many there are.
    pub projects: usize,
    /// Their share of all projects.
    pub share: Option<f64>,
}

impl OverviewStats {
    /// Counts projects; calls without any are counted unless projects were left out.
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
        let more_vendors = vendors.len().saturating_sub(MOST);
        vendors.truncate(MOST);
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
