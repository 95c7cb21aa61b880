//! Characters that nobody sees, and places in a text without them.

use std::ops::Range;

use memchr::memchr3_iter;

/// Lists the characters of a text that nobody sees, with their places.
pub fn unseen(text: &str) -> Vec<(usize, char)> {
    // The first bytes of those that there are.
    let starts = memchr3_iter(0xc2, 0xe2, 0xef, text.as_bytes());
    let characters = starts.filter_map(|at| Some((at, text[at..].chars().next()?)));
    characters.filter(|(_, c)| is_unseen(*c)).collect()
}

/// Returns whether a character takes no room: soft hyphens, joiners, marks of direction and of byte order.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Tells where a stretch of a text without the unseen characters stands in the text with them.
pub struct Unseen {
    /// For each of the characters where it would stand without those before it, and the length of those up to it.
    places: Vec<(usize, usize)>,
}

impl Unseen {
    /// Takes the unseen characters of a text, in order.
    pub fn of(unseen: &[(usize, char)]) -> Self {
        let mut length = 0;
        let place = |(at, c): &(usize, char)| {
            let place = at - length;
            length += c.len_utf8();
            (place, length)
        };
        Self { places: unseen.iter().map(place).collect() }
    }

    /// Returns where a stretch stands in the text with them.
    pub fn around(&self, range: Range<usize>) -> Range<usize> {
        let before = |count: usize| count.checked_sub(1).map_or(0, |last| self.places[last].1);
        let start = self.places.partition_point(|(place, _)| *place <= range.start);
        let end = self.places.partition_point(|(place, _)| *place < range.end);
        range.start + before(start)..range.end + before(end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_the_same_characters(text in "[a-cå\u{ad}\u{200b}\u{feff}]{0,30}", at in any::<prop::sample::Index>()) {
            let found = unseen(&text);
            prop_assert_eq!(found.len(), text.chars().filter(|c| is_unseen(*c)).count());
            let plain: String = text.chars().filter(|c| !is_unseen(*c)).collect();
            let letters: Vec<(usize, char)> = plain.char_indices().collect();
            if !letters.is_empty() {
                let (start, c) = letters[at.index(letters.len())];
                let range = Unseen::of(&found).around(start..start + c.len_utf8());
                prop_assert_eq!(&text[range], c.to_string());
            }
        }
    }
}
