//! `invalid-unknown`: a key in `unknown` that does not exist, or that is given after all.

use crate::{
    document::key_meant,
    finding::{Arg, Fix, Message, Severity},
    model::{Budget, Milestone, Portfolio, Project},
    rule::{Check, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds a key in `unknown` that does not exist, or that is given after all.
    ///
    /// # Why
    ///
    /// `unknown: [title, vendor]` names what the sources do not publish, so that nobody is asked for it. A misspelt key keeps
    /// nothing quiet, and a key that is given says two things at once. Keys of the budget and of milestones may be named alone
    /// (`grant`) or with what they belong to (`budget.grant`); a list such as `milestones` may be known in part.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// unknown: [titel]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// unknown: [title]
    /// ```
    "invalid-unknown", "SL115", Error, Check::Portfolio(check)
}

/// Keys that cannot be given and unknown at the same time.
const EXCLUSIVE: [&str; 10] =
    ["title", "summary", "owner", "vendor", "target_group", "life_event", "process", "phase", "language", "visibility"];

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        for key in &project.unknown {
            if !is_key(key) {
                let meant = key_named(key);
                let finding = sink.add(project.file(), key.span, no_such_key(key, meant.as_deref()));
                finding.fix = meant.map(|meant| Fix::new(key.span, meant));
            } else if is_given(project, key) {
                let message = Message::new(text!("given")).with("value", &*key.value);
                sink.add_as(Severity::Warning, project.file(), key.span, message);
            }
        }
    }
}

fn is_key(key: &str) -> bool {
    match key.split_once('.') {
        Some(("budget", below)) => Budget::KEYS.contains(&below),
        Some(("milestones", below)) => Milestone::KEYS.contains(&below),
        Some(_) => false,
        None => [Project::KEYS, Budget::KEYS, Milestone::KEYS].concat().contains(&key),
    }
}

fn is_given(project: &Project, key: &str) -> bool {
    let of_budget = key.strip_prefix("budget.").unwrap_or(key);
    let in_budget = || project.budget.as_ref().and_then(|budget| budget.is_given(of_budget)) == Some(true);
    match key {
        key if EXCLUSIVE.contains(&key) => project.is_given(key) == Some(true),
        _ => ["grant", "own_funding", "spent"].contains(&of_budget) && in_budget(),
    }
}

/// Returns the key whose name in any language a word is.
fn key_named(word: &str) -> Option<String> {
    let records = [("Project", Project::KEYS), ("Budget", Budget::KEYS), ("Milestone", Milestone::KEYS)];
    let mut found = records.into_iter().filter_map(|(record, known)| key_meant(record, word, known));
    found.find(|meant| meant.is_certain).map(|meant| meant.word)
}

fn no_such_key(key: &str, meant: Option<&str>) -> Message {
    let known = || [Project::KEYS, Budget::KEYS, &["document", "approved_by"]].concat().into_iter();
    let word = key.rsplit('.').next().unwrap_or(key);
    match meant.or_else(|| closest(word, known())) {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => Message::new(text!("message")),
    }
    .with("value", key)
    .with("known", Arg::AnyOf(known().map(str::to_owned).collect()))
}
