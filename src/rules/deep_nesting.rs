//! `deep-nesting`: a text with more quotations, lists or emphasis inside each other than documents can show.

use memchr::memchr_iter;

use crate::{
    document::{Markdown, Span, nesting::MAX_DEPTH},
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds texts with more quotations, lists or emphasis inside each other than documents can show.
    ///
    /// # Why
    ///
    /// Nobody writes a hundred quotations inside each other by hand; a program that copied a text again and again does, and so
    /// does a broken table or list. Documents show the innermost words without their form.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// >>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> Much that is worth keeping is lost.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// > Much that is worth keeping is lost.
    /// ```
    "deep-nesting", "SL315", Warning, Check::Markdown(may_hold, check)
}

/// A text with fewer marks and spaces before its lines cannot be nested too deeply.
const MIN_MARKS: usize = MAX_DEPTH / 2;

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    let starts = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
    let most_before = starts.map(|start| weight_before(&text.as_bytes()[start..])).max();
    // Most texts have fewer marks altogether than one passage must have.
    most_before.unwrap_or_default() + marks(text.as_bytes()) >= MIN_MARKS && holds_in_a_passage(text)
}

/// Counts the characters that may nest what stands inside a line.
fn marks(text: &[u8]) -> usize {
    // Short parts and a small counter: the compiler looks at many bytes at a time.
    let of_part = |part: &[u8]| part.iter().map(|byte| u8::from(is_mark(*byte))).sum::<u8>();
    text.chunks(128).map(|part| usize::from(of_part(part))).sum()
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~' | b'[')
}

/// Returns the bytes before a line that may nest it.
fn opening(line: &[u8]) -> &[u8] {
    let opens =
        |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9' | b'\r');
    &line[..line.iter().take_while(|byte| opens(byte)).count()]
}

/// Returns how deeply a line may be nested by what stands before it.
fn weight_before(line: &[u8]) -> usize {
    // A list item has two levels: the list and the item.
    let weight = |byte: &u8| match byte {
        b'\t' => 4,
        b'-' | b'+' | b'*' | b'.' | b')' => 2,
        _ => 1,
    };
    opening(line).iter().map(weight).sum()
}

fn holds_in_a_passage(text: &str) -> bool {
    let (mut before, mut inside) = (0, 0);
    text.as_bytes().split(|byte| *byte == b'\n').any(|line| {
        let start = opening(line).len();
        if start == line.len() {
            (before, inside) = (0, 0);
        }
        before = before.max(weight_before(line));
        inside += marks(&line[start..]);
        before + inside >= MIN_MARKS
    })
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if let Some(node) = markdown.too_deep {
        let span = markdown.span(node);
        // The first line is enough to find the place.
        let line = markdown.slice(span).lines().next().unwrap_or_default().len();
        let start = span.start as usize;
        sink.add(document.path, Span::new(start, start + line), Message::new(text!("message")));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn counting_all_marks_never_passes_over_a_passage(text in "([-*>_ \t\r\na1.)~\\[]|\\*{1,60}|(> ){1,30}|\n\n){0,60}") {
            let starts = std::iter::once(0).chain(memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
            let most = starts.map(|start| weight_before(&text.as_bytes()[start..])).max().unwrap_or_default();
            prop_assert!(most + marks(text.as_bytes()) >= MIN_MARKS || !holds_in_a_passage(&text));
        }
    }
}
