//! What every document can show: the programme and its criteria, life events and calls.

use serde::Serialize;
use serde_json::Value;

use super::{
    builder::ViewBuilder,
    figure_data::{CallView, CriterionName},
    record_values::RecordValues,
    target::Target,
    words::{NamedValues, ProseView, TextView},
};
use crate::{
    document::{At, SharedStr},
    model::{Programme, Text},
};

/// Holds what every document can show.
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
    /// The programme in the settings, with every key.
    pub programme_facts: Value,
    /// The names of the organisations behind the programme.
    pub hosts: Vec<String>,
    /// The names of the life events, by id.
    pub life_events: NamedValues<TextView>,
    /// The assessment criteria, in the order of the settings.
    pub criteria: Vec<CriterionName>,
    /// All calls, oldest first, including those that the document is not about.
    pub calls: Vec<CallView>,
}

impl ViewBuilder<'_> {
    /// Makes the frame of a document.
    pub(super) fn frame(&self, document: &str, target: Target<'_>) -> Frame {
        let settings = &self.portfolio.settings;
        let nothing = Programme::default();
        let programme = settings.programme.as_ref().unwrap_or(&nothing);
        let names = self.names(None);
        let event = |(id, name): &(At<SharedStr>, Text)| (id.value.to_string(), self.own_words(name));
        let stylesheets = settings.site.iter().flat_map(|site| &site.stylesheets);
        Frame {
            document: document.to_owned(),
            programme: programme.name.as_ref().map_or("StimuLab", |name| name.in_language(self.language).text).into(),
            language: self.language.code(),
            stylesheets: stylesheets.map(ToString::to_string).collect(),
            about: self.about(),
            programme_facts: RecordValues::of::<Programme>(names, self.portfolio.language()).record(programme),
            hosts: programme.hosts.iter().map(|id| names.plain(id)).collect(),
            life_events: settings.life_events.iter().map(event).collect(),
            criteria: self.criteria_in_order(),
            calls: self.calls(target),
        }
    }
}
