//! Finds HTML comments in a text.

use crate::document::span::Span;
use memchr::memmem;

/// Finds everything that looks like a comment, also in code, each from `<!--` to `-->` or to the end of the text.
pub fn comments(text: &str) -> impl Iterator<Item = Span> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + memmem::find(text.get(from..)?.as_bytes(), b"<!--")?;
        let end = memmem::find(&text.as_bytes()[start..], b"-->").map_or(text.len(), |at| start + at + 3);
        from = end;
        Some(Span::new(start, end))
    })
}
