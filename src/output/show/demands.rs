//! What a gate asks for before a project leaves a phase, and which of it is there.

use serde::Serialize;
use serde_json::Value;

use super::Sheet;
use crate::{
    model::{Phase, Project},
    report::engine::escape_markdown,
    source::Kind,
};

/// Says whether something that a gate asks for is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is there.
    There,
    /// It is missing.
    Missing,
    /// The sources do not publish it.
    Unpublished,
}

/// Holds one thing that a gate asks for.
#[derive(Debug, Clone, Serialize)]
pub struct Demand {
    /// What it is, in words.
    pub what: String,
    /// The key of `project.yaml` that holds it.
    pub key: String,
    /// Whether it is there.
    pub state: State,
    /// The value that is there.
    pub value: Option<String>,
}

impl Sheet<'_> {
    /// Lists what the gate after a phase asks for, and whether it is there.
    pub fn demands(&self, project: &Project, phase: &Phase, next: Option<&str>) -> Vec<Demand> {
        let Some(gate) = &phase.gate else { return Vec::new() };
        let is_unpublished = |key: &str| project.unknown.iter().any(|unknown| &*unknown.value == key);
        let milestone = project
            .milestones
            .iter()
            .rev()
            .find(|milestone| milestone.phase.as_ref().is_some_and(|id| Some(&*id.value) == next));
        let state = |is_there: bool, key: &str| match is_there {
            true => State::There,
            false if is_unpublished(key) => State::Unpublished,
            false => State::Missing,
        };
        let facts = self.values(project);
        let mut demands: Vec<Demand> = gate
            .requires
            .iter()
            .map(|key| {
                let path: Vec<&str> = key.value.split('.').collect();
                let found = path.iter().try_fold(&facts, |value, part| value.get(part));
                let value = found.filter(|value| !value.is_null()).map(|value| self.shown(&key.value, value));
                let record = if path.len() > 1 { path[0] } else { "project" };
                let what = self.t(&format!("key.{record}.{}", path.last().copied().unwrap_or_default()));
                Demand { what, key: key.value.to_string(), state: state(value.is_some(), &key.value), value }
            })
            .collect();
        if let Some(document) = &gate.document {
            let file =
                milestone.and_then(|milestone| milestone.document.as_ref()).map(|document| document.value.to_string());
            let is_there = file.as_deref().is_some_and(|file| self.has_file(&format!("{}/{file}", project.id)));
            let what = self.texts.fill("guide.document", &[("document", self.words(document))]);
            demands.push(Demand {
                what,
                key: "milestones.document".into(),
                state: state(is_there, "document"),
                value: file,
            });
        }
        if let Some(by) = &gate.approved_by {
            let approved = milestone.and_then(|milestone| milestone.approved_by.as_ref()).map(|by| self.words(by));
            let what = self.texts.fill("guide.approval", &[("by", self.words(by))]);
            let state = state(approved.is_some(), "approved_by");
            demands.push(Demand { what, key: "milestones.approved_by".into(), state, value: approved });
        }
        demands
    }

    /// Returns a value of a project as a few words.
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
            (_, Value::String(text)) => escape_markdown(text),
            (_, Value::Number(number)) => self.formats.decimal_number(number.as_f64().unwrap_or_default()),
            (_, Value::Array(items)) => self.formats.number(items.len() as u64),
            _ => String::new(),
        }
    }

    fn has_file(&self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let entries = self.source.entries(folder).unwrap_or_default();
        entries.iter().any(|entry| entry.name == name && entry.kind == Kind::File)
    }
}
