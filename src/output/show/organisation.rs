//! The page of an organisation, with what those it took over from did under their own names.

use super::{ShowPage, section};
use crate::{
    date::Date,
    document::At,
    key,
    model::{Organisation, Party, Project},
    output::escape::markdown_code,
    report::engine::escape_markdown,
};

/// Returns the parties of a project in one role.
type Parties = fn(&Project) -> &[At<Party>];

impl ShowPage<'_> {
    pub fn organisation(&self, organisation: &Organisation) -> String {
        let id = &*organisation.id.value;
        let name = organisation.name.as_ref().map_or_else(|| escape_markdown(id), |name| self.words(name));
        let mut out = format!("# {name}\n\n{}\n", markdown_code(id));
        section(&mut out, 2, &self.t(key!("show.facts")), &self.outline(organisation, None, 3, &["name"]));
        let is_part = |other: &&Organisation| other.part_of.as_ref().is_some_and(|whole| &*whole.value == id);
        section(&mut out, 2, &self.t(key!("show.parts")), &self.organisations(is_part));
        let was_before = |other: &&Organisation| successor(other).is_some_and(|successor| successor == id);
        section(&mut out, 2, &self.t(key!("show.predecessors")), &self.organisations(was_before));
        let predecessors = self.predecessors(id);
        let roles: [(&str, Parties); 3] = [
            ("owner", |project| &project.owner),
            ("partners", |project| &project.partners),
            ("vendor", |project| &project.vendor),
        ];
        for (role, parties) in roles {
            let mut body = self.projects_of(id, parties);
            for predecessor in &predecessors {
                let projects = self.projects_of(&predecessor.id.value, parties);
                section(&mut body, 3, &self.said_of(predecessor), &projects);
            }
            section(&mut out, 2, &self.named(&format!("show.as-{role}")), &body);
        }
        out
    }

    /// Lists the projects that an organisation takes part in under its own id.
    fn projects_of(&self, id: &str, parties: Parties) -> String {
        let takes_part = |project: &&Project| {
            parties(project).iter().filter_map(|party| party.organisation.as_ref()).any(|known| &*known.value == id)
        };
        self.projects(self.portfolio.projects.iter().filter(takes_part))
    }

    /// Lists the organisations that this one took over from, and those that these took over from, each once, nearest first.
    fn predecessors(&self, id: &str) -> Vec<&Organisation> {
        let mut found: Vec<&Organisation> = Vec::new();
        let mut of = vec![id];
        while let Some(successor_id) = of.pop() {
            for other in &self.portfolio.organisations {
                let other_id = &*other.id.value;
                let is_before = successor(other).is_some_and(|successor| successor == successor_id);
                // Successions can form a circle.
                let is_known = other_id == id || found.iter().any(|known| *known.id.value == *other_id);
                if is_before && !is_known {
                    found.push(other);
                    of.insert(0, other_id);
                }
            }
        }
        found
    }

    /// Says that what follows was done by a predecessor, and until when.
    fn said_of(&self, predecessor: &Organisation) -> String {
        let id = &*predecessor.id.value;
        let name = predecessor.name.as_ref().map_or_else(|| escape_markdown(id), |name| self.words(name));
        let on = predecessor.succeeded_by.as_ref().and_then(|succession| succession.on);
        match on {
            Some(on) => self
                .texts
                .fill(key!("show.by-predecessor-until"), &[("name", name), ("date", self.formats.date(on.value))]),
            None => self.texts.fill(key!("show.by-predecessor"), &[("name", name)]),
        }
    }

    fn organisations(&self, wanted: impl Fn(&&Organisation) -> bool) -> String {
        let names = self.names(None);
        let found = self.portfolio.organisations.iter().filter(|organisation| wanted(organisation));
        let called = |organisation: &Organisation| {
            let name = escape_markdown(&names.name(&organisation.id));
            // A successor may take over only later.
            let on = organisation.succeeded_by.as_ref().and_then(|succession| succession.on);
            match on.filter(|on| self.today.unwrap_or(Date::HAS_COME).is_before(on.value)) {
                Some(on) => {
                    self.texts.fill(key!("party.until"), &[("name", name), ("date", self.formats.date(on.value))])
                }
                None => name,
            }
        };
        found
            .map(|organisation| format!("- {} ({})\n", called(organisation), markdown_code(&organisation.id)))
            .collect()
    }
}

/// Returns the id of the organisation that took over.
fn successor(organisation: &Organisation) -> Option<&str> {
    organisation.succeeded_by.as_ref()?.organisation.as_ref().map(|successor| &*successor.value)
}
