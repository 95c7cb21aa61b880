//! The lines of a document that people and the program write, with the marker that each holds.

use comrak::Arena;

use super::{Marker, START};
use crate::document::{Markdown, span::Span};

/// Holds a line, or the part of one before or behind a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its text, without its end.
    pub text: &'a str,
    /// Its end: `\n`, `\r\n`, or nothing where the text or a marker follows at once.
    pub end: &'a str,
    /// Where it starts, in bytes.
    pub at: usize,
    /// The marker that is all of it.
    pub marker: Option<Marker<'a>>,
    /// Whether it stands in a block of code, where nothing is a heading.
    pub is_code: bool,
}

impl AsRef<str> for Line<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl Line<'_> {
    /// Returns whether there is nothing to see in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Returns the level of the heading that it is.
    #[must_use]
    pub fn level(&self) -> Option<usize> {
        level(self.text).filter(|_| !self.is_code)
    }
}

/// Returns the level of the heading that a line is: one to six `#` and a space.
#[must_use]
pub(super) fn level(line: &str) -> Option<usize> {
    let level = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])).then_some(level)
}

/// Lists the lines of a text; what stands on one line with a marker is a line of its own.
#[must_use]
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let content = whole.strip_suffix('\n').unwrap_or(whole);
        let content = content.strip_suffix('\r').filter(|_| whole.ends_with('\n')).unwrap_or(content);
        add(&mut found, content, &whole[content.len()..], at);
        at += whole.len();
    }
    let code = code(text);
    for line in &mut found {
        line.is_code = Span::covering(&code, line.at).is_some();
    }
    found
}

/// Lists the blocks of code between fences, in order; what is never closed, or goes on over a marker, makes no code of the rest.
fn code(text: &str) -> Vec<Span> {
    if !["```", "~~~"].iter().any(|fence| text.contains(fence)) {
        return Vec::new();
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let is_block = |span: &Span| {
        let block = markdown.slice(*span).trim_end();
        let last = block.lines().last().unwrap_or_default().trim_end();
        (last.ends_with("```") || last.ends_with("~~~")) && block.contains('\n') && !block.contains(START)
    };
    markdown.code_spans().into_iter().filter(is_block).collect()
}

fn add<'a>(found: &mut Vec<Line<'a>>, mut text: &'a str, end: &'a str, mut at: usize) {
    while let Some((before, marker, after)) = Marker::find(text) {
        if !before.trim().is_empty() {
            found.push(Line { text: before, end: "", at, marker: None, is_code: false });
        }
        let length = text.len() - before.len() - after.len();
        at += before.len();
        let rest = if after.trim().is_empty() { end } else { "" };
        found.push(Line {
            text: &text[before.len()..before.len() + length],
            end: rest,
            at,
            marker: Some(marker),
            is_code: false,
        });
        if after.trim().is_empty() {
            return;
        }
        at += length;
        text = after;
    }
    found.push(Line { text, end, at, marker: None, is_code: false });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_beside_a_marker_are_lines_of_their_own() {
        let found = lines("a <!-- stimulab: end x --> b\r\nc");
        let texts: Vec<_> = found.iter().map(|line| (line.text, line.end, line.at)).collect();
        assert_eq!(texts, [("a ", "", 0), ("<!-- stimulab: end x -->", "", 2), (" b", "\r\n", 26), ("c", "", 30)]);
        assert_eq!(level("## A"), Some(2));
        assert_eq!(level("#A"), None);
    }
}
