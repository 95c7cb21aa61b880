//! Converts byte offsets to lines and columns.

use std::cell::OnceCell;

use memchr::memchr_iter;

/// A line and a column in a text, from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// Holds the offsets of the lines of a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The number of characters before each block of the text; computed only for a line that is longer than a block.
    counts: OnceCell<Vec<usize>>,
}

/// The length of the blocks whose characters are counted once, in bytes.
const BLOCK: usize = 4096;

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let after_breaks = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect(), counts: OnceCell::new() }
    }

    /// Returns the position of an offset; an offset past the end gives the position after the last character.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts[line - 1];
        let column = if offset - start < BLOCK {
            self.text[start..offset].chars().count()
        } else {
            self.characters_before(offset) - self.characters_before(start)
        };
        Position { line, column: column + 1 }
    }

    /// Counts the characters before an offset, in constant time, since a very long line may have thousands of findings.
    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let starting = |bytes: &[u8]| bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
        let counts = self.counts.get_or_init(|| {
            let sum = |sum: &mut usize, block| Some(std::mem::replace(sum, *sum + starting(block)));
            bytes.chunks(BLOCK).scan(0, sum).chain([self.text.chars().count()]).collect()
        });
        let block = offset / BLOCK;
        counts[block] + starting(&bytes[(block * BLOCK).min(offset)..offset])
    }

    /// Returns the start of the line of an offset.
    #[must_use]
    pub fn line_start(&self, offset: usize) -> usize {
        self.starts[self.starts.partition_point(|start| *start <= offset) - 1]
    }

    /// Returns the end of the line of an offset, before its line break.
    #[must_use]
    pub fn line_end(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= offset);
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text_encoding::{NotText, decode};

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("år: 1\r\nøæå: x\n");
        assert_eq!(lines.position(4), Position { line: 1, column: 4 });
        assert_eq!(lines.position(lines.text.find('x').unwrap()), Position { line: 2, column: 6 });
        assert_eq!(lines.line_end(0), 6);
    }

    #[test]
    fn columns_of_an_endless_line_are_counted_alike() {
        let text = format!("a\n{}\n{}b", "å\u{ad}x".repeat(3_000), "ø".repeat(5_000));
        let lines = Lines::new(&text);
        for offset in (0..=text.len()).step_by(997).chain([text.len(), 4096, 8192]) {
            let offset = text.floor_char_boundary(offset);
            let column = text[lines.line_start(offset)..offset].chars().count() + 1;
            assert_eq!(lines.position(offset).column, column, "{offset}");
        }
    }

    #[test]
    fn a_mark_is_no_text_and_bad_bytes_are_told() {
        assert_eq!(decode(b"\xef\xbb\xbfa"), Ok("a"));
        assert_eq!(decode(b"ab\xf8"), Err((NotText::Windows1252, 2)));
        assert_eq!(decode(b"ab\x81"), Err((NotText::Byte(0x81), 2)));
        assert_eq!(decode(b"\xff\xfea\0"), Err((NotText::Utf16, 0)));
    }

    proptest! {
        #[test]
        fn every_offset_has_a_position(text in "\\PC*[\r\nå]{0,9}\\PC*", offset in 0usize..200) {
            let lines = Lines::new(&text);
            let place = lines.position(offset);
            prop_assert!(place.line <= text.matches('\n').count() + 1);
            prop_assert!(lines.line_end(offset.min(text.len())) <= text.len());
            let start = lines.line_start(offset.min(text.len()));
            prop_assert!(start == 0 || text[..start].ends_with('\n'));
        }
    }
}
