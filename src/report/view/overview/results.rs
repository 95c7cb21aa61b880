//! The results of completed and stopped projects: concepts, experiments and learnings in short.

use serde::Serialize;
use serde_json::Value;

use super::scope::Scope;
use crate::{
    model::{COMPLETED, Project, Results, STOPPED},
    report::view::{
        builder::ViewBuilder,
        learning::{ThemeView, learning},
        record_values::RecordValues,
        words::TextView,
    },
};

/// Holds the results of a project.
#[derive(Debug, Serialize)]
pub struct ResultView {
    label: TextView,
    /// The relative path to the project's folder, in Markdown.
    folder: String,
    concepts: Value,
    experiments: Value,
    /// The concepts with learnings.
    learned: Vec<Value>,
    findings: Value,
    themes: Vec<ThemeView>,
    sources: Vec<Value>,
}

impl ViewBuilder<'_> {
    /// Returns the results of completed and stopped projects, and the names of completed projects without results.
    pub fn results(&self, scope: &Scope<'_>) -> (Vec<ResultView>, Vec<TextView>) {
        let (mut results, mut without_results) = (Vec::new(), Vec::new());
        for project in &scope.projects {
            let phase = project.phase.as_ref().map(|phase| &*phase.value);
            match (phase, project.results.as_deref()) {
                (Some(COMPLETED | STOPPED), Some(found)) => results.push(self.result(scope, project, found)),
                (Some(COMPLETED), None) => without_results.push(self.label(scope, project)),
                _ => {}
            }
        }
        (results, without_results)
    }

    fn result(&self, scope: &Scope<'_>, project: &Project, results: &Results) -> ResultView {
        let language = self.portfolio.language_of(project);
        let names = self.names(self.portfolio.time_of(project));
        let mut values = RecordValues::of::<Results>(names, language).record(results);
        let sources = &RecordValues::of::<Project>(names, language).record(project)["sources"];
        let learned = learning(&values, sources);
        let has_learned = |concept: &&Value| concept["learnings"].as_array().is_some_and(|learned| !learned.is_empty());
        ResultView {
            label: self.label(scope, project),
            folder: format!("{}{}/", self.links.base(), project.id),
            learned: values["concepts"].as_array().into_iter().flatten().filter(has_learned).cloned().collect(),
            concepts: values["concepts"].take(),
            experiments: values["experiments"].take(),
            findings: values["findings"].take(),
            themes: learned.themes,
            sources: learned.sources,
        }
    }
}
