//! Where a project is on its way through the phases.

use serde::Serialize;

use crate::{
    date::Date,
    model::{
        Phase, Portfolio, Project, STOPPED,
        lifecycle::{course, lifecycle},
    },
};

/// Says whether a project has passed a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhaseStanding {
    /// It has left the phase.
    Passed,
    /// It is in the phase.
    Here,
    /// It has not come so far.
    Ahead,
}

/// Holds a phase on a project's way.
#[derive(Debug, Clone, Serialize)]
pub struct CourseStep<'p> {
    /// The id of the phase.
    pub phase: &'p str,
    /// Whether the project has passed it.
    pub standing: PhaseStanding,
    /// When the project came to it, where that is known.
    pub on: Option<Date>,
    #[serde(skip)]
    model: &'p Phase,
}

/// Lists the phases of a project from `applied` to `completed`; a project that was stopped ends there.
#[must_use]
pub fn course_of<'p>(portfolio: &'p Portfolio, project: &'p Project) -> Vec<CourseStep<'p>> {
    let Some(process) = portfolio.process_of(project) else { return Vec::new() };
    let phases: Vec<&Phase> = course(process).collect();
    let place = |id: &str| phases.iter().position(|phase| phase.id.as_ref().is_some_and(|known| &*known.value == id));
    let at = project.phase.as_ref().map_or("", |phase| &*phase.value);
    let is_stopped = at == STOPPED;
    let reached = project.milestones.iter().filter_map(|milestone| milestone.phase.as_ref()).filter_map(|id| place(id));
    let here = if is_stopped { reached.max().map(|last| last + 1) } else { place(at) };
    let step = |(position, model): (usize, &&'p Phase)| {
        let phase = model.id.as_ref().map_or("", |id| &*id.value);
        let standing = match here {
            Some(here) if position < here => PhaseStanding::Passed,
            Some(here) if position == here && !is_stopped => PhaseStanding::Here,
            _ => PhaseStanding::Ahead,
        };
        CourseStep { phase, standing, on: date_of(project, phase), model }
    };
    let mut steps: Vec<CourseStep<'p>> = phases.iter().enumerate().map(step).collect();
    if is_stopped {
        steps.truncate(here.unwrap_or(0));
        let stopped = lifecycle().phases.iter().find(|phase| phase.id.as_ref().is_some_and(|id| &*id.value == STOPPED));
        steps.extend(stopped.map(|model| CourseStep {
            phase: STOPPED,
            standing: PhaseStanding::Here,
            on: date_of(project, STOPPED),
            model,
        }));
    }
    steps
}

fn date_of(project: &Project, phase: &str) -> Option<Date> {
    let milestones = project.milestones.iter().rev();
    let mut of_phase = milestones.filter(|milestone| milestone.phase.as_ref().is_some_and(|id| &*id.value == phase));
    of_phase.find_map(|milestone| milestone.on.as_ref()).map(|on| on.value)
}

impl<'p> CourseStep<'p> {
    /// Returns what the process model says of the phase.
    #[must_use]
    pub fn model(&self) -> &'p Phase {
        self.model
    }
}
