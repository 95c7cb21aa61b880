//! What templates see of projects and queries do not: names in one line, phases, criteria, texts and results.

use serde::Serialize;
use serde_json::Value;

use super::{
    course::PhaseStanding,
    words::{NamedValues, ProseView, TextView},
};
use crate::date::Date;

/// Holds what templates see of a project and queries do not.
#[derive(Debug, Serialize)]
pub(super) struct ProjectExtras {
    /// The id of the project's heading, in a document about several projects.
    pub(super) anchor: &'static str,
    /// Whether it has a title.
    pub(super) is_titled: bool,
    /// The heading of the project.
    pub(super) heading: TextView,
    /// The names of its owners.
    pub(super) owner_line: String,
    /// The names of its partners.
    pub(super) partner_line: String,
    /// The names of its vendors.
    pub(super) vendor_line: String,
    /// Whom to contact.
    pub(super) contact_line: Option<String>,
    /// The names of its owners, and of partners that are joined to them.
    pub(super) commissioner_line: String,
    /// How many there are.
    pub(super) commissioner_count: usize,
    /// The names of the other partners.
    pub(super) partner_rest_line: String,
    /// How many there are.
    pub(super) partner_rest_count: usize,
    /// The name of its life event.
    pub(super) life_event_name: Option<TextView>,
    /// The name of the phase it is in.
    pub(super) phase_name: Option<TextView>,
    /// The strength for each criterion.
    pub(super) criteria: Vec<CriterionView>,
    /// Its parties as records.
    pub(super) parties: PartiesView,
    /// The phases from `applied` to `completed`.
    pub(super) course: Vec<StepView>,
    /// Its process model; `None` if it has none or the document does not need it.
    pub(super) process_model: Option<Value>,
    /// Its texts by topic.
    pub(super) prose: NamedValues<Option<ProseView>>,
    /// Whether it has results.
    pub(super) has_results: bool,
    /// Its results, with every key.
    pub(super) results: Value,
    /// The process models that came out of it.
    pub(super) made_models: Vec<Value>,
    /// The projects that say they are related to this one.
    pub(super) related_from: Vec<RelatedFrom>,
}

/// Holds the parties of a project as records.
#[derive(Debug, Serialize)]
pub(super) struct PartiesView {
    pub(super) owner: Value,
    pub(super) partners: Value,
    pub(super) vendor: Value,
}

/// Holds the strength of a project for a criterion.
#[derive(Debug, Serialize)]
pub(super) struct CriterionView {
    pub(super) id: String,
    pub(super) name: TextView,
    pub(super) strength: &'static str,
}

/// Holds a phase in the course of a project.
#[derive(Debug, Serialize)]
pub(super) struct StepView {
    /// The id of the phase.
    pub(super) phase: String,
    pub(super) name: TextView,
    /// Whether the project has passed the phase.
    pub(super) standing: PhaseStanding,
    /// When the project entered the phase, if that is known.
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
