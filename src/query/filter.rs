//! Filters projects by the options of the command line.

use std::str::FromStr;

use super::{
    display_names::ids,
    name_lookup::{self, UnknownWord},
    text_search::SearchWords,
};
use crate::{
    document::At,
    model::{Party, Portfolio, Project},
};

/// Holds a range of years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearRange {
    first: i16,
    last: i16,
}

impl YearRange {
    /// Returns the first year.
    #[must_use]
    pub fn first(self) -> i16 {
        self.first
    }

    /// Returns the last year.
    #[must_use]
    pub fn last(self) -> i16 {
        self.last
    }
}

/// Says why a text is not a range of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoYears {
    /// It is not made of years.
    #[error("expected a year such as 2019 or a range such as 2019..2021")]
    NotYears,
    /// The last year is before the first.
    #[error("the range ends before it starts")]
    Turned,
}

impl FromStr for YearRange {
    type Err = NoYears;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let year = |part: &str| {
            let digits = part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten().ok_or(NoYears::NotYears)
        };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let years = Self { first: year(first)?, last: year(last)? };
        if years.first > years.last { Err(NoYears::Turned) } else { Ok(years) }
    }
}

/// Holds the conditions of a filter. A project must meet all that are not empty.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that the project must all contain.
    pub words: Vec<String>,
    /// The years of the round.
    pub years: Option<YearRange>,
    /// Id or name of the phase.
    pub phase: Option<String>,
    /// Id or name of an owner.
    pub owner: Option<String>,
    /// Id or name of a vendor.
    pub vendor: Option<String>,
    /// Id or name of a partner.
    pub partner: Option<String>,
    /// A theme.
    pub theme: Option<String>,
    /// Id or name of a life event.
    pub life_event: Option<String>,
}

impl Filter {
    /// Selects the projects that meet every condition, in order of id.
    #[must_use]
    pub fn select<'p>(&self, portfolio: &'p Portfolio) -> Vec<&'p Project> {
        let organisations =
            |word: &Option<String>| word.as_deref().map(|word| name_lookup::organisations(portfolio, word));
        let (owners, vendors, partners) =
            (organisations(&self.owner), organisations(&self.vendor), organisations(&self.partner));
        let phases = self.phase.as_deref().map(|word| name_lookup::phases(portfolio, word));
        let life_events = self.life_event.as_deref().map(|word| name_lookup::life_events(portfolio, word));
        let theme = self.theme.as_deref().map(name_lookup::plain);
        let words = SearchWords::new(&self.words);
        let fits = |project: &Project| {
            self.years.is_none_or(|years| (years.first..=years.last).contains(&project.year()))
                && phases.as_ref().is_none_or(|phases| phases.hold(portfolio, project))
                && has_any(&project.owner, owners.as_deref())
                && has_any(&project.vendor, vendors.as_deref())
                && has_any(&project.partners, partners.as_deref())
                && theme
                    .as_ref()
                    .is_none_or(|wanted| project.themes.iter().any(|theme| name_lookup::plain(theme) == *wanted))
                && life_events.as_ref().is_none_or(|wanted| {
                    project.life_event.as_ref().is_some_and(|event| wanted.iter().any(|id| **id == *event.value))
                })
                && words.are_in(portfolio, project)
        };
        portfolio.projects.iter().filter(|project| fits(project)).collect()
    }

    /// Lists the words that name nothing in the portfolio, with suggestions.
    #[must_use]
    pub fn unknown(&self, portfolio: &Portfolio) -> Vec<UnknownWord> {
        let organisations = [&self.owner, &self.vendor, &self.partner].into_iter().flatten();
        let phase = self.phase.as_deref().and_then(|word| name_lookup::unknown_phase(portfolio, word));
        let organisations = organisations.filter_map(|word| name_lookup::unknown_organisation(portfolio, word));
        let theme = self.theme.as_deref().and_then(|word| name_lookup::unknown_theme(portfolio, word));
        let life_event = self.life_event.as_deref().and_then(|word| name_lookup::unknown_life_event(portfolio, word));
        phase.into_iter().chain(organisations).chain(theme).chain(life_event).collect()
    }
}

fn has_any(parties: &[At<Party>], wanted: Option<&[String]>) -> bool {
    wanted.is_none_or(|wanted| ids(parties).any(|id| wanted.iter().any(|wanted| wanted == id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_one_or_a_range() {
        assert_eq!("2019".parse(), Ok(YearRange { first: 2019, last: 2019 }));
        assert_eq!("2019..2021".parse(), Ok(YearRange { first: 2019, last: 2021 }));
        for bad in ["", "19", "2019..", "2021..2019", "2019-2021"] {
            assert!(bad.parse::<YearRange>().is_err(), "{bad}");
        }
    }
}
