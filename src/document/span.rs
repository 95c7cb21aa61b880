//! A byte range of a text.

/// A byte range of a file's decoded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Makes a span from byte offsets; files are far smaller than 4 GiB, so larger offsets are clamped.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end.max(start)) }
    }
}

impl Span {
    /// Finds the span that covers an offset; the spans must be sorted and must not overlap.
    #[must_use]
    pub fn covering(spans: &[Self], at: usize) -> Option<Self> {
        let next = spans.partition_point(|span| span.end as usize <= at);
        spans.get(next).copied().filter(|span| span.start as usize <= at)
    }
}
