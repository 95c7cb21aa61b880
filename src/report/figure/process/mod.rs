//! A process model with a project's place in it: diamonds that open and close as the steps do, else a line of arrows.

mod draw;

use minijinja::{Error, value::Value};
use serde::{Deserialize, Serialize};

use super::{FigureContext, FigureFault, FigureText};
use crate::model::STOPPED;

/// Holds a process model and a project's way through it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProcessFigure {
    /// What the model is called.
    pub model: FigureText,
    /// The project.
    project: FigureText,
    phases: Vec<FigurePhase>,
    /// Where the project is.
    stage: ProjectStage,
    /// The number of the phase that it has come to, from 1.
    number: Option<usize>,
    count: usize,
    /// The state of a project before or after the phases.
    state: Option<FigureText>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct FigurePhase {
    number: usize,
    name: FigureText,
    steps: Vec<FigureText>,
    standing: Standing,
    on: Option<String>,
    /// Whether each step opens or closes, as far as that is said.
    #[serde(skip)]
    turns: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Standing {
    Passed,
    Here,
    Ahead,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum ProjectStage {
    Before,
    At,
    After,
    Stopped,
    Unknown,
}

/// Holds what a view says of a project.
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
    /// Reads what a view says of a project.
    pub fn read(project: &Value, context: &FigureContext<'_>) -> Result<Self, Error> {
        let ProcessInput { heading, course, process_model } = ProcessInput::deserialize(project)?;
        let model = process_model.filter(|model| !model.phases.is_empty());
        let ModelInput { name, phases } = model.ok_or_else(|| FigureFault::NoProcess.error())?;
        let here = course.iter().find(|step| step.standing == Standing::Here);
        // Of a project whose phase is not known, it is not known either that it has not come to one.
        let otherwise = if here.is_some() { Standing::Ahead } else { Standing::Unknown };
        let phase = |(at, phase): (usize, PhaseInput)| {
            let id = phase.id.unwrap_or_default();
            let found = course.iter().find(|step| !id.is_empty() && step.phase == id);
            FigurePhase {
                number: at + 1,
                name: phase.name.unwrap_or(FigureText { text: id, lang: None }),
                turns: phase.steps.iter().filter_map(|step| step.opens).collect(),
                steps: phase.steps.into_iter().filter_map(|step| step.name).collect(),
                standing: found
                    .map(|step| step.standing)
                    .filter(|standing| *standing != Standing::Ahead)
                    .unwrap_or(otherwise),
                on: found.and_then(|step| step.on.clone()),
            }
        };
        let phases: Vec<FigurePhase> = phases.into_iter().enumerate().map(phase).collect();
        let passed = phases.iter().rposition(|phase| phase.standing == Standing::Passed).map(|at| at + 1);
        let at = phases.iter().position(|phase| phase.standing == Standing::Here).map(|at| at + 1);
        let stage = match here {
            _ if at.is_some() => ProjectStage::At,
            Some(step) if step.phase == STOPPED => ProjectStage::Stopped,
            Some(_) if passed == Some(phases.len()) => ProjectStage::After,
            Some(_) => ProjectStage::Before,
            None => ProjectStage::Unknown,
        };
        let name =
            name.unwrap_or_else(|| FigureText { text: context.texts.get("figure.process.model").into(), lang: None });
        Ok(Self {
            model: name,
            project: heading,
            stage,
            number: at.or(passed),
            count: phases.len(),
            phases,
            state: here.filter(|_| stage != ProjectStage::At).map(|step| step.name.clone()),
        })
    }

    /// Says in a sentence where the project is; `show` writes the words of the portfolio.
    pub fn sentence(&self, context: &FigureContext<'_>, show: &mut dyn FnMut(&FigureText) -> String) -> String {
        let key = match (self.stage, self.number) {
            (ProjectStage::Before, _) => "figure.process.before",
            (ProjectStage::At, _) => "figure.process.at",
            (ProjectStage::After, _) => "figure.process.after",
            (ProjectStage::Stopped, Some(_)) => "figure.process.stopped",
            (ProjectStage::Stopped, None) => "figure.process.stopped-before",
            (ProjectStage::Unknown, _) => "figure.process.unknown",
        };
        let phase = self.number.and_then(|number| self.phases.get(number - 1));
        let number = |number: usize| context.formats.number(number as u64);
        context.texts.fill(
            key,
            &[
                ("model", show(&self.model)),
                ("number", number(self.number.unwrap_or_default())),
                ("count", number(self.count)),
                ("phase", phase.map(|phase| show(&phase.name)).unwrap_or_default()),
                ("state", self.state.as_ref().map(show).unwrap_or_default()),
            ],
        )
    }

    fn description(&self, context: &FigureContext<'_>) -> String {
        let mut plain = |words: &FigureText| words.text.clone();
        let phase = |phase: &FigurePhase| {
            let standing = context.texts.get(phase.standing.key()).to_lowercase();
            format!("{} {} ({standing})", phase.number, phase.name.text)
        };
        let phases: Vec<String> = self.phases.iter().map(phase).collect();
        let listed = context.texts.fill("figure.process.phases", &[("phases", context.formats.and(&phases))]);
        format!("{} {listed}", self.sentence(context, &mut plain))
    }
}

impl Standing {
    /// Returns the key of its name.
    fn key(self) -> &'static str {
        match self {
            Self::Passed => "figure.process.passed",
            Self::Here => "figure.process.is-here",
            Self::Ahead => "figure.process.ahead",
            Self::Unknown => "figure.process.not-known",
        }
    }
}

#[cfg(test)]
mod tests;
