//! Reads the process model and the course of a project from a view.

use minijinja::{Error, value::Value};
use serde::Deserialize;

use super::data::{FigurePhase, ProcessFigure, ProjectPlace, Standing};
use crate::{
    key,
    model::STOPPED,
    report::figure::{
        context::{FigureContext, FigureText},
        fault::FigureFault,
    },
};

/// Holds what the figure reads from the view of a project.
#[derive(Deserialize)]
struct ProcessInput {
    heading: FigureText,
    course: Vec<StandingInput>,
    process_model: Option<ModelInput>,
}

#[derive(Deserialize)]
struct StandingInput {
    phase: String,
    name: FigureText,
    standing: Standing,
    on: Option<String>,
}

#[derive(Deserialize)]
struct ModelInput {
    name: Option<FigureText>,
    phases: Vec<PhaseInput>,
}

#[derive(Deserialize)]
struct PhaseInput {
    id: Option<String>,
    name: Option<FigureText>,
    steps: Vec<ModelStepInput>,
}

#[derive(Deserialize)]
struct ModelStepInput {
    name: Option<FigureText>,
    opens: Option<bool>,
}

impl ProcessFigure {
    /// Reads the view of a project.
    pub fn read(project: &Value, context: &FigureContext<'_>) -> Result<Self, Error> {
        let ProcessInput { heading, course, process_model } = ProcessInput::deserialize(project)?;
        let model = process_model.filter(|model| !model.phases.is_empty());
        let ModelInput { name, phases } = model.ok_or_else(|| FigureFault::NoProcess.error())?;
        let current = course.iter().find(|step| step.standing == Standing::Here);
        // If it is not known which phase a project is in, it is not known either which phases are ahead.
        let otherwise = if current.is_some() { Standing::Ahead } else { Standing::Unknown };
        let phases: Vec<FigurePhase> =
            (1..).zip(phases).map(|(number, phase)| phase.placed(number, &course, otherwise)).collect();
        let passed = phases.iter().rposition(|phase| phase.standing == Standing::Passed).map(|at| at + 1);
        let at = phases.iter().position(|phase| phase.standing == Standing::Here).map(|at| at + 1);
        let place = match current {
            _ if at.is_some() => ProjectPlace::At,
            Some(step) if step.phase == STOPPED => ProjectPlace::Stopped,
            Some(_) if passed == Some(phases.len()) => ProjectPlace::After,
            Some(_) => ProjectPlace::Before,
            None => ProjectPlace::Unknown,
        };
        Ok(Self {
            model: name.unwrap_or_else(|| FigureText::plain(context.texts.get(key!("figure.process.model")))),
            project: heading,
            place,
            number: at.or(passed),
            count: phases.len(),
            phases,
            state: current.filter(|_| place != ProjectPlace::At).map(|step| step.name.clone()),
        })
    }
}

impl PhaseInput {
    /// Returns the phase with its number and its standing: that of the course, otherwise `otherwise`.
    fn placed(self, number: usize, course: &[StandingInput], otherwise: Standing) -> FigurePhase {
        let id = self.id.unwrap_or_default();
        let found = course.iter().find(|step| !id.is_empty() && step.phase == id);
        let standing = found.map(|step| step.standing).filter(|standing| *standing != Standing::Ahead);
        FigurePhase {
            number,
            name: self.name.unwrap_or_else(|| FigureText::plain(id)),
            opens: self.steps.iter().filter_map(|step| step.opens).collect(),
            steps: self.steps.into_iter().filter_map(|step| step.name).collect(),
            standing: standing.unwrap_or(otherwise),
            on: found.and_then(|step| step.on.clone()),
        }
    }
}
