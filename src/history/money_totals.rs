//! Money totals of a portfolio.

use serde::Serialize;

use crate::{
    model::{Budget, Kroner, Portfolio, Project},
    query::stats::Sum,
};

/// Holds the totals of all projects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// How many projects there are.
    pub projects: usize,
    /// The grants.
    pub grant: Sum,
    /// The owners' own funding.
    pub own_funding: Sum,
    /// The amounts spent.
    pub spent: Sum,
}

impl Totals {
    /// Adds up the projects of a portfolio.
    #[must_use]
    pub fn of(portfolio: &Portfolio) -> Self {
        let sum = |which: fn(&Budget) -> Option<Kroner>| {
            let amount = |project: &Project| project.budget.as_deref().and_then(which).map(|amount| amount.0);
            Sum::of(portfolio.projects.iter().map(amount))
        };
        Self {
            projects: portfolio.projects.len(),
            grant: sum(|budget| budget.grant.map(|amount| amount.value)),
            own_funding: sum(|budget| budget.own_funding.map(|amount| amount.value)),
            spent: sum(|budget| budget.spent.map(|amount| amount.value)),
        }
    }
}
