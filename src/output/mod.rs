//! Findings, rows and projects as text for people and programs.

mod comment_length;
mod diff_json;
mod diff_report;
mod diff_totals;
mod difference_text;
mod display_name;
mod escape;
mod fields_page;
mod fingerprint;
mod fitted_line;
pub mod generated_mark;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod location;
mod log_report;
mod masking;
mod message;
mod number_table;
pub mod open_file;
mod repeated_findings;
mod sarif;
mod short;
mod show;
mod stats_tables;
pub mod table;
mod terminal_markdown;

pub use show::{Demand, Guide, GuideError, State, guide, programme_page, subject_page, subject_values};

pub use diff_report::{DiffReport, shapes};
pub use difference_text::DifferenceText;
pub use display_name::phase_name;
pub use fields_page::fields;
pub use fingerprint::fingerprints;
pub use github::{github, github_summary};
pub use gitlab::gitlab;
pub use human::human;
pub use json::json;
pub use junit::junit;
pub use location::{Placed, RelatedPlace, place};
pub use log_report::LogReport;
pub use masking::{Form, mask_numbers};
pub use number_table::{NumberCell, NumberTable, TableWriter};
pub use repeated_findings::{ArrangedFindings, arranged, by_severity};
pub use sarif::sarif;
pub use short::short;
pub use stats_tables::tables;
pub use terminal_markdown::terminal_text;

use crate::{
    finding::{Finding, Severity},
    number_format::Formats,
    plural,
    texts::Texts,
};

/// Holds the titles of projects by their ids.
pub type Titles = std::collections::BTreeMap<String, String>;

/// Holds the numbers of checked projects and of findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// How many projects were checked.
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

    /// Returns a sentence with the numbers of projects and findings.
    #[must_use]
    pub fn sentence(&self, texts: &Texts, formats: &Formats) -> String {
        let counts = [
            (plural!("check.errors"), self.errors),
            (plural!("check.warnings"), self.warnings),
            (plural!("check.hints"), self.hints),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| texts.count(key, count));
        let counts: Vec<String> = counts.collect();
        if counts.is_empty() {
            return texts.count(plural!("check.clean"), self.projects);
        }
        let found = formats.and(&counts);
        let args = [("count", self.projects.to_string()), ("findings", found)];
        texts.fill_plural(plural!("check.found"), self.projects, &args)
    }
}
