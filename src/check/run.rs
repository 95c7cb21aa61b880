//! Runs the rules on a portfolio.

use rayon::prelude::*;

use super::{
    allows, fault_fixes,
    finding_order::{limit, sort},
    finding_positions::set_positions_in_projects,
    selection::{Selection, UNUSED_ALLOW},
};
use crate::{
    document::{Allow, Fault, FaultKind, Span},
    finding::{Finding, Severity},
    history::{Side, pair_projects},
    load::{Loaded, Observations},
    model::{Level, Portfolio, Settings},
    rule::{Check, NEVER_SILENT, Transition},
    rules::ALL,
    source::Source,
};

/// Returns the findings of the selected rules, in order of place. The portfolio must be loaded with the same selection.
///
/// The portfolio's settings can change the severity of a rule or turn it off. Comments can silence single findings.
#[must_use]
pub fn check(loaded: Loaded, selection: &Selection) -> (Portfolio, Vec<Finding>) {
    run(loaded, selection, None)
}

/// Returns the findings as [`check`] does, and those of the rules that compare with an earlier revision.
#[must_use]
pub fn check_since(
    loaded: Loaded,
    source: &dyn Source,
    selection: &Selection,
    before: Side<'_>,
) -> (Portfolio, Vec<Finding>) {
    run(loaded, selection, Some((before, source)))
}

fn run(loaded: Loaded, selection: &Selection, before: Option<(Side<'_>, &dyn Source)>) -> (Portfolio, Vec<Finding>) {
    let Loaded { portfolio, observations } = loaded;
    let Observations { faults, mut findings, allows, .. } = observations;
    check_faults(&faults, selection, &mut findings);
    check_rule_names(&portfolio.settings, selection, &mut findings);
    check_portfolio(&portfolio, selection, &mut findings);
    if let Some((before, source)) = before {
        check_transition(before, Side { portfolio: &portfolio, source }, selection, &mut findings);
    }
    remove_findings_in_cut_values(&faults, &mut findings);
    findings.retain_mut(|finding| apply_level(finding, &portfolio.settings));
    apply_allows(&allows, &mut findings, &portfolio.settings, selection, before.is_some());
    if selection.only.contains(&UNUSED_ALLOW) {
        findings.retain(|finding| selection.only.contains(&finding.rule));
    }
    sort(&mut findings);
    // A change may break a rule that the new state also breaks. The more severe finding comes first and stays.
    findings.dedup_by(|second, first| first.by_place(second).is_eq());
    limit(&mut findings);
    set_positions_in_projects(&mut findings, &portfolio);
    (portfolio, findings)
}

fn check_faults(faults: &[(String, Fault)], selection: &Selection, findings: &mut Vec<Finding>) {
    for (file, fault) in faults {
        for (rule, check) in selection.checks() {
            if let Check::Fault(message) = check
                && let Some(message) = message(&fault.kind)
            {
                let mut sink = rule.sink(selection.today, findings);
                fault_fixes::add_fix(sink.add(file.as_str(), fault.span, message), fault);
            }
        }
    }
}

fn check_rule_names(settings: &Settings, selection: &Selection, findings: &mut Vec<Finding>) {
    let names: Vec<&'static str> = ALL.iter().map(|rule| rule.name).collect();
    for (rule, check) in selection.checks() {
        if let Check::RuleNames(look) = check {
            look(settings, &names, &mut rule.sink(selection.today, findings));
        }
    }
}

/// Runs the rules that look at the whole portfolio, in parallel.
fn check_portfolio(portfolio: &Portfolio, selection: &Selection, findings: &mut Vec<Finding>) {
    let checks = selection.checks().filter_map(|(rule, check)| match check {
        Check::Portfolio(look) => Some((rule, look)),
        _ => None,
    });
    let checks: Vec<_> = checks.collect();
    let found = checks.into_par_iter().map(|(rule, look)| {
        let mut findings = Vec::new();
        look(portfolio, &mut rule.sink(selection.today, &mut findings));
        findings
    });
    let found: Vec<Vec<Finding>> = found.collect();
    findings.reserve_exact(found.iter().map(Vec::len).sum());
    findings.extend(found.into_iter().flatten());
}

fn check_transition(before: Side<'_>, after: Side<'_>, selection: &Selection, findings: &mut Vec<Finding>) {
    let transition = Transition { before, after, pairs: pair_projects(before, after) };
    for (rule, check) in selection.checks() {
        if let Check::Transition(look) = check {
            let first = findings.len();
            look(&transition, &mut rule.sink(selection.today, findings));
            findings[first..].iter_mut().for_each(|finding| finding.is_of_change = true);
        }
    }
}

/// The rule about values that a comma cuts.
const CUT_VALUE: &str = "cut-value";

/// Removes the other findings inside a value that a comma cut: they follow from the cut.
fn remove_findings_in_cut_values(faults: &[(String, Fault)], findings: &mut Vec<Finding>) {
    let cut = faults.iter().filter(|(_, fault)| matches!(fault.kind, FaultKind::CutValue { .. }));
    let cut: Vec<(&str, Span)> = cut.filter_map(|(file, fault)| Some((file.as_str(), fault.span?))).collect();
    if cut.is_empty() {
        return;
    }
    findings.retain(|finding| {
        let is_within =
            |span: &Span| finding.span.is_some_and(|found| span.start <= found.start && found.end <= span.end);
        let is_cut = || cut.iter().any(|(file, span)| **file == *finding.file && is_within(span));
        finding.rule == CUT_VALUE || NEVER_SILENT.contains(&finding.rule) || !is_cut()
    });
}

/// Removes the findings that comments silence, and adds findings about the comments themselves.
fn apply_allows(
    allows: &[(String, Allow)],
    findings: &mut Vec<Finding>,
    settings: &Settings,
    selection: &Selection,
    has_before: bool,
) {
    let outcomes = allows::apply(allows, findings, |rule| {
        let is_possible = has_before || !rule.checks.iter().any(|check| matches!(check, Check::Transition(_)));
        is_possible && selection.needs(rule) && settings.rules.get(rule.name) != Some(&Level::Off)
    });
    let mut added = Vec::new();
    for (rule, check) in selection.checks() {
        if let Check::Allow(look) = check {
            let mut sink = rule.sink(selection.today, &mut added);
            for outcome in &outcomes {
                look(outcome, &mut sink);
            }
        }
    }
    added.retain_mut(|finding| apply_level(finding, settings));
    findings.append(&mut added);
}

/// Sets the severity from the settings. Returns false if the settings turn the rule off.
fn apply_level(finding: &mut Finding, settings: &Settings) -> bool {
    match settings.rules.get(finding.rule) {
        None => true,
        Some(Level::Off) => NEVER_SILENT.contains(&finding.rule),
        Some(level) => {
            finding.severity = match level {
                Level::Hint => Severity::Hint,
                Level::Warning => Severity::Warning,
                _ => Severity::Error,
            };
            true
        }
    }
}
