//! What templates see: words and numbers, ready to be set.

use serde::Serialize;
use serde_json::Value;

use super::{learning::LearningView, overview::YearsOverview, project_parts::ProjectSummary};
use crate::report::view::{frame::Frame, round::RoundView};

/// Holds what a document is filled with.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum DocumentView {
    /// One year's call.
    Year {
        /// What every document can say.
        #[serde(flatten)]
        frame: Frame,
        /// The call.
        #[serde(flatten)]
        round: Box<RoundView>,
    },
    /// The calls of several years.
    Years {
        /// What every document can say.
        #[serde(flatten)]
        frame: Frame,
        /// The years, with both ends.
        years: String,
        /// The calls, oldest first; none for the program's own overview, which needs no text of any project.
        rounds: Vec<RoundView>,
        /// What is counted of them.
        overview: Box<YearsOverview>,
        /// The projects of all calls in a few facts each.
        projects: Vec<ProjectSummary>,
    },
    /// A project.
    Project {
        /// What every document can say.
        #[serde(flatten)]
        frame: Frame,
        /// The project.
        project: Value,
        /// What it learned, theme by theme.
        learning: LearningView,
        /// The call it belongs to, without its projects.
        round: Option<Box<RoundView>>,
    },
}

impl DocumentView {
    /// Returns what every document can say.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        match self {
            Self::Year { frame, .. } | Self::Years { frame, .. } | Self::Project { frame, .. } => frame,
        }
    }
}
