//! What templates see of the programme in every document.

use super::project_parts::{CallView, CriterionName};
use crate::report::view::words::ProseView;
use serde::Serialize;
use serde_json::Value;

/// Holds what every document can say: the programme and its page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The name of the document's own template.
    pub document: String,
    /// The name of the programme.
    pub programme: String,
    /// The code of the document's language.
    pub language: &'static str,
    pub stylesheets: Vec<String>,
    /// The text about the programme.
    pub about: Option<ProseView>,
    /// What the settings say of the programme.
    pub programme_facts: Value,
    /// The names of those behind it.
    pub hosts: Vec<String>,
    /// The names of the life events, by id.
    pub life_events: Value,
    /// The assessment criteria, in the order of the settings.
    pub criteria: Vec<CriterionName>,
    /// What each call gave, oldest first, also those that the document is not about.
    pub calls: Vec<CallView>,
}
