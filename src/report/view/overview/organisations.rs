//! Owners and vendors: how many projects they have, and in which other calls.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::scope::Scope;
use crate::{
    key,
    model::{Project, Round},
    query::{ids, stats::By},
    report::view::{builder::ViewBuilder, words::TextView},
};

#[derive(Debug, Serialize)]
pub struct OrganisationTable {
    /// Organisations with several projects or with projects of other calls, most projects first.
    often: Vec<OrganisationRow>,
    /// The names of the other organisations, in the same order.
    once: Vec<String>,
    /// The number of projects for which they are unknown.
    unknown: usize,
    has_elsewhere: bool,
    /// Whether any has several projects in another call.
    has_counts: bool,
}

#[derive(Debug, Serialize)]
struct OrganisationRow {
    name: String,
    count: usize,
    projects: Vec<TextView>,
    elsewhere: Vec<OtherCall>,
}

/// Holds the number of projects that an organisation has in another call.
#[derive(Debug, Clone, Serialize)]
struct OtherCall {
    years: String,
    count: usize,
}

impl ViewBuilder<'_> {
    /// Counts the projects of owners or vendors.
    pub fn organisations(&self, scope: &Scope<'_>, by: By) -> OrganisationTable {
        let elsewhere = elsewhere(scope, by);
        let mut covered: HashMap<String, Vec<&Project>> = HashMap::new();
        for project in &scope.projects {
            for id in ids_of(project, by) {
                covered.entry(id).or_default().push(project);
            }
        }
        let mut table = OrganisationTable {
            often: Vec::new(),
            once: Vec::new(),
            unknown: 0,
            has_elsewhere: false,
            has_counts: false,
        };
        for group in self.groups(by, &scope.projects).into_iter().flat_map(|groups| groups.groups) {
            let Some(id) = group.id else {
                table.unknown = group.projects;
                continue;
            };
            let projects = covered.get(&id).map_or(&[][..], Vec::as_slice);
            let name = self.name_over_time(&id, projects);
            let other = elsewhere.get(&id);
            if group.projects < 2 && other.is_none() {
                table.once.push(name);
                continue;
            }
            table.has_elsewhere |= other.is_some();
            table.has_counts |= other.into_iter().flatten().any(|(_, count)| *count > 1);
            table.often.push(OrganisationRow {
                name,
                count: group.projects,
                projects: projects.iter().map(|project| self.titled(scope, project)).collect(),
                elsewhere: other.into_iter().flatten().map(|(year, count)| self.other_call(*year, *count)).collect(),
            });
        }
        table
    }

    fn other_call(&self, year: i16, count: usize) -> OtherCall {
        OtherCall { years: self.portfolio.round(year).map_or_else(|| year.to_string(), Round::years), count }
    }

    /// Returns a name at the time of the projects, with the name today; if the name changed in between, the name today comes
    /// first.
    fn name_over_time(&self, id: &str, projects: &[&Project]) -> String {
        let names = |project: &&Project| self.names(self.portfolio.time_of(project));
        let mut then: Vec<String> = projects.iter().map(|project| names(project).plain(id)).collect();
        then.dedup();
        match (projects.first(), &then[..]) {
            (Some(first), [_]) => names(first).name(id),
            (Some(_), _) => {
                let now = self.names(None).name(id);
                then.retain(|name| *name != now);
                then.sort();
                then.dedup();
                self.texts.fill(key!("overview.formerly"), &[("name", now), ("then", self.formats.and(&then))])
            }
            (None, _) => self.names(None).name(id),
        }
    }
}

/// Returns the ids of the owners or vendors of a project, each once.
fn ids_of(project: &Project, by: By) -> Vec<String> {
    let parties = if by == By::Vendor { &project.vendor } else { &project.owner };
    let mut ids: Vec<String> = ids(parties).map(str::to_owned).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Counts the projects of each organisation in the calls that the overview does not cover, by year.
fn elsewhere(scope: &Scope<'_>, by: By) -> HashMap<String, BTreeMap<i16, usize>> {
    let mut elsewhere: HashMap<String, BTreeMap<i16, usize>> = HashMap::new();
    let is_other = |year: &i16| !scope.rounds.iter().any(|round| round.year == *year);
    for (year, members) in scope.members.iter().filter(|(year, _)| is_other(year)) {
        for id in members.iter().flat_map(|project| ids_of(project, by)) {
            *elsewhere.entry(id).or_default().entry(*year).or_default() += 1;
        }
    }
    elsewhere
}
