//! `illegal-transition`: a change of phase that the process model does not allow.

use crate::{
    document::At,
    finding::{Arg, Message},
    model::{
        COMPLETED, Milestone, Process, Project, STOPPED,
        lifecycle::{course, place},
    },
    rule::{Check, Sink, Transition, rule},
};

rule! {
    /// Finds a change of phase that the process model does not allow.
    ///
    /// # Why
    ///
    /// A project moves from phase to phase in the order of its process model, and may stop anywhere before its end. Who moves
    /// it over several phases at once adds a milestone for each; who moves it back, or takes a stopped project up again, says
    /// why in the `reason` of the milestone; who takes up another process model begins with its first phase or says why. The
    /// rule compares two revisions: it looks only where `check --since` names the one
    /// before.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # before: 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: develop
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
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
    ///   - {phase: diagnose, reason: The users' problem turned out to be another.}
    /// ```
    "illegal-transition", "SL408", Error, Check::Transition(check)
}

fn check(transition: &Transition<'_>, sink: &mut Sink<'_>) {
    let portfolio = transition.after.portfolio;
    for (old, new) in transition.in_both() {
        let (Some(process), Some(from)) = (portfolio.known_process_of(new), &old.phase) else { continue };
        let Some(to) = &new.phase else {
            if !new.is_broken && !new.is_unpublished("phase") && !new.unread.iter().any(|key| &**key == "phase") {
                sink.add(new.file(), new.head, Message::new(text!("gone")).with("from", &*from.value));
            }
            continue;
        };
        let earlier = transition.before.portfolio.known_process_of(old);
        if let Some(message) = check_move(process, earlier, new, from, to) {
            sink.add(new.file(), to.span, message.with("from", &*from.value).with("to", &*to.value));
        }
    }
}

/// Checks a change of phase.
fn check_move(
    process: &Process,
    earlier: Option<&Process>,
    project: &Project,
    from: &str,
    to: &str,
) -> Option<Message> {
    // Only the reason of this move counts, not of an earlier one.
    let is_of_move = |milestone: &&At<Milestone>| milestone.phase.as_ref().is_some_and(|phase| &*phase.value == to);
    let mut moves = project.milestones_since(from).iter().filter(is_of_move);
    if from == to || moves.next_back().is_some_and(|last| last.reason.is_some()) {
        return None;
    }
    if from == STOPPED || to == STOPPED {
        return (from == STOPPED || from == COMPLETED).then(|| Message::new(text!("ended")));
    }
    let Some(left) = place(process, from) else {
        // A phase that neither process model has is not a valid phase.
        let is_switched = earlier.is_some_and(|earlier| place(earlier, from).is_some());
        let first = process.phases.first().and_then(|phase| phase.id.as_ref())?;
        let is_wrong = is_switched && &*first.value != to && place(process, to).is_some();
        return is_wrong
            .then(|| Message::new(text!("switched")).with("process", &*process.id).with("first", &*first.value));
    };
    let (from, to) = (left, place(process, to)?);
    if to < from {
        return Some(Message::new(text!("back")));
    }
    let has =
        |id: &str| project.milestones.iter().any(|known| known.phase.as_ref().is_some_and(|phase| &*phase.value == id));
    let between = course(process).skip(from + 1).take(to - from - 1).filter_map(|phase| phase.id.as_ref());
    let skipped: Vec<String> = between.map(|id| id.value.to_string()).filter(|id| !has(id)).collect();
    (!skipped.is_empty()).then(|| Message::new(text!("jump")).with("skipped", Arg::AllOf(skipped)))
}
