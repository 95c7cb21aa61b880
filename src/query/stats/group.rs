//! The counts of a group of projects, and sums of what is known.

use crate::{
    document::At,
    key,
    model::{Budget, Kroner, Project},
    query::display_names::DisplayNames,
};
use serde::Serialize;

/// Holds the sum of the known values, and the number of unknown values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// The sum of the known values; none if all are unknown.
    pub known: Option<u64>,
    /// The number of unknown values.
    pub unknown: usize,
}

impl Sum {
    /// Adds up the known values.
    #[must_use]
    pub fn of(amounts: impl Iterator<Item = Option<u64>>) -> Self {
        amounts.fold(Self::default(), |sum, amount| match amount {
            Some(amount) => Self { known: Some(sum.known.unwrap_or(0).saturating_add(amount)), ..sum },
            None => Self { unknown: sum.unknown + 1, ..sum },
        })
    }
}

/// Holds the counts of a group of projects.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Group {
    /// The common value; none if it is unknown, and for the total.
    pub id: Option<String>,
    /// Its name in the reader's language.
    pub name: String,
    /// How many projects there are.
    pub projects: usize,
    /// Their share of all projects from 0 to 1; none without any project.
    pub share: Option<f64>,
    /// The grants, in kroner.
    pub grant: Sum,
    /// The owners' own funding, in kroner.
    pub own_funding: Sum,
    /// The median of the months in the phase, for projects that have left it and have dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median_months: Option<f64>,
}

impl Group {
    /// Counts the projects of a group among `all`.
    pub fn new(id: Option<&str>, name: &str, projects: &[&Project], all: usize) -> Self {
        let money = |which: fn(&Budget) -> Option<At<Kroner>>| {
            let amount = |project: &&Project| project.budget.as_deref().and_then(which).map(|amount| amount.value.0);
            Sum::of(projects.iter().map(amount))
        };
        Self {
            id: id.map(str::to_owned),
            name: name.to_owned(),
            projects: projects.len(),
            share: share(projects.len(), all),
            grant: money(|budget| budget.grant),
            own_funding: money(|budget| budget.own_funding),
            median_months: None,
        }
    }

    /// Counts all projects together.
    #[must_use]
    pub fn total(names: DisplayNames<'_>, projects: &[&Project]) -> Self {
        Self::new(None, names.texts.get(key!("stats.total")), projects, projects.len())
    }
}

/// Returns a part's share of the whole; none if the whole is 0.
#[expect(clippy::cast_precision_loss, reason = "no portfolio has so many projects or words")]
pub fn share(part: usize, whole: usize) -> Option<f64> {
    // Rounded to four decimals, so that the result is the same on every machine.
    (whole > 0).then(|| (part as f64 / whole as f64 * 1e4).round() / 1e4)
}
