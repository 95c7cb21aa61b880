//! What a template sees of a document.

use serde::Serialize;
use serde_json::Value;

use super::{
    figure_data::ProjectSummary, frame::Frame, learning::LearningView, overview::YearsOverview, round::RoundView,
};

/// Holds what the template of a document sees.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum DocumentView {
    /// One year's call.
    Year {
        /// What every document can show.
        #[serde(flatten)]
        frame: Frame,
        /// The call.
        #[serde(flatten)]
        round: Box<RoundView>,
    },
    /// The calls of several years.
    Years {
        /// What every document can show.
        #[serde(flatten)]
        frame: Frame,
        /// The first and the last year.
        years: String,
        /// The calls, oldest first; empty for the program's own overview, which needs no texts of projects.
        rounds: Vec<RoundView>,
        /// The numbers and lists of the overview.
        overview: Box<YearsOverview>,
        /// The projects of all calls, with a few facts each.
        projects: Vec<ProjectSummary>,
    },
    /// A project.
    Project {
        /// What every document can show.
        #[serde(flatten)]
        frame: Frame,
        /// The project.
        project: Value,
        /// What the project learned, by theme.
        learning: LearningView,
        /// The call of the project, without its projects.
        round: Option<Box<RoundView>>,
    },
}

impl DocumentView {
    /// Returns what every document can show.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        match self {
            Self::Year { frame, .. } | Self::Years { frame, .. } | Self::Project { frame, .. } => frame,
        }
    }
}
