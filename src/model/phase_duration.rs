//! The duration of each phase of a project, from its milestones.

use super::project::Project;
use crate::document::SharedStr;

/// Holds how long a project was in a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct PhaseDuration {
    /// The index of the milestone that began it.
    pub milestone: usize,
    /// The id of the phase.
    pub phase: SharedStr,
    /// The number of months.
    pub months: f64,
}

/// Lists the durations of the phases that a project has left, if both ends are known to the month.
#[must_use]
pub fn phase_durations(project: &Project) -> Vec<PhaseDuration> {
    let pairs = project.milestones.windows(2).enumerate();
    pairs
        .filter_map(|(milestone, pair)| {
            let (phase, from, to) = (pair[0].phase.as_ref()?, pair[0].on?, pair[1].on?);
            let months = from.months_until(to.value)?;
            Some(PhaseDuration { milestone, phase: phase.value.clone(), months })
        })
        .collect()
}
