//! The year, years or project that a document is about.

use anyhow::Result;
use stimulab::{
    key,
    model::{About, Portfolio, Round},
    query::YearRange,
    report::{Document, Target},
};

use super::{failure::Failure, subject};

/// Finds what a document is about; without a word, a document about years is about all of them.
pub fn find<'p>(portfolio: &'p Portfolio, document: &Document, word: Option<&str>) -> Result<Target<'p>> {
    match (document.about, word) {
        (About::Year | About::Years, _) if portfolio.rounds.is_empty() => {
            Err(Failure::new(key!("failure.no-rounds")).into())
        }
        (About::Years, None) => Ok(all_years(portfolio)),
        (About::Year, None) => {
            Err(Failure::new(key!("failure.no-target-year")).with("document", &document.name).into())
        }
        (About::Project, None) => {
            Err(Failure::new(key!("failure.no-target-project")).with("document", &document.name).into())
        }
        (About::Year, Some(word)) => year(portfolio, word),
        (About::Years, Some(word)) => years(portfolio, word),
        (About::Project, Some(word)) => Ok(Target::Project(subject::project(portfolio, word)?)),
    }
}

fn all_years(portfolio: &Portfolio) -> Target<'_> {
    let (first, last) = (portfolio.rounds.first(), portfolio.rounds.last());
    Target::Years(year_of(first), year_of(last))
}

/// Returns the year of a round; without one, a year that no portfolio has.
fn year_of(round: Option<&Round>) -> i16 {
    round.map_or(0, |round| round.year)
}

fn year<'p>(portfolio: &'p Portfolio, word: &str) -> Result<Target<'p>> {
    match word.trim().parse() {
        Ok(year) if portfolio.round(year).is_some() => Ok(Target::Year(year)),
        _ => Err(no_year(portfolio, word).into()),
    }
}

fn years<'p>(portfolio: &'p Portfolio, word: &str) -> Result<Target<'p>> {
    let Ok(years) = word.parse::<YearRange>() else {
        let swapped = word.split_once("..").map(|(last, first)| format!("{first}..{last}"));
        let swapped = swapped.filter(|swapped| swapped.parse::<YearRange>().is_ok());
        let failure = Failure::new(key!("failure.no-years")).with("years", word).with("known", known_years(portfolio));
        return Err(failure.suggesting(swapped.as_deref()).into());
    };
    let (first, last) = years.within(year_of(portfolio.rounds.first()), year_of(portfolio.rounds.last()));
    if (first..=last).any(|year| portfolio.round(year).is_some()) {
        Ok(Target::Years(first, last))
    } else {
        Err(no_year(portfolio, word).into())
    }
}

fn no_year(portfolio: &Portfolio, word: &str) -> Failure {
    Failure::new(key!("failure.no-year")).with("year", word).with("known", known_years(portfolio))
}

fn known_years(portfolio: &Portfolio) -> String {
    portfolio.rounds.iter().map(|round| round.year.to_string()).collect::<Vec<_>>().join(", ")
}
