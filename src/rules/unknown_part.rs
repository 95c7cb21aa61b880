//! `unknown-part`: a reference to a part of the same file that is not there.

use crate::{
    document::{At, SharedStr},
    finding::Message,
    model::{Citation, Doubt, Portfolio, Process, Project, Prose, Results, Round, Settings},
    rule::{Check, Sink, rule},
    similar_name::closest,
    texts::Key,
};

rule! {
    /// Finds a reference to a part of the same file that is not there.
    ///
    /// # Why
    ///
    /// Some keys point at others: `for` of a source and `key` of a doubt name keys of their file (or its prose), `role` and
    /// `phases` of an effort name those of the process model, and `measure` of a benefit names a concept. A reference that
    /// points nowhere ties the fact to nothing, and nobody finds it where they look.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// doubts: [{key: titel, note: Kildene har to former.}]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// doubts: [{key: title, note: Kildene har to former.}]
    /// ```
    "unknown-part", "SL216", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let settings = &portfolio.settings;
    check_keys(&settings.sources, &settings.doubts, Settings::KEYS, "stimulab.yaml", sink);
    for round in &portfolio.rounds {
        let known = [Round::KEYS, &["lede", "year"]].concat();
        check_keys(&round.sources, &round.doubts, &known, &round.file(), sink);
    }
    for project in &portfolio.projects {
        let known = [Project::KEYS, &Prose::TOPICS, &["year", "results"]].concat();
        check_keys(&project.sources, &project.doubts, &known, &project.file(), sink);
        if let Some(results) = &project.results {
            check_results(results, &format!("{}/results.yaml", project.id), sink);
        }
    }
    for process in &portfolio.processes {
        check_process(process, &format!("processes/{}.yaml", process.id), sink);
    }
}

/// Checks the keys of sources and doubts. Only the first part of a path is checked.
fn check_keys(sources: &[Citation], doubts: &[Doubt], known: &[&str], file: &str, sink: &mut Sink<'_>) {
    let named =
        sources.iter().flat_map(|source| &source.facts).chain(doubts.iter().filter_map(|doubt| doubt.key.as_ref()));
    for key in named {
        let top = key.value.split('.').next().unwrap_or_default();
        if !known.contains(&top) {
            report((text!("key"), text!("other-key")), key, closest(top, known.iter().copied()), file, sink);
        }
    }
}

fn check_results(results: &Results, file: &str, sink: &mut Sink<'_>) {
    check_keys(&results.sources, &results.doubts, Results::KEYS, file, sink);
    let concepts = ids(results.concepts.iter().map(|concept| concept.id.as_ref()));
    for measure in results.benefits.iter().filter_map(|benefit| benefit.measure.as_ref()) {
        if !concepts.contains(&&*measure.value) {
            report(
                (text!("concept"), text!("other-concept")),
                measure,
                closest(measure, concepts.iter().copied()),
                file,
                sink,
            );
        }
    }
}

fn check_process(process: &Process, file: &str, sink: &mut Sink<'_>) {
    check_keys(&process.sources, &process.doubts, Process::KEYS, file, sink);
    let roles = ids(process.roles.iter().map(|role| role.id.as_ref()));
    let phases: Vec<&str> = process.phase_ids().collect();
    let efforts = process.phases.iter().flat_map(|phase| &phase.effort);
    for effort in efforts.chain(process.roles.iter().flat_map(|role| &role.effort)) {
        for role in effort.role.iter().filter(|role| !roles.contains(&&*role.value)) {
            report((text!("role"), text!("other-role")), role, closest(role, roles.iter().copied()), file, sink);
        }
        for phase in effort.phases.iter().filter(|phase| !phases.contains(&&*phase.value)) {
            report((text!("phase"), text!("other-phase")), phase, closest(phase, phases.iter().copied()), file, sink);
        }
    }
}

fn ids<'a>(found: impl Iterator<Item = Option<&'a At<SharedStr>>>) -> Vec<&'a str> {
    found.flatten().map(|id| &*id.value).collect()
}

/// Adds a finding; `keys` name its texts with and without a suggestion.
fn report(keys: (Key, Key), id: &At<SharedStr>, suggestion: Option<&str>, file: &str, sink: &mut Sink<'_>) {
    let message = match suggestion {
        Some(suggestion) => Message::new(keys.0).with("suggestion", suggestion),
        None => Message::new(keys.1),
    };
    sink.add(file, id.span, message.with("value", &*id.value));
}
