//! `milestones-out-of-order`: milestones that do not stand oldest first.

use crate::{
    finding::{Message, Severity},
    model::{
        Milestone, Portfolio,
        lifecycle::{Disorder, disorders},
    },
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds milestones that do not stand oldest first, or go back to an earlier phase and do not say why.
    ///
    /// # Why
    ///
    /// The last milestone says where a project is, and the way between two says how long a phase took. Dates known in part are
    /// compared fairly: `2020` and `2020-02` are never out of order. A project that really went back to an earlier phase says
    /// why in `reason`.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: procurement
    /// milestones:
    ///   - {phase: selected, on: 2020-03}
    ///   - {phase: procurement, on: 2020-01}
    /// unknown: [milestones]
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
    ///   - {phase: selected, on: 2019-12}
    ///   - {phase: procurement, on: 2020-01}
    /// unknown: [milestones]
    /// ```
    "milestones-out-of-order", "SL401", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        let Some(process) = portfolio.known_process_of(project) else { continue };
        for (milestone, before, why) in disorders(project, process) {
            match why {
                Disorder::Dated(on) => {
                    let date = before.on.map(|on| on.to_string()).unwrap_or_default();
                    let message = Message::new(text!("dated")).with("value", on.to_string()).with("other", date);
                    sink.add(project.file(), on.span, message);
                }
                Disorder::Back => {
                    let Some(phase) = &milestone.phase else { continue };
                    let message =
                        Message::new(text!("back")).with("value", &*phase.value).with("other", phase_of(before));
                    sink.add_as(Severity::Warning, project.file(), phase.span, message);
                }
            }
        }
    }
}

fn phase_of(milestone: &Milestone) -> &str {
    milestone.phase.as_ref().map_or("", |phase| &phase.value)
}
