//! Regenerates a document.

use super::{change::PartChange, merge, template::Template, write};
use crate::document::parts::{PartLine, Prompts, lines};

/// Holds a regenerated document, and the changes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regenerated {
    /// The whole text.
    pub text: String,
    /// What changed, in order of the template.
    pub changes: Vec<PartChange>,
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
/// The markers of the generated document have no checksums yet. `note` is added above a passage that is set aside. The
/// line ends and the byte-order mark of the old document are kept.
///
/// # Errors
/// Fails if the old document has conflict markers of git.
pub fn regenerate(old: &str, generated: &str, note: &str) -> Result<Regenerated, RegenerateError> {
    let (mark, old) = old.strip_prefix('\u{feff}').map_or(("", old), |rest| ("\u{feff}", rest));
    let is_conflict = |line: &str| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ");
    if let Some(at) = old.lines().position(is_conflict) {
        return Err(RegenerateError::Conflict(at + 1));
    }
    let template = Template::read(generated);
    let note: Vec<PartLine<'_>> = lines(note);
    let mut made = regenerate_once(old, &template, &note);
    // What stood inside a broken marker is read as text only now; so the result is regenerated until it stays the same.
    for _ in 0..MAX_ROUNDS {
        let again = regenerate_once(&made.text, &template, &note);
        if again.text == made.text {
            break;
        }
        made.text = again.text;
        made.changes.extend(again.changes);
    }
    made.changes.sort_by_key(|change| template.position(&change.id).unwrap_or(usize::MAX));
    made.text.insert_str(0, mark);
    Ok(made)
}

/// How often a result is regenerated at most.
const MAX_ROUNDS: usize = 4;

fn regenerate_once(old: &str, template: &Template<'_>, note: &[PartLine<'_>]) -> Regenerated {
    let is_new = old.trim().is_empty();
    let mut changes = Vec::new();
    let new_blocks = merge::merge_parts(if is_new { "" } else { old }, template, note, &mut changes);
    let text = write::write(&new_blocks, template, line_end(old), &mut changes);
    if is_new {
        changes.clear();
    }
    Regenerated { text, changes }
}

/// Returns the prompts of a generated document.
#[must_use]
pub fn prompts(generated: &str) -> Prompts {
    Template::read(generated).prompts
}

/// Returns the line end that most lines have.
fn line_end(text: &str) -> &'static str {
    let (all, windows) = (text.matches('\n').count(), text.matches("\r\n").count());
    if windows * 2 > all { "\r\n" } else { "\n" }
}
