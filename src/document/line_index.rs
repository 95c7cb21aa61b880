//! Where the lines of a text start and its letters are wide, kept in a byte or two a line when the text itself is gone.

use super::text::Position;

/// Set in the byte of an event that is a line break, and not in that of a character's further byte.
const BREAK: u8 = 0x80;
/// The distance that stands for no event, but for going on from there.
const FURTHER: u8 = 0x7f;

/// Tells the positions in a text that is no longer in memory.
///
/// Each byte is an event of the text and its distance from the one before: a line break, or a further byte of a character.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineIndex {
    events: Box<[u8]>,
    /// Where each stretch of [`STRETCH`] events begins but the first; none where there are no more.
    stretches: Box<[Stretch]>,
}

/// How many events are gone through to tell a position: a file may have ten thousand findings.
const STRETCH: usize = 1024;

/// Holds what is known in front of an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Stretch {
    /// The byte of the event before.
    at: u32,
    /// The number of line breaks.
    breaks: u32,
    /// Where the line starts.
    start: u32,
    /// The further bytes of characters in the line.
    further: u32,
}

impl Stretch {
    fn step(&mut self, event: u8) {
        self.at += u32::from(event & !BREAK);
        match event {
            FURTHER => {}
            event if event & BREAK != 0 => (self.breaks, self.start, self.further) = (self.breaks + 1, self.at + 1, 0),
            _ => self.further += 1,
        }
    }
}

impl LineIndex {
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
        let mut now = Stretch::default();
        let mut stretches = Vec::new();
        for (number, event) in events.iter().enumerate() {
            if number > 0 && number % STRETCH == 0 {
                stretches.push(now);
            }
            now.step(*event);
        }
        Self { events: events.into_boxed_slice(), stretches: stretches.into_boxed_slice() }
    }

    /// Returns the position of a byte of the text, as `Lines` does.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let passed = self.stretches.partition_point(|stretch| (stretch.at as usize) < offset);
        let mut now = passed.checked_sub(1).map_or_else(Stretch::default, |last| self.stretches[last]);
        for event in &self.events[passed * STRETCH..] {
            let mut next = now;
            next.step(*event);
            if next.at as usize >= offset {
                break;
            }
            now = next;
        }
        let (line, start, further) = (now.breaks as usize + 1, now.start as usize, now.further as usize);
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
            prop_assert_eq!(LineIndex::of(&text).position(place), Lines::new(&text).position(place));
        }
    }
}
