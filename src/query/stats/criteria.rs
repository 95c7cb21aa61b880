//! Counts the assessments of each criterion.

use serde::Serialize;

use super::by::By;
use crate::{
    model::{Project, Strength},
    query::display_names::DisplayNames,
};

/// Holds the counts of all criteria, in the order of the settings. Unlisted criteria come last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CriteriaStats {
    /// What the projects are counted by.
    pub by: By,
    /// The criteria.
    pub groups: Vec<CriterionCounts>,
    /// How many projects there are.
    pub projects: usize,
}

/// Counts the assessments of one criterion.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CriterionCounts {
    /// The id of the criterion.
    pub id: String,
    /// Its name in the reader's language.
    pub name: String,
    /// Projects in which it is strong.
    pub strong: usize,
    /// Projects in which it is conditional.
    pub conditional: usize,
    /// Projects in which it is weak.
    pub weak: usize,
    /// Projects without an assessment of it.
    pub not_assessed: usize,
}

impl CriteriaStats {
    /// Counts assessments.
    pub(super) fn new(names: DisplayNames<'_>, projects: &[&Project]) -> Self {
        let mut ids: Vec<&str> = names.portfolio.settings.criteria.iter().map(|(id, _)| &*id.value).collect();
        for (id, _) in projects.iter().flat_map(|project| project.assessment.iter()) {
            if !ids.contains(&&*id.value) {
                ids.push(&id.value);
            }
        }
        let criterion = |id: &str| {
            let name = names.portfolio.settings.criteria.get(id).map_or(id, |name| names.text(name));
            let mut counted =
                CriterionCounts { id: id.to_owned(), name: name.to_owned(), ..CriterionCounts::default() };
            for project in projects {
                let count = match project.assessment.get(id).map(|strength| strength.value) {
                    Some(Strength::Strong) => &mut counted.strong,
                    Some(Strength::Conditional) => &mut counted.conditional,
                    Some(Strength::Weak) => &mut counted.weak,
                    None => &mut counted.not_assessed,
                };
                *count += 1;
            }
            counted
        };
        Self { by: By::Criterion, groups: ids.into_iter().map(criterion).collect(), projects: projects.len() }
    }
}
