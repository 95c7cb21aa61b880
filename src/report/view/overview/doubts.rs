//! The doubts about what the overview says, and its sources.

use std::collections::HashSet;

use serde::Serialize;

use super::{figures::DOUBTED, scope::Scope};
use crate::{
    language::Language,
    model::{Doubt, Project, Text},
    report::view::{
        builder::ViewBuilder,
        words::{CitationView, TextView},
    },
};

/// The keys of a project whose doubts the overview shows; doubts about other keys concern the project alone.
const SHOWN: [&str; 6] = ["vendor", "year", "phase", "milestones", "life_event", "budget"];
/// The keys for which a doubt with one value is shown; other doubts need two values that differ.
const UNCLEAR: [&str; 2] = ["phase", "budget"];
/// The keys of a call whose doubts the overview shows, besides those of the key figures.
const OF_CALL: [&str; 5] = ["selected_by", "deadline", "announced", "kickoff", "requires"];

/// Holds what the sources say about a fact.
#[derive(Debug, Serialize)]
pub struct DoubtView {
    /// The years of the call.
    call: String,
    /// The project; `None` if the doubt is about a call.
    project: Option<TextView>,
    /// The name of the fact.
    fact: String,
    claims: Vec<ClaimView>,
    note: Option<TextView>,
}

#[derive(Debug, Serialize)]
struct ClaimView {
    value: TextView,
    source: Option<TextView>,
    note: Option<TextView>,
}

impl ViewBuilder<'_> {
    /// Lists the doubts about what the overview says.
    pub fn doubts(&self, scope: &Scope<'_>) -> Vec<DoubtView> {
        let last = scope.rounds.last().map_or(i16::MAX, |round| round.year);
        let mut doubts = Vec::new();
        for round in self.portfolio.rounds.iter().filter(|round| round.year <= last) {
            let is_covered = scope.rounds.iter().any(|covered| covered.year == round.year);
            let is_shown = |key: &str| DOUBTED.contains(&key) || (is_covered && OF_CALL.contains(&key));
            let of_round = round.doubts.iter().filter(|doubt| key(doubt).is_some_and(is_shown));
            let language = self.portfolio.language();
            doubts.extend(of_round.map(|doubt| self.doubt(doubt, &round.years(), language, None)));
            if is_covered {
                for project in scope.members_of(round.year) {
                    doubts.extend(self.doubts_of(scope, project));
                }
            }
        }
        doubts
    }

    fn doubts_of(&self, scope: &Scope<'_>, project: &Project) -> Vec<DoubtView> {
        let is_shown = |doubt: &&Doubt| {
            let least = |key: &str| if UNCLEAR.contains(&key) { 1 } else { 2 };
            // A doubt about the spelling of a title is not shown, but one about a missing title is.
            let is_shown_key = |key: &str| SHOWN.contains(&key) || (key == "title" && project.title.is_none());
            key(doubt).is_some_and(|key| is_shown_key(key) && doubt.values.len() >= least(key))
        };
        let language = self.portfolio.language_of(project);
        let (call, label) = (self.call_of(project), self.label(scope, project));
        let doubts = project.doubts.iter().filter(is_shown);
        doubts.map(|doubt| self.doubt(doubt, &call, language, Some(label.clone()))).collect()
    }

    fn doubt(&self, doubt: &Doubt, call: &str, language: Language, project: Option<TextView>) -> DoubtView {
        let record = if project.is_some() { "project" } else { "round" };
        let words = |text: &Option<Text>| text.as_ref().map(|text| self.words(text, language));
        let key = key(doubt).unwrap_or_default();
        let named = [format!("key.{record}.{key}"), format!("column.{key}")];
        let fact = named.iter().find_map(|name| self.texts.find(name)).unwrap_or(key);
        let claims = doubt.values.iter().filter_map(|claim| {
            Some(ClaimView { value: words(&claim.value)?, source: words(&claim.source), note: words(&claim.note) })
        });
        DoubtView {
            call: call.to_owned(),
            project,
            fact: fact.to_owned(),
            claims: claims.collect(),
            note: words(&doubt.note),
        }
    }

    /// Lists the sources of the calls and projects, each once.
    pub fn sources(&self, scope: &Scope<'_>) -> Vec<CitationView> {
        let of_rounds = scope.rounds.iter().flat_map(|round| &round.sources);
        let of_results = scope.projects.iter().filter_map(|project| project.results.as_deref());
        let of_projects = scope.projects.iter().flat_map(|project| &project.sources);
        let all = of_rounds.chain(of_projects).chain(of_results.flat_map(|results| &results.sources));
        let mut seen = HashSet::new();
        let mut is_new =
            |source: &CitationView| seen.insert(source.url.clone().unwrap_or_else(|| source.title.text.to_lowercase()));
        all.filter_map(|source| self.citation(source)).filter(|source| is_new(source)).collect()
    }
}

fn key(doubt: &Doubt) -> Option<&str> {
    doubt.key.as_ref().map(|key| &*key.value)
}
