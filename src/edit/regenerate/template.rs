//! The parts of a newly generated document, in order.

use std::collections::HashMap;

use crate::document::parts::{Block, Marker, PartKind, PartLine, Prompts, blocks, mark, says};

/// Holds the parts of a newly generated document.
pub struct Template<'a> {
    /// The document's marker.
    pub document: Option<Marker<'a>>,
    /// Its parts in order.
    pub parts: Vec<TemplatePart<'a>>,
    /// The lines after the last part.
    pub tail: Vec<PartLine<'a>>,
    /// The texts of its prompts.
    pub prompts: Prompts,
    /// The index of each part, by id.
    positions: HashMap<&'a str, usize>,
    /// The number of parts with each heading.
    headings: HashMap<&'a str, usize>,
}

/// Holds one part of the template.
pub struct TemplatePart<'a> {
    pub kind: PartKind,
    pub id: &'a str,
    /// The lines before it, which belong to the user from the start.
    pub lead: Vec<PartLine<'a>>,
    /// Its lines, without blank ones around them.
    lines: Vec<&'a str>,
}

impl<'a> Template<'a> {
    /// Parses a newly generated document.
    pub fn read(generated: &'a str) -> Self {
        let (mut document, mut parts, mut tail): (_, Vec<TemplatePart<'a>>, _) = (None, Vec::new(), Vec::new());
        let (mut positions, mut headings, mut prompts) = (HashMap::new(), HashMap::new(), Prompts::default());
        for block in blocks(generated) {
            match block {
                Block::Text(lines) if lines.iter().all(PartLine::is_blank) => {}
                Block::Text(lines) => tail = lines,
                Block::Alone(marker @ Marker::Document { .. }, _) => document = document.or(Some(marker)),
                Block::Part(part) if !positions.contains_key(part.id) => {
                    let all: Vec<&str> = part.body.iter().map(|line| line.text).collect();
                    let lines = trimmed(&all).to_vec();
                    if part.kind == PartKind::Prompt {
                        prompts.add(part.id, &lines);
                    }
                    let new_part =
                        TemplatePart { kind: part.kind, id: part.id, lead: std::mem::take(&mut tail), lines };
                    positions.insert(new_part.id, parts.len());
                    if let Some(heading) = new_part.heading() {
                        *headings.entry(heading).or_default() += 1;
                    }
                    parts.push(new_part);
                }
                Block::Part(_) | Block::Alone(..) | Block::Stray(..) => {}
            }
        }
        Self { document, parts, tail, prompts, positions, headings }
    }

    /// Returns whether lines contain an answer before the next heading of a level; the text of a prompt is not an
    /// answer.
    pub fn has_answer(&self, lines: &[PartLine<'_>], below: Option<usize>) -> bool {
        says(&self.prompts.without(lines), below)
    }

    /// Returns the index of a part.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(id).copied()
    }

    /// Returns whether only one part has a heading.
    pub fn is_unique(&self, heading: &str) -> bool {
        self.headings.get(heading) == Some(&1)
    }
}

impl<'a> TemplatePart<'a> {
    /// Returns its heading.
    pub fn heading(&self) -> Option<&'a str> {
        self.lines.first().copied().filter(|line| is_heading(line))
    }

    /// Returns its heading without `#`, else its id.
    pub fn title(&self) -> String {
        self.heading().map_or(self.id, |heading| heading.trim_start_matches('#').trim()).replace('\\', "")
    }

    /// Returns the lines between its markers; for an answered prompt, only the heading.
    pub fn lines(&self, is_answered: bool) -> &[&'a str] {
        if is_answered && self.kind == PartKind::Prompt {
            &self.lines[..usize::from(self.heading().is_some())]
        } else {
            &self.lines
        }
    }

    /// Returns the checksum of its lines.
    pub fn mark(&self, is_answered: bool) -> String {
        mark(self.lines(is_answered))
    }
}

/// Returns whether a line is a heading.
pub fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with([' ', '\t'])
}

/// Returns lines without blank lines at the start and the end.
pub fn trimmed<S: AsRef<str>>(lines: &[S]) -> &[S] {
    let is_blank = |line: &S| line.as_ref().trim().is_empty();
    let first = lines.iter().position(|line| !is_blank(line)).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !is_blank(line)).map_or(first, |last| last + 1);
    &lines[first..last]
}
