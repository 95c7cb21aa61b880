//! What the timeline shows.

use serde::Serialize;

use crate::{date::Date, report::figure::context::FigureText};

/// Holds the projects in the order of the document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    pub(super) projects: Vec<TimelineRow>,
}

/// Holds what is known of when a project was in which phase.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct TimelineRow {
    pub(super) id: String,
    pub(super) heading: FigureText,
    pub(super) year: i16,
    pub(super) stretches: Vec<TimelineBar>,
    /// How it ended, if it has.
    pub(super) end: Option<ProjectEnd>,
    /// How far it has come; templates see that by the rest.
    #[serde(skip)]
    pub(super) standing: ProjectStanding,
}

/// Says how far a project has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProjectStanding {
    Before,
    Working,
    Completed,
    Stopped,
    Unknown,
}

/// Holds the time from one known date to the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct TimelineBar {
    /// The phase that began.
    pub(super) phase: FigureText,
    /// The last of the phases that followed at an unknown date.
    pub(super) then: Option<FigureText>,
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
    /// Whether both ends are known to the month, and no other phase began in between.
    pub(super) known: bool,
    /// Whether it is a phase of the work, and not one before it.
    pub(super) work: bool,
    /// The number of the phase in its process model, from 1; `None` if the model does not have it.
    pub(super) number: Option<usize>,
}

/// Holds how and when a project ended.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct ProjectEnd {
    pub(super) phase: FigureText,
    pub(super) on: Option<Date>,
    pub(super) stopped: bool,
}

impl TimelineRow {
    /// Lists the known dates.
    pub(super) fn dates(&self) -> impl Iterator<Item = Date> {
        let bars = self.stretches.iter().flat_map(|bar| [bar.from, bar.until]);
        bars.chain([self.end.as_ref().and_then(|end| end.on)]).flatten()
    }
}
