//! Markdown as text with positions.

use memchr::memmem;

use crate::finding::Span;

/// Opens a placeholder: a comment in which a template says what a person is to write there.
pub const PLACEHOLDER: &str = "<!-- placeholder:";

/// Finds the comments of a Markdown text, each from `<!--` to `-->` or to the end of the text.
pub fn comments(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + memmem::find(text.get(from..)?.as_bytes(), b"<!--")?;
        let end = memmem::find(&text.as_bytes()[start..], b"-->").map_or(text.len(), |at| start + at + 3);
        from = end;
        Some(Span::new(start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_even_when_never_closed() {
        let found: Vec<_> = comments("a <!-- b --> c <!-- d").map(|span| (span.start, span.end)).collect();
        assert_eq!(found, [(2, 12), (15, 21)]);
    }
}
