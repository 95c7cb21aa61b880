//! What a document is about.

use crate::model::Project;

/// Says what a document is about.
#[derive(Debug, Clone, Copy)]
pub enum Target<'p> {
    /// The call of a year.
    Year(i16),
    /// The calls from a first to a last year, both included.
    Years(i16, i16),
    /// A project.
    Project(&'p Project),
}
