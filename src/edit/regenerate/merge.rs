//! Merges the parts of the template into the old document.

use super::{
    change::{Change, Done},
    item::Item,
    lost_markers,
    template::Template,
    user_text::{Apart, answers, apart, passages},
};
use crate::document::parts::{Block, Line, Marker, Part, PartKind, blocks};

/// Builds the merged document.
pub struct Weaver<'a, 't> {
    pub template: &'t Template<'a>,
    /// The lines above a passage that was set aside.
    note: &'t [Line<'a>],
    pub items: Vec<Item<'a>>,
    /// Which parts of the template are placed, or are left out on purpose.
    pub placed: Vec<bool>,
    changes: &'t mut Vec<Change>,
}

/// Replaces the parts of the old document by those of the template, and adds the missing ones.
pub fn weave<'a, 't>(
    old: &'a str,
    template: &'t Template<'a>,
    note: &'t [Line<'a>],
    changes: &'t mut Vec<Change>,
) -> Vec<Item<'a>> {
    let placed = vec![false; template.pieces.len()];
    let mut weaver = Weaver { template, note, items: Vec::new(), placed, changes };
    let blocks = blocks(old);
    for (position, block) in blocks.iter().enumerate() {
        match block {
            // A prompt that lost its markers is not the user's text; it is added again in its place.
            Block::Text(lines) => weaver.text(template.prompts.without_exact(lines)),
            Block::Part(part) => weaver.part(part, blocks.get(position + 1)),
            Block::Alone(marker, _) => weaver.alone(*marker),
            Block::Stray(id, _) => weaver.note(id, None, Done::Mended),
        }
    }
    weaver.name_the_document();
    for index in 0..template.pieces.len() {
        if !weaver.placed[index] {
            weaver.place(index);
        }
    }
    if blocks.is_empty() && !template.tail.is_empty() {
        weaver.items.push(Item::Text(template.tail.clone()));
    }
    weaver.items
}

impl<'a> Weaver<'a, '_> {
    pub fn note(&mut self, id: &str, title: Option<String>, done: Done) {
        let title = title.or_else(|| self.template.position(id).map(|index| self.template.pieces[index].title()));
        self.changes.push(Change { id: id.to_owned(), title: title.unwrap_or_else(|| id.to_owned()), done });
    }

    /// Appends text of the user.
    fn text(&mut self, lines: Vec<Line<'a>>) {
        if lines.is_empty() {
            return;
        }
        match self.items.last_mut() {
            Some(Item::Text(text)) => text.extend(lines),
            _ => self.items.push(Item::Text(lines)),
        }
    }

    fn alone(&mut self, marker: Marker<'a>) {
        match marker {
            Marker::Document { .. } => {
                let is_first = !self.items.iter().any(|item| matches!(item, Item::Alone(Marker::Document { .. })));
                if is_first {
                    self.items.push(Item::Alone(self.template.document.unwrap_or(marker)));
                }
            }
            Marker::Without(id) => match self.template.position(id) {
                Some(index) if self.placed[index] => {}
                place => {
                    if let Some(index) = place {
                        self.placed[index] = true;
                    }
                    self.items.push(Item::Alone(marker));
                }
            },
            marker => self.items.push(Item::Alone(marker)),
        }
    }

    /// Adds the document's marker at the top if it is missing.
    fn name_the_document(&mut self) {
        let is_named = self.items.iter().any(|item| matches!(item, Item::Alone(Marker::Document { .. })));
        if let Some(marker) = self.template.document.filter(|_| !is_named) {
            self.items.insert(0, Item::Alone(marker));
        }
    }

    fn part(&mut self, part: &Part<'a>, next: Option<&Block<'a>>) {
        let Some(index) = self.template.position(part.id) else { return self.vanished(part, next) };
        if std::mem::replace(&mut self.placed[index], true) {
            return self.double(index, part);
        }
        let piece = &self.template.pieces[index];
        let found = apart(part, Some(piece));
        let is_kept = part.mark == Some(piece.mark(false).as_str()) && part.is_closed;
        let old = Some(part.body.clone());
        match found {
            Some(Apart { before, heading, after }) => {
                let has_moved = [&before, &after].into_iter().any(|lines| lines.iter().any(|line| !line.is_blank()));
                // Text that follows a part without an end marker was never inside it.
                if has_moved && (part.is_closed || before.iter().any(|line| !line.is_blank())) {
                    self.note(part.id, None, Done::MovedOut);
                } else if !part.is_closed {
                    self.note(part.id, None, Done::Mended);
                }
                self.text(if before.iter().all(Line::is_blank) { Vec::new() } else { before });
                self.items.push(Item::Piece { index, heading, old });
                self.text(if after.iter().all(Line::is_blank) { Vec::new() } else { after });
            }
            None if piece.kind == PartKind::Prompt => {
                let lines = answers(part, piece, &self.template.prompts);
                let done = if part.is_closed { Done::MovedOut } else { Done::Mended };
                if !part.is_closed || lines.iter().any(|line| !line.is_blank()) {
                    self.note(part.id, None, done);
                }
                self.items.push(Item::Piece { index, heading: None, old });
                self.text(lines);
            }
            None if is_kept => {
                self.note(part.id, None, Done::Held);
                self.items.push(Item::Held(part.clone()));
            }
            None => {
                self.items.push(Item::Piece { index, heading: None, old });
                self.set_aside(index, part);
            }
        }
    }

    /// Appends the passages that the user changed in a part.
    fn set_aside(&mut self, index: usize, part: &Part<'a>) {
        let piece = &self.template.pieces[index];
        let passages = passages(part, piece.lines(false));
        if passages.is_empty() {
            return;
        }
        self.note(part.id, None, Done::SetAside);
        self.items.push(Item::Alone(Marker::Kept(piece.id)));
        let blank = Line { text: "", end: "", at: 0, marker: None, is_code: false };
        let lines = self.note.iter().copied().chain([blank]).chain(passages).chain([blank]);
        let lines: Vec<Line<'a>> = lines.collect();
        self.text(lines);
    }

    /// Removes the second copy of a part, but keeps what the user wrote in it.
    fn double(&mut self, index: usize, part: &Part<'a>) {
        let piece = &self.template.pieces[index];
        self.note(part.id, None, Done::Mended);
        match apart(part, Some(piece)) {
            Some(found) => self.text(found.lines()),
            None if piece.kind == PartKind::Prompt => self.text(answers(part, piece, &self.template.prompts)),
            None => self.set_aside(index, part),
        }
    }

    /// Removes a part that is not in the template any more, but keeps what the user wrote in it.
    fn vanished(&mut self, part: &Part<'a>, next: Option<&Block<'a>>) {
        let heading = part.body.iter().find(|line| line.level().is_some());
        let title = heading.map(|line| line.text.trim_start_matches('#').trim().replace('\\', ""));
        let (rest, done) = match apart(part, None) {
            Some(found) => {
                let has_answer = matches!(next, Some(Block::Text(lines)) if self.template.has_answer(lines, heading.and_then(Line::level)));
                let heading = heading.filter(|_| part.kind == PartKind::Prompt && has_answer);
                let lines: Vec<Line<'a>> = heading.copied().into_iter().chain(found.lines()).collect();
                let done = if lines.iter().all(Line::is_blank) { Done::Removed } else { Done::Released };
                (lines, done)
            }
            None => {
                let rest = self.template.prompts.without_exact(&part.body);
                let done = if rest.iter().all(Line::is_blank) { Done::Removed } else { Done::Released };
                (rest, done)
            }
        };
        self.note(part.id, title, done);
        if done == Done::Released {
            // The marker prevents that the text counts as the answer to the prompt above it.
            self.items.push(Item::Alone(Marker::Kept(part.id)));
            self.text(rest);
        }
    }

    /// Adds a missing part: where its lines are without markers, else after the previous part.
    fn place(&mut self, index: usize) {
        self.placed[index] = true;
        let piece = &self.template.pieces[index];
        let start = self.behind(index);
        if lost_markers::absorb(&mut self.items, self.template, index, start) {
            return self.note(piece.id, None, Done::Mended);
        }
        // The title is at the top.
        let is_title = piece.heading().is_some_and(|heading| heading.starts_with("# "));
        if is_title && self.entitle(index) {
            return self.note(piece.id, None, Done::Mended);
        }
        let mut at = start;
        while !is_title && matches!(self.items.get(at), Some(Item::Text(_) | Item::Alone(Marker::Kept(_)))) {
            at += 1;
        }
        self.items.insert(at, Item::Piece { index, heading: None, old: None });
        let has_lead = at == self.items.len() - 1 && !piece.lead.is_empty();
        if has_lead && !self.items.iter().any(|item| matches!(item, Item::Piece { old: Some(_), .. } | Item::Held(_))) {
            self.items.insert(at, Item::Text(piece.lead.clone()));
        }
        self.note(piece.id, None, Done::Added);
    }

    /// Puts the part with the title in the place of the user's own title at the top; returns whether there is one.
    fn entitle(&mut self, index: usize) -> bool {
        let is_document = |item: &Item<'_>| matches!(item, Item::Alone(Marker::Document { .. }));
        let first = self.items.iter().position(|item| !is_document(item));
        let Some((first, Item::Text(lines))) = first.map(|first| (first, &self.items[first])) else { return false };
        let Some(title) = lines.iter().position(|line| !line.is_blank()) else { return false };
        if lines[title].level() != Some(1) {
            return false;
        }
        let piece = Item::Piece { index, heading: Some(lines[title].text), old: Some(vec![lines[title]]) };
        let rest = lines[title + 1..].to_vec();
        let rest = (!rest.is_empty()).then_some(Item::Text(rest));
        self.items.splice(first..=first, std::iter::once(piece).chain(rest).collect::<Vec<_>>());
        true
    }

    /// Returns the index after the part that comes before in the template.
    fn behind(&self, index: usize) -> usize {
        let is_of = |item: &Item<'_>, id: &str| match item {
            Item::Piece { index, .. } => self.template.pieces[*index].id == id,
            Item::Held(part) => part.id == id,
            Item::Alone(Marker::Without(without)) => *without == id,
            _ => false,
        };
        let before = index.checked_sub(1).map(|before| self.template.pieces[before].id);
        let place = before.and_then(|id| self.items.iter().position(|item| is_of(item, id)));
        place.map_or_else(|| usize::from(matches!(self.items.first(), Some(Item::Alone(_)))), |place| place + 1)
    }
}
