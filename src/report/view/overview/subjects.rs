//! Projects grouped by a property, with the projects of each group.

use serde::Serialize;

use super::scope::Scope;
use crate::{
    document::Choice,
    model::Project,
    query::stats::{By, Group},
    report::view::{builder::ViewBuilder, words::TextView},
};

#[derive(Debug, Serialize)]
pub struct SubjectTable {
    by: &'static str,
    groups: Vec<SubjectGroup>,
    /// The number of groups with a single project, which are left out.
    single: usize,
    /// The number of projects for which it is unknown.
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
    /// Counts the projects by a property; a theme of a single project makes no group.
    pub fn subjects(&self, scope: &Scope<'_>, by: By) -> SubjectTable {
        let found = self.groups(by, &scope.projects);
        let (overlapping, groups) = found.map_or((false, Vec::new()), |found| (found.overlapping, found.groups));
        let mut table = SubjectTable { by: by.word(), groups: Vec::new(), single: 0, unknown: 0, overlapping };
        for group in groups {
            match &group.id {
                None => table.unknown = group.projects,
                Some(_) if by == By::Theme && group.projects < 2 => table.single += 1,
                Some(id) => table.groups.push(self.subject(scope, by, id, &group)),
            }
        }
        table
    }

    fn subject(&self, scope: &Scope<'_>, by: By, id: &str, group: &Group) -> SubjectGroup {
        let belongs = |project: &Project| match by {
            By::Theme => project.themes.iter().any(|theme| **theme == *id),
            By::LifeEvent => project.life_event.as_ref().is_some_and(|event| *event.value == *id),
            _ => false,
        };
        let members: Vec<&Project> = scope.projects.iter().copied().filter(|project| belongs(project)).collect();
        let name = if by == By::LifeEvent {
            self.event_named(id)
        } else {
            TextView { text: group.name.clone(), lang: self.common_language(&members) }
        };
        let projects = members.iter().map(|project| self.label(scope, project)).collect();
        SubjectGroup { name, count: group.projects, share: group.share, projects }
    }

    /// Returns the language of projects if they share one that is not the document's.
    fn common_language(&self, projects: &[&Project]) -> Option<&'static str> {
        let language = |project: &&Project| self.marked(self.portfolio.language_of(project));
        let first = projects.first().and_then(language);
        first.filter(|_| projects.iter().all(|project| language(project) == first))
    }

    fn event_named(&self, id: &str) -> TextView {
        let name = self.portfolio.settings.life_events.get(id);
        name.map_or_else(|| TextView { text: id.to_owned(), lang: None }, |name| self.own_words(name))
    }
}
