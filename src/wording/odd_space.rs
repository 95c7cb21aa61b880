//! Spaces to readers that are none to programs.

use memchr::{memchr_iter, memchr3_iter};

/// Returns whether a character is a space to readers and none to programs.
#[must_use]
pub fn is_odd_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Returns whether a text has such a space, by the bytes that they start with; most texts have few of these.
#[must_use]
pub fn has_odd_space(text: &str) -> bool {
    let starts = memchr3_iter(0xc2, 0xe1, 0xe2, text.as_bytes()).chain(memchr_iter(0xe3, text.as_bytes()));
    starts.into_iter().any(|at| text[at..].starts_with(is_odd_space))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_spaces_are_known_by_their_first_bytes() {
        for c in '\0'..=char::MAX {
            let text = format!("å–{c}b");
            assert_eq!(has_odd_space(&text), is_odd_space(c), "{c:?}");
        }
    }
}
