//! Names in the reader's language instead of ids.

use crate::{
    date::Date,
    document::{At, Choice},
    language::Language,
    model::{Party, Phase, Portfolio, Project, Text, lifecycle},
    texts::Texts,
};

/// Returns the names of a portfolio's entities in one language; the id if there is no name.
#[derive(Debug, Clone, Copy)]
pub struct DisplayNames<'p> {
    /// The portfolio with the names.
    pub portfolio: &'p Portfolio,
    /// The texts of the language.
    pub texts: &'p Texts,
    /// Today's date, if known. Without it, the current names are used.
    pub today: Option<Date>,
}

impl<'p> DisplayNames<'p> {
    /// Returns the language of the names.
    #[must_use]
    pub fn language(&self) -> Language {
        self.texts.language()
    }

    /// Returns a text in the language.
    #[must_use]
    pub fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.language()).text
    }

    /// Returns the name of an organisation today.
    #[must_use]
    pub fn organisation<'a>(&self, id: &'a str) -> &'a str
    where
        'p: 'a,
    {
        let name = self.portfolio.organisation(id).and_then(|found| found.name_at(self.today));
        name.map_or(id, |name| self.text(name))
    }

    /// Lists the names of a project's parties at the time of its announcement.
    #[must_use]
    pub fn parties<'a>(&self, project: &Project, parties: &'a [At<Party>]) -> Vec<&'a str>
    where
        'p: 'a,
    {
        let time = self.portfolio.time_of(project).or(self.today);
        let name = |id: &'a str| {
            let name = self.portfolio.organisation(id).and_then(|found| found.name_at(time));
            name.map_or(id, |name| self.text(name))
        };
        ids(parties).map(name).collect()
    }

    /// Returns the name of a phase of a project.
    #[must_use]
    pub fn phase(&self, project: &'p Project, id: &'p str) -> &'p str {
        let process = self.portfolio.process_of(project).into_iter().flat_map(|process| &process.phases);
        find_phase(lifecycle::lifecycle().phases.iter().chain(process), id)
            .and_then(|phase| phase.name.as_ref())
            .map_or(id, |name| self.text(name))
    }

    /// Returns the name of a process model.
    #[must_use]
    pub fn process(&self, id: &'p str) -> &'p str {
        self.portfolio.process(id).and_then(|process| process.name.as_ref()).map_or(id, |name| self.text(name))
    }

    /// Returns the name of a life event.
    #[must_use]
    pub fn life_event(&self, id: &'p str) -> &'p str {
        self.portfolio.settings.life_events.get(id).map_or(id, |name| self.text(name))
    }

    /// Returns the name of an assessment criterion.
    #[must_use]
    pub fn criterion(&self, id: &'p str) -> &'p str {
        self.portfolio.settings.criteria.get(id).map_or(id, |name| self.text(name))
    }

    /// Returns the name of a language.
    #[must_use]
    pub fn written_form(&self, language: Language) -> String {
        let key = format!("language.{}", language.code());
        self.texts.find(&key).unwrap_or(language.code()).to_owned()
    }

    /// Returns the name of a fixed value, such as a kind of organisation.
    #[must_use]
    pub fn choice<C: Choice>(&self, of: &str, value: C) -> String {
        let key = format!("value.{of}.{}", value.word());
        self.texts.find(&key).unwrap_or(value.word()).to_owned()
    }
}

/// Lists the ids of parties.
pub(crate) fn ids(parties: &[At<Party>]) -> impl Iterator<Item = &str> + Clone {
    parties.iter().filter_map(|party| party.organisation.as_ref()).map(|id| &*id.value)
}

/// Finds a phase by its id.
pub(super) fn find_phase<'p>(mut phases: impl Iterator<Item = &'p Phase>, id: &str) -> Option<&'p Phase> {
    phases.find(|phase| phase.id.as_ref().is_some_and(|known| *known.value == *id))
}
