//! The course of a project: which phases it has passed, and which are ahead.

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
    /// The project has left the phase.
    Passed,
    /// The project is in the phase.
    Here,
    /// The project has not reached the phase.
    Ahead,
}

/// Holds a phase in the course of a project.
#[derive(Debug, Clone, Serialize)]
pub struct CourseStep<'p> {
    /// The id of the phase.
    pub phase: &'p str,
    /// Whether the project has passed the phase.
    pub standing: PhaseStanding,
    /// When the project entered the phase, if that is known.
    pub on: Option<Date>,
    #[serde(skip)]
    model: &'p Phase,
}

/// Lists the phases of a project from `applied` to `completed`; the course of a stopped project ends with `stopped`.
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
    /// Returns the phase in the process model.
    #[must_use]
    pub fn model(&self) -> &'p Phase {
        self.model
    }
}
