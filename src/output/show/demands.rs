//! The requirements of a gate before a project leaves a phase, in the reader's language.

use serde::Serialize;
use serde_json::Value;

use super::ShowPage;
pub use crate::model::gate::State;
use crate::{
    key,
    load::is_file_name,
    model::{
        Milestone, Phase, Project,
        gate::{GateItem, GatePassage, GateRequirement, requirements},
    },
    source::FileKind,
};

/// Holds one requirement of a gate.
#[derive(Debug, Clone, Serialize)]
pub struct Demand {
    /// A description.
    pub what: String,
    /// The key of `project.yaml` for it.
    pub key: String,
    /// Whether it is met.
    pub state: State,
    /// The value in the project.
    pub value: Option<String>,
}

impl ShowPage<'_> {
    /// Lists the requirements of the gate after a phase for a project that moves on now.
    pub(super) fn demands(&self, project: &Project, phase: &Phase, next: Option<&str>) -> Vec<Demand> {
        // Milestones of an earlier stay in the phase do not count.
        let since = project.milestones_since(phase.id.as_ref().map_or("", |id| &id.value));
        let leads_on = |milestone: &Milestone| milestone.phase.as_ref().is_some_and(|id| Some(&*id.value) == next);
        let milestone = since.iter().rev().map(|milestone| &milestone.value).find(|milestone| leads_on(milestone));
        // Titles, case numbers and addresses are not files.
        let has_document = |name: &str| !is_file_name(name) || self.has_file(&format!("{}/{name}", project.id));
        let facts = self.values(project);
        let requirements = requirements(project, phase, milestone, GatePassage::Now, &has_document);
        requirements.into_iter().map(|requirement| self.demand(requirement, &facts, milestone)).collect()
    }

    /// Describes a requirement and the value in the project.
    fn demand(&self, requirement: GateRequirement<'_>, facts: &Value, milestone: Option<&Milestone>) -> Demand {
        let (what, key, value) = match requirement.item {
            GateItem::Key(key) => {
                let (record, last) = key.split_once('.').unwrap_or(("project", key));
                let found = key.split('.').try_fold(facts, |value, part| value.get(part));
                let value = found.filter(|value| !value.is_null()).map(|value| self.shown(key, value));
                (self.named(&format!("key.{record}.{last}")), key, value)
            }
            GateItem::Document(document) => {
                let named = milestone.and_then(|milestone| milestone.document.as_ref());
                let what = self.texts.fill(key!("guide.document"), &[("document", self.plain_words(document))]);
                (what, "milestones.document", named.map(|document| document.value.to_string()))
            }
            GateItem::Approval(by) => {
                let approved = milestone.and_then(|milestone| milestone.approved_by.as_ref());
                let what = self.texts.fill(key!("guide.approval"), &[("by", self.plain_words(by))]);
                (what, "milestones.approved_by", approved.map(|by| self.plain_words(by)))
            }
        };
        Demand { what, key: key.to_owned(), state: requirement.state, value }
    }

    /// Returns a value of a project as a short text.
    fn shown(&self, key: &str, value: &Value) -> String {
        let outline_names = |value: &Value| match value {
            Value::String(id) => self.names(None).plain(id),
            Value::Object(party) => party
                .get("organisation")
                .and_then(Value::as_str)
                .map(|id| self.names(None).plain(id))
                .unwrap_or_default(),
            _ => String::new(),
        };
        match (key, value) {
            ("owner" | "vendor" | "partners", Value::Array(parties)) => {
                self.formats.and(&parties.iter().map(outline_names).collect::<Vec<_>>())
            }
            (_, Value::String(text)) => text.clone(),
            (_, Value::Number(number)) => self.formats.decimal_number(number.as_f64().unwrap_or_default()),
            (_, Value::Array(items)) => self.formats.number(items.len() as u64),
            _ => String::new(),
        }
    }

    fn has_file(&self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let entries = self.source.entries(folder).unwrap_or_default();
        entries.iter().any(|entry| entry.name == name && entry.kind == FileKind::File)
    }
}
