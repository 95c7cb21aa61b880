//! Invisible characters, and mapping ranges of a text without them to the text with them.

use std::ops::Range;

use memchr::memchr3_iter;

/// Lists the invisible characters of a text, with their offsets.
pub fn invisible(text: &str) -> Vec<(usize, char)> {
    // The possible first bytes of invisible characters.
    let starts = memchr3_iter(0xc2, 0xe2, 0xef, text.as_bytes());
    let characters = starts.filter_map(|at| Some((at, text[at..].chars().next()?)));
    characters.filter(|(_, c)| is_invisible(*c)).collect()
}

/// Returns whether a character is invisible: soft hyphens, joiners, direction marks and byte-order marks.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Maps ranges of a text without its invisible characters to the text with them.
pub struct InvisibleMap {
    /// For each invisible character, its offset without those before it, and the total length of those up to and
    /// including it.
    places: Vec<(usize, usize)>,
}

impl InvisibleMap {
    /// Makes the map from the invisible characters of a text, in order.
    pub fn of(invisible: &[(usize, char)]) -> Self {
        let mut length = 0;
        let place = |(at, c): &(usize, char)| {
            let place = at - length;
            length += c.len_utf8();
            (place, length)
        };
        Self { places: invisible.iter().map(place).collect() }
    }

    /// Returns the range in the text with invisible characters.
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
            let found = invisible(&text);
            prop_assert_eq!(found.len(), text.chars().filter(|c| is_invisible(*c)).count());
            let plain: String = text.chars().filter(|c| !is_invisible(*c)).collect();
            let letters: Vec<(usize, char)> = plain.char_indices().collect();
            if !letters.is_empty() {
                let (start, c) = letters[at.index(letters.len())];
                let range = InvisibleMap::of(&found).around(start..start + c.len_utf8());
                prop_assert_eq!(&text[range], c.to_string());
            }
        }
    }
}
