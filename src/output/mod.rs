//! Findings and rows as text for people and for programs.

mod counts;
mod figures;
pub mod file;
mod human;
mod json;
mod message;
mod place;
mod reading;
pub mod rows;
mod short;

pub use counts::tables;
pub use figures::{Figure, Figures, Writer};
pub use human::human;
pub use json::json;
pub use place::{Placed, place};
pub use reading::reading;
pub use short::short;

use crate::finding::{Finding, Severity};

/// Counts what a check found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// How many projects were looked at.
    pub projects: usize,
    /// How many errors were found.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many hints.
    pub hints: usize,
}

impl Summary {
    /// Counts findings by severity.
    #[must_use]
    pub fn of(projects: usize, findings: &[Finding]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        Self {
            projects,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            hints: count(Severity::Hint),
        }
    }
}
