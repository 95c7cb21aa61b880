//! The phases of a project as one line.

use super::ShowPage;
use crate::{
    model::{
        Project,
        lifecycle::{course, lifecycle},
    },
    report::{
        engine::escape_markdown,
        view::{CourseStep, PhaseStanding, course_of},
    },
};

impl ShowPage<'_> {
    /// Returns the phases as one line, marked as passed, current or ahead.
    pub fn course(&self, project: &Project) -> String {
        let steps = course_of(self.portfolio, project);
        let draw = |step: &CourseStep<'_>| {
            let name = step.model().name.as_ref().map_or_else(|| escape_markdown(step.phase), |name| self.words(name));
            let date = step.on.map(|date| format!(" ({})", self.formats.date(date))).unwrap_or_default();
            // A no-break space keeps the symbol and the name on one line.
            match step.standing {
                PhaseStanding::Passed => format!("✓\u{a0}{name}{date}"),
                PhaseStanding::Here => format!("**●\u{a0}{name}{date}**"),
                PhaseStanding::Ahead => format!("○\u{a0}{name}"),
            }
        };
        steps.iter().map(draw).collect::<Vec<_>>().join(" → ")
    }

    /// Returns the name of a phase of a project's course, otherwise its id.
    pub fn phase_name(&self, project: &Project, id: &str) -> String {
        let process = self.portfolio.process_of(project);
        let of_process = process.into_iter().flat_map(course).chain(&lifecycle().phases);
        let named = of_process.filter(|phase| phase.id.as_ref().is_some_and(|known| &*known.value == id));
        named
            .filter_map(|phase| phase.name.as_ref())
            .map(|name| self.words(name))
            .next()
            .unwrap_or_else(|| escape_markdown(id))
    }
}
