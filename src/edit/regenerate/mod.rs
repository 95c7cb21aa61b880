//! A document made anew around what people wrote in it: the program's parts are renewed, and every other word stays.
//!
//! People's text never moves. A part of the program is renewed where it stands; one that is missing is put where its
//! heading stands, else behind the part before it. What somebody wrote between the markers is put below them, and a
//! part that somebody changed is left as it is until the data change; then the changed passages are set aside below it.

mod change;
mod item;
mod lost_markers;
mod merge;
mod stale;
mod template;
#[cfg(test)]
mod tests;
mod user_text;
mod write;

pub use change::{Change, Done};
pub use stale::{Stale, stale};
use template::{Piece, Template};

use crate::document::parts::{Line, Prompts, lines};

/// Holds a document made anew, and what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regenerated {
    /// All of it.
    pub text: String,
    /// What is otherwise than before, in order of place.
    pub changes: Vec<Change>,
}

/// Says why a document is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegenerateError {
    /// Git could not merge it, and nobody has yet.
    #[error("line {0} holds a conflict")]
    Conflict(usize),
}

/// Renews the parts of a document as `fresh` has them, and keeps every word that people wrote.
///
/// `fresh` is what the template gives, its markers without marks. `note` is what stands above a passage that was set
/// aside. The line ends and the byte-order mark of the old document stay.
///
/// # Errors
/// Fails when the old document holds a conflict that git left in it.
pub fn regenerate(old: &str, fresh: &str, note: &str) -> Result<Regenerated, RegenerateError> {
    let (mark, old) = old.strip_prefix('\u{feff}').map_or(("", old), |rest| ("\u{feff}", rest));
    let is_conflict = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    if let Some(at) = old.lines().position(is_conflict) {
        return Err(RegenerateError::Conflict(at + 1));
    }
    let template = Template::read(fresh);
    let is_new = old.trim().is_empty();
    let note: Vec<Line<'_>> = lines(note);
    let mut changes = Vec::new();
    let items = merge::weave(if is_new { "" } else { old }, &template, &note, &mut changes);
    let text = write::write(&items, &template, line_end(old), &mut changes);
    if is_new {
        changes.clear();
    }
    changes.sort_by_key(|change| template.position(&change.id).unwrap_or(usize::MAX));
    Ok(Regenerated { text: format!("{mark}{text}"), changes })
}

/// Returns what the boxes of a fresh document say.
#[must_use]
pub fn prompts(fresh: &str) -> Prompts {
    Template::read(fresh).prompts
}

/// Returns the kind of line end that most lines have.
fn line_end(text: &str) -> &'static str {
    let (all, windows) = (text.matches('\n').count(), text.matches("\r\n").count());
    if windows * 2 > all { "\r\n" } else { "\n" }
}
