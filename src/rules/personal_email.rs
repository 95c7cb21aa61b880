//! `personal-email`: an address that belongs to a person.

use crate::{
    document::Span,
    finding::{Message, Severity},
    load::InspectedDocument,
    rule::{Check, Sink, rule},
    wording::personal_email::{Owner, find},
};

rule! {
    /// Finds addresses of electronic mail that belong to a person.
    ///
    /// # Why
    ///
    /// People change jobs, but an address stays in the history of git. One that belongs to a function, such as `post@` or
    /// `servicetorg@`, is answered by whoever has the task. Found are addresses of two or more names, such as
    /// `kari.nordmann@`, and of a common first name alone, also behind escapes, entities and marks of emphasis. Where no name
    /// that people have is among the words, it is only a hint that the address may be a person's. Functions, departments,
    /// teams, mailing lists and programs are let be.
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

fn check(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for address in find(document.text) {
        let (severity, key) = match address.owner {
            Owner::Person => (Severity::Warning, text!("message")),
            Owner::Perhaps => (Severity::Hint, text!("perhaps")),
        };
        let place = Span::new(address.range.start, address.range.end);
        sink.add_as(severity, document.path, place, Message::new(key).with("value", address.read));
    }
}
