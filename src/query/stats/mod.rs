//! Counts and sums of projects by a key. What is unknown is counted, never guessed.

mod criteria;
mod groups;
mod languages;
mod overview;
mod years;

use serde::Serialize;

pub use criteria::{CriteriaStats, CriterionCounts};
pub use groups::Groups;
pub use languages::{Languages, Requirement, Shares, WrittenForm, words};
pub use overview::{OverviewStats, ProjectCount};
pub use years::{Year, Years};

use super::display_names::DisplayNames;
use crate::{
    document::{At, choice},
    model::{Budget, Kroner, Project},
    source::Source,
};

choice! {
    /// Says what projects are counted by.
    pub enum By {
        /// The year's call.
        Year = "year",
        /// The phase they are in.
        Phase = "phase",
        /// Who delivers.
        Vendor = "vendor",
        /// Who owns them.
        Owner = "owner",
        /// The kind of the owner's organisation.
        Kind = "kind",
        /// What they are about.
        Theme = "theme",
        /// The life event.
        LifeEvent = "life-event",
        /// The process model.
        Process = "process",
        /// The written form of the prose.
        Language = "language",
        /// The assessment.
        Criterion = "criterion",
    }
}

/// Holds what was counted.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Stats {
    /// Everything in short.
    Overview(OverviewStats),
    /// By something that a project may have several of.
    Groups(Groups),
    /// By year's call.
    Years(Years),
    /// By written form.
    Languages(Languages),
    /// By assessment criterion.
    Criteria(CriteriaStats),
}

/// Holds the sum of what is known, and of how many projects or rounds it is unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// The sum of what is known; none where nothing is.
    pub known: Option<u64>,
    /// How many do not say.
    pub unknown: usize,
}

/// Holds what is counted of the projects of a group.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Group {
    /// What they have in common; none where that is unknown, and for all projects together.
    pub id: Option<String>,
    /// Its name in the reader's language.
    pub name: String,
    /// How many projects there are.
    pub projects: usize,
    /// Their share of all projects from 0 to 1; none where there are no projects at all.
    pub share: Option<f64>,
    /// The support from the programme, in kroner.
    pub grant: Sum,
    /// What the owners put in, in kroner.
    pub own_funding: Sum,
    /// How many months projects were in the phase: the median of those that have left it and say when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub median_months: Option<f64>,
}

/// Counts projects by a key, or makes an overview of them.
///
/// `source` is read for the key `language` only, which counts the words of the prose.
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

impl Sum {
    /// Adds up what is known.
    #[must_use]
    pub fn of(amounts: impl Iterator<Item = Option<u64>>) -> Self {
        amounts.fold(Self::default(), |sum, amount| match amount {
            Some(amount) => Self { known: Some(sum.known.unwrap_or(0).saturating_add(amount)), ..sum },
            None => Self { unknown: sum.unknown + 1, ..sum },
        })
    }
}

impl Group {
    /// Counts the projects of a group among `all`.
    pub(super) fn new(id: Option<&str>, name: &str, projects: &[&Project], all: usize) -> Self {
        let money = |which: fn(&Budget) -> Option<At<Kroner>>| {
            let amount = |project: &&Project| project.budget.as_deref().and_then(which).map(|amount| amount.value.0);
            Sum::of(projects.iter().map(amount))
        };
        Self {
            id: id.map(str::to_owned),
            name: name.to_owned(),
            projects: projects.len(),
            share: share(projects.len(), all),
            grant: money(|budget| budget.grant),
            own_funding: money(|budget| budget.own_funding),
            median_months: None,
        }
    }

    /// Counts all projects together.
    pub(super) fn total(names: DisplayNames<'_>, projects: &[&Project]) -> Self {
        Self::new(None, names.texts.get("stats.total"), projects, projects.len())
    }
}

/// Returns a part's share of the whole; none of nothing.
#[expect(clippy::cast_precision_loss, reason = "no portfolio has so many projects or words")]
fn share(part: usize, whole: usize) -> Option<f64> {
    // Four decimals are more than anybody reads, and the same on every machine.
    (whole > 0).then(|| (part as f64 / whole as f64 * 1e4).round() / 1e4)
}
