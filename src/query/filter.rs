//! Filters projects by the options of the command line.

use std::str::FromStr;

use super::{
    display_names::ids,
    name_lookup,
    text_search::SearchWords,
    unknown_word::{AmbiguousWord, UnknownWord, ambiguous_organisation},
    value_names::ValueNames,
};
use crate::{
    document::At,
    language::Language,
    model::{Party, Portfolio, Project},
};

/// Holds a range of years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearRange {
    first: i16,
    last: i16,
}

impl YearRange {
    /// Returns the first and the last year; where the range is open, the given years, which are the first and last known.
    #[must_use]
    pub fn within(self, first: i16, last: i16) -> (i16, i16) {
        let start = if self.first == i16::MIN { first.min(self.last) } else { self.first };
        let end = if self.last == i16::MAX { last.max(self.first) } else { self.last };
        (start, end)
    }
}

/// Says why a text is not a range of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoYears {
    /// It is not made of years.
    #[error("expected a year such as 2019, or a range such as 2019..2021, 2019.. or ..2021")]
    NotYears,
    /// The last year is before the first.
    #[error("the range ends before it starts")]
    Turned,
}

impl FromStr for YearRange {
    type Err = NoYears;

    /// Parses a year, or two with two dots between; a range without one of its years is open at that end.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let year = |part: &str| {
            let part = part.trim();
            let digits = part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten().ok_or(NoYears::NotYears)
        };
        let end = |part: &str, open: i16| if part.trim().is_empty() { Ok(open) } else { year(part) };
        let years = match text.split_once("..") {
            None => year(text).map(|year| Self { first: year, last: year })?,
            Some((first, last)) if first.trim().is_empty() && last.trim().is_empty() => return Err(NoYears::NotYears),
            Some((first, last)) => Self { first: end(first, i16::MIN)?, last: end(last, i16::MAX)? },
        };
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
    pub fn unknown(&self, portfolio: &Portfolio, language: Language) -> Vec<UnknownWord> {
        let words = [
            (ValueNames::Phase, &self.phase),
            (ValueNames::Organisation, &self.owner),
            (ValueNames::Organisation, &self.vendor),
            (ValueNames::Organisation, &self.partner),
            (ValueNames::Theme, &self.theme),
            (ValueNames::LifeEvent, &self.life_event),
        ];
        let words = words.into_iter().filter_map(|(kind, word)| Some((kind, word.as_deref()?)));
        let unknown = words.filter(|(kind, word)| kind.ids(portfolio, word).is_empty());
        unknown.map(|(kind, word)| UnknownWord::of(kind, word, portfolio, language)).collect()
    }

    /// Lists the words that are names of several organisations; all of them are selected.
    #[must_use]
    pub fn ambiguous(&self, portfolio: &Portfolio) -> Vec<AmbiguousWord> {
        let words = [&self.owner, &self.vendor, &self.partner].into_iter().flatten();
        words.filter_map(|word| ambiguous_organisation(portfolio, word)).collect()
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
        assert_eq!("2019..".parse(), Ok(YearRange { first: 2019, last: i16::MAX }));
        assert_eq!(" ..2021".parse(), Ok(YearRange { first: i16::MIN, last: 2021 }));
        for bad in ["", "19", "..", "19..", "2021..2019", "2019-2021"] {
            assert!(bad.parse::<YearRange>().is_err(), "{bad}");
        }
    }

    #[test]
    fn open_ends_are_the_known_years() {
        let within = |text: &str| text.parse::<YearRange>().map(|years| years.within(2016, 2024));
        assert_eq!(within("2020.."), Ok((2020, 2024)));
        assert_eq!(within("..2019"), Ok((2016, 2019)));
        assert_eq!(within("2030.."), Ok((2030, 2030)));
        assert_eq!(within("..2010"), Ok((2010, 2010)));
        assert_eq!(within("2018..2030"), Ok((2018, 2030)));
    }
}
