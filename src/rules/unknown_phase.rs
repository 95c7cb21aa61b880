//! `unknown-phase`: a phase that the project's process model does not have.

use crate::{
    document::written,
    finding::{Arg, Fix, Message},
    model::{
        Portfolio, Process, STOPPED, Text, id_named,
        lifecycle::{course, lifecycle},
    },
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
                let named = id_named(phase, names(process));
                let finding = sink.add(project.file(), phase.span, message(process, phase, named));
                finding.fix = named.map(|id| Fix::new(phase.span, written(id)));
            }
        }
    }
}

fn ids(process: &Process) -> impl Iterator<Item = &str> {
    course(process).filter_map(|phase| phase.id.as_ref()).map(|id| &*id.value).chain([STOPPED])
}

/// Lists the names of the phases and of their steps, each with the id of its phase.
fn names(process: &Process) -> impl Iterator<Item = (&str, &Text)> {
    let stopped = lifecycle().phases.iter().filter(|phase| phase.id.as_ref().is_some_and(|id| &*id.value == STOPPED));
    course(process).chain(stopped).flat_map(|phase| {
        let steps = phase.steps.iter().filter_map(|step| step.name.as_ref());
        let names = phase.name.iter().chain(steps);
        phase.id.iter().flat_map(move |id| names.clone().map(|name| (&*id.value, name)))
    })
}

fn message(process: &Process, phase: &str, named: Option<&str>) -> Message {
    let near_name = || {
        let all: Vec<_> = names(process).flat_map(|(id, name)| name.wordings().map(move |name| (name, id))).collect();
        let near = closest(phase, all.iter().map(|(name, _)| *name))?;
        all.iter().find(|(name, _)| *name == near).map(|(_, id)| *id)
    };
    match named.or_else(|| closest(phase, ids(process))).or_else(near_name) {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => Message::new(text!("message")),
    }
    .with("value", phase)
    .with("process", &*process.id)
    .with("known", Arg::AllOf(ids(process).map(str::to_owned).collect()))
}
