//! Finds a part whose markers were lost by its lines.

use super::{
    new_block::NewBlock,
    template::{Template, trimmed},
};
use crate::document::parts::PartLine;

/// Replaces the heading, or all lines, of a part in the user's text by the part itself; returns whether they were
/// found.
///
/// The text after the previous part is searched first, then all text if no other part has the same heading.
pub fn restore<'a>(new_blocks: &mut Vec<NewBlock<'a>>, template: &Template<'a>, index: usize, start: usize) -> bool {
    let new_part = &template.parts[index];
    let lines = new_part.lines(false);
    let may_be_far = new_part.heading().is_none_or(|heading| template.is_unique(heading));
    let near = new_blocks.len().min(start)..new_blocks.len();
    let near_end = near
        .clone()
        .find(|at| matches!(new_blocks[*at], NewBlock::Part { .. } | NewBlock::UserChanged(_)))
        .unwrap_or(near.end);
    let far = if may_be_far { 0..new_blocks.len() } else { 0..0 };
    for at in (near.start..near_end).chain(far) {
        let NewBlock::Text(text) = &new_blocks[at] else { continue };
        let Some((from, to)) = found(text, new_part.heading(), lines) else { continue };
        let (before, after) = (text[..from].to_vec(), text[to..].to_vec());
        let old = Some(text[from..to].to_vec());
        let texts = |lines: Vec<PartLine<'a>>| (!lines.is_empty()).then_some(NewBlock::Text(lines));
        let new = texts(before).into_iter().chain([NewBlock::Part { index, heading: None, old }]).chain(texts(after));
        new_blocks.splice(at..=at, new.collect::<Vec<_>>());
        return true;
    }
    false
}

/// Finds the lines of a part, or else only its heading, in the user's text.
fn found(text: &[PartLine<'_>], heading: Option<&str>, lines: &[&str]) -> Option<(usize, usize)> {
    let same = |line: &PartLine<'_>, own: &str| line.text.trim_end() == own.trim_end();
    match heading {
        Some(heading) => {
            let at = text.iter().position(|line| same(line, heading))?;
            let rest = trimmed(&lines[1..]);
            let skipped = text[at + 1..].iter().take_while(|line| line.is_blank()).count();
            let from = at + 1 + skipped;
            let is_whole =
                text[from..].len() >= rest.len() && rest.iter().zip(&text[from..]).all(|(own, line)| same(line, own));
            // Only blank lines are left below the heading of the prompt.
            let end = if from == text.len() { from } else { at + 1 };
            Some((at, if is_whole { from + rest.len() } else { end }))
        }
        None if lines.is_empty() => None,
        None => {
            let count = lines.len();
            let is_run = |run: &[PartLine<'_>]| run.iter().zip(lines).all(|(line, own)| same(line, own));
            text.windows(count).position(is_run).map(|at| (at, at + count))
        }
    }
}
