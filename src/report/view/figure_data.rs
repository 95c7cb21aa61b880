//! What figures are drawn from: calls and projects in a few facts each, without any of their texts.

use super::{
    builder::ViewBuilder,
    project_parts::{CallView, CriterionName, Glance, PeriodView},
    target::Target,
    words::TextView,
};
use crate::{
    collation::NorwegianOrder,
    model::{Doubt, Project, Round},
};

impl ViewBuilder<'_> {
    /// Lists what every call of the portfolio gave, and whether the document is about it.
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

    /// Lists the public projects that the calls of some years selected, oldest call first, each by its title.
    pub fn projects_at_a_glance(&self, first: i16, last: i16) -> Vec<Glance> {
        let order = NorwegianOrder::load();
        let mut found = Vec::new();
        let covered = self.portfolio.rounds.iter().filter(|round| (first..=last).any(|year| round.covers(year)));
        for round in covered {
            let selected = self.portfolio.projects_of(round.year).filter(|project| project.was_selected());
            let shown = selected.filter(|project| project.is_public());
            let mut projects: Vec<(TextView, &Project)> =
                shown.map(|project| (self.heading(project), project)).collect();
            projects
                .sort_by(|(a, one), (b, other)| order.compare(&a.text, &b.text).then_with(|| one.id.cmp(&other.id)));
            found.extend(projects.into_iter().map(|(heading, project)| self.at_a_glance(heading, project)));
        }
        found
    }

    fn at_a_glance(&self, heading: TextView, project: &Project) -> Glance {
        let period = project.period.as_ref();
        Glance {
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
