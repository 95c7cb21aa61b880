//! `gate-not-met`: a milestone without the document or approval that the gate before it asks for.

use crate::{
    finding::{Message, Severity},
    model::{
        Milestone, Phase, Portfolio, Project,
        gate::{GateItem, GatePassage, State, requirements},
        lifecycle::{course, place, place_of},
    },
    rule::{Check, Sink, Transition, rule},
};

rule! {
    /// Finds a milestone without the document or approval that the gate before it asks for.
    ///
    /// # Why
    ///
    /// A phase ends when a decision is made. The gates of the process model say which document it rests on and who approves
    /// it, and the milestone that leads on names both. What the sources do not publish is named in `unknown: [document]`,
    /// `unknown: [approved_by]` or `unknown: [milestones]`, and nobody is asked for it. Gates marked `inferred` ask for nothing.
    /// In old projects it is a warning. Where `check --since` sees that a project leaves a phase, it is an error, and
    /// `unknown: [milestones]` excuses no move that is made now.
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
    "gate-not-met", "SL404", Warning, Check::Portfolio(check), Check::Transition(check_move)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        let Some(process) = portfolio.known_process_of(project) else { continue };
        for (at, milestone) in project.milestones.iter().enumerate() {
            let (Some(phase), Some(to)) = (&milestone.phase, place_of(process, milestone)) else { continue };
            let Some(left) = to.checked_sub(1) else { continue };
            // The rule `skipped-phase` reports jumps. A move backwards passes no gate.
            let comes_from = at.checked_sub(1).map(|at| place_of(process, &project.milestones[at]));
            if comes_from.is_some_and(|from| from != Some(left)) {
                continue;
            }
            let left = course(process).nth(left);
            if let Some(message) =
                left.and_then(|left| message(project, left, Some(&milestone.value), GatePassage::Recorded))
            {
                sink.add(project.file(), phase.span, message);
            }
        }
    }
}

/// Checks the milestone of each gate that a project passed since the earlier revision.
///
/// `unknown: [milestones]` does not excuse such a move. Only the key itself does.
fn check_move(transition: &Transition<'_>, sink: &mut Sink<'_>) {
    let portfolio = transition.after.portfolio;
    for (old, new) in transition.in_both() {
        let (Some(process), Some(from), Some(to)) = (portfolio.known_process_of(new), &old.phase, &new.phase) else {
            continue;
        };
        let (Some(left), Some(now)) = (place(process, &from.value), place(process, &to.value)) else { continue };
        let milestones = new.milestones_since(&from.value);
        let last_at = |at| milestones.iter().rev().find(|known| place_of(process, known) == Some(at));
        let passed = course(process).enumerate().skip(left).take(now.saturating_sub(left));
        for (at, phase) in passed {
            // After a jump, the milestone of the phase that was reached counts for all gates.
            let milestone = last_at(at + 1).or_else(|| last_at(now));
            let span = milestone.and_then(|milestone| milestone.phase.as_ref()).unwrap_or(to).span;
            if let Some(message) = message(new, phase, milestone.map(|milestone| &milestone.value), GatePassage::Now) {
                sink.add_as(Severity::Error, new.file(), span, message);
            }
        }
    }
}

fn message(project: &Project, left: &Phase, milestone: Option<&Milestone>, passage: GatePassage) -> Option<Message> {
    // The rule `missing-document` checks whether the named file exists.
    let requirements = requirements(project, left, milestone, passage, &|_| true);
    let missing = requirements.iter().filter(|one| one.state == State::Missing).map(|one| one.item);
    let document = missing.clone().find_map(|item| if let GateItem::Document(text) = item { Some(text) } else { None });
    let approval = missing.clone().find_map(|item| if let GateItem::Approval(text) = item { Some(text) } else { None });
    let message = match (document, approval) {
        (Some(document), Some(who)) => Message::new(text!("both")).with("document", document).with("who", who),
        (Some(document), None) => Message::new(text!("document")).with("document", document),
        (None, Some(who)) => Message::new(text!("approval")).with("who", who),
        (None, None) => return None,
    };
    Some(message.with("phase", left.id.as_ref().map_or("", |id| &id.value)))
}
