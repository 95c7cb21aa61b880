//! The criteria matrix: the strength of each project for each criterion.

use serde::Serialize;

use super::scope::Scope;
use crate::{
    document::Choice,
    model::{Doubt, Project},
    query::stats::{By, CriterionCounts, Stats, stats},
    report::view::{builder::ViewBuilder, words::TextView},
};

/// The most projects in one table.
const MOST_COLUMNS: usize = 8;

/// Holds the projects of a table, and a row for each criterion that any of them is assessed by.
#[derive(Debug, Serialize)]
pub struct Matrix {
    projects: Vec<TextView>,
    /// The number of the first project; the others follow.
    first: usize,
    rows: Vec<MatrixRow>,
}

#[derive(Debug, Serialize)]
struct MatrixRow {
    criterion: TextView,
    /// The word for the strength of each project; `None` if its assessment does not cover the criterion.
    strengths: Vec<Option<&'static str>>,
}

impl ViewBuilder<'_> {
    /// Makes the matrices of a call, and counts the projects without an assessment.
    pub fn matrices(&self, scope: &Scope<'_>, members: &[&Project]) -> (Vec<Matrix>, usize) {
        let assessed: Vec<&Project> =
            members.iter().copied().filter(|project| project.assessment.iter().next().is_some()).collect();
        let not_assessed = members.len() - assessed.len();
        let tables = assessed.len().div_ceil(MOST_COLUMNS).max(1);
        let columns = assessed.len().div_ceil(tables).max(1);
        let matrix = |(at, projects): (usize, &[&Project])| Matrix {
            projects: projects.iter().map(|project| self.label(scope, project)).collect(),
            first: at * columns + 1,
            rows: self.matrix_rows(projects),
        };
        (assessed.chunks(columns).enumerate().map(matrix).collect(), not_assessed)
    }

    fn matrix_rows(&self, projects: &[&Project]) -> Vec<MatrixRow> {
        let Stats::Criteria(counted) = stats(Some(By::Criterion), self.table_names(), self.source, projects) else {
            return Vec::new();
        };
        let assessed = counted.groups.into_iter().filter(|criterion| criterion.not_assessed < projects.len());
        let row = |criterion: CriterionCounts| {
            let known = self.portfolio.settings.criteria.get(&criterion.id);
            let plain = || TextView { text: criterion.name.clone(), lang: None };
            MatrixRow {
                criterion: known.map_or_else(plain, |name| self.own_words(name)),
                strengths: projects
                    .iter()
                    .map(|project| project.assessment.get(&criterion.id).map(|strength| strength.value.word()))
                    .collect(),
            }
        };
        assessed.map(row).collect()
    }

    /// Returns the notes in the settings about where the criteria come from.
    pub fn criteria_notes(&self) -> Vec<TextView> {
        let settings = &self.portfolio.settings;
        let is_about = |doubt: &&Doubt| doubt.key.as_ref().is_some_and(|key| &*key.value == "criteria");
        let notes = settings.doubts.iter().filter(is_about).filter_map(|doubt| doubt.note.as_ref());
        notes.map(|note| self.own_words(note)).collect()
    }
}
