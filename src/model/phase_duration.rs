//! How long a project was in each phase, by its milestones.

use super::project::Project;
use crate::document::SharedStr;

/// Holds how long a project was in a phase that it has left.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    /// Which milestone began it.
    pub milestone: usize,
    /// The id of the phase.
    pub phase: SharedStr,
    /// How many months it lasted.
    pub months: f64,
}

/// Lists the phases that a project has left, where both ends are known to the month.
#[must_use]
pub fn stays(project: &Project) -> Vec<Stay> {
    let pairs = project.milestones.windows(2).enumerate();
    pairs
        .filter_map(|(milestone, pair)| {
            let (phase, from, to) = (pair[0].phase.as_ref()?, pair[0].on?, pair[1].on?);
            let months = from.months_until(to.value)?;
            Some(Stay { milestone, phase: phase.value.clone(), months })
        })
        .collect()
}
