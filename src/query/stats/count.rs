//! Counts by a key, or an overview.

use super::{
    by::By, criteria::CriteriaStats, groups::Groups, languages::Languages, overview::OverviewStats, years::Years,
};
use crate::{model::Project, query::display_names::DisplayNames, source::Source};
use serde::Serialize;

/// Holds what was counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Stats {
    /// An overview.
    Overview(OverviewStats),
    /// By a value that a project may have several of.
    Groups(Groups),
    /// By round.
    Years(Years),
    /// By language.
    Languages(Languages),
    /// By assessment criterion.
    Criteria(CriteriaStats),
}

/// Counts projects by a key, or makes an overview of them.
///
/// Reads `source` only for the key `language`, to count the words of the prose.
#[must_use]
pub fn stats(by: Option<By>, names: DisplayNames<'_>, source: &dyn Source, projects: &[&Project]) -> Stats {
    match by {
        None => Stats::Overview(OverviewStats::new(names, projects)),
        Some(By::Year) => Stats::Years(Years::new(names, projects)),
        Some(By::Language) => Stats::Languages(Languages::new(names, source, projects)),
        Some(By::Criterion) => Stats::Criteria(CriteriaStats::new(names, projects)),
        Some(by) => Stats::Groups(Groups::new(by, names, projects)),
    }
}
