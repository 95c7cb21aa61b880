//! `history-rewritten`: milestones that were removed or changed.

use crate::{
    date::Date,
    document::At,
    finding::{Message, Severity},
    history::pair_items,
    model::{Milestone, Project, Text},
    rule::{Check, Sink, Transition, rule},
};

rule! {
    /// Finds milestones that were removed or changed.
    ///
    /// # Why
    ///
    /// Milestones are the memory of a project: when each phase began, and who approved it. They are added, filled in and made
    /// more exact (`2020` becomes `2020-02-11`), but not taken out. A milestone that is gone is an error. One that has
    /// another date, document or approval than before is a warning: it may be a correction, and a comment
    /// `# stimulab: allow(history-rewritten) why` says so. The rule compares two revisions: it looks only where `check --since`
    /// names the one before.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # before: 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: procurement
    /// milestones:
    ///   - {phase: selected, on: 2026-03}
    ///   - {phase: procurement, on: 2026-04}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: procurement
    /// milestones:
    ///   - {phase: procurement, on: 2026-04}
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
    ///   - {phase: selected, on: 2026-03-18}
    ///   - {phase: procurement, on: 2026-04}
    /// ```
    "history-rewritten", "SL410", Error, Check::Transition(check)
}

fn check(transition: &Transition<'_>, sink: &mut Sink<'_>) {
    for (old, new) in transition.in_both() {
        // An unreadable value was not removed.
        if new.is_broken || new.unread.iter().any(|key| &**key == "milestones") {
            continue;
        }
        let (olds, news) = (with_phases(&old.milestones), with_phases(&new.milestones));
        for ((milestone, (phase, _)), now) in
            old.milestones.iter().zip(&olds).zip(pair_items(&olds, &news, |old, new| {
                old.0.zip(new.0).is_some_and(|(old, new)| is_same_day(old, new))
            }))
        {
            let Some(phase) = *phase else { continue };
            match now {
                Some(at) => check_milestone(milestone, &new.milestones[at], phase, new, sink),
                None => {
                    let span = transition.span_of(&new.file(), "milestones").unwrap_or(new.head);
                    let message =
                        Message::new(if milestone.on.is_some() { text!("gone-dated") } else { text!("gone") });
                    let on = milestone.on.map(|on| on.value.to_string()).unwrap_or_default();
                    sink.add(new.file(), span, message.with("phase", phase).with("on", on));
                }
            }
        }
    }
}

/// The data of a milestone without its phase: date, document, approval and reason.
type MilestoneData<'m> = (Option<Date>, Option<&'m str>, Option<&'m Text>, Option<&'m Text>);

/// Lists milestones with their phases. A phase may occur several times.
fn with_phases(milestones: &[At<Milestone>]) -> Vec<(Option<&str>, MilestoneData<'_>)> {
    milestones.iter().map(|milestone| (milestone.phase.as_ref().map(|phase| &*phase.value), data(milestone))).collect()
}

fn data(milestone: &Milestone) -> MilestoneData<'_> {
    let document = milestone.document.as_ref().map(|document| &*document.value);
    (milestone.on.map(|on| on.value), document, milestone.approved_by.as_ref(), milestone.reason.as_ref())
}

fn check_milestone(old: &Milestone, new: &At<Milestone>, phase: &str, project: &Project, sink: &mut Sink<'_>) {
    let mut add = |key: &str, before: String| {
        let message = Message::new(text!("changed")).with("phase", phase).with("key", key).with("before", before);
        sink.add_as(Severity::Warning, project.file(), new.span, message);
    };
    if let Some(on) = old.on
        && new.on.is_none_or(|now| !is_same_day(on.value, now.value))
    {
        add("on", on.value.to_string());
    }
    if let Some(document) = &old.document
        && new.document.as_ref().is_none_or(|now| now.value != document.value)
    {
        add("document", document.value.to_string());
    }
    if let Some(who) = &old.approved_by
        && new.approved_by.as_ref().is_none_or(|now| now != who)
    {
        add("approved_by", who.wordings().next().unwrap_or_default().to_owned());
    }
    if let Some(reason) = old.reason.as_ref().filter(|_| new.reason.is_none()) {
        add("reason", reason.wordings().next().unwrap_or_default().to_owned());
    }
}

/// Returns whether a date is the same as before, or more exact.
fn is_same_day(before: Date, now: Date) -> bool {
    now.to_string().starts_with(&before.to_string())
}
