//! Owners and vendors, how often they take part, and in which other years.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::scope::Scope;
use crate::{
    document::At,
    model::{Party, Project},
    query::{ids, stats::By},
    report::view::{builder::ViewBuilder, words::TextView},
};

#[derive(Debug, Serialize)]
pub struct OrganisationTable {
    /// Those with several projects, or with projects of other calls: most projects first.
    often: Vec<OrganisationRow>,
    /// The names of the others, in the same order.
    once: Vec<String>,
    /// Of how many projects it is not known who they are.
    unknown: usize,
    has_elsewhere: bool,
    /// Whether any has several projects in another year.
    has_counts: bool,
}

#[derive(Debug, Serialize)]
struct OrganisationRow {
    name: String,
    count: usize,
    projects: Vec<TextView>,
    elsewhere: Vec<OtherCall>,
}

/// Holds how many projects an organisation has of another call.
#[derive(Debug, Clone, Serialize)]
struct OtherCall {
    years: String,
    count: usize,
}

impl ViewBuilder<'_> {
    /// Counts owners or vendors.
    pub fn organisations(&self, scope: &Scope<'_>, by: By) -> OrganisationTable {
        let parties = |project: &Project| -> Vec<At<Party>> {
            if by == By::Vendor { project.vendor.0.clone() } else { project.owner.0.clone() }
        };
        let of = |project: &'_ Project| -> Vec<String> {
            let mut ids: Vec<String> = ids(&parties(project)).map(str::to_owned).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        let mut elsewhere: HashMap<String, BTreeMap<i16, usize>> = HashMap::new();
        for (year, members) in
            scope.members.iter().filter(|(year, _)| !scope.rounds.iter().any(|round| round.year == **year))
        {
            for id in members.iter().flat_map(|project| of(project)) {
                *elsewhere.entry(id).or_default().entry(*year).or_default() += 1;
            }
        }
        let mut covered: HashMap<String, Vec<&Project>> = HashMap::new();
        for project in &scope.projects {
            for id in of(project) {
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
            let years =
                |year: i16| self.portfolio.round(year).map_or_else(|| year.to_string(), crate::model::Round::years);
            table.has_elsewhere |= other.is_some();
            table.has_counts |= other.into_iter().flatten().any(|(_, count)| *count > 1);
            table.often.push(OrganisationRow {
                name,
                count: group.projects,
                projects: projects.iter().map(|project| self.titled(scope, project)).collect(),
                elsewhere: other
                    .into_iter()
                    .flatten()
                    .map(|(year, count)| OtherCall { years: years(*year), count: *count })
                    .collect(),
            });
        }
        table
    }

    /// Returns a name as it was at the time with what it is now; where it changed in the period, the one now comes first.
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
                self.texts.fill("overview.formerly", &[("name", now), ("then", self.formats.and(&then))])
            }
            (None, _) => self.names(None).name(id),
        }
    }
}
