//! `national-identity-number`: a number that stands for one person.

use super::{Check, Sink};
use crate::{
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
    /// history. Found are eleven digits with a valid date and both check digits right, perhaps with a space or a hyphen after
    /// the sixth, in any text of the portfolio: comments, reports, attachments and notes, too. The number is masked wherever
    /// the program shows it.
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
    "national-identity-number", "SL601", Error, Check::Text(check)
}

fn check(document: Document<'_>, sink: &mut Sink<'_>) {
    for range in find(document.text) {
        let message = Message::new("message").with("value", masked(&document.text[range.clone()]).into_owned());
        sink.add(document.path, Span::new(range.start, range.end), message);
    }
}
