//! Findings with their lines and columns, and the line of text they stand in.

use crate::{
    document::{Lines, Position, decode},
    finding::Finding,
    load::LARGEST,
    source::Source,
    wording::identity::masked,
};

/// Holds a finding and where a person finds it.
#[derive(Debug)]
pub struct Placed<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// The path as seen from where the reader stands.
    pub path: String,
    /// The first character; line 1 column 1 where the whole file is meant.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// The text of the first line, and the stretch of it that is meant, in bytes; none where the whole file is meant.
    pub line: Option<(String, std::ops::Range<usize>)>,
}

/// Finds the lines and columns of findings, which come in order of file; each file is read once.
///
/// `shown` turns a path in the portfolio into one as seen from where the reader stands.
pub fn place<'f>(findings: &'f [Finding], source: &dyn Source, shown: impl Fn(&str) -> String) -> Vec<Placed<'f>> {
    findings.chunk_by(|a, b| a.file == b.file).flat_map(|of_file| place_in_file(of_file, source, &shown)).collect()
}

fn place_in_file<'f>(findings: &'f [Finding], source: &dyn Source, shown: &impl Fn(&str) -> String) -> Vec<Placed<'f>> {
    let needs_text = findings.iter().any(|finding| finding.span.is_some());
    let bytes = if needs_text { source.read(&findings[0].file, LARGEST).unwrap_or_default() } else { Vec::new() };
    // Where the bytes are no text, the ones before the first bad one still stand where they stood.
    let lossy;
    let text = if let Ok(text) = decode(&bytes) {
        text
    } else {
        lossy = String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes));
        &*lossy
    };
    let lines = Lines::new(text);
    let path = shown(&findings[0].file);
    findings
        .iter()
        .map(|finding| {
            let Some(span) = finding.span else {
                let top = Position { line: 1, column: 1 };
                return Placed { finding, path: path.clone(), start: top, end: top, line: None };
            };
            // A byte that is no text became a character of several bytes.
            let (from, to) = (span.start as usize, text.ceil_char_boundary(span.end as usize));
            Placed {
                finding,
                path: path.clone(),
                start: lines.position(from),
                end: lines.position(to),
                line: first_line(&lines, text, from, to),
            }
        })
        .collect()
}

/// Returns the first line of a stretch of text, and the part of the stretch that stands in it.
fn first_line(lines: &Lines<'_>, text: &str, from: usize, to: usize) -> Option<(String, std::ops::Range<usize>)> {
    let start = text.get(..from)?.rfind('\n').map_or(0, |at| at + 1);
    let end = lines.line_end(from).max(from);
    let to = to.clamp(from, end);
    // Masking keeps every place.
    Some((masked(text.get(start..end)?).into_owned(), from - start..to - start))
}
