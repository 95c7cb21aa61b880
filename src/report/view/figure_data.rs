//! The data for figures: calls and projects with few facts, and without any of their texts.

use serde::Serialize;

use super::{
    builder::ViewBuilder,
    project_parts::{CriterionView, StepView},
    target::Target,
    words::TextView,
};
use crate::{
    date::Date,
    model::{Doubt, Project, Round},
};

/// Holds the facts of a project that figures need, without its texts.
#[derive(Debug, Serialize)]
pub struct ProjectSummary {
    id: String,
    year: i16,
    heading: TextView,
    course: Vec<StepView>,
    period: PeriodView,
    criteria: Vec<CriterionView>,
}

/// Holds the period of the work.
#[derive(Debug, Serialize)]
struct PeriodView {
    from: Option<Date>,
    until: Option<Date>,
}

/// Holds the grants of a call.
#[derive(Debug, Clone, Serialize)]
pub struct CallView {
    year: i16,
    years: String,
    grant_total: Option<u64>,
    /// Whether the sources disagree on the sum.
    doubtful: bool,
    /// Whether the document is about it.
    shown: bool,
}

/// Holds an assessment criterion of the settings.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionName {
    id: String,
    name: TextView,
}

impl ViewBuilder<'_> {
    /// Lists the grants of every call, and whether the document is about the call.
    pub fn calls(&self, target: Target<'_>) -> Vec<CallView> {
        let is_shown = |round: &Round| match target {
            Target::Year(year) => round.covers(year),
            Target::Years(first, last) => (first..=last).any(|year| round.covers(year)),
            Target::Project(project) => round.covers(project.year()),
        };
        let call = |round: &Round| {
            let is_doubtful = |doubt: &Doubt| doubt.key.as_ref().is_some_and(|key| &*key.value == "grant_total");
            let sum = round.grant_total.map(|amount| amount.value.0).filter(|amount| *amount > 0);
            CallView {
                year: round.year,
                years: round.years(),
                grant_total: sum,
                doubtful: round.doubts.iter().any(is_doubtful),
                shown: is_shown(round),
            }
        };
        self.portfolio.rounds.iter().map(call).collect()
    }

    /// Lists the assessment criteria in the order of the settings.
    pub fn criteria_in_order(&self) -> Vec<CriterionName> {
        let criteria = self.portfolio.settings.criteria.iter();
        criteria.map(|(id, name)| CriterionName { id: id.value.to_string(), name: self.own_words(name) }).collect()
    }

    /// Lists the public projects that the calls of some years selected, oldest call first, each call in alphabetical order.
    pub fn project_summaries(&self, first: i16, last: i16) -> Vec<ProjectSummary> {
        let of_round = |round: &Round| {
            let selected = self.portfolio.projects_of(round.year).filter(|project| project.was_selected());
            self.by_heading(selected.filter(|project| project.is_public()))
        };
        let projects = self.rounds_of(first, last).flat_map(of_round);
        projects.map(|(heading, project)| self.project_summary(heading, project)).collect()
    }

    fn project_summary(&self, heading: TextView, project: &Project) -> ProjectSummary {
        let period = project.period.as_ref();
        ProjectSummary {
            id: project.id.to_string(),
            year: project.year(),
            heading,
            course: self.course(project),
            period: PeriodView {
                from: period.and_then(|period| period.from).map(|date| date.value),
                until: period.and_then(|period| period.until).map(|date| date.value),
            },
            criteria: self.criteria(project),
        }
    }
}
