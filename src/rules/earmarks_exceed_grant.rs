//! `earmarks-exceed-grant`: more set aside than there is.

use crate::{
    finding::Message,
    key,
    model::{Kroner, Portfolio},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds earmarks that come to more than the grant.
    ///
    /// # Why
    ///
    /// An earmark is a part of the grant, so all of them together are never more than the whole. Earmarks without an amount count
    /// as nothing, and where the grant is unknown, nothing is compared. The place shown is the earmark with which it is too much.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget:
    ///   grant: 500000
    ///   earmarks: [{amount: 2500000, purpose: metodebeskrivelse}]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget:
    ///   grant: 2500000
    ///   earmarks: [{amount: 500000, purpose: metodebeskrivelse}]
    /// ```
    "earmarks-exceed-grant", "SL501", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        let Some(budget) = &project.budget else { continue };
        let Some(grant) = budget.plausible_grant() else { continue };
        let amounts = || budget.earmarks.iter().filter_map(|earmark| earmark.amount);
        let sum: u64 = amounts().map(|amount| amount.value.0).sum();
        let mut rest = grant.0;
        let too_much = amounts().find(|amount| match rest.checked_sub(amount.value.0) {
            Some(left) => {
                rest = left;
                false
            }
            None => true,
        });
        if let Some(amount) = too_much {
            let message = Message::new(text!("message")).with("sum", Kroner(sum)).with("grant", grant);
            let place = budget.grant.map(|grant| grant.span);
            sink.add(project.file(), amount.span, message).relate(project.file(), place, key!("related.grant"));
        }
    }
}
