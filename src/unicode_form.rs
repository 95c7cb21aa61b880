//! Letters with accents, which some systems keep as one character and others as two.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Returns a text with each letter and its accents as one character (Unicode's NFC), as people type it and macOS does not keep it.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Returns whether two texts differ, and nobody who reads them sees where.
#[must_use]
pub fn look_alike(one: &str, other: &str) -> bool {
    one != other && composed(one) == composed(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_may_be_kept_in_two_ways() {
        assert!(look_alike("p\u{e5}.md", "pa\u{30a}.md") && composed("pa\u{30a}") == "p\u{e5}");
        assert!(!look_alike("på", "på") && !look_alike("pa", "på"));
    }
}
