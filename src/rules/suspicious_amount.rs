//! `suspicious-amount`: an amount so small that thousands or millions of kroner were meant.

use crate::{
    document::At,
    finding::Message,
    model::{Budget, Kroner, Portfolio, Round},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds an amount of nothing, or one so small that thousands or millions of kroner were meant.
    ///
    /// # Why
    ///
    /// Spreadsheets and reports often count in thousands, and `2500` is easily copied where 2 500 000 is meant. What is unknown
    /// is left out, not nought: a grant of 0 would count in every sum. Looked at are grants below 10 000 kroner, totals of a
    /// round below 100 000, earmarks and own funding below 1 000. Own funding and what is spent may be nothing.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget: {grant: 2500}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// budget: {grant: 2500000}
    /// ```
    "suspicious-amount", "SL506", Warning, Check::Portfolio(check)
}

/// The smallest plausible earmark or own funding.
const LEAST_PART: Kroner = Kroner(1_000);

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        let Some(budget) = &project.budget else { continue };
        let earmarks = budget.earmarks.iter().filter_map(|earmark| earmark.amount);
        let own = budget.own_funding.filter(|own| own.value != Kroner(0));
        let parts = earmarks.chain(own).map(|amount| (amount, LEAST_PART));
        for (amount, least) in budget.grant.map(|grant| (grant, Budget::LEAST_GRANT)).into_iter().chain(parts) {
            check_amount(amount, least, || project.file(), sink);
        }
    }
    for round in &portfolio.rounds {
        if let Some(total) = round.grant_total {
            check_amount(total, Round::LEAST_TOTAL, || round.file(), sink);
        }
    }
}

fn check_amount(amount: At<Kroner>, least: Kroner, file: impl Fn() -> String, sink: &mut Sink<'_>) {
    let message = match amount.value {
        Kroner(0) => Message::new(text!("nothing")),
        small if small < least => {
            Message::new(text!("small")).with("value", small).with("thousands", Kroner(small.0 * 1_000))
        }
        _ => return,
    };
    sink.add(file(), amount.span, message);
}
