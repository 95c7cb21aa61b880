//! Regenerates the generated parts of a document and keeps the user's text.
//!
//! The user's text never moves. A part is replaced in its place; a missing part is added where its heading is, else after the
//! previous part. What the user wrote between the markers is moved below them. A part that the user changed is kept until the
//! data change; then the changed passages are set aside below it.

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

/// Holds a regenerated document, and the changes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regenerated {
    /// The whole text.
    pub text: String,
    /// What changed, in order of the template.
    pub changes: Vec<Change>,
}

/// Says why a document was not regenerated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegenerateError {
    /// It has conflict markers of git, on this line.
    #[error("line {0} holds a conflict")]
    Conflict(usize),
}

/// Replaces the parts of an old document by those of a generated one, and keeps the user's text.
///
/// The markers of the generated document have no checksums yet. `note` is added above a passage that is set aside. The line
/// ends and the byte-order mark of the old document are kept.
///
/// # Errors
/// Fails if the old document has conflict markers of git.
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

/// Returns the prompts of a generated document.
#[must_use]
pub fn prompts(fresh: &str) -> Prompts {
    Template::read(fresh).prompts
}

/// Returns the line end that most lines have.
fn line_end(text: &str) -> &'static str {
    let (all, windows) = (text.matches('\n').count(), text.matches("\r\n").count());
    if windows * 2 > all { "\r\n" } else { "\n" }
}
