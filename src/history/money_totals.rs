//! Money totals of a portfolio.

use serde::Serialize;

use crate::{
    model::{Budget, Kroner, Portfolio, Project},
    query::stats::Sum,
};

/// Holds what all projects of a portfolio come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// How many projects there are.
    pub projects: usize,
    /// The support from the programme.
    pub grant: Sum,
    /// What the owners put in.
    pub own_funding: Sum,
    /// What has been spent.
    pub spent: Sum,
}

impl Totals {
    /// Adds the projects of a portfolio up.
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
