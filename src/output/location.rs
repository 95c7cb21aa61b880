//! Findings with their lines and columns, and the text of their line.

use rayon::prelude::*;

use super::Titles;
use crate::{
    document::{Lines, Position, Span},
    finding::{Finding, Related},
    load::LARGEST,
    source::Source,
    text_encoding::readable,
    texts::{self, Key},
    wording::{control_characters::visible_line, identity_number::masked},
};

/// Holds a finding with its place.
#[derive(Debug)]
pub struct Placed<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// The title and id of its project; the id alone if the title is unknown.
    pub project: Option<String>,
    /// The path, relative to the current folder.
    pub path: String,
    /// The first character; line 1 column 1 for the whole file.
    pub start: Position,
    /// The position after the last character.
    pub end: Position,
    /// The text of the first line, and the byte range of the finding in it; none for the whole file.
    pub line: Option<(String, std::ops::Range<usize>)>,
    /// The related place.
    pub other: Option<RelatedPlace>,
}

/// Holds another place that a finding refers to.
#[derive(Debug)]
pub struct RelatedPlace {
    /// The path, relative to the current folder.
    pub path: String,
    /// The positions of its first character, and after its last.
    pub extent: (Position, Position),
    /// The text of the first line, and the byte range of the place in it.
    pub line: (String, std::ops::Range<usize>),
    /// The key of the text that describes the place.
    pub key: Key,
}

/// Returns the lines and columns of findings, which are sorted by file; each file is read once.
///
/// `shown` turns a path in the portfolio into one relative to the current folder.
pub fn place<'f>(
    findings: &'f [Finding],
    source: &dyn Source,
    titles: &Titles,
    shown: impl Fn(&str) -> String + Sync,
) -> Vec<Placed<'f>> {
    let files = findings.par_chunk_by(|a, b| a.file == b.file);
    files.flat_map_iter(|of_file| place_in_file(of_file, source, titles, &shown)).collect()
}

/// Returns the start of findings in one file; the file is read only if a start is unknown.
pub(super) fn starts(findings: &[Finding], source: &dyn Source) -> Vec<Position> {
    let known_start = |finding: &Finding| {
        let (line, column) = finding.start.or(finding.span.is_none().then_some((1, 1)))?;
        Some(Position { line: line as usize, column: column as usize })
    };
    findings.iter().map(known_start).collect::<Option<_>>().unwrap_or_else(|| {
        let bytes = source.read(&findings[0].file, LARGEST).unwrap_or_default();
        let text = &*readable(&bytes);
        let lines = Lines::new(text);
        findings.iter().map(|finding| lines.position(finding.span.map_or(0, |span| span.start as usize))).collect()
    })
}

fn place_in_file<'f>(
    findings: &'f [Finding],
    source: &dyn Source,
    titles: &Titles,
    shown: &impl Fn(&str) -> String,
) -> Vec<Placed<'f>> {
    let needs_text = findings.iter().any(|finding| finding.span.is_some());
    let bytes = if needs_text { source.read(&findings[0].file, LARGEST).unwrap_or_default() } else { Vec::new() };
    let text = &*readable(&bytes);
    let lines = Lines::new(text);
    let path = safe_path(&shown(&findings[0].file));
    let named = |id: &str| match titles.get(id) {
        Some(title) => format!("{} ({id})", texts::shown(title)),
        None => safe_path(id),
    };
    let project = findings[0].project().map(named);
    findings
        .iter()
        .map(|finding| {
            let other = finding.related.as_ref().and_then(|related| other(related, source, shown));
            let Some(span) = finding.span else {
                let top = Position { line: 1, column: 1 };
                return Placed {
                    finding,
                    project: project.clone(),
                    path: path.clone(),
                    start: top,
                    end: top,
                    line: None,
                    other,
                };
            };
            let (start, end, line) = extent(&lines, text, span);
            Placed { finding, project: project.clone(), path: path.clone(), start, end, line, other }
        })
        .collect()
}

fn other(related: &Related, source: &dyn Source, shown: &impl Fn(&str) -> String) -> Option<RelatedPlace> {
    let bytes = source.read(&related.file, LARGEST).ok()?;
    let text = &*readable(&bytes);
    let (start, end, line) = extent(&Lines::new(text), text, related.span?);
    Some(RelatedPlace { path: safe_path(&shown(&related.file)), extent: (start, end), line: line?, key: related.key })
}

/// Returns a path on one line, with control characters made visible.
pub(super) fn safe_path(path: &str) -> String {
    visible_line(path).into_owned()
}

type SourceLine = Option<(String, std::ops::Range<usize>)>;

fn extent(lines: &Lines<'_>, text: &str, span: Span) -> (Position, Position, SourceLine) {
    // An invalid byte was replaced by a character of several bytes.
    let (from, to) = (span.start as usize, text.ceil_char_boundary(span.end as usize));
    (lines.position(from), lines.position(to), first_line(lines, text, from, to))
}

/// Returns the first line of a range of text, and the part of the range in it.
fn first_line(lines: &Lines<'_>, text: &str, from: usize, to: usize) -> SourceLine {
    text.get(..from)?;
    let start = lines.line_start(from);
    let end = lines.line_end(from).max(from);
    let to = to.clamp(from, end);
    // A national identity number may overlap the shown part; masking keeps the length.
    let (shown_from, shown_to) = around(text, start, end, from);
    let start = text.floor_char_boundary(shown_from.saturating_sub(REACH));
    let end = text.ceil_char_boundary((shown_to + REACH).min(text.len()));
    let line = masked(text.get(start..end)?);
    let (place, to) = (from - shown_from, to.min(shown_to) - shown_from);
    Some((line.get(shown_from - start..shown_to - start)?.to_owned(), place..to))
}

/// The most bytes of a line that a finding keeps; one line may be a whole file.
const LONGEST: usize = 3_000;

/// How many bytes around the kept part are searched for a national identity number that overlaps it.
const REACH: usize = 100;

/// Returns the part of a line around a place; the whole line unless it is very long.
fn around(text: &str, start: usize, end: usize, place: usize) -> (usize, usize) {
    if end - start <= LONGEST {
        return (start, end);
    }
    let from = place.saturating_sub(LONGEST / 2).clamp(start, end - LONGEST);
    (text.ceil_char_boundary(from), text.floor_char_boundary(from + LONGEST))
}
