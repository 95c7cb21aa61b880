//! Selects the rules, and runs those that check single documents.

use std::sync::LazyLock;

use comrak::Arena;

use super::{finding_positions::set_positions, internal_names, rules_for_role::applies};
use crate::{
    date::Date,
    document::{Allow, Markdown, allow},
    finding::Finding,
    load::{DocumentBody, Inspect, InspectedDocument, Observations, Role},
    model::Portfolio,
    rule::{Check, MAX_FINDINGS, Rule, Sink},
    rules::{self, ALL},
    source::Source,
};

/// Holds which rules run.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these rules, by name; all rules if it is empty.
    pub only: Vec<&'static str>,
    /// Not these rules, by name.
    pub skip: Vec<&'static str>,
    /// Today's date. Rules that need it do not run without it.
    pub today: Option<Date>,
}

impl Selection {
    pub(super) fn has(&self, rule: &Rule) -> bool {
        (self.only.is_empty() || self.only.contains(&rule.name)) && !self.skip.contains(&rule.name)
    }

    /// Returns whether a rule must run. To find unused comments, the rules that they name must also run.
    pub(super) fn needs(&self, rule: &Rule) -> bool {
        self.has(rule) || (self.only.contains(&UNUSED_ALLOW) && !self.skip.contains(&rule.name))
    }

    pub(super) fn checks(&self) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
        let wanted = ALL.iter().copied().filter(|rule| self.needs(rule));
        wanted.flat_map(checks_of)
    }

    /// Lists the checks of single documents.
    fn document_checks(&self) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
        DOCUMENT_CHECKS.iter().copied().filter(|(rule, _)| self.needs(rule))
    }
}

impl Inspect for Selection {
    fn reads_markdown(&self) -> bool {
        // Names are looked at in every folder, also in those that hold only texts.
        self.document_checks().next().is_some() || self.only.contains(&"unportable-name")
    }

    fn reads_reports(&self) -> bool {
        ALL.iter().any(|rule| REPORT_RULES.contains(&rule.name) && self.needs(rule))
    }

    fn inspect(&self, document: InspectedDocument<'_>, observations: &mut Observations) {
        let allows = match document.body {
            DocumentBody::Markdown(text) => allow::in_markdown(text),
            DocumentBody::Yaml(root) => allow::in_yaml(document.text, Some(root)),
            DocumentBody::Unread => allow::in_yaml(document.text, None),
        };
        let role = document.role;
        // In other texts, a comment without a rule is a marker and no mistake.
        let is_meant = |allow: &Allow| role == Role::Published || !allow.rules.is_empty();
        let allows = allows.into_iter().filter(is_meant);
        observations.allows.extend(allows.map(|allow| (document.path.to_owned(), allow)));
        let first = observations.findings.len();
        self.check_document(document, &mut observations.findings);
        set_positions(&mut observations.findings[first..], document);
    }

    fn inspect_whole(&self, source: &dyn Source, portfolio: &Portfolio, observations: &mut Observations) {
        let rule = &rules::internal_leak::RULE;
        if self.needs(rule) {
            let mut sink = rule.sink(self.today, &mut observations.findings);
            internal_names::check(portfolio, source, &mut sink);
        }
    }
}

impl Selection {
    /// Runs the rules on one document.
    fn check_document(&self, document: InspectedDocument<'_>, findings: &mut Vec<Finding>) {
        for (rule, check) in self.document_checks().filter(|(rule, _)| applies(rule, document.role)) {
            if let Check::Text(look) = check {
                self.run(rule, findings, |sink| look(document, sink));
            }
        }
        // A plain text has no Markdown structure.
        if let DocumentBody::Markdown(text) = document.body
            && document.path.to_lowercase().strip_suffix(".txt").is_none()
        {
            self.check_markdown(text, document, findings);
        }
    }

    /// Runs the rules that need the structure or the passages of a Markdown document. Parses it only if one of them may find something.
    fn check_markdown(&self, text: &str, document: InspectedDocument<'_>, findings: &mut Vec<Finding>) {
        let needed = self.document_checks().filter(|(rule, check)| match check {
            Check::Markdown(may_hold, _) | Check::Passages(may_hold, _) => {
                applies(rule, document.role) && may_hold(text, document)
            }
            _ => false,
        });
        let needed: Vec<_> = needed.collect();
        if needed.is_empty() {
            return;
        }
        let arena = Arena::new();
        let markdown = Markdown::parse(&arena, text);
        for (rule, check) in needed {
            match check {
                Check::Markdown(_, look) => self.run(rule, findings, |sink| look(&markdown, document, sink)),
                Check::Passages(_, look) => self.run(rule, findings, |sink| look(markdown.passages(), document, sink)),
                _ => {}
            }
        }
    }

    /// Runs one rule, and limits its findings.
    fn run(&self, rule: &'static Rule, findings: &mut Vec<Finding>, look: impl FnOnce(&mut Sink<'_>)) {
        let first = findings.len();
        look(&mut rule.sink(self.today, findings));
        findings.truncate(first + MAX_FINDINGS);
    }
}

fn checks_of(rule: &'static Rule) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
    rule.checks.iter().map(move |check| (rule, check))
}

/// The checks of single documents. There may be tens of thousands of documents, so the list is made once.
static DOCUMENT_CHECKS: LazyLock<Vec<(&Rule, &Check)>> = LazyLock::new(|| {
    let looks_at_documents =
        |(_, check): &(_, &Check)| matches!(check, Check::Text(_) | Check::Markdown(..) | Check::Passages(..));
    ALL.iter().copied().flat_map(checks_of).filter(looks_at_documents).collect()
});

/// The rules about the reports of projects.
const REPORT_RULES: &[&str] = &["damaged-marker", "stale-report", "unfinished-report", "unportable-name"];

/// The rule that needs the findings of all other rules.
pub const UNUSED_ALLOW: &str = "unused-allow";
