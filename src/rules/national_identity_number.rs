//! `national-identity-number`: a number that stands for one person.

use crate::{
    document::{FaultKind, Span},
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
    wording::identity_number::{NumberKind, masked, numbers},
};

rule! {
    /// Finds national identity numbers: fødselsnummer, D-numbers, those that NAV and the health services give, and synthetic
    /// ones for testing.
    ///
    /// # Why
    ///
    /// A national identity number stands for one person and must never be published, and what has once been in git stays in its
    /// history. Found are eleven digits with a valid date and both check digits right, perhaps with spaces, a dash or a full
    /// stop after the sixth and within the date, and whatever letters touch them. The text is looked at as it is read: behind
    /// escapes, entities, marks of emphasis and tags, too. The month has 40 or 80 more in synthetic numbers, and 20 or 60 more
    /// in those that NAV gives; felles hjelpenummer of the health services has no date and begins with 8 or 9. Eleven digits
    /// behind a word such as `kontonummer` are a bank account. Any text of the portfolio up to 16 MB is looked at: comments,
    /// reports, attachments, notes, templates and files that nothing reads, too, and the names of files and folders;
    /// `check --history` looks at the messages of commits and tags as well. The number is masked wherever the program shows
    /// it, but for the path of a file that is named by one: without it nobody could find the file. `check --history` masks
    /// that, too. No document is made that would show one.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Kari (028290 12041) filed the first complaint.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// A woman of about thirty filed the first complaint.
    /// ```
    "national-identity-number", "SL601", Error, Check::Text(check), Check::Fault(check_name)
}

fn check(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for number in numbers(document.text) {
        let key = match number.kind {
            NumberKind::National => text!("message"),
            NumberKind::Substitute => text!("substitute"),
        };
        let place = Span::new(number.range.start, number.range.end);
        sink.add(document.path, place, Message::new(key).with("value", number.masked));
    }
}

fn check_name(fault: &FaultKind) -> Option<Message> {
    let FaultKind::NumberInName { name } = fault else { return None };
    Some(Message::new(text!("name")).with("value", masked(name).into_owned()))
}
