//! What came out of the projects that are completed or stopped: concepts, experiments and learnings, in short.

use serde_json::{Value, json};

use super::scope::Scope;
use crate::{
    model::{COMPLETED, Project, Results, STOPPED},
    report::view::{builder::Maker, learning::learning, links::Links, values::Values, words::Words},
};

impl Maker<'_> {
    /// Tells the results of the projects that have come to their end, and names the completed ones that told none.
    pub fn results(&self, scope: &Scope<'_>) -> (Vec<Value>, Vec<Words>) {
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

    fn result(&self, scope: &Scope<'_>, project: &Project, results: &Results) -> Value {
        let language = self.portfolio.language_of(project);
        let names = self.names(self.portfolio.time_of(project));
        let values = Values::of::<Results>(names, language).record(results);
        let sources = Values::of::<Project>(names, language).record(project)["sources"].clone();
        let learned = learning(&json!({"results": values, "sources": sources}));
        let has_learned = |concept: &&Value| concept["learnings"].as_array().is_some_and(|learned| !learned.is_empty());
        let learned_by_concept: Vec<&Value> =
            values["concepts"].as_array().into_iter().flatten().filter(has_learned).collect();
        let base = if let Links::To(base) = self.links { base } else { "" };
        json!({
            "label": self.label(scope, project),
            "folder": format!("{base}{}/", project.id),
            "concepts": values["concepts"],
            "experiments": values["experiments"],
            "learned": learned_by_concept,
            "findings": values["findings"],
            "themes": learned["themes"],
            "sources": learned["sources"],
        })
    }
}
