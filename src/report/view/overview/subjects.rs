//! Projects counted by what they have in common, with those that belong to each group.

use serde::Serialize;

use super::scope::Scope;
use crate::{
    document::Choice,
    model::Project,
    query::stats::By,
    report::view::{builder::ViewBuilder, words::TextView},
};

#[derive(Debug, Serialize)]
pub struct SubjectTable {
    by: &'static str,
    groups: Vec<SubjectGroup>,
    /// How many groups of a single project were left out.
    single: usize,
    /// Of how many projects it is not known.
    unknown: usize,
    overlapping: bool,
}

#[derive(Debug, Serialize)]
struct SubjectGroup {
    name: TextView,
    count: usize,
    share: Option<f64>,
    projects: Vec<TextView>,
}

impl ViewBuilder<'_> {
    /// Counts the projects of the overview; a theme that only one of them has makes no group.
    pub fn subjects(&self, scope: &Scope<'_>, by: By) -> SubjectTable {
        let found = self.groups(by, &scope.projects);
        let (overlapping, groups) = found.map_or((false, Vec::new()), |found| (found.overlapping, found.groups));
        let mut table = SubjectTable { by: by.word(), groups: Vec::new(), single: 0, unknown: 0, overlapping };
        for group in groups {
            let Some(id) = &group.id else {
                table.unknown = group.projects;
                continue;
            };
            if by == By::Theme && group.projects < 2 {
                table.single += 1;
                continue;
            }
            let members: Vec<&&Project> = match by {
                By::Theme => {
                    scope.projects.iter().filter(|project| project.themes.iter().any(|theme| **theme == **id)).collect()
                }
                By::LifeEvent => {
                    let is_it =
                        |project: &&&Project| project.life_event.as_ref().is_some_and(|event| *event.value == **id);
                    scope.projects.iter().filter(is_it).collect()
                }
                _ => Vec::new(),
            };
            let name = match (by, members.first()) {
                (By::Theme, Some(first)) => {
                    let lang = self.marked(self.portfolio.language_of(first));
                    let is_same = members.iter().all(|other| self.marked(self.portfolio.language_of(other)) == lang);
                    TextView { text: group.name, lang: lang.filter(|_| is_same) }
                }
                (By::LifeEvent, _) => self.event_named(id),
                _ => TextView { text: group.name, lang: None },
            };
            table.groups.push(SubjectGroup {
                name,
                count: group.projects,
                share: group.share,
                projects: members.iter().map(|project| self.label(scope, project)).collect(),
            });
        }
        table
    }

    fn event_named(&self, id: &str) -> TextView {
        let name = self.portfolio.settings.life_events.get(id);
        name.map_or_else(
            || TextView { text: id.to_owned(), lang: None },
            |name| self.words(name, self.portfolio.language()),
        )
    }
}
