//! `duplicate-id`: an id that two entities have.

use std::collections::HashMap;

use crate::{
    document::{At, SharedStr},
    finding::Message,
    key,
    model::{Portfolio, Process, Project},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds an id that means two things.
    ///
    /// # Why
    ///
    /// A former id keeps old links alive: it leads to one project, and to another one than the id of today leads to. Concepts
    /// and experiments of a project, phases and roles of a process model and the steps of one phase are told apart by their
    /// ids as well.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// former_ids: [2018/arkiv, 2018/arkiv]
    /// owner: arkivverket
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// former_ids: [2018/arkiv]
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "duplicate-id", "SL213", Error, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let mut former_ids: HashMap<&str, &Project> = HashMap::new();
    for project in &portfolio.projects {
        for id in &project.former_ids {
            let holder = portfolio.project_now(id);
            let message = match (holder, former_ids.insert(id, project)) {
                (Some(holder), _) if holder.id == project.id => Message::new(text!("own")),
                (Some(_), _) => Message::new(text!("taken")),
                (None, None) => continue,
                (None, Some(first)) if first.id == project.id => Message::new(text!("twice")),
                (None, Some(first)) => Message::new(text!("other")).with("other", &*first.id),
            };
            sink.add(project.file(), id.span, message.with("value", &*id.value));
        }
        if let Some(results) = &project.results {
            let file = format!("{}/results.yaml", project.id);
            check_list(&file, results.concepts.iter().filter_map(|concept| concept.id.as_ref()), sink);
            check_list(&file, results.experiments.iter().filter_map(|experiment| experiment.id.as_ref()), sink);
        }
    }
    portfolio.processes.iter().for_each(|process| check_process(process, sink));
}

/// Checks the ids inside a process model.
fn check_process(process: &Process, sink: &mut Sink<'_>) {
    let file = format!("processes/{}.yaml", process.id);
    check_list(&file, process.phases.iter().filter_map(|phase| phase.id.as_ref()), sink);
    check_list(&file, process.roles.iter().filter_map(|role| role.id.as_ref()), sink);
    for phase in &process.phases {
        check_list(&file, phase.steps.iter().filter_map(|step| step.id.as_ref()), sink);
    }
}

/// Reports the repeated ids of a list.
fn check_list<'a>(file: &str, ids: impl Iterator<Item = &'a At<SharedStr>>, sink: &mut Sink<'_>) {
    let mut first_spans = HashMap::new();
    for id in ids {
        let first = *first_spans.entry(&*id.value).or_insert(id.span);
        if first != id.span {
            let finding = sink.add(file, id.span, Message::new(text!("twice")).with("value", &*id.value));
            finding.relate(file, first, key!("related.first"));
        }
    }
}
