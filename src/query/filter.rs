//! Selecting projects.

use std::str::FromStr;

use crate::{
    document::At,
    model::{Party, Portfolio, Project},
};

/// Holds one year, or a range of years with both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Years {
    first: i16,
    last: i16,
}

impl FromStr for Years {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let year = |part: &str| {
            let digits = part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
            digits
                .then(|| part.parse().ok())
                .flatten()
                .ok_or_else(|| format!("expected a year such as 2019 or a range such as 2019..2021, not '{text}'"))
        };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let years = Self { first: year(first)?, last: year(last)? };
        if years.first > years.last { Err(format!("the range {text} ends before it starts")) } else { Ok(years) }
    }
}

/// Holds what a project must be like; each condition that is not empty must hold.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The years of the call.
    pub years: Option<Years>,
    /// The id of the phase.
    pub phase: Option<String>,
    /// Id or name of an owner.
    pub owner: Option<String>,
    /// Id or name of a vendor.
    pub vendor: Option<String>,
}

impl Filter {
    /// Selects the projects that meet every condition, in order of id.
    #[must_use]
    pub fn select<'p>(&self, portfolio: &'p Portfolio) -> Vec<&'p Project> {
        let owners = self.owner.as_deref().map(|word| ids_meant(portfolio, word));
        let vendors = self.vendor.as_deref().map(|word| ids_meant(portfolio, word));
        let in_years =
            |project: &Project| self.years.is_none_or(|years| (years.first..=years.last).contains(&project.year()));
        let in_phase = |project: &Project| {
            self.phase
                .as_ref()
                .is_none_or(|wanted| project.phase.as_ref().is_some_and(|phase| *phase.value == **wanted))
        };
        let fits = |project: &Project| {
            in_years(project)
                && in_phase(project)
                && has_any(&project.owner, owners.as_deref())
                && has_any(&project.vendor, vendors.as_deref())
        };
        portfolio.projects.iter().filter(|project| fits(project)).collect()
    }
}

fn has_any(parties: &[At<Party>], wanted: Option<&[String]>) -> bool {
    wanted.is_none_or(|wanted| {
        let mut ids = parties.iter().filter_map(|party| party.organisation.as_ref());
        ids.any(|id| wanted.iter().any(|wanted| **wanted == *id.value))
    })
}

/// Returns the ids of the organisations that a word names, and of those they took over from.
///
/// An organisation goes by its id, name, aliases and former names; who asks for a successor also means its predecessors.
/// A word that names none is taken for an id, so that unregistered ones can be found too.
fn ids_meant(portfolio: &Portfolio, word: &str) -> Vec<String> {
    let mut ids: Vec<String> = portfolio.organisations_named(word).map(|found| found.id.value.to_string()).collect();
    let mut next = 0;
    while next < ids.len() {
        let predecessors = portfolio.organisations.iter().filter(|other| {
            let successor = other.succeeded_by.as_ref().and_then(|succession| succession.organisation.as_ref());
            successor.is_some_and(|id| *id.value == *ids[next])
        });
        let new: Vec<String> =
            predecessors.map(|other| other.id.value.to_string()).filter(|id| !ids.contains(id)).collect();
        ids.extend(new);
        next += 1;
    }
    if ids.is_empty() { vec![word.to_owned()] } else { ids }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_one_or_a_range() {
        assert_eq!("2019".parse(), Ok(Years { first: 2019, last: 2019 }));
        assert_eq!("2019..2021".parse(), Ok(Years { first: 2019, last: 2021 }));
        for bad in ["", "19", "2019..", "2021..2019", "2019-2021"] {
            assert!(bad.parse::<Years>().is_err(), "{bad}");
        }
    }
}
