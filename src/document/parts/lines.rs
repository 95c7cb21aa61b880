//! Splits a document into lines and markers.

use comrak::Arena;

use super::{Marker, START};
use crate::document::{Markdown, span::Span};

/// Holds a line, or the part of a line before or after a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartLine<'a> {
    /// Its text, without the line end.
    pub text: &'a str,
    /// Its line end: `\n`, `\r\n`, or empty if a marker or text follows on the same line.
    pub end: &'a str,
    /// Its offset.
    pub at: usize,
    /// The marker, if the line is one.
    pub marker: Option<Marker<'a>>,
    /// Whether it is in a code block, where nothing is a heading.
    pub is_code: bool,
}

impl AsRef<str> for PartLine<'_> {
    fn as_ref(&self) -> &str {
        self.text
    }
}

impl PartLine<'_> {
    /// Returns whether it has only whitespace.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Returns its level if it is a heading.
    #[must_use]
    pub fn level(&self) -> Option<usize> {
        level(self.text).filter(|_| !self.is_code)
    }
}

/// Returns the level of a heading: one to six `#` and a space.
#[must_use]
pub(super) fn level(line: &str) -> Option<usize> {
    let level = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])).then_some(level)
}

/// Lists the lines of a text; text before or after a marker becomes a line of its own.
#[must_use]
pub fn lines(text: &str) -> Vec<PartLine<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for raw_line in text.split_inclusive('\n') {
        let content = raw_line.strip_suffix('\n').unwrap_or(raw_line);
        let content = content.strip_suffix('\r').filter(|_| raw_line.ends_with('\n')).unwrap_or(content);
        add(&mut found, content, &raw_line[content.len()..], at);
        at += raw_line.len();
    }
    let code = code(text);
    for line in &mut found {
        line.is_code = Span::covering(&code, line.at).is_some();
    }
    found
}

/// Lists the fenced code blocks, in order; a block that is never closed or contains a marker does not count.
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

fn add<'a>(found: &mut Vec<PartLine<'a>>, mut text: &'a str, end: &'a str, mut at: usize) {
    while let Some((before, marker, after)) = Marker::find(text) {
        if !before.trim().is_empty() {
            found.push(PartLine { text: before, end: "", at, marker: None, is_code: false });
        }
        let length = text.len() - before.len() - after.len();
        at += before.len();
        let rest = if after.trim().is_empty() { end } else { "" };
        found.push(PartLine {
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
    found.push(PartLine { text, end, at, marker: None, is_code: false });
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
