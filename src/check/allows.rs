//! Applies the comments that silence findings.

use std::collections::{HashMap, HashSet};

use crate::{
    document::{Allow, SharedStr},
    finding::Finding,
    rule::{AllowEffect, AllowOutcome, MAX_FINDINGS, NEVER_SILENT, Rule},
    rules::{self, ALL},
    similar_name::closest,
};

/// Removes the findings that comments silence, and returns what each comment did. `has_run` says whether a rule ran.
pub fn apply<'a>(
    allows: &'a [(String, Allow)],
    findings: &mut Vec<Finding>,
    has_run: impl Fn(&Rule) -> bool,
) -> Vec<AllowOutcome<'a>> {
    if allows.is_empty() {
        return Vec::new();
    }
    let mut outcomes = Vec::new();
    // The rules that a file's comments silence, with the indexes of the outcomes.
    let mut by_file: HashMap<&str, Vec<(&'static str, usize)>> = HashMap::new();
    for (file, allow) in allows {
        if allow.rules.is_empty() {
            outcomes.push(AllowOutcome { file, allow, name: "", span: allow.span, effect: AllowEffect::Unclear });
        }
        for (name, span) in &allow.rules {
            let effect = match silenced_rule(name, allow) {
                Ok(rule) => {
                    by_file.entry(file).or_default().push((rule.name, outcomes.len()));
                    if has_run(rule) { AllowEffect::Nothing } else { AllowEffect::Unknown }
                }
                Err(effect) => effect,
            };
            outcomes.push(AllowOutcome { file, allow, name, span: *span, effect });
        }
    }
    let incomplete = incomplete_files(findings.iter().filter(|finding| by_file.contains_key(&*finding.file)));
    findings.retain(|finding| {
        let mut is_silenced = false;
        for (rule, index) in by_file.get(&*finding.file).into_iter().flatten() {
            let outcome = &mut outcomes[*index];
            if *rule == finding.rule && outcome.allow.covers(finding.span) {
                outcome.effect = AllowEffect::Silenced;
                is_silenced = true;
            }
        }
        !is_silenced
    });
    for outcome in outcomes.iter_mut().filter(|outcome| incomplete.contains(outcome.file)) {
        if outcome.effect == AllowEffect::Nothing {
            outcome.effect = AllowEffect::Unknown;
        }
    }
    outcomes
}

/// Returns the rule that a comment silences, or why it silences none.
fn silenced_rule(name: &str, allow: &Allow) -> Result<&'static Rule, AllowEffect> {
    match rules::find(name) {
        None => Err(AllowEffect::NoRule(closest(name, ALL.iter().map(|rule| rule.name)))),
        Some(rule) if NEVER_SILENT.contains(&rule.name) => Err(AllowEffect::Never),
        Some(_) if !allow.has_reason => Err(AllowEffect::NoReason),
        Some(rule) => Ok(rule),
    }
}

/// Returns the files with more findings than were kept.
fn incomplete_files<'f>(findings: impl Iterator<Item = &'f Finding>) -> HashSet<SharedStr> {
    let (mut files, mut counts) = (HashSet::new(), HashMap::new());
    for finding in findings {
        let count: &mut usize = counts.entry((&*finding.file, finding.rule)).or_default();
        *count += 1;
        // The message `more` says how many faults of the file were only counted.
        if *count == MAX_FINDINGS || finding.message.key.last() == "more" {
            files.insert(finding.file.clone());
        }
    }
    files
}
