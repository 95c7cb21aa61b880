//! `own-funding-missing`: a project without own funding in a round that asks for it.

use crate::{
    finding::Message,
    model::{APPLIED, Kroner, Portfolio, Project, STOPPED},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a project without own funding in a round that asks for it.
    ///
    /// # Why
    ///
    /// Some rounds ask owners to put in money of their own: `own_funding: true` below `requires` in `round.yaml`. No other round is
    /// touched, and neither are projects that have only applied or were stopped. Where the sources do not publish the amount,
    /// `unknown: [own_funding]` says so.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// requires: {own_funding: true}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: selected
    /// budget: {grant: 1500000}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// requires: {own_funding: true}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: selected
    /// budget: {grant: 1500000, own_funding: 1200000}
    /// ```
    "own-funding-missing", "SL504", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for round in &portfolio.rounds {
        if round.requires.as_ref().and_then(|requires| requires.own_funding) != Some(true) {
            continue;
        }
        for project in portfolio.projects_in(round).filter(|project| is_asked(project)) {
            let budget = project.budget.as_ref();
            match budget.and_then(|budget| budget.own_funding) {
                Some(own) if own.value == Kroner(0) => {
                    let message = Message::new(text!("nothing")).with("year", round.year.to_string());
                    sink.add(project.file(), own.span, message);
                }
                Some(_) => {}
                None => {
                    let place = budget.and_then(|budget| budget.grant).map_or(project.head, |grant| grant.span);
                    let message = Message::new(text!("message")).with("year", round.year.to_string());
                    sink.add(project.file(), place, message);
                }
            }
        }
    }
}

fn is_asked(project: &Project) -> bool {
    let is_in = project.phase.as_ref().is_some_and(|phase| ![APPLIED, STOPPED].contains(&&*phase.value));
    let is_unread = project.unread.iter().any(|key| &**key == "budget");
    is_in && !is_unread && !project.is_broken && !project.is_unpublished("budget.own_funding")
}
