//! `placeholder-left`: a text that a template put there and nobody has written yet.

use memchr::{memchr_iter, memchr3_iter, memmem};

use super::{Check, Sink, each_text};
use crate::{
    document::markdown::{PLACEHOLDER, hidden},
    finding::{Message, Severity, Span},
    load::{Body, Document},
    model::lifecycle::APPLIED,
};

rule! {
    /// Finds a text that a template put there and that nobody has written yet.
    ///
    /// # Why
    ///
    /// `stimulab new` leaves a comment, `<!-- placeholder: … -->`, where a person is to write. Documents leave such comments
    /// out, so nothing embarrassing is published, but the reader misses what should have stood there. `TODO`, `FYLL INN` and
    /// `Lorem ipsum` are found too. While a project has only applied, this is no more than a hint.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// <!-- placeholder: Describe the challenge. -->
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost, because filing it is slow and hard.
    /// ```
    "placeholder-left", "SL301", Warning, Check::Text(check)
}

/// Words that people leave where they mean to write more, found as whole words in just this writing.
const WORDS: [&str; 6] = ["TODO", "TBD", "FYLL INN", "FYLL UT", "SETT INN", "Lorem ipsum"];

fn check(document: Document<'_>, sink: &mut Sink<'_>) {
    let has_only_applied =
        document.project.and_then(|project| project.phase.as_ref()).is_some_and(|phase| &*phase.value == APPLIED);
    let severity = if has_only_applied { Severity::Hint } else { Severity::Warning };
    if let Body::Markdown(text) = document.body {
        let comments = if text.contains(PLACEHOLDER) { hidden(text) } else { Vec::new() };
        for span in comments.into_iter().filter(|span| text[span.start as usize..].starts_with(PLACEHOLDER)) {
            sink.add_as(severity, document.path, span, Message::new("comment"));
        }
    }
    // Most texts hold none of the words, and looking at each value of a file would cost far more.
    if !may_hold_a_word(document.text) {
        return;
    }
    each_text(document, |text, span| {
        for word in WORDS {
            for at in whole_words(text, word) {
                // The text of a YAML value may be folded, so only its whole span is sure to be right.
                let place = match document.body {
                    Body::Markdown(_) => Span::new(at, at + word.len()),
                    Body::Yaml(_) | Body::Unread => span,
                };
                sink.add_as(severity, document.path, place, Message::new("word").with("value", word));
            }
        }
    });
}

/// Returns whether one of the words is in a text; they start with few letters, and those are rare as capitals.
fn may_hold_a_word(text: &str) -> bool {
    let starts = memchr3_iter(b'T', b'F', b'S', text.as_bytes()).chain(memchr_iter(b'L', text.as_bytes()));
    starts.into_iter().any(|at| WORDS.iter().any(|word| text[at..].starts_with(word)))
}

fn whole_words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(text.as_bytes(), word).filter(move |at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_looked_for() {
        assert!(WORDS.iter().all(|word| may_hold_a_word(&format!("så {word}"))));
        assert!(!may_hold_a_word("Todo: Fyll inn"));
    }
}
