//! The rules run on a portfolio.

use super::{allows, remedy};
use crate::{
    check::{
        order::keep_most,
        selection::{Selection, UNUSED},
        starts::tell_starts_in_projects,
    },
    document::{Allow, FaultKind, Span},
    finding::{Finding, Severity},
    history::{Side, projects},
    load::{Loaded, Observations},
    model::{Level, Portfolio, Settings},
    rule::{Check, NEVER_SILENT, Transition},
    rules::ALL,
    source::Source,
};
use rayon::prelude::*;

/// Returns every finding of the selected rules in what was loaded with the same selection, in order of place.
///
/// The portfolio's own settings say how much each rule matters, and which are off; comments where a finding stands may
/// silence it.
#[must_use]
pub fn check(loaded: Loaded, selection: &Selection) -> (Portfolio, Vec<Finding>) {
    run(loaded, selection, None)
}

/// Returns every finding as [`check`] does, with those of the rules that compare with the portfolio before.
#[must_use]
pub fn check_since(
    loaded: Loaded,
    source: &dyn Source,
    selection: &Selection,
    before: Side<'_>,
) -> (Portfolio, Vec<Finding>) {
    run(loaded, selection, Some((before, source)))
}

pub fn run(
    loaded: Loaded,
    selection: &Selection,
    before: Option<(Side<'_>, &dyn Source)>,
) -> (Portfolio, Vec<Finding>) {
    let Loaded { portfolio, observations } = loaded;
    let Observations { faults, mut findings, allows, .. } = observations;
    let cut: Vec<(String, Span)> = faults
        .iter()
        .filter(|(_, fault)| matches!(fault.kind, FaultKind::CutValue { .. }))
        .filter_map(|(file, fault)| Some((file.clone(), fault.span?)))
        .collect();
    for (file, fault) in faults {
        for (rule, check) in selection.checks() {
            if let Check::Fault(look) = check
                && let Some(message) = look(&fault.kind)
            {
                let mut sink = rule.sink(selection.today, &mut findings);
                remedy::add(sink.add(file.as_str(), fault.span, message), &fault);
            }
        }
    }
    let names: Vec<&'static str> = ALL.iter().map(|rule| rule.name).collect();
    for (rule, check) in selection.checks() {
        if let Check::RuleNames(look) = check {
            let mut sink = rule.sink(selection.today, &mut findings);
            look(&portfolio.settings, &names, &mut sink);
        }
    }
    let of_portfolio = selection.checks().filter_map(|(rule, check)| match check {
        Check::Portfolio(look) => Some((rule, look)),
        _ => None,
    });
    let of_portfolio: Vec<_> = of_portfolio.collect();
    let found = of_portfolio.into_par_iter().map(|(rule, look)| {
        let mut findings = Vec::new();
        look(&portfolio, &mut rule.sink(selection.today, &mut findings));
        findings
    });
    let found: Vec<Vec<Finding>> = found.collect();
    findings.reserve_exact(found.iter().map(Vec::len).sum());
    findings.extend(found.into_iter().flatten());
    if let Some((before, source)) = before {
        let after = Side { portfolio: &portfolio, source };
        let transition = Transition { before, after, pairs: projects(before, after) };
        for (rule, check) in selection.checks() {
            if let Check::Transition(look) = check {
                let first = findings.len();
                look(&transition, &mut rule.sink(selection.today, &mut findings));
                findings[first..].iter_mut().for_each(|finding| finding.is_of_change = true);
            }
        }
    }
    // What else is wrong with a value that a comma cut follows from that.
    findings.retain(|finding| {
        let is_within =
            |span: &Span| finding.span.is_some_and(|found| span.start <= found.start && found.end <= span.end);
        let is_cut = || cut.iter().any(|(file, span)| **file == *finding.file && is_within(span));
        cut.is_empty() || finding.rule == CUT || NEVER_SILENT.contains(&finding.rule) || !is_cut()
    });
    findings.retain_mut(|finding| apply_level(finding, &portfolio.settings));
    judge_allows(&allows, &mut findings, &portfolio.settings, selection, before.is_some());
    if selection.only.contains(&UNUSED) {
        findings.retain(|finding| selection.only.contains(&finding.rule));
    }
    // A move may break a rule that the state breaks, too: the worse of the two is told.
    findings.sort_by(|a, b| a.by_place(b).then(b.severity.cmp(&a.severity)));
    findings.dedup_by(|second, first| first.by_place(second).is_eq());
    keep_most(&mut findings);
    tell_starts_in_projects(&mut findings, &portfolio);
    (portfolio, findings)
}

/// Takes out what comments silence, and adds what is wrong with the comments themselves.
pub fn judge_allows(
    allows: &[(String, Allow)],
    findings: &mut Vec<Finding>,
    settings: &Settings,
    selection: &Selection,
    has_before: bool,
) {
    let claims = allows::apply(allows, findings, |rule| {
        let is_asked = has_before || !rule.checks.iter().any(|check| matches!(check, Check::Transition(_)));
        is_asked && selection.needs(rule) && settings.rules.get(rule.name) != Some(&Level::Off)
    });
    let mut added = Vec::new();
    for (rule, check) in selection.checks() {
        if let Check::Allow(look) = check {
            let mut sink = rule.sink(selection.today, &mut added);
            for claim in &claims {
                look(claim, &mut sink);
            }
        }
    }
    added.retain_mut(|finding| apply_level(finding, settings));
    findings.append(&mut added);
}

/// Sets the severity that the portfolio asks for; returns whether the finding is wanted at all.
pub fn apply_level(finding: &mut Finding, settings: &Settings) -> bool {
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

/// The rule about values that were cut.
pub const CUT: &str = "cut-value";
