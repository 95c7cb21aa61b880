//! Unicode normalisation: some systems store an accented letter as one character, others as two.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Returns a text in normalisation form C, in which an accented letter is one character. macOS may store file names in
/// form D.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Returns whether two texts differ only in their normalisation form, which is invisible.
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
