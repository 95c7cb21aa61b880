//! The running of the rules: which are looked for, on what, and what is silenced.

mod named;
mod reach;
mod remedy;
mod silence;

use std::{collections::HashMap, sync::LazyLock};

use comrak::Arena;
use rayon::prelude::*;

pub use silence::{Claim, Effect, NEVER_SILENT};

use super::{ALL, Check, MOST, Rule, Sink, Transition};
use crate::{
    document::{Allow, FaultKind, Lines, Markdown, Position, Word, allow},
    finding::{Finding, Severity, Span},
    history::{Side, projects},
    load::{Body, Document, Inspect, Loaded, Observations, Role},
    model::{Date, Level, Portfolio, Settings},
    source::Source,
};

/// Holds which rules are looked for.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these, by name; all where it is empty.
    pub only: Vec<&'static str>,
    /// None of these, by name.
    pub skip: Vec<&'static str>,
    /// Today's date; rules that ask for it look at nothing where it is not known.
    pub today: Option<Date>,
}

/// The rule about values that were cut.
const CUT: &str = "cut-value";

/// The rule that asks what all others found.
const UNUSED: &str = "unused-allow";

/// The rules that ask what the reports of projects lack.
const OF_REPORTS: &[&str] = &["damaged-marker", "stale-report", "unfinished-report"];

/// The checks that look at documents, so that the others need not be passed over for each of tens of thousands.
static OF_DOCUMENTS: LazyLock<Vec<(&Rule, &Check)>> = LazyLock::new(|| {
    let looks_at_documents =
        |(_, check): &(_, &Check)| matches!(check, Check::Text(_) | Check::Markdown(..) | Check::Passages(..));
    ALL.iter().copied().flat_map(checks_of).filter(looks_at_documents).collect()
});

fn checks_of(rule: &'static Rule) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
    rule.checks.iter().map(move |check| (rule, check))
}

impl Selection {
    fn has(&self, rule: &Rule) -> bool {
        (self.only.is_empty() || self.only.contains(&rule.name)) && !self.skip.contains(&rule.name)
    }

    /// Returns whether a rule is needed: what a comment silences shows only when the rule it names is looked for.
    fn needs(&self, rule: &Rule) -> bool {
        self.has(rule) || (self.only.contains(&UNUSED) && !self.skip.contains(&rule.name))
    }

    fn checks(&self) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
        let wanted = ALL.iter().copied().filter(|rule| self.needs(rule));
        wanted.flat_map(checks_of)
    }

    /// Lists those of the checks that look at documents.
    fn checks_of_documents(&self) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
        OF_DOCUMENTS.iter().copied().filter(|(rule, _)| self.needs(rule))
    }
}

impl Inspect for Selection {
    fn reads_markdown(&self) -> bool {
        self.checks_of_documents().next().is_some()
    }

    fn reads_reports(&self) -> bool {
        ALL.iter().any(|rule| OF_REPORTS.contains(&rule.name) && self.needs(rule))
    }

    fn inspect(&self, document: Document<'_>, observations: &mut Observations) {
        let allows = match document.body {
            Body::Markdown(text) => allow::in_markdown(text),
            Body::Yaml(root) => allow::in_yaml(document.text, Some(root)),
            Body::Unread => allow::in_yaml(document.text, None),
        };
        let role = document.role;
        // Other texts hold other comments of the program, which ask for nothing here.
        let is_meant = |allow: &Allow| role == Role::Published || !allow.rules.is_empty();
        let allows = allows.into_iter().filter(is_meant);
        observations.allows.extend(allows.map(|allow| (document.path.to_owned(), allow)));
        let found_before = observations.findings.len();
        self.look(document, role, &mut observations.findings);
        tell_starts(&mut observations.findings[found_before..], document);
    }

    fn inspect_whole(&self, source: &dyn Source, portfolio: &Portfolio, observations: &mut Observations) {
        let rule = &super::internal_leak::RULE;
        if self.needs(rule) {
            let mut sink = Sink { rule, today: self.today, findings: &mut observations.findings };
            named::named(portfolio, source, &mut sink);
        }
    }
}

impl Selection {
    /// Adds what the rules find in one document.
    fn look(&self, document: Document<'_>, role: Role, findings: &mut Vec<Finding>) {
        let mut run = |rule, look: &dyn Fn(&mut Sink<'_>)| {
            let before = findings.len();
            look(&mut Sink { rule, today: self.today, findings });
            // However often a file breaks a rule, memory must do.
            findings.truncate(before + MOST);
        };
        for (rule, check) in self.checks_of_documents().filter(|(rule, _)| reach::reaches(rule, role)) {
            if let Check::Text(look) = check {
                run(rule, &|sink| look(document, sink));
            }
        }
        // A plain text has no parts.
        if let Body::Markdown(text) = document.body
            && document.path.to_lowercase().strip_suffix(".txt").is_none()
        {
            let wanted = self.checks_of_documents().filter(|(rule, check)| match check {
                Check::Markdown(may_hold, _) | Check::Passages(may_hold, _) => {
                    reach::reaches(rule, role) && may_hold(text, document)
                }
                _ => false,
            });
            let wanted: Vec<_> = wanted.collect();
            if wanted.is_empty() {
                return;
            }
            let arena = Arena::new();
            let markdown = Markdown::parse(&arena, text);
            for (rule, check) in wanted {
                match check {
                    Check::Markdown(_, look) => run(rule, &|sink| look(&markdown, document, sink)),
                    Check::Passages(_, look) => run(rule, &|sink| look(markdown.passages(), document, sink)),
                    _ => {}
                }
            }
        }
    }
}

/// Adds to the findings in a document where in it they start, so that nobody has to read it once more to tell.
fn tell_starts(findings: &mut [Finding], document: Document<'_>) {
    if findings.iter().all(|finding| finding.span.is_none()) {
        return;
    }
    let lines = Lines::new(document.text);
    for finding in findings.iter_mut().filter(|finding| *finding.file == *document.path) {
        finding.start = finding.span.and_then(|span| start(lines.position(span.start as usize)));
    }
}

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

fn run(loaded: Loaded, selection: &Selection, before: Option<(Side<'_>, &dyn Source)>) -> (Portfolio, Vec<Finding>) {
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
                let mut sink = Sink { rule, today: selection.today, findings: &mut findings };
                remedy::add(sink.add(file.as_str(), fault.span, message), &fault);
            }
        }
    }
    let of_portfolio = selection.checks().filter_map(|(rule, check)| match check {
        Check::Portfolio(look) => Some((rule, look)),
        _ => None,
    });
    let of_portfolio: Vec<_> = of_portfolio.collect();
    let found = of_portfolio.into_par_iter().map(|(rule, look)| {
        let mut findings = Vec::new();
        look(&portfolio, &mut Sink { rule, today: selection.today, findings: &mut findings });
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
                look(&transition, &mut Sink { rule, today: selection.today, findings: &mut findings });
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

/// Adds to the findings in files of projects where they start, where no text was at hand.
fn tell_starts_in_projects(findings: &mut [Finding], portfolio: &Portfolio) {
    for of_file in findings.chunk_by_mut(|a, b| a.file == b.file) {
        let id = of_file[0].file.strip_suffix("/project.yaml");
        let project = id.and_then(|id| portfolio.project_now(id));
        let Some(project) = project.filter(|project| !project.is_broken) else { continue };
        for finding in of_file.iter_mut().filter(|finding| finding.start.is_none()) {
            finding.start = finding.span.and_then(|span| start(project.places.position(span.start as usize)));
        }
    }
}

fn start(position: Position) -> Option<(u32, u32)> {
    Some((position.line.try_into().ok()?, position.column.try_into().ok()?))
}

/// Keeps of each rule in each file no more findings than memory is made for; they come in order of file.
fn keep_most(findings: &mut Vec<Finding>) {
    if findings.chunk_by(|a, b| a.file == b.file).all(|of_file| of_file.len() <= MOST) {
        return;
    }
    let (mut file, mut counts) = (Word::default(), HashMap::new());
    findings.retain(|finding| {
        if finding.file != file {
            file.clone_from(&finding.file);
            counts.clear();
        }
        let count = counts.entry(finding.rule).or_insert(0);
        *count += 1;
        *count <= MOST
    });
}

/// Takes out what comments silence, and adds what is wrong with the comments themselves.
fn judge_allows(
    allows: &[(String, Allow)],
    findings: &mut Vec<Finding>,
    settings: &Settings,
    selection: &Selection,
    has_before: bool,
) {
    let claims = silence::apply(allows, findings, |rule| {
        let is_asked = has_before || !rule.checks.iter().any(|check| matches!(check, Check::Transition(_)));
        is_asked && selection.needs(rule) && settings.rules.get(rule.name) != Some(&Level::Off)
    });
    let mut added = Vec::new();
    for (rule, check) in selection.checks() {
        if let Check::Allow(look) = check {
            let mut sink = Sink { rule, today: selection.today, findings: &mut added };
            for claim in &claims {
                look(claim, &mut sink);
            }
        }
    }
    added.retain_mut(|finding| apply_level(finding, settings));
    findings.append(&mut added);
}

/// Sets the severity that the portfolio asks for; returns whether the finding is wanted at all.
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
