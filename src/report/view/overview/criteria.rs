//! The criteria matrix: what the assessments say of each project by each criterion, in a word.

use serde::Serialize;

use super::scope::Scope;
use crate::{
    document::Choice,
    model::{Doubt, Project},
    query::stats::{By, Stats, stats},
    report::view::{builder::ViewBuilder, words::TextView},
};

/// More projects than this do not stand beside each other in one table.
const BESIDE: usize = 8;

/// Holds the projects that stand beside each other, and a line for each criterion that any of them is assessed by.
#[derive(Debug, Serialize)]
pub struct Matrix {
    projects: Vec<TextView>,
    /// The number of the first project; the others follow.
    first: usize,
    rows: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    criterion: TextView,
    /// The word of the strength for each project; none where the assessment does not speak of the criterion.
    strengths: Vec<Option<&'static str>>,
}

impl ViewBuilder<'_> {
    /// Makes the matrices of a call, and counts the projects that are not assessed at all.
    pub fn matrices(&self, scope: &Scope<'_>, members: &[&Project]) -> (Vec<Matrix>, usize) {
        let assessed: Vec<&Project> =
            members.iter().copied().filter(|project| project.assessment.iter().next().is_some()).collect();
        let not_assessed = members.len() - assessed.len();
        let tables = assessed.len().div_ceil(BESIDE).max(1);
        let beside = assessed.len().div_ceil(tables).max(1);
        let matrix = |(at, projects): (usize, &[&Project])| Matrix {
            projects: projects.iter().map(|project| self.label(scope, project)).collect(),
            first: at * beside + 1,
            rows: self.lines(projects),
        };
        (assessed.chunks(beside).enumerate().map(matrix).collect(), not_assessed)
    }

    fn lines(&self, projects: &[&Project]) -> Vec<Line> {
        let Stats::Criteria(counted) = stats(Some(By::Criterion), self.counted(), self.source, projects) else {
            return Vec::new();
        };
        let spoken_of = counted.groups.into_iter().filter(|criterion| criterion.not_assessed < projects.len());
        let line = |criterion: crate::query::stats::CriterionCounts| {
            let known = self.portfolio.settings.criteria.get(&criterion.id);
            let plain = || TextView { text: criterion.name.clone(), lang: None };
            Line {
                criterion: known.map_or_else(plain, |name| self.words(name, self.portfolio.language())),
                strengths: projects
                    .iter()
                    .map(|project| project.assessment.get(&criterion.id).map(|strength| strength.value.word()))
                    .collect(),
            }
        };
        spoken_of.map(line).collect()
    }

    /// Returns what the settings say of where the criteria come from.
    pub fn criteria_notes(&self) -> Vec<TextView> {
        let settings = &self.portfolio.settings;
        let is_about = |doubt: &&Doubt| doubt.key.as_ref().is_some_and(|key| &*key.value == "criteria");
        let notes = settings.doubts.iter().filter(is_about).filter_map(|doubt| doubt.note.as_ref());
        notes.map(|note| self.words(note, self.portfolio.language())).collect()
    }
}
