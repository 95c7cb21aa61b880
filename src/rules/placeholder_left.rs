//! `placeholder-left`: a text that a template put there and nobody has written yet.

use comrak::{Arena, Node, nodes::NodeValue};
use memchr::{memchr_iter, memchr3_iter, memmem};

use crate::{
    document::{Markdown, Span, hidden_text::hidden, markdown::PLACEHOLDER, words_of},
    finding::{Message, Severity},
    load::{DocumentBody, InspectedDocument},
    model::APPLIED,
    rule::{Check, Sink, each_text, rule},
};

rule! {
    /// Finds a text that a template put there and that nobody has written yet.
    ///
    /// # Why
    ///
    /// `stimulab new` leaves a comment, `<!-- placeholder: … -->`, where a person is to write. Documents leave such comments
    /// out, so nothing embarrassing is published, but the reader misses what should have stood there. `TODO`, `FYLL INN` and
    /// `Lorem ipsum` are found too, but not in code, in quotation marks, in names of files, and where a table explains them or
    /// says how far tasks are. While a project has only applied, this is no more than a hint.
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

/// Words that mark unwritten text. They are found as whole words, in exactly this form.
const WORDS: [&str; 6] = ["TODO", "TBD", "FYLL INN", "FYLL UT", "SETT INN", "Lorem ipsum"];

fn check(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let has_only_applied =
        document.project.and_then(|project| project.phase.as_ref()).is_some_and(|phase| &*phase.value == APPLIED);
    let severity = if has_only_applied { Severity::Hint } else { Severity::Warning };
    if let DocumentBody::Markdown(text) = document.body {
        let comments = if text.contains(PLACEHOLDER) { hidden(text) } else { Vec::new() };
        for span in comments.into_iter().filter(|span| text[span.start as usize..].starts_with(PLACEHOLDER)) {
            sink.add_as(severity, document.path, span, Message::new(text!("comment")));
        }
    }
    if !may_hold_word(document.text) {
        return;
    }
    let DocumentBody::Markdown(text) = document.body else {
        // A YAML value may be folded, so the finding gets the span of the whole value.
        each_text(document, |text, span| {
            for (_, word) in find_words(text).filter(|(at, _)| !is_in_backticks(text, *at)) {
                sink.add_as(severity, document.path, span, Message::new(text!("word")).with("value", word));
            }
        });
        return;
    };
    let found: Vec<_> = find_words(text).collect();
    if found.is_empty() {
        return;
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let (code, terms) = (markdown.code_spans(), terms(&markdown));
    for (at, word) in found {
        let is_term = Span::covering(&code, at).or_else(|| Span::covering(&terms, at)).is_some();
        if !is_term && !is_in_html_code(text, at) {
            let place = Span::new(at, at + word.len());
            sink.add_as(severity, document.path, place, Message::new(text!("word")).with("value", word));
        }
    }
}

/// Finds the words in a text, except in names, addresses, compounds and quotation marks.
/// Returns whether a text has any of the words. Looking for the capitals that they start with saves a search for each word.
fn may_hold_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_start = |at: usize| WORDS.iter().any(|word| bytes[at..].starts_with(word.as_bytes()));
    memchr3_iter(b'T', b'F', b'L', bytes).chain(memchr_iter(b'S', bytes)).any(is_start)
}

fn find_words(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let found = |word: &'static str| whole_words(text, word).map(move |at| (at, word));
    WORDS.iter().flat_map(move |word| found(word)).filter(|(at, word)| {
        let (before, after) = (&text[..*at], &text[at + word.len()..]);
        let mut next = after.chars();
        let (first, second) = (next.next(), next.next());
        let goes_on = matches!(first, Some('-' | '_' | '/' | '.')) && second.is_some_and(char::is_alphanumeric);
        let is_quoted = before.ends_with(['"', '\'', '«', '“', '”', '‘', '’'])
            && first.is_some_and(|c| matches!(c, '"' | '\'' | '»' | '”' | '“' | '’'));
        !goes_on && !is_quoted && !before.ends_with(['/', '_', '.', '\\', '='])
    })
}

/// Returns whether a place is between backticks.
fn is_in_backticks(text: &str, at: usize) -> bool {
    let line =
        text[text.ceil_char_boundary(at.saturating_sub(MAX_DISTANCE))..at].rsplit('\n').next().unwrap_or_default();
    let after = &text[at..text.floor_char_boundary((at + MAX_DISTANCE).min(text.len()))];
    line.matches('`').count() % 2 == 1 && after.contains('`')
}

/// The distance within which marks and tags of code are searched for, in bytes.
const MAX_DISTANCE: usize = 1000;

/// Returns whether a place is in an HTML element for code.
fn is_in_html_code(text: &str, at: usize) -> bool {
    let before = &text[text.ceil_char_boundary(at.saturating_sub(MAX_DISTANCE))..at];
    ["code", "kbd", "samp", "pre"].iter().any(|tag| {
        let opened = before.rfind(&format!("<{tag}"));
        opened.is_some_and(|opened| !before[opened..].contains(&format!("</{tag}")))
    })
}

/// Values of a column that says how far tasks are.
const STATUS_VALUES: [&str; 22] = [
    "done",
    "complete",
    "completed",
    "finished",
    "doing",
    "in progress",
    "wip",
    "blocked",
    "review",
    "ok",
    "ferdig",
    "gjort",
    "i gang",
    "pågår",
    "påbegynt",
    "startet",
    "starta",
    "utført",
    "klar",
    "godkjent",
    "✅",
    "✔",
];

/// Headings of a column that says how far tasks are.
const STATUS_HEADINGS: [&str; 5] = ["status", "state", "tilstand", "fremdrift", "framdrift"];

/// Lists the table cells in which a word is a term: headings, explained terms in the first column, and status values.
fn terms(markdown: &Markdown<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    let is_table = |node: &Node<'_>| matches!(node.data().value, NodeValue::Table(_));
    for table in markdown.root.descendants().filter(is_table) {
        let rows: Vec<Vec<Node<'_>>> = table.children().map(|row| row.children().collect()).collect();
        let words = |cell: &Node<'_>| words_of(cell).trim().to_lowercase();
        for (at, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                let is_whole_cell = WORDS.contains(&words_of(cell).trim());
                let is_explained = column == 0 && row.len() > 1;
                let others = || rows[1..].iter().filter_map(|row| row.get(column));
                let has_status_heading = || {
                    let heading = rows[0].get(column).map(words).unwrap_or_default();
                    STATUS_HEADINGS.iter().any(|known| heading.contains(known))
                };
                let is_status =
                    || has_status_heading() || others().any(|other| STATUS_VALUES.contains(&words(other).as_str()));
                if at == 0 || (is_whole_cell && (is_explained || is_status())) {
                    found.push(markdown.span(cell));
                }
            }
        }
    }
    found
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
    fn each_word_is_known_by_its_capital() {
        for word in WORDS {
            assert!(may_hold_word(&format!("Sist og Først: {word}")), "{word}");
        }
        assert!(!may_hold_word("Tekst, Flere, Lorem, Sett"));
    }
}
