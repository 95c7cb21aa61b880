//! What came out of the projects that are completed or stopped: concepts, experiments and learnings, in short.

use serde::Serialize;
use serde_json::Value;

use super::scope::Scope;
use crate::{
    model::{COMPLETED, Project, Results, STOPPED},
    report::view::{
        builder::ViewBuilder,
        learning::{ThemeView, learning},
        links::Links,
        record_values::RecordValues,
        words::TextView,
    },
};

/// Holds the results of a project in short.
#[derive(Debug, Serialize)]
pub struct ResultView {
    label: TextView,
    /// The way to the project's folder, in Markdown.
    folder: String,
    concepts: Value,
    experiments: Value,
    /// The concepts that taught it something.
    learned: Vec<Value>,
    findings: Value,
    themes: Vec<ThemeView>,
    sources: Vec<Value>,
}

impl ViewBuilder<'_> {
    /// Tells the results of the projects that have come to their end, and names the completed ones that told none.
    pub fn results(&self, scope: &Scope<'_>) -> (Vec<ResultView>, Vec<TextView>) {
        let (mut told, mut untold) = (Vec::new(), Vec::new());
        for project in &scope.projects {
            let phase = project.phase.as_ref().map(|phase| &*phase.value);
            match (phase, project.results.as_deref()) {
                (Some(COMPLETED | STOPPED), Some(results)) => told.push(self.result(scope, project, results)),
                (Some(COMPLETED), None) => untold.push(self.label(scope, project)),
                _ => {}
            }
        }
        (told, untold)
    }

    fn result(&self, scope: &Scope<'_>, project: &Project, results: &Results) -> ResultView {
        let language = self.portfolio.language_of(project);
        let names = self.names(self.portfolio.time_of(project));
        let mut values = RecordValues::of::<Results>(names, language).record(results);
        let sources = &RecordValues::of::<Project>(names, language).record(project)["sources"];
        let learned = learning(&values, sources);
        let has_learned = |concept: &&Value| concept["learnings"].as_array().is_some_and(|learned| !learned.is_empty());
        let base = if let Links::To(base) = self.links { base } else { "" };
        ResultView {
            label: self.label(scope, project),
            folder: format!("{base}{}/", project.id),
            learned: values["concepts"].as_array().into_iter().flatten().filter(has_learned).cloned().collect(),
            concepts: values["concepts"].take(),
            experiments: values["experiments"].take(),
            findings: values["findings"].take(),
            themes: learned.themes,
            sources: learned.sources,
        }
    }
}
