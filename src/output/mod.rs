//! Findings and rows as text for people and for programs.

mod changes;
mod changes_json;
mod changes_totals;
mod chronicle;
mod comment;
mod counts;
mod escape;
mod fact;
mod fields;
mod figures;
pub mod file;
mod fingerprint;
mod github;
mod gitlab;
mod hidden;
mod human;
mod json;
mod junit;
pub mod made;
mod many;
mod message;
mod place;
mod reading;
mod reference;
pub mod rows;
mod sarif;
mod short;

pub use changes::{Told, shapes};
pub use chronicle::Chronicle;
pub use counts::tables;
pub use fact::Facts;
pub use fields::fields;
pub use figures::{Figure, Figures, Writer};
pub use fingerprint::fingerprints;
pub use github::{github, github_summary};
pub use gitlab::gitlab;
pub use hidden::{Form, hidden};
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use many::shortened;
pub use place::{Other, Placed, place};
pub use reading::reading;
pub use reference::phase;
pub use sarif::sarif;
pub use short::short;

use crate::{
    finding::{Finding, Severity},
    formats::Formats,
    texts::Texts,
};

/// Holds the titles of projects by their ids.
pub type Titles = std::collections::BTreeMap<String, String>;

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

    /// Says in a sentence how many projects were checked and what was found.
    #[must_use]
    pub fn sentence(&self, texts: &Texts, formats: &Formats) -> String {
        let counts = [("check.errors", self.errors), ("check.warnings", self.warnings), ("check.hints", self.hints)];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| texts.count(key, count));
        let counts: Vec<String> = counts.collect();
        if counts.is_empty() {
            return texts.count("check.clean", self.projects);
        }
        let found = formats.and(&counts);
        let args = [("count", self.projects.to_string()), ("findings", found)];
        texts.fill(&texts.plural("check.found", self.projects), &args)
    }
}
