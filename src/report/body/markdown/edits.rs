//! Replacements of byte ranges in a text.

use std::ops::Range;

/// Holds replacements in any order.
#[derive(Default)]
pub struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    /// Adds a replacement.
    pub fn add(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.0.push((range, text.into()));
    }

    /// Returns the text with the replacements; `None` if two of them overlap or a range is not valid.
    pub fn apply(mut self, text: &str) -> Option<String> {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let (mut out, mut from) = (String::with_capacity(text.len()), 0);
        for (range, new) in self.0 {
            out.push_str(text.get(from..range.start)?);
            out.push_str(&new);
            text.get(range.clone())?;
            from = range.end;
        }
        out.push_str(text.get(from..)?);
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_from_the_first_to_the_last() {
        let mut edits = Edits::default();
        edits.add(4..5, "");
        edits.add(0..1, "bb");
        edits.add(1..1, "c");
        assert_eq!(edits.apply("a ø.").as_deref(), None.or(Some("bbc ø")));
        let mut edits = Edits::default();
        edits.add(0..3, "");
        edits.add(2..4, "");
        assert_eq!(edits.apply("abcd"), None);
    }
}
