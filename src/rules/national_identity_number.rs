//! `national-identity-number`: a number that stands for one person.

use super::{Check, Sink};
use crate::{
    document::FaultKind,
    finding::{Message, Span},
    load::Document,
    wording::identity::{find, masked},
};

rule! {
    /// Finds national identity numbers: fødselsnummer, D-numbers and synthetic ones for testing.
    ///
    /// # Why
    ///
    /// A national identity number stands for one person and must never be published, and what has once been in git stays in its
    /// history. Found are eleven digits with a valid date and both check digits right, perhaps with a space, a hyphen or a full
    /// stop after the sixth and within the date, and whatever letters touch them, in any text of the portfolio up to 16 MB:
    /// comments, reports, attachments, notes, templates and files that nothing reads, too, and in the names of files and
    /// folders. The number is masked wherever the program shows it, but for the path of a file that is named by one: without
    /// it nobody could find the file. `check --history` masks that, too.
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

fn check(document: Document<'_>, sink: &mut Sink<'_>) {
    for range in find(document.text) {
        let message = Message::new("message").with("value", masked(&document.text[range.clone()]).into_owned());
        sink.add(document.path, Span::new(range.start, range.end), message);
    }
}

fn check_name(fault: &FaultKind) -> Option<Message> {
    let FaultKind::NumberInName { name } = fault else { return None };
    Some(Message::new("name").with("value", masked(name).into_owned()))
}
