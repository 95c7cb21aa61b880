//! Regenerates the generated parts of a document and keeps the user's text.
//!
//! The user's text never moves. A part is replaced in its place; a missing part is added where its heading is, else
//! after the previous part. What the user wrote between the markers is moved below them. A part that the user changed
//! is kept until the data change; then the changed passages are set aside below it.

mod change;
mod lost_markers;
mod merge;
mod new_block;
mod regenerated;
mod stale;
mod template;
#[cfg(test)]
mod tests;
mod user_text;
mod write;

pub use change::{PartChange, PartOutcome};
pub use regenerated::{RegenerateError, Regenerated, prompts, regenerate};
pub use stale::{StalePart, stale};
