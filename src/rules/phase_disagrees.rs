//! `phase-disagrees`: a phase that is not that of the last milestone.

use crate::{
    date::Date,
    finding::{Message, Severity},
    model::{
        Portfolio, Process, Project, STOPPED,
        lifecycle::{disorders, place},
    },
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a project whose phase is not that of its last milestone.
    ///
    /// # Why
    ///
    /// Both say where the project is. When it moves on, the phase is changed and a milestone added, and one of the two is
    /// easily forgotten. A phase that lies behind the last milestone cannot be right, which is an error; one that lies ahead of it
    /// lacks a milestone, which is a warning, and none where `unknown: [milestones]` says that the sources do not publish it.
    /// Milestones in the future do not count, unless the phase is theirs: then it is their date that is wrong.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: selected
    /// milestones:
    ///   - {phase: selected}
    ///   - {phase: procurement}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: procurement
    /// milestones:
    ///   - {phase: selected}
    ///   - {phase: procurement}
    /// ```
    "phase-disagrees", "SL402", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        let Some(process) = portfolio.known_process_of(project) else { continue };
        if let Some((severity, message)) = disagreement(project, process, sink.today) {
            sink.add_as(severity, project.file(), project.phase.as_ref().map(|phase| phase.span), message);
        }
    }
}

fn disagreement(project: &Project, process: &Process, today: Option<Date>) -> Option<(Severity, Message)> {
    let phase = &*project.phase.as_ref()?.value;
    let is_planned = |on: Date| today.is_some_and(|today| today.is_before(on));
    let mut past = project.milestones.iter().filter(|milestone| !milestone.on.is_some_and(|on| is_planned(*on)));
    let last = &*past.next_back()?.phase.as_ref()?.value;
    let planned = project.milestones.last().and_then(|milestone| milestone.phase.as_ref());
    let is_planned = planned.is_some_and(|planned| &*planned.value == phase);
    // Without the right order, the last milestone is not known.
    if phase == last || is_planned || !disorders(project, process).is_empty() {
        return None;
    }
    let is_ahead = match (place(process, phase), place(process, last)) {
        (Some(phase), Some(last)) => phase > last,
        (None, Some(_)) if phase == STOPPED => true,
        (Some(_), None) if last == STOPPED => false,
        _ => return None,
    };
    let with = |message: Message| message.with("phase", phase).with("last", last);
    match is_ahead {
        true if project.is_unpublished("milestones") => None,
        true => Some((Severity::Warning, with(Message::new(text!("ahead"))))),
        false => Some((Severity::Error, with(Message::new(text!("behind"))))),
    }
}
