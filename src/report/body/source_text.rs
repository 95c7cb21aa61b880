//! Prepares the source of a text for parsing, so that every format shows what its author wrote.

use comrak::Arena;

use crate::{
    document::{Markdown, Span, numbered_lists::with_dates_as_text},
    wording::unprintable::{Unprintable, find, printable},
};

/// Returns a text in which dates at the start of lines are text, and in which line breaks of word processors are those of
/// Markdown; other control characters are left out.
pub fn prepared(text: &str) -> String {
    with_dates_as_text(&with_line_breaks(text)).into_owned()
}

/// Writes line breaks of word processors as `<br>`, the only break that is one in tables, too. In code it would be shown.
fn with_line_breaks(text: &str) -> String {
    let has_breaks = find(text).any(|(_, kind)| kind == Unprintable::LineBreak);
    let arena = Arena::new();
    let code = if has_breaks { Markdown::parse(&arena, text).code_spans() } else { Vec::new() };
    let printed = printable(text, |range| {
        let is_at_edge = text[..range.start].rsplit(['\n', '\r']).next().is_none_or(|line| line.trim().is_empty())
            || text[range.end..].split(['\n', '\r']).next().is_none_or(|line| line.trim().is_empty());
        if is_at_edge || Span::covering(&code, range.start).is_some() { " " } else { "<br>" }
    });
    printed.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_of_word_processors_are_breaks() {
        for (text, expected) in [
            ("Linje\u{b}skift.\u{7} Skille\u{2028}her.", "Linje<br>skift. Skille<br>her."),
            ("a\u{b}\nb \u{c}\n\n\u{2028}c", "a \nb  \n\n c"),
            ("`a\u{b}b` c", "`a b` c"),
            ("17. mai\u{b}a\n", "17\\. mai<br>a\n"),
        ] {
            assert_eq!(prepared(text), expected, "{text:?}");
        }
    }
}
