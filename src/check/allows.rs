//! Findings silenced where they stand, and what came of each comment that asks for it.

use std::collections::{HashMap, HashSet};

use crate::{
    document::{Allow, SharedStr},
    finding::Finding,
    rule::{Claim, Effect, MOST, NEVER_SILENT, Rule},
    rules::{self, ALL},
    similar_name::closest,
};

/// Takes out the findings that comments silence; `is_looked_for` says of which rules all findings are there.
pub fn apply<'a>(
    allows: &'a [(String, Allow)],
    findings: &mut Vec<Finding>,
    is_looked_for: impl Fn(&Rule) -> bool,
) -> Vec<Claim<'a>> {
    if allows.is_empty() {
        return Vec::new();
    }
    let mut claims = Vec::new();
    let mut by_file: HashMap<&str, Vec<(&'static str, usize)>> = HashMap::new();
    for (file, allow) in allows {
        if allow.rules.is_empty() {
            claims.push(Claim { file, allow, name: "", span: allow.span, effect: Effect::Unclear });
        }
        for (name, span) in &allow.rules {
            let effect = match rules::find(name) {
                None => Effect::NoRule(closest(name, ALL.iter().map(|rule| rule.name))),
                Some(rule) if NEVER_SILENT.contains(&rule.name) => Effect::Never,
                Some(_) if !allow.has_reason => Effect::NoReason,
                Some(rule) => {
                    by_file.entry(file).or_default().push((rule.name, claims.len()));
                    if is_looked_for(rule) { Effect::Nothing } else { Effect::Unknown }
                }
            };
            claims.push(Claim { file, allow, name, span: *span, effect });
        }
    }
    let is_there = |finding: &&Finding| by_file.contains_key(&*finding.file);
    let cut = cut(findings.iter().filter(is_there));
    findings.retain(|finding| {
        let mut is_silenced = false;
        for (rule, index) in by_file.get(&*finding.file).into_iter().flatten() {
            let claim = &mut claims[*index];
            if *rule == finding.rule && claim.allow.covers(finding.span) {
                claim.effect = Effect::Silenced;
                is_silenced = true;
            }
        }
        !is_silenced
    });
    for claim in claims.iter_mut().filter(|claim| claim.effect == Effect::Nothing && cut.contains(claim.file)) {
        claim.effect = Effect::Unknown;
    }
    claims
}

/// Returns the files in which there was so much wrong that some of it was not kept.
fn cut<'f>(findings: impl Iterator<Item = &'f Finding>) -> HashSet<SharedStr> {
    let (mut cut, mut counts) = (HashSet::new(), HashMap::new());
    for finding in findings {
        let count: &mut usize = counts.entry((&*finding.file, finding.rule)).or_default();
        *count += 1;
        // The faults of a file that are only counted have a finding of their own.
        if *count == MOST || finding.message.key == "more" {
            cut.insert(finding.file.clone());
        }
    }
    cut
}
