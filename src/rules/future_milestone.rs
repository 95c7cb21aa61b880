//! `future-milestone`: a milestone after today.

use crate::{
    finding::Message,
    model::Portfolio,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a milestone that is dated after today.
    ///
    /// # Why
    ///
    /// A milestone tells what has happened: the phase that began, and when. A date to come is a plan, or the year is wrong.
    /// Where the date is known in part only and may have been, such as this month or this year, nothing is said.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: completed
    /// milestones:
    ///   - {phase: completed, on: 2120-12-01}
    /// unknown: [milestones]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: completed
    /// milestones:
    ///   - {phase: completed, on: 2020-12-01}
    /// unknown: [milestones]
    /// ```
    "future-milestone", "SL405", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let Some(today) = sink.today else { return };
    for project in &portfolio.projects {
        for on in project.milestones.iter().filter_map(|milestone| milestone.on) {
            if today.is_before(on.value) {
                let message =
                    Message::new(text!("message")).with("value", on.to_string()).with("today", today.to_string());
                sink.add(project.file(), on.span, message);
            }
        }
    }
}
