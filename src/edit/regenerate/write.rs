//! Writes the regenerated document as text.

use super::{
    change::{PartChange, PartOutcome},
    new_block::NewBlock,
    template::{Template, TemplatePart},
};
use crate::document::parts::{Marker, PartKind, PartLine, mark};

/// Writes a document, and records which of its parts changed.
pub fn write(blocks: &[NewBlock<'_>], template: &Template<'_>, end: &str, changes: &mut Vec<PartChange>) -> String {
    let mut out = DocumentWriter { text: String::new(), end };
    for (at, block) in blocks.iter().enumerate() {
        match block {
            NewBlock::Text(lines) => {
                if !matches!(at.checked_sub(1).map(|before| &blocks[before]), None | Some(NewBlock::Text(_)))
                    && lines.first().is_some_and(|line| !line.is_blank())
                {
                    out.blank();
                }
                out.lines(lines, at + 1 == blocks.len());
            }
            NewBlock::Part { index, heading, old } => {
                let new_part = &template.parts[*index];
                let level = new_part.heading().map(|heading| heading.len() - heading.trim_start_matches('#').len());
                let is_answered = new_part.kind == PartKind::Prompt
                    && matches!(blocks.get(at + 1), Some(NewBlock::Text(lines)) if template.has_answer(lines, level));
                let mut lines: Vec<&str> = new_part.lines(is_answered).to_vec();
                if let (Some(first), Some(heading)) = (lines.first_mut(), heading) {
                    *first = *heading;
                }
                if let Some(old) = old {
                    record_change(new_part, old, &lines, is_answered, changes);
                }
                out.part(new_part, &lines, is_answered);
            }
            NewBlock::UserChanged(part) => {
                out.blank();
                out.line(&Marker::Begin(part.id, part.mark).written());
                out.lines(&part.body, false);
                out.line(&Marker::End(part.id).written());
            }
            NewBlock::Alone(marker) => {
                out.blank();
                out.line(&marker.written());
            }
        }
    }
    out.text
}

/// Records how a part differs from its old lines.
fn record_change(
    new_part: &TemplatePart<'_>,
    old: &[PartLine<'_>],
    new: &[&str],
    is_answered: bool,
    changes: &mut Vec<PartChange>,
) {
    // Text that was moved out or set aside, and damaged markers, were recorded already.
    let is_recorded =
        |done: PartOutcome| matches!(done, PartOutcome::MovedOut | PartOutcome::SetAside | PartOutcome::Mended);
    if mark(old) == mark(new) || changes.iter().any(|change| change.id == new_part.id && is_recorded(change.done)) {
        return;
    }
    let done = match new_part.kind {
        PartKind::Prompt if is_answered => PartOutcome::Answered,
        PartKind::Prompt if old.iter().all(|line| line.is_blank() || line.level().is_some()) => PartOutcome::Asked,
        PartKind::Facts | PartKind::Prompt => PartOutcome::Updated,
    };
    changes.push(PartChange { id: new_part.id.to_owned(), title: new_part.title(), done });
}

/// Collects the lines of the document.
struct DocumentWriter<'e> {
    text: String,
    end: &'e str,
}

impl DocumentWriter<'_> {
    fn line(&mut self, line: &str) {
        self.close();
        self.text += line;
        self.text += self.end;
    }

    fn part(&mut self, part: &TemplatePart<'_>, lines: &[&str], is_answered: bool) {
        let checksum = part.mark(is_answered);
        let begin = match part.kind {
            PartKind::Facts => Marker::Begin(part.id, Some(&checksum)),
            PartKind::Prompt => Marker::Ask(part.id, Some(&checksum)),
        };
        self.blank();
        self.line(&begin.written());
        for line in lines {
            self.line(line);
        }
        self.line(&Marker::End(part.id).written());
    }

    /// Adds lines of the user with their own line ends; the last line of the document may have none.
    fn lines(&mut self, lines: &[PartLine<'_>], is_last: bool) {
        for (at, line) in lines.iter().enumerate() {
            self.close();
            self.text += line.text;
            self.text += match line.end {
                "" if is_last && at + 1 == lines.len() => "",
                "" => self.end,
                end => end,
            };
        }
    }

    /// Ends the current line.
    fn close(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text += self.end;
        }
    }

    /// Adds a blank line, unless there is one already or the document is empty.
    fn blank(&mut self) {
        self.close();
        if !self.text.trim().is_empty() && self.text.lines().last().is_some_and(|line| !line.trim().is_empty()) {
            self.text += self.end;
        }
    }
}
