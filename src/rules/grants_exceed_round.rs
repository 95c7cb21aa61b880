//! `grants-exceed-round`: projects of a round that got more than the round gave.

use crate::{
    finding::Message,
    model::{APPLIED, Kroner, Portfolio, Project, Round},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a round whose projects got more than it gave in all.
    ///
    /// # Why
    ///
    /// The total of a round is published, and so are the grants of some projects. They are added up only where every part is
    /// known: every selected project is there, as `selected` says, and each has a grant. A published total is often rounded, so
    /// half of its last digit, and never more than 50 000 kroner, is forgiven. Projects that have only applied are not counted.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// selected: 1
    /// grant_total: 1800000
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: selected
    /// budget: {grant: 2500000}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// selected: 1
    /// grant_total: 2500000
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: selected
    /// budget: {grant: 2500000}
    /// ```
    "grants-exceed-round", "SL502", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for round in &portfolio.rounds {
        let Some(total) = round.grant_total.filter(|total| total.value >= Round::LEAST_TOTAL) else { continue };
        let counted = || portfolio.projects_in(round).filter(|project| !has_only_applied(project));
        let count = counted().count();
        if round.selected.is_some_and(|selected| selected.value as usize != count) {
            continue;
        }
        let grants: Option<Vec<u64>> = counted().map(grant).collect();
        let Some(sum) = grants.map(|grants| grants.iter().sum::<u64>()) else { continue };
        if sum > total.value.0 + rounding(total.value) {
            let message = Message::new(text!("message")).with("sum", Kroner(sum)).with("total", total.value);
            sink.add(round.file(), total.span, message.with("count", count.to_string()));
        }
    }
}

fn has_only_applied(project: &Project) -> bool {
    project.phase.as_ref().is_some_and(|phase| &*phase.value == APPLIED)
}

fn grant(project: &Project) -> Option<u64> {
    project.budget.as_ref().and_then(|budget| budget.plausible_grant()).map(|grant| grant.0)
}

/// Returns the largest rounding error of an amount, from its last digit that is not zero: 50 000 for 18 800 000.
fn rounding(amount: Kroner) -> u64 {
    const MOST: u64 = 100_000;
    let mut unit = 1;
    while unit < MOST && amount.0.is_multiple_of(unit * 10) {
        unit *= 10;
    }
    unit / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_totals_are_rounded() {
        assert_eq!(
            [18_800_000, 20_000_000, 18_812_000, 18_812_345].map(|total| rounding(Kroner(total))),
            [50_000, 50_000, 500, 0]
        );
    }
}
