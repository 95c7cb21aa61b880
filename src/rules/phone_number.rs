//! `phone-number`: a telephone number that may be a person's.

use crate::{
    document::Span,
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
    wording::phone_number::find,
};

rule! {
    /// Finds Norwegian telephone numbers.
    ///
    /// # Why
    ///
    /// A telephone number belongs to a person, becomes wrong when the person changes jobs, and stays in the history of git. The
    /// organisation's own address is better. Found are `12 34 56 78` and `123 45 678` with or without `+47`, and eight digits
    /// in a row behind `+47` or a word such as `tlf`, also behind escapes, entities and marks of emphasis. Numbers that start
    /// with 80, 81 or 82 belong to no person.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Call Kari on 412 34 567.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Write to post@arkivverket.no.
    /// ```
    "phone-number", "SL602", Warning, Check::Text(check)
}

fn check(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for (range, read) in find(document.text) {
        // A number may continue in the next line.
        let number = read.split_whitespace().collect::<Vec<_>>().join(" ");
        sink.add(
            document.path,
            Span::new(range.start, range.end),
            Message::new(text!("message")).with("value", number),
        );
    }
}
