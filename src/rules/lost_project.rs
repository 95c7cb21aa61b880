//! `lost-project`: a project that was there before the change.

use crate::{
    finding::{Message, Severity},
    rule::{Check, Sink, Transition, rule},
};

rule! {
    /// Finds a project that another revision had, and that is gone or has another folder now.
    ///
    /// # Why
    ///
    /// A project that is gone is in no list, no sum and no document, and links to it lead nowhere. What was supported stays in
    /// the portfolio: a project that ended is `stopped` or `completed`, and one that was never supported is `rejected`. A
    /// project that moved names its old folder in `former_ids`, so that old links find it; `stimulab rename` writes that. The
    /// rule looks only at changes, with `check --since`.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # before: 2019/gjeldsfloka/project.yaml
    /// title: Gjeldsfloka
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    ///
    /// ```yaml
    /// # gone: 2019/gjeldsfloka/project.yaml
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/gjeldsfloka/project.yaml
    /// title: Gjeldsfloka
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    "lost-project", "SL411", Warning, Check::Transition(check)
}

fn check(transition: &Transition<'_>, sink: &mut Sink<'_>) {
    for pair in &transition.pairs {
        let Some(old) = pair.before else { continue };
        let Some(new) = pair.after else {
            sink.add(old.file(), None, Message::new(text!("gone")).with("id", old.id.to_string()));
            continue;
        };
        let is_named = || new.former_ids.iter().any(|former| former.value == old.id);
        if old.id != new.id && !is_named() {
            let message = Message::new(text!("moved")).with("id", old.id.to_string()).with("new", new.id.to_string());
            sink.add_as(Severity::Hint, new.file(), new.head, message);
        }
    }
}
