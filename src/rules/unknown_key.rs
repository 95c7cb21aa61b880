//! `unknown-key`: a key that the mapping does not have.

use crate::{
    document::{FaultKind, MISSING},
    finding::{Arg, Message},
    model::{Budget, Portfolio, Project, Settings},
    rule::{Check, Sink, rule},
    similar_name::closest,
};

rule! {
    /// Finds a key that the mapping does not have.
    ///
    /// # Why
    ///
    /// A key that is misspelt is never read, so its value would silently be missing everywhere. Also found are rules in
    /// `stimulab.yaml` that do not exist, and keys that a gate of a process model asks for and no project can have.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// onwer: pwc
    /// owner: arkivverket
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "unknown-key", "SL104", Error, Check::Fault(of_fault), Check::RuleNames(check_rule_names), Check::Portfolio(check_gates)
}

fn of_fault(fault: &FaultKind) -> Option<Message> {
    match fault {
        FaultKind::UnknownKey { key, suggestion: Some(suggestion), around: Some(around), .. } => {
            let line = format!("{around}: {{{suggestion}: {MISSING}}}");
            let message = Message::new(text!("around")).with("key", key.as_str());
            Some(message.with("around", *around).with("suggestion", line))
        }
        FaultKind::UnknownKey { key, suggestion, known, .. } => {
            Some(message(key, suggestion.as_deref(), known.clone()))
        }
        FaultKind::More { count } => Some(Message::new(text!("more")).with("count", count.to_string())),
        _ => None,
    }
}

/// Checks the names of rules in the settings.
fn check_rule_names(settings: &Settings, known: &[&'static str], sink: &mut Sink<'_>) {
    for (name, _) in settings.rules.iter().filter(|(name, _)| !known.contains(&&*name.value)) {
        // The list of all rules is too long for a message.
        let found = match closest(name, known.iter().copied()) {
            Some(near) => Message::new(text!("rule-suggest")).with("suggestion", near),
            None => Message::new(text!("rule")),
        };
        sink.add("stimulab.yaml", name.span, found.with("key", &*name.value));
    }
}

/// Checks the keys that gates require.
fn check_gates(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for process in &portfolio.processes {
        let gates = process.phases.iter().filter_map(|phase| phase.gate.as_ref());
        for key in gates.flat_map(|gate| &gate.requires) {
            let is_known = match key.split_once('.') {
                Some(("budget", below)) => Budget::KEYS.contains(&below),
                Some(_) => false,
                None => Project::KEYS.contains(&&*key.value),
            };
            if !is_known {
                let known = Project::KEYS.iter().map(|key| (*key).to_owned()).collect();
                let file = format!("processes/{}.yaml", process.id);
                sink.add(file, key.span, message(key, closest(key, Project::KEYS.iter().copied()), known));
            }
        }
    }
}

fn message(key: &str, suggestion: Option<&str>, known: Vec<String>) -> Message {
    match suggestion {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion),
        None => Message::new(text!("message")),
    }
    .with("key", key)
    .with("known", Arg::AllOf(known))
}
