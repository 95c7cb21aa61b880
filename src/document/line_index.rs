//! Where the lines of a text start and its letters are wide, kept when the text itself is gone.

use super::text::Position;

/// Tells the positions in a text that is no longer in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineIndex {
    /// Where the line breaks are.
    breaks: Box<[u32]>,
    /// Where the further bytes of characters are.
    further: Box<[u32]>,
}

impl LineIndex {
    /// Notes the places of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let wide = text.bytes().enumerate().filter(|(_, byte)| byte & 0xc0 == 0x80);
        Self {
            breaks: memchr::memchr_iter(b'\n', text.as_bytes()).map(place).collect(),
            further: wide.map(|(at, _)| place(at)).collect(),
        }
    }

    /// Returns the position of a byte of the text, as `Lines` does.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let before = |places: &[u32], at: usize| places.partition_point(|place| (*place as usize) < at);
        let line = before(&self.breaks, offset);
        let start = line.checked_sub(1).map_or(0, |last| self.breaks[last] as usize + 1);
        let further = before(&self.further, offset) - before(&self.further, start);
        Position { line: line + 1, column: offset - start - further + 1 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Lines;

    proptest! {
        #[test]
        fn positions_are_those_of_the_text(text in "([a-cåø–🎉\r\n]|x{100,300}){0,40}", at in any::<prop::sample::Index>()) {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let place = places[at.index(places.len())];
            prop_assert_eq!(LineIndex::of(&text).position(place), Lines::new(&text).position(place));
        }
    }
}
