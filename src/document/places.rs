//! Where the lines of a text start and its letters are wide, kept in a byte or two a line when the text itself is gone.

use super::Position;

/// Set in the byte of an event that is a line break, and not in that of a character's further byte.
const BREAK: u8 = 0x80;
/// The distance that stands for no event, but for going on from there.
const FURTHER: u8 = 0x7f;

/// Tells the positions in a text that is no longer in memory.
///
/// Each byte is an event of the text and its distance from the one before: a line break, or a further byte of a character.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(Box<[u8]>);

impl Places {
    /// Notes the places of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (mut events, mut before) = (Vec::new(), 0);
        for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n' || byte & 0xc0 == 0x80) {
            while at - before >= usize::from(FURTHER) {
                events.push(FURTHER);
                before += usize::from(FURTHER);
            }
            // Less than 127 is left.
            let distance = u8::try_from(at - before).unwrap_or_default();
            events.push(if byte == b'\n' { distance | BREAK } else { distance });
            before = at;
        }
        Self(events.into_boxed_slice())
    }

    /// Returns the position of a byte of the text, as `Lines` does.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let (mut at, mut line, mut start, mut further) = (0, 1, 0, 0);
        for event in &self.0 {
            at += usize::from(event & !BREAK);
            if at >= offset {
                break;
            }
            match event {
                &FURTHER => {}
                event if event & BREAK != 0 => (line, start, further) = (line + 1, at + 1, 0),
                _ => further += 1,
            }
        }
        Position { line, column: offset - start - further + 1 }
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
            prop_assert_eq!(Places::of(&text).position(place), Lines::new(&text).position(place));
        }
    }
}
