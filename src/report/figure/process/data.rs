//! What the figure of a process model shows, and the same in words.

use serde::{Deserialize, Serialize};

use crate::{
    key,
    report::figure::context::{FigureContext, FigureText},
    texts::Key,
};

/// Holds a process model and how far a project has come in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProcessFigure {
    /// The name of the model.
    pub model: FigureText,
    /// The name of the project.
    pub(super) project: FigureText,
    pub(super) phases: Vec<FigurePhase>,
    pub(super) place: ProjectPlace,
    /// The number of the phase that the project has reached, from 1.
    pub(super) number: Option<usize>,
    pub(super) count: usize,
    /// The state of a project before or after the phases.
    pub(super) state: Option<FigureText>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct FigurePhase {
    pub(super) number: usize,
    pub(super) name: FigureText,
    pub(super) steps: Vec<FigureText>,
    pub(super) standing: Standing,
    pub(super) on: Option<String>,
    /// Whether each step opens; empty if the model does not say so.
    #[serde(skip)]
    pub(super) opens: Vec<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Standing {
    Passed,
    Here,
    Ahead,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ProjectPlace {
    Before,
    At,
    After,
    Stopped,
    Unknown,
}

impl ProcessFigure {
    /// Says in a sentence where the project is; `show` formats the portfolio's own words.
    pub fn sentence(&self, context: &FigureContext<'_>, show: &mut dyn FnMut(&FigureText) -> String) -> String {
        let key = match (self.place, self.number) {
            (ProjectPlace::Before, _) => key!("figure.process.before"),
            (ProjectPlace::At, _) => key!("figure.process.at"),
            (ProjectPlace::After, _) => key!("figure.process.after"),
            (ProjectPlace::Stopped, Some(_)) => key!("figure.process.stopped"),
            (ProjectPlace::Stopped, None) => key!("figure.process.stopped-before"),
            (ProjectPlace::Unknown, _) => key!("figure.process.unknown"),
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

    /// Describes the figure: the sentence, and the standing of each phase.
    pub(super) fn description(&self, context: &FigureContext<'_>) -> String {
        let mut plain = |words: &FigureText| words.text.clone();
        let phase = |phase: &FigurePhase| {
            let standing = context.texts.get(phase.standing.key()).to_lowercase();
            format!("{} {} ({standing})", phase.number, phase.name.text)
        };
        let phases: Vec<String> = self.phases.iter().map(phase).collect();
        let listed = context.texts.fill(key!("figure.process.phases"), &[("phases", context.formats.and(&phases))]);
        format!("{} {listed}", self.sentence(context, &mut plain))
    }
}

impl Standing {
    /// Returns the text key of its name.
    pub(super) fn key(self) -> Key {
        match self {
            Self::Passed => key!("figure.process.passed"),
            Self::Here => key!("figure.process.is-here"),
            Self::Ahead => key!("figure.process.ahead"),
            Self::Unknown => key!("figure.process.not-known"),
        }
    }
}
