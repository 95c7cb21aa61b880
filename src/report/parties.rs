//! The names of parties, as they were at the time, joined as people join them: `A og B i samarbeid med C`.

use crate::{
    document::{At, Choice},
    formats::Formats,
    model::{Date, Joined, Organisation, OrganisationKind, Party, Portfolio, Text},
    texts::Texts,
};

/// How many organisations that took over from each other are followed.
const LONGEST_SUCCESSION: usize = 100;

/// Names organisations in one language as they were called at a time.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// Where organisations are registered.
    pub portfolio: &'a Portfolio,
    /// The words between the names.
    pub texts: &'a Texts,
    /// How lists are written.
    pub formats: &'a Formats,
    /// The time; none for today's names.
    pub time: Option<Date>,
}

impl Names<'_> {
    /// Joins the names of parties with the words that each says.
    pub fn line(&self, parties: &[At<Party>]) -> String {
        let mut groups: Vec<(Joined, Vec<String>)> = Vec::new();
        for party in parties {
            let Some(id) = &party.organisation else { continue };
            let unit = party.unit.as_ref().map(|unit| self.words(unit));
            let name = self.full(id, unit, parties.len() == 1);
            match (party.joined.unwrap_or(Joined::And), groups.last_mut()) {
                (Joined::And, Some((_, names))) => names.push(name),
                (joined, _) => groups.push((joined, vec![name])),
            }
        }
        let mut out = String::new();
        for (joined, names) in groups {
            if !out.is_empty() {
                out += &format!(" {} ", self.texts.get(&format!("joined.{}", joined.word())));
            }
            out += &self.formats.and(&names);
        }
        out
    }

    /// Returns an organisation's name, with what it is called now; an unregistered one goes by its id.
    pub fn name(&self, id: &str) -> String {
        self.full(id, None, false)
    }

    /// Returns the name alone, as it was at the time.
    pub fn plain(&self, id: &str) -> String {
        let name = self.portfolio.organisation(id).and_then(|found| found.name_at(self.time));
        name.map_or_else(|| id.to_owned(), |name| self.words(name))
    }

    /// Returns a name with the unit, or with the municipality of a district: after a comma where it stands alone.
    fn full(&self, id: &str, unit: Option<String>, is_alone: bool) -> String {
        let found = self.portfolio.organisation(id);
        let district = found.filter(|found| found.kind == Some(OrganisationKind::District));
        let whole = district.and_then(|found| found.part_of.as_ref()).map(|whole| self.plain(whole));
        let name = self.plain(id);
        let name = match found.and_then(|found| self.now(found)).filter(|now| *now != name) {
            Some(now) => self.texts.fill("party.now", &[("name", name), ("now", now)]),
            None => name,
        };
        match unit.or(whole) {
            Some(more) if is_alone => format!("{name}, {more}"),
            Some(more) => format!("{name} ({more})"),
            None => name,
        }
    }

    /// Returns what an organisation is called today: the name of its last successor, else its own.
    fn now(&self, found: &Organisation) -> Option<String> {
        let mut last = found;
        self.time?;
        // A chain longer than any there was goes in circles.
        for _ in 0..LONGEST_SUCCESSION {
            let next = last.succeeded_by.as_ref().and_then(|succession| succession.organisation.as_ref());
            match next.and_then(|id| self.portfolio.organisation(id)) {
                Some(successor) => last = successor,
                None => break,
            }
        }
        last.name.as_ref().map(|name| self.words(name))
    }

    fn words(&self, text: &Text) -> String {
        text.in_language(self.texts.language()).text.to_owned()
    }
}
