//! Writes the regenerated document as text.

use super::{Change, Done, Template, item::Item};
use crate::document::parts::{Line, Marker, PartKind, mark};

/// Writes a document, and records which of its parts changed.
pub fn write(items: &[Item<'_>], template: &Template<'_>, end: &str, changes: &mut Vec<Change>) -> String {
    let mut out = Page { text: String::new(), end };
    for (at, item) in items.iter().enumerate() {
        match item {
            Item::Text(lines) => {
                if !matches!(at.checked_sub(1).map(|before| &items[before]), None | Some(Item::Text(_)))
                    && lines.first().is_some_and(|line| !line.is_blank())
                {
                    out.blank();
                }
                out.lines(lines, at + 1 == items.len());
            }
            Item::Piece { index, heading, old } => {
                let piece = &template.pieces[*index];
                let level = piece.heading().map(|heading| heading.len() - heading.trim_start_matches('#').len());
                let is_answered = piece.kind == PartKind::Prompt
                    && matches!(items.get(at + 1), Some(Item::Text(lines)) if template.has_answer(lines, level));
                let mut lines: Vec<&str> = piece.lines(is_answered).to_vec();
                let mark_of = piece.mark(is_answered);
                if let (Some(first), Some(heading)) = (lines.first_mut(), heading) {
                    *first = *heading;
                }
                if let Some(old) = old {
                    tell(piece, old, &lines, is_answered, changes);
                }
                let begin = match piece.kind {
                    PartKind::Facts => Marker::Begin(piece.id, Some(&mark_of)),
                    PartKind::Prompt => Marker::Ask(piece.id, Some(&mark_of)),
                };
                out.blank();
                out.line(&begin.written());
                for line in lines {
                    out.line(line);
                }
                out.line(&Marker::End(piece.id).written());
            }
            Item::Held(part) => {
                out.blank();
                out.line(&Marker::Begin(part.id, part.mark).written());
                out.lines(&part.body, false);
                out.line(&Marker::End(part.id).written());
            }
            Item::Alone(marker) => {
                out.blank();
                out.line(&marker.written());
            }
        }
    }
    out.text
}

/// Records how a part differs from its old lines.
fn tell(piece: &super::Piece<'_>, old: &[Line<'_>], new: &[&str], is_answered: bool, changes: &mut Vec<Change>) {
    // Text that was moved out or set aside, and damaged markers, were recorded already.
    let is_told = |done: Done| matches!(done, Done::MovedOut | Done::SetAside | Done::Mended);
    if mark(old) == mark(new) || changes.iter().any(|change| change.id == piece.id && is_told(change.done)) {
        return;
    }
    let done = match piece.kind {
        PartKind::Prompt if is_answered => Done::Answered,
        PartKind::Prompt if old.iter().all(|line| line.is_blank() || line.level().is_some()) => Done::Asked,
        PartKind::Facts | PartKind::Prompt => Done::Updated,
    };
    changes.push(Change { id: piece.id.to_owned(), title: piece.title(), done });
}

/// Collects the lines of the document.
struct Page<'e> {
    text: String,
    end: &'e str,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.close();
        self.text += line;
        self.text += self.end;
    }

    /// Adds lines of the user with their own line ends; the last line of the document may have none.
    fn lines(&mut self, lines: &[Line<'_>], is_last: bool) {
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
