//! The changes between two revisions as JSON.

use serde_json::{Value, json};

use super::{
    diff_report::{DiffReport, shapes},
    difference_text::DifferenceText,
    message::message_and_help,
};
use crate::{
    finding::Finding,
    history::{EntityChange, FieldDifference},
    model::Project,
    query::DisplayNames,
};

impl DiffReport<'_> {
    /// Returns all changes as one JSON document; `commits` are the full ids of the revisions, none for the work tree.
    #[must_use]
    pub fn json(&self, commits: (Option<String>, Option<String>)) -> String {
        let shapes = shapes();
        let before = DisplayNames { portfolio: self.before.portfolio, texts: self.texts, today: None };
        let after = DisplayNames { portfolio: self.after.portfolio, texts: self.texts, today: None };
        let facts = DifferenceText { before, after, formats: self.formats, shapes: &shapes };
        let revision = |name: &str, commit: Option<String>| json!({"revision": name, "commit": commit});
        let part = |changes: &[EntityChange]| {
            changes.iter().map(|change| self.change_values(facts, change)).collect::<Vec<_>>()
        };
        let settings = self.changes.settings.iter().map(|found| fact(facts, None, found)).collect::<Vec<_>>();
        let findings =
            |findings: &[Finding]| findings.iter().map(|found| self.finding_values(found)).collect::<Vec<_>>();
        let document = json!({
            "version": 1,
            "from": revision(self.revisions.0, commits.0),
            "to": revision(self.revisions.1, commits.1),
            "projects": part(&self.changes.projects),
            "rounds": part(&self.changes.rounds),
            "organisations": part(&self.changes.organisations),
            "processes": part(&self.changes.processes),
            "settings": settings,
            "prose": self.changes.prose,
            "files": self.changes.files,
            "totals": {"before": self.changes.totals.0, "after": self.changes.totals.1},
            "findings": {"appeared": findings(self.findings.0), "gone": findings(self.findings.1)},
        });
        serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
    }

    fn change_values(&self, facts: DifferenceText<'_>, change: &EntityChange) -> Value {
        let project = self.after.portfolio.project_now(&change.id);
        let project = project.or_else(|| self.before.portfolio.project_now(&change.id));
        let fields: Vec<Value> = change.differences.iter().map(|found| fact(facts, project, found)).collect();
        json!({
            "id": change.id, "change": change.kind, "former_id": change.former, "fields": fields, "prose": change.prose,
            "files": change.files,
        })
    }

    fn finding_values(&self, finding: &Finding) -> Value {
        let (message, help) = message_and_help(finding, self.texts, self.formats);
        json!({
            "rule": finding.rule, "severity": finding.severity.word(), "message": message, "help": help,
            "file": finding.file, "project": finding.project(),
        })
    }
}

fn fact(facts: DifferenceText<'_>, project: Option<&Project>, found: &FieldDifference) -> Value {
    json!({
        "field": found.path(), "before": found.before, "after": found.after, "text": facts.sentence(project, found),
    })
}
