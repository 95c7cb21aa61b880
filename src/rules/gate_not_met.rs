//! `gate-not-met`: a milestone without the document or approval that the gate before it asks for.

use super::{Check, Sink};
use crate::{
    finding::Message,
    model::{
        Milestone, Phase, Portfolio, Project,
        lifecycle::{course, place_of},
    },
};

rule! {
    /// Finds a milestone without the document or approval that the gate before it asks for.
    ///
    /// # Why
    ///
    /// A phase ends when a decision is made. The gates of the process model say which document it rests on and who approves
    /// it, and the milestone that leads on names both. What the sources do not publish is named in `unknown: [document]`,
    /// `unknown: [approved_by]` or `unknown: [milestones]`, and nobody is asked for it. Gates marked `inferred` ask for nothing.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: explore
    /// milestones:
    ///   - {phase: diagnose}
    ///   - {phase: explore}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: explore
    /// milestones:
    ///   - {phase: diagnose}
    ///   - {phase: explore, document: documents/endringsbilag.md, approved_by: styringsgruppen}
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/documents/endringsbilag.md -->
    /// What the project is to do from now on.
    /// ```
    "gate-not-met", "SL404", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in portfolio.projects.iter().filter(|project| !project.is_unpublished("milestones")) {
        let Some(process) = portfolio.known_process_of(project) else { continue };
        for (at, milestone) in project.milestones.iter().enumerate() {
            let (Some(phase), Some(to)) = (&milestone.phase, place_of(process, milestone)) else { continue };
            let Some(left) = to.checked_sub(1) else { continue };
            // A jump over a phase is another rule's; going back passes no gate.
            let comes_from = at.checked_sub(1).map(|at| place_of(process, &project.milestones[at]));
            if comes_from.is_some_and(|from| from != Some(left)) {
                continue;
            }
            if let Some(message) = course(process).nth(left).and_then(|left| message(project, milestone, left)) {
                sink.add(project.file(), phase.span, message);
            }
        }
    }
}

fn message(project: &Project, milestone: &Milestone, left: &Phase) -> Option<Message> {
    let gate = left.gate.as_ref().filter(|gate| gate.inferred != Some(true))?;
    let is_asked = |key: &str| !project.is_unpublished(key);
    let document = gate.document.as_ref().filter(|_| milestone.document.is_none() && is_asked("milestones.document"));
    let approval =
        gate.approved_by.as_ref().filter(|_| milestone.approved_by.is_none() && is_asked("milestones.approved_by"));
    let message = match (document, approval) {
        (Some(document), Some(who)) => Message::new("both").with("document", document).with("who", who),
        (Some(document), None) => Message::new("document").with("document", document),
        (None, Some(who)) => Message::new("approval").with("who", who),
        (None, None) => return None,
    };
    Some(message.with("phase", left.id.as_ref().map_or("", |id| &id.value)))
}
