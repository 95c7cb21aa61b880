//! What templates see of projects besides what queries see: lines of names, phases, criteria and results.

use serde::Serialize;
use serde_json::Value;

use super::{course::PhaseStanding, words::TextView};
use crate::date::Date;

/// Holds what is said of a project besides what queries see.
#[derive(Debug, Serialize)]
pub(super) struct ProjectExtras {
    /// What leads to the project within a document about several.
    pub(super) anchor: &'static str,
    /// Whether it has a title.
    pub(super) is_titled: bool,
    /// What stands above all that is said of it.
    pub(super) heading: TextView,
    /// The names of its owners.
    pub(super) owner_line: String,
    /// The names of its partners.
    pub(super) partner_line: String,
    /// The names of its vendors.
    pub(super) vendor_line: String,
    /// Whom to ask.
    pub(super) contact_line: Option<String>,
    /// The names of its owners, and of partners that are joined to them.
    pub(super) commissioner_line: String,
    /// How many those are.
    pub(super) commissioner_count: usize,
    /// The names of the other partners.
    pub(super) partner_rest_line: String,
    /// How many those are.
    pub(super) partner_rest_count: usize,
    /// The name of its life event.
    pub(super) life_event_name: Option<TextView>,
    /// The name of the phase it is in.
    pub(super) phase_name: Option<TextView>,
    /// How well it meets each criterion.
    pub(super) criteria: Vec<CriterionView>,
    /// Its parties, record by record.
    pub(super) parties: PartiesView,
    /// Its way through the phases.
    pub(super) course: Vec<StepView>,
    /// The process model it follows, where the document may speak of it.
    pub(super) process_model: Value,
    /// Its texts by topic.
    pub(super) prose: Value,
    /// Whether anything is said of what came out of it.
    pub(super) has_results: bool,
    /// What came out of it.
    pub(super) results: Value,
    /// The process models that came out of it.
    pub(super) made_models: Value,
}

/// Holds the parties of a project, record by record.
#[derive(Debug, Serialize)]
pub(super) struct PartiesView {
    pub(super) owner: Value,
    pub(super) partners: Value,
    pub(super) vendor: Value,
}

/// Holds how well a project meets a criterion.
#[derive(Debug, Serialize)]
pub(super) struct CriterionView {
    pub(super) id: String,
    pub(super) name: TextView,
    pub(super) strength: &'static str,
}

/// Holds a phase on a project's way.
#[derive(Debug, Serialize)]
pub(super) struct StepView {
    /// The id of the phase.
    pub(super) phase: String,
    pub(super) name: TextView,
    /// Whether the project has passed it.
    pub(super) standing: PhaseStanding,
    /// When the project came to it, where that is known.
    pub(super) on: Option<Date>,
}

/// Holds a project that says it is related to this one.
#[derive(Debug, Serialize)]
pub(super) struct RelatedFrom {
    /// The id of the other project.
    pub(super) project: String,
    pub(super) heading: TextView,
    pub(super) kind: Option<&'static str>,
    pub(super) year: i16,
}

/// Holds a project in a few facts.
#[derive(Debug, Serialize)]
pub struct ProjectSummary {
    pub(super) id: String,
    pub(super) year: i16,
    pub(super) heading: TextView,
    pub(super) course: Vec<StepView>,
    pub(super) period: PeriodView,
    pub(super) criteria: Vec<CriterionView>,
}

/// Holds when the work was done.
#[derive(Debug, Serialize)]
pub(super) struct PeriodView {
    pub(super) from: Option<Date>,
    pub(super) until: Option<Date>,
}

/// Holds what a call gave.
#[derive(Debug, Clone, Serialize)]
pub struct CallView {
    pub(super) year: i16,
    pub(super) years: String,
    pub(super) grant_total: Option<u64>,
    /// Whether the sources disagree on the sum.
    pub(super) doubtful: bool,
    /// Whether the document is about it.
    pub(super) shown: bool,
}

/// Holds an assessment criterion of the settings.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionName {
    pub(super) id: String,
    pub(super) name: TextView,
}
