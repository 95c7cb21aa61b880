//! Merges the parts of the template into the old document.

use super::{
    change::{PartChange, PartOutcome},
    lost_markers,
    new_block::NewBlock,
    template::Template,
    user_text::{UserText, answers, passages, user_text},
};
use crate::document::parts::{Block, Marker, Part, PartKind, PartLine, blocks};

/// Builds the merged document.
struct Merger<'a, 't> {
    template: &'t Template<'a>,
    /// The lines above a passage that was set aside.
    note: &'t [PartLine<'a>],
    output: Vec<NewBlock<'a>>,
    /// Which parts of the template are placed, or are left out on purpose.
    placed: Vec<bool>,
    changes: &'t mut Vec<PartChange>,
}

/// Replaces the parts of the old document by those of the template, and adds the missing ones.
pub fn merge_parts<'a, 't>(
    old: &'a str,
    template: &'t Template<'a>,
    note: &'t [PartLine<'a>],
    changes: &'t mut Vec<PartChange>,
) -> Vec<NewBlock<'a>> {
    let placed = vec![false; template.parts.len()];
    let mut merger = Merger { template, note, output: Vec::new(), placed, changes };
    let blocks = blocks(old);
    for (position, block) in blocks.iter().enumerate() {
        match block {
            // A prompt that lost its markers is not the user's text; it is added again in its place.
            Block::Text(lines) => merger.add_text(template.prompts.without_exact(lines)),
            Block::Part(part) => merger.add_part(part, blocks.get(position + 1)),
            Block::Alone(marker, _) => merger.add_marker(*marker),
            Block::Stray(id, _) => merger.record(id, None, PartOutcome::Mended),
        }
    }
    merger.add_document_marker();
    for index in 0..template.parts.len() {
        if !merger.placed[index] {
            merger.add_missing(index);
        }
    }
    if blocks.is_empty() && !template.tail.is_empty() {
        merger.output.push(NewBlock::Text(template.tail.clone()));
    }
    merger.output
}

impl<'a> Merger<'a, '_> {
    fn record(&mut self, id: &str, title: Option<String>, done: PartOutcome) {
        let title = title.or_else(|| self.template.position(id).map(|index| self.template.parts[index].title()));
        self.changes.push(PartChange { id: id.to_owned(), title: title.unwrap_or_else(|| id.to_owned()), done });
    }

    /// Appends text of the user.
    fn add_text(&mut self, lines: Vec<PartLine<'a>>) {
        if lines.is_empty() {
            return;
        }
        match self.output.last_mut() {
            Some(NewBlock::Text(text)) => text.extend(lines),
            _ => self.output.push(NewBlock::Text(lines)),
        }
    }

    fn add_marker(&mut self, marker: Marker<'a>) {
        match marker {
            Marker::Document { .. } => {
                let is_first =
                    !self.output.iter().any(|block| matches!(block, NewBlock::Alone(Marker::Document { .. })));
                if is_first {
                    self.output.push(NewBlock::Alone(self.template.document.unwrap_or(marker)));
                }
            }
            Marker::Without(id) => match self.template.position(id) {
                Some(index) if self.placed[index] => {}
                place => {
                    if let Some(index) = place {
                        self.placed[index] = true;
                    }
                    self.output.push(NewBlock::Alone(marker));
                }
            },
            marker => self.output.push(NewBlock::Alone(marker)),
        }
    }

    /// Adds the document's marker at the top if it is missing.
    fn add_document_marker(&mut self) {
        let is_named = self.output.iter().any(|block| matches!(block, NewBlock::Alone(Marker::Document { .. })));
        if let Some(marker) = self.template.document.filter(|_| !is_named) {
            self.output.insert(0, NewBlock::Alone(marker));
        }
    }

    fn add_part(&mut self, part: &Part<'a>, next: Option<&Block<'a>>) {
        let Some(index) = self.template.position(part.id) else { return self.remove_part(part, next) };
        if std::mem::replace(&mut self.placed[index], true) {
            return self.remove_duplicate(index, part);
        }
        let new_part = &self.template.parts[index];
        let found = user_text(part, Some(new_part));
        let is_kept = part.mark == Some(new_part.mark(false).as_str()) && part.is_closed;
        let old = Some(part.body.clone());
        match found {
            Some(added) => self.add_with_user_text(index, part, added),
            None if new_part.kind == PartKind::Prompt => {
                let lines = answers(part, new_part, &self.template.prompts);
                let done = if part.is_closed { PartOutcome::MovedOut } else { PartOutcome::Mended };
                if !part.is_closed || lines.iter().any(|line| !line.is_blank()) {
                    self.record(part.id, None, done);
                }
                self.output.push(NewBlock::Part { index, heading: None, old });
                self.add_text(lines);
            }
            None if is_kept => {
                self.record(part.id, None, PartOutcome::Held);
                self.output.push(NewBlock::UserChanged(part.clone()));
            }
            None => {
                self.output.push(NewBlock::Part { index, heading: None, old });
                self.set_aside(index, part);
            }
        }
    }

    /// Adds a part whose generated lines are unchanged, with the user's text moved before and after it.
    fn add_with_user_text(&mut self, index: usize, part: &Part<'a>, UserText { before, heading, after }: UserText<'a>) {
        let has_text = |lines: &Vec<PartLine<'_>>| lines.iter().any(|line| !line.is_blank());
        // Text that follows a part without an end marker was never inside it.
        if has_text(&before) || (part.is_closed && has_text(&after)) {
            self.record(part.id, None, PartOutcome::MovedOut);
        } else if !part.is_closed {
            self.record(part.id, None, PartOutcome::Mended);
        }
        let or_none = |lines: Vec<PartLine<'a>>| if has_text(&lines) { lines } else { Vec::new() };
        self.add_text(or_none(before));
        self.output.push(NewBlock::Part { index, heading, old: Some(part.body.clone()) });
        self.add_text(or_none(after));
    }

    /// Appends the passages that the user changed in a part.
    fn set_aside(&mut self, index: usize, part: &Part<'a>) {
        let new_part = &self.template.parts[index];
        let passages = passages(part, new_part.lines(false));
        if passages.is_empty() {
            return;
        }
        self.record(part.id, None, PartOutcome::SetAside);
        self.output.push(NewBlock::Alone(Marker::SetAside(new_part.id)));
        let blank = PartLine { text: "", end: "", at: 0, marker: None, is_code: false };
        let lines = self.note.iter().copied().chain([blank]).chain(passages).chain([blank]);
        let lines: Vec<PartLine<'a>> = lines.collect();
        self.add_text(lines);
    }

    /// Removes the second copy of a part, but keeps what the user wrote in it.
    fn remove_duplicate(&mut self, index: usize, part: &Part<'a>) {
        let new_part = &self.template.parts[index];
        self.record(part.id, None, PartOutcome::Mended);
        match user_text(part, Some(new_part)) {
            Some(found) => self.add_text(found.lines()),
            None if new_part.kind == PartKind::Prompt => self.add_text(answers(part, new_part, &self.template.prompts)),
            None => self.set_aside(index, part),
        }
    }

    /// Removes a part that is not in the template any more, but keeps what the user wrote in it.
    fn remove_part(&mut self, part: &Part<'a>, next: Option<&Block<'a>>) {
        let heading = part.body.iter().find(|line| line.level().is_some());
        let title = heading.map(|line| line.text.trim_start_matches('#').trim().replace('\\', ""));
        let (rest, done) = match user_text(part, None) {
            Some(found) => {
                let has_answer = matches!(next, Some(Block::Text(lines)) if self.template.has_answer(lines, heading.and_then(PartLine::level)));
                let heading = heading.filter(|_| part.kind == PartKind::Prompt && has_answer);
                let lines: Vec<PartLine<'a>> = heading.copied().into_iter().chain(found.lines()).collect();
                let done =
                    if lines.iter().all(PartLine::is_blank) { PartOutcome::Removed } else { PartOutcome::Released };
                (lines, done)
            }
            None => {
                let rest = self.template.prompts.without_exact(&part.body);
                let done =
                    if rest.iter().all(PartLine::is_blank) { PartOutcome::Removed } else { PartOutcome::Released };
                (rest, done)
            }
        };
        self.record(part.id, title, done);
        if done == PartOutcome::Released {
            // The marker prevents that the text counts as the answer to the prompt above it.
            self.output.push(NewBlock::Alone(Marker::SetAside(part.id)));
            self.add_text(rest);
        }
    }

    /// Adds a missing part: where its lines are without markers, else after the previous part.
    fn add_missing(&mut self, index: usize) {
        self.placed[index] = true;
        let new_part = &self.template.parts[index];
        let start = self.index_after_previous(index);
        if lost_markers::restore(&mut self.output, self.template, index, start) {
            return self.record(new_part.id, None, PartOutcome::Mended);
        }
        // The title is at the top.
        let is_title = new_part.heading().is_some_and(|heading| heading.starts_with("# "));
        if is_title && self.replace_title(index) {
            return self.record(new_part.id, None, PartOutcome::Mended);
        }
        let mut at = start;
        while !is_title && matches!(self.output.get(at), Some(NewBlock::Text(_) | NewBlock::Alone(Marker::SetAside(_))))
        {
            at += 1;
        }
        self.output.insert(at, NewBlock::Part { index, heading: None, old: None });
        let has_lead = at == self.output.len() - 1 && !new_part.lead.is_empty();
        if has_lead
            && !self
                .output
                .iter()
                .any(|block| matches!(block, NewBlock::Part { old: Some(_), .. } | NewBlock::UserChanged(_)))
        {
            self.output.insert(at, NewBlock::Text(new_part.lead.clone()));
        }
        self.record(new_part.id, None, PartOutcome::Added);
    }

    /// Puts the part with the title in the place of the user's own title at the top; returns whether there is one.
    fn replace_title(&mut self, index: usize) -> bool {
        let is_document = |block: &NewBlock<'_>| matches!(block, NewBlock::Alone(Marker::Document { .. }));
        let first = self.output.iter().position(|block| !is_document(block));
        let Some((first, NewBlock::Text(lines))) = first.map(|first| (first, &self.output[first])) else {
            return false;
        };
        let Some(title) = lines.iter().position(|line| !line.is_blank()) else { return false };
        if lines[title].level() != Some(1) {
            return false;
        }
        let new_part = NewBlock::Part { index, heading: Some(lines[title].text), old: Some(vec![lines[title]]) };
        let rest = lines[title + 1..].to_vec();
        let rest = (!rest.is_empty()).then_some(NewBlock::Text(rest));
        self.output.splice(first..=first, std::iter::once(new_part).chain(rest).collect::<Vec<_>>());
        true
    }

    /// Returns the index after the part that comes before in the template.
    fn index_after_previous(&self, index: usize) -> usize {
        let is_of = |block: &NewBlock<'_>, id: &str| match block {
            NewBlock::Part { index, .. } => self.template.parts[*index].id == id,
            NewBlock::UserChanged(part) => part.id == id,
            NewBlock::Alone(Marker::Without(without)) => *without == id,
            _ => false,
        };
        let before = index.checked_sub(1).map(|before| self.template.parts[before].id);
        let place = before.and_then(|id| self.output.iter().position(|block| is_of(block, id)));
        place.map_or_else(|| usize::from(matches!(self.output.first(), Some(NewBlock::Alone(_)))), |place| place + 1)
    }
}
