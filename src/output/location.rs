//! Findings with their lines and columns, and the line of text they stand in.

use rayon::prelude::*;

use super::Titles;
use crate::{
    document::{Lines, Position, Span},
    finding::{Finding, Related},
    load::LARGEST,
    source::Source,
    text_encoding::readable,
    texts,
    wording::{control_characters::visible_line, identity_number::masked},
};

/// Holds a finding and where a person finds it.
#[derive(Debug)]
pub struct Placed<'f> {
    /// The finding.
    pub finding: &'f Finding,
    /// The title and id of the project it belongs to; the id alone where no title is known.
    pub project: Option<String>,
    /// The path as seen from where the reader stands.
    pub path: String,
    /// The first character; line 1 column 1 where the whole file is meant.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
    /// The text of the first line, and the stretch of it that is meant, in bytes; none where the whole file is meant.
    pub line: Option<(String, std::ops::Range<usize>)>,
    /// The other place it is about.
    pub other: Option<RelatedPlace>,
}

/// Holds another place that a finding is about.
#[derive(Debug)]
pub struct RelatedPlace {
    /// The path as seen from where the reader stands.
    pub path: String,
    /// Its first character, and one past the last.
    pub extent: (Position, Position),
    /// The text of the first line, and the stretch of it that is meant, in bytes.
    pub line: (String, std::ops::Range<usize>),
    /// The key of the text that says what stands there.
    pub key: &'static str,
}

/// Finds the lines and columns of findings, which come in order of file; each file is read once.
///
/// `shown` turns a path in the portfolio into one as seen from where the reader stands.
pub fn place<'f>(
    findings: &'f [Finding],
    source: &dyn Source,
    titles: &Titles,
    shown: impl Fn(&str) -> String + Sync,
) -> Vec<Placed<'f>> {
    let files = findings.par_chunk_by(|a, b| a.file == b.file);
    files.flat_map_iter(|of_file| place_in_file(of_file, source, titles, &shown)).collect()
}

/// Returns where findings in one file start; it is read only if that is not known of each of them.
pub(super) fn starts(findings: &[Finding], source: &dyn Source) -> Vec<Position> {
    let told = |finding: &Finding| {
        let (line, column) = finding.start.or(finding.span.is_none().then_some((1, 1)))?;
        Some(Position { line: line as usize, column: column as usize })
    };
    findings.iter().map(told).collect::<Option<_>>().unwrap_or_else(|| {
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

/// Returns a path on one line: a name may hold a line break, or what a terminal takes for a command.
pub(super) fn safe_path(path: &str) -> String {
    visible_line(path).into_owned()
}

type SourceLine = Option<(String, std::ops::Range<usize>)>;

fn extent(lines: &Lines<'_>, text: &str, span: Span) -> (Position, Position, SourceLine) {
    // A byte that is no text became a character of several bytes.
    let (from, to) = (span.start as usize, text.ceil_char_boundary(span.end as usize));
    (lines.position(from), lines.position(to), first_line(lines, text, from, to))
}

/// Returns the first line of a stretch of text, and the part of the stretch that stands in it.
fn first_line(lines: &Lines<'_>, text: &str, from: usize, to: usize) -> SourceLine {
    text.get(..from)?;
    let start = lines.line_start(from);
    let end = lines.line_end(from).max(from);
    let to = to.clamp(from, end);
    // A person's number may reach into what is shown; masking keeps every place.
    let (shown_from, shown_to) = around(text, start, end, from);
    let start = text.floor_char_boundary(shown_from.saturating_sub(REACH));
    let end = text.ceil_char_boundary((shown_to + REACH).min(text.len()));
    let line = masked(text.get(start..end)?);
    let (place, to) = (from - shown_from, to.min(shown_to) - shown_from);
    Some((line.get(shown_from - start..shown_to - start)?.to_owned(), place..to))
}

/// The most of a line that is kept with each of its findings, in bytes: one line may be a whole file.
const LONGEST: usize = 3_000;

/// How far around what is kept of a line is looked for a person's number that reaches into it, perhaps from another line, in
/// bytes.
const REACH: usize = 100;

/// Returns the part of a line around a place; all of it where it is as long as people's lines are.
fn around(text: &str, start: usize, end: usize, place: usize) -> (usize, usize) {
    if end - start <= LONGEST {
        return (start, end);
    }
    let from = place.saturating_sub(LONGEST / 2).clamp(start, end - LONGEST);
    (text.ceil_char_boundary(from), text.floor_char_boundary(from + LONGEST))
}
