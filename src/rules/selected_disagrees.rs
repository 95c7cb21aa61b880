//! `selected-disagrees`: a number of selected projects that cannot be right.

use crate::{
    finding::{Arg, Message},
    model::{APPLIED, Portfolio, Project, STOPPED},
    plural,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a round that says it selected fewer projects than there are, or more than applied.
    ///
    /// # Why
    ///
    /// The announcement says how many projects were selected out of how many applications. Projects that have only applied or
    /// were stopped are not counted, and fewer projects than selected is no fault: not all of them have to be known.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// applications: 7
    /// selected: 38
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/round.yaml
    /// applications: 38
    /// selected: 7
    /// ```
    "selected-disagrees", "SL407", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for round in &portfolio.rounds {
        let Some(selected) = round.selected else { continue };
        let count = portfolio.projects_in(round).filter(|project| was_surely_selected(project)).count();
        if count > selected.value as usize {
            let message = Message::new(text!("message"))
                .with("count", count.to_string())
                .with("value", Arg::Counted(plural!("counted.projects"), selected.value as usize));
            sink.add(round.file(), selected.span, message);
        }
        if let Some(applications) = round.applications.filter(|applications| applications.value < selected.value) {
            let message = Message::new(text!("applications"))
                .with("count", Arg::Counted(plural!("counted.applications"), applications.value as usize))
                .with("value", Arg::Counted(plural!("counted.projects"), selected.value as usize));
            sink.add(round.file(), applications.span, message);
        }
    }
}

fn was_surely_selected(project: &Project) -> bool {
    project.phase.as_ref().is_some_and(|phase| ![APPLIED, STOPPED].contains(&&*phase.value))
}
