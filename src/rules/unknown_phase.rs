//! `unknown-phase`: a phase that the project's process model does not have.

use crate::{
    finding::{Arg, Message},
    model::{Portfolio, Process, STOPPED, lifecycle::course},
    rule::{Check, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds a phase that the project's process model does not have.
    ///
    /// # Why
    ///
    /// Where a project is decides what it must have in place and on which page it shows. Every project goes from `applied`
    /// over `selected` and `procurement` through the phases of its process model to `completed`; it may be `stopped` from
    /// anywhere.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: aplied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "unknown-phase", "SL203", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        let Some(process) = portfolio.known_process_of(project) else { continue };
        let milestones = project.milestones.iter().filter_map(|milestone| milestone.phase.as_ref());
        for phase in project.phase.iter().chain(milestones) {
            if !ids(process).any(|id| id == &*phase.value) {
                sink.add(project.file(), phase.span, message(process, phase));
            }
        }
    }
}

fn ids(process: &Process) -> impl Iterator<Item = &str> {
    course(process).filter_map(|phase| phase.id.as_ref()).map(|id| &*id.value).chain([STOPPED])
}

fn message(process: &Process, phase: &str) -> Message {
    match closest(phase, ids(process)) {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => Message::new(text!("message")),
    }
    .with("value", phase)
    .with("process", &*process.id)
    .with("known", Arg::AllOf(ids(process).map(str::to_owned).collect()))
}
