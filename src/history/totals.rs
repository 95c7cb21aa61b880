//! Money totals of a portfolio.

use serde::Serialize;

use crate::model::{Budget, Kroner, Portfolio};

/// Holds a sum of what is known, and how many projects do not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Unknowing {
    /// The sum in whole kroner.
    pub known: u64,
    /// How many projects do not say.
    pub unknown: usize,
}

/// Holds what all projects of a portfolio come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// How many projects there are.
    pub projects: usize,
    /// The support from the programme.
    pub grant: Unknowing,
    /// What the owners put in.
    pub own_funding: Unknowing,
    /// What has been spent.
    pub spent: Unknowing,
}

impl Totals {
    /// Adds the projects of a portfolio up.
    #[must_use]
    pub fn of(portfolio: &Portfolio) -> Self {
        let sum = |which: fn(&Budget) -> Option<Kroner>| {
            portfolio.projects.iter().fold(Unknowing::default(), |sum, project| {
                match project.budget.as_deref().and_then(which) {
                    Some(amount) => Unknowing { known: sum.known.saturating_add(amount.0), ..sum },
                    None => Unknowing { unknown: sum.unknown + 1, ..sum },
                }
            })
        };
        Self {
            projects: portfolio.projects.len(),
            grant: sum(|budget| budget.grant.map(|amount| amount.value)),
            own_funding: sum(|budget| budget.own_funding.map(|amount| amount.value)),
            spent: sum(|budget| budget.spent.map(|amount| amount.value)),
        }
    }
}
