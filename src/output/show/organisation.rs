//! The page of an organisation.

use super::{ShowPage, section};
use crate::{
    date::Date,
    document::At,
    key,
    model::{Organisation, Party, Project},
};

/// Returns the parties of a project in one role.
type Parties = fn(&Project) -> &[At<Party>];

impl ShowPage<'_> {
    pub fn organisation(&self, organisation: &Organisation) -> String {
        let id = &*organisation.id.value;
        let name = organisation.name.as_ref().map_or_else(|| id.to_owned(), |name| self.words(name));
        let mut out = format!("# {name}\n\n`{id}`\n");
        section(&mut out, 2, &self.t(key!("show.facts")), &self.outline(organisation, None, 3, &["name"]));
        let is_part = |other: &&Organisation| other.part_of.as_ref().is_some_and(|whole| &*whole.value == id);
        let was_before = |other: &&Organisation| {
            let succession = other.succeeded_by.as_ref().and_then(|succession| succession.organisation.as_ref());
            succession.is_some_and(|successor| &*successor.value == id)
        };
        section(&mut out, 2, &self.t(key!("show.parts")), &self.organisations(is_part));
        section(&mut out, 2, &self.t(key!("show.predecessors")), &self.organisations(was_before));
        let roles: [(&str, Parties); 3] = [
            ("owner", |project| &project.owner),
            ("partners", |project| &project.partners),
            ("vendor", |project| &project.vendor),
        ];
        for (role, parties) in roles {
            let takes_part = |project: &&Project| {
                parties(project).iter().filter_map(|party| party.organisation.as_ref()).any(|known| &*known.value == id)
            };
            let projects = self.projects(self.portfolio.projects.iter().filter(takes_part));
            section(&mut out, 2, &self.named(&format!("show.as-{role}")), &projects);
        }
        out
    }

    fn organisations(&self, wanted: impl Fn(&&Organisation) -> bool) -> String {
        let names = self.names(None);
        let found = self.portfolio.organisations.iter().filter(|organisation| wanted(organisation));
        let called = |organisation: &Organisation| {
            let name = names.name(&organisation.id);
            // A successor may take over only later.
            let on = organisation.succeeded_by.as_ref().and_then(|succession| succession.on);
            match on.filter(|on| self.today.unwrap_or(Date::HAS_COME).is_before(on.value)) {
                Some(on) => {
                    self.texts.fill(key!("party.until"), &[("name", name), ("date", self.formats.date(on.value))])
                }
                None => name,
            }
        };
        found.map(|organisation| format!("- {} (`{}`)\n", called(organisation), &*organisation.id.value)).collect()
    }
}
