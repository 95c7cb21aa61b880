//! `skipped-phase`: two milestones that jump over a phase.

use crate::{
    finding::{Arg, Message},
    model::{
        Portfolio, Process, Project,
        lifecycle::{course, place_of},
    },
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds two milestones that follow each other and jump over a phase.
    ///
    /// # Why
    ///
    /// Each phase ends at a gate, and a jump hides whether the project passed it. Where a phase began on an unknown day, its
    /// milestone stands without a date. A project that really went past a phase says why in `reason`. What the
    /// sources do not publish is named in `unknown: [milestones]`, and nothing is said.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// milestones:
    ///   - {phase: selected}
    ///   - {phase: diagnose}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// milestones:
    ///   - {phase: selected}
    ///   - {phase: procurement}
    ///   - {phase: diagnose}
    /// ```
    "skipped-phase", "SL403", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in portfolio.projects.iter().filter(|project| !project.is_unpublished("milestones")) {
        let Some(process) = portfolio.known_process_of(project) else { continue };
        for pair in project.milestones.windows(2) {
            let (Some(before), Some(phase), None) = (&pair[0].phase, &pair[1].phase, &pair[1].reason) else { continue };
            let (Some(from), Some(to)) = (place_of(process, &pair[0]), place_of(process, &pair[1])) else { continue };
            let skipped = unmentioned(project, process, from + 1..to);
            if !skipped.is_empty() {
                let message = Message::new(text!("message")).with("from", &*before.value).with("value", &*phase.value);
                let message = message.with("skipped", Arg::AllOf(skipped));
                sink.add(project.file(), phase.span, message);
            }
        }
    }
}

/// Lists the phases of a range that have no milestone, in order.
fn unmentioned(project: &Project, process: &Process, range: std::ops::Range<usize>) -> Vec<String> {
    let ids = course(process).skip(range.start).take(range.len()).filter_map(|phase| phase.id.as_ref());
    let has =
        |id: &str| project.milestones.iter().any(|known| known.phase.as_ref().is_some_and(|known| &*known.value == id));
    ids.map(|id| id.value.to_string()).filter(|id| !has(id)).collect()
}
