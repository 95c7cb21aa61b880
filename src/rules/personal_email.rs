//! `personal-email`: an address that belongs to a person.

use super::{Check, Sink};
use crate::{
    finding::{Message, Span},
    load::Document,
    wording::email::find,
};

rule! {
    /// Finds addresses of electronic mail that belong to a person.
    ///
    /// # Why
    ///
    /// People change jobs, but an address stays in the history of git. One that belongs to a function, such as `post@` or
    /// `servicetorg@`, is answered by whoever has the task. Found are addresses of two or more names, such as
    /// `kari.nordmann@`, and of a common first name alone. What may be a function or a department is let be.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// contact: {name: Kari Nordmann, email: kari.nordmann@arkivverket.no}
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
    /// contact: {name: Kari Nordmann, email: post@arkivverket.no}
    /// ```
    "personal-email", "SL603", Warning, Check::Text(check)
}

fn check(document: Document<'_>, sink: &mut Sink<'_>) {
    for range in find(document.text) {
        let message = Message::new("message").with("value", &document.text[range.clone()]);
        sink.add(document.path, Span::new(range.start, range.end), message);
    }
}
