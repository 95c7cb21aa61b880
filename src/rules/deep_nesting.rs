//! `deep-nesting`: a text with more quotations, lists or emphasis inside each other than documents can show.

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
    let (mut before, mut inside) = (0, 0);
    text.as_bytes().split(|byte| *byte == b'\n').any(|line| {
        let opens =
            |byte: &u8| matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b'0'..=b'9' | b'\r');
        let start = line.iter().take_while(|byte| opens(byte)).count();
        // A list item has two levels: the list and the item.
        let weight = |byte: &u8| match byte {
            b'\t' => 4,
            b'-' | b'+' | b'*' | b'.' | b')' => 2,
            _ => 1,
        };
        if start == line.len() {
            (before, inside) = (0, 0);
        }
        before = before.max(line[..start].iter().map(weight).sum());
        inside += line[start..].iter().filter(|byte| matches!(byte, b'*' | b'_' | b'~' | b'[')).count();
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
