//! The names of parties at a time, joined as in a sentence: `A og B i samarbeid med C`.

use crate::{
    date::Date,
    document::{At, Choice},
    key,
    model::{Joined, Organisation, OrganisationKind, Party, Portfolio, Text},
    number_format::Formats,
    texts::{Key, Texts},
};

/// The longest chain of successors that is followed; a longer one is a circle.
const LONGEST_SUCCESSION: usize = 100;

/// Returns the names of organisations at a time, in one language.
#[derive(Clone, Copy)]
pub struct PartyNames<'a> {
    /// The portfolio with the organisations.
    pub portfolio: &'a Portfolio,
    /// The words between the names.
    pub texts: &'a Texts,
    /// How lists are written.
    pub formats: &'a Formats,
    /// The time; `None` for today's names.
    pub time: Option<Date>,
    /// Today's date, if it is known.
    pub today: Option<Date>,
}

impl PartyNames<'_> {
    /// Joins the names of parties with the words of their key `joined`.
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
                out += &format!(" {} ", self.texts.named(&format!("joined.{}", joined.word())));
            }
            out += &self.formats.and(&names);
        }
        out
    }

    /// Returns the name of an organisation at the time and its name today; the id if it is not registered.
    pub fn name(&self, id: &str) -> String {
        self.full(id, None, false)
    }

    /// Returns only the name at the time.
    pub fn plain(&self, id: &str) -> String {
        let time = self.time.or(self.today);
        let name = self.portfolio.organisation(id).and_then(|found| found.name_at(time));
        name.map_or_else(|| id.to_owned(), |name| self.words(name))
    }

    /// Returns a name with the unit, or with the municipality of a district; after a comma if it is the only name.
    fn full(&self, id: &str, unit: Option<String>, is_alone: bool) -> String {
        let found = self.portfolio.organisation(id);
        let district = found.filter(|found| found.kind == Some(OrganisationKind::District));
        let whole = district.and_then(|found| found.part_of.as_ref()).map(|whole| self.plain(whole));
        let name = self.plain(id);
        let name = match found.and_then(|found| self.now(found)).filter(|now| *now != name) {
            Some(now) => self.texts.fill(key!("party.now"), &[("name", name), ("now", now)]),
            None => match found.filter(|_| self.time.is_some()).and_then(|found| self.later(found)) {
                Some((key, date, later)) => self.texts.fill(key, &[("name", name), ("date", date), ("later", later)]),
                None => name,
            },
        };
        match unit.or(whole) {
            Some(more) if is_alone => format!("{name}, {more}"),
            Some(more) => format!("{name} ({more})"),
            None => name,
        }
    }

    /// Returns the date that counts as today.
    fn as_of(&self) -> Date {
        self.today.unwrap_or(Date::HAS_COME)
    }

    /// Returns the next name of an organisation or its successor, with the text key and the date of the change.
    fn later(&self, found: &Organisation) -> Option<(Key, String, String)> {
        let is_future = |date: &Date| self.as_of().is_before(*date);
        if let Some(succession) = &found.succeeded_by
            && let Some(on) = succession.on.map(|on| on.value).filter(is_future)
        {
            let name = self.plain(succession.organisation.as_ref()?);
            return Some((key!("party.later"), self.formats.date(on), name));
        }
        let ends = found.former_names.iter().filter_map(|former| former.until).map(|until| until.value);
        let until = ends.filter(is_future).max()?;
        let name = found.name.as_ref().map(|name| self.words(name))?;
        Some((key!("party.renamed-later"), self.formats.date(until), name))
    }

    /// Returns the name today: that of the last successor, otherwise its own.
    fn now(&self, found: &Organisation) -> Option<String> {
        let mut last = found;
        self.time?;
        for _ in 0..LONGEST_SUCCESSION {
            let succession = last.succeeded_by.as_ref();
            // A succession in the future does not count yet.
            let has_come = |on: Option<&At<Date>>| on.is_none_or(|on| !self.as_of().is_before(on.value));
            let next = succession.filter(|succession| has_come(succession.on.as_ref()));
            let next = next.and_then(|succession| succession.organisation.as_ref());
            match next.and_then(|id| self.portfolio.organisation(id)) {
                Some(successor) => last = successor,
                None => break,
            }
        }
        last.name_at(Some(self.as_of())).map(|name| self.words(name))
    }

    fn words(&self, text: &Text) -> String {
        text.in_language(self.texts.language()).text.to_owned()
    }
}
