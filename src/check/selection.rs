//! Which rules run, and on which documents.

use super::{internal_names, reach};
use crate::{
    check::starts::tell_starts,
    date::Date,
    document::{Allow, Markdown, allow},
    finding::Finding,
    load::{DocumentBody, Inspect, InspectedDocument, Observations, Role},
    model::Portfolio,
    rule::{Check, MOST, Rule, Sink},
    rules::{self, ALL},
    source::Source,
};
use comrak::Arena;
use std::sync::LazyLock;

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

impl Selection {
    pub(super) fn has(&self, rule: &Rule) -> bool {
        (self.only.is_empty() || self.only.contains(&rule.name)) && !self.skip.contains(&rule.name)
    }

    /// Returns whether a rule is needed: what a comment silences shows only when the rule it names is looked for.
    pub(super) fn needs(&self, rule: &Rule) -> bool {
        self.has(rule) || (self.only.contains(&UNUSED) && !self.skip.contains(&rule.name))
    }

    pub(super) fn checks(&self) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
        let wanted = ALL.iter().copied().filter(|rule| self.needs(rule));
        wanted.flat_map(checks_of)
    }

    /// Lists those of the checks that look at documents.
    pub(super) fn checks_of_documents(&self) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
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

    fn inspect(&self, document: InspectedDocument<'_>, observations: &mut Observations) {
        let allows = match document.body {
            DocumentBody::Markdown(text) => allow::in_markdown(text),
            DocumentBody::Yaml(root) => allow::in_yaml(document.text, Some(root)),
            DocumentBody::Unread => allow::in_yaml(document.text, None),
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
        let rule = &rules::internal_leak::RULE;
        if self.needs(rule) {
            let mut sink = rule.sink(self.today, &mut observations.findings);
            internal_names::named(portfolio, source, &mut sink);
        }
    }
}

impl Selection {
    /// Adds what the rules find in one document.
    pub(super) fn look(&self, document: InspectedDocument<'_>, role: Role, findings: &mut Vec<Finding>) {
        let mut run = |rule: &'static Rule, look: &dyn Fn(&mut Sink<'_>)| {
            let before = findings.len();
            look(&mut rule.sink(self.today, findings));
            // However often a file breaks a rule, memory must do.
            findings.truncate(before + MOST);
        };
        for (rule, check) in self.checks_of_documents().filter(|(rule, _)| reach::reaches(rule, role)) {
            if let Check::Text(look) = check {
                run(rule, &|sink| look(document, sink));
            }
        }
        // A plain text has no parts.
        if let DocumentBody::Markdown(text) = document.body
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

pub fn checks_of(rule: &'static Rule) -> impl Iterator<Item = (&'static Rule, &'static Check)> {
    rule.checks.iter().map(move |check| (rule, check))
}

/// The checks that look at documents, so that the others need not be passed over for each of tens of thousands.
pub static OF_DOCUMENTS: LazyLock<Vec<(&Rule, &Check)>> = LazyLock::new(|| {
    let looks_at_documents =
        |(_, check): &(_, &Check)| matches!(check, Check::Text(_) | Check::Markdown(..) | Check::Passages(..));
    ALL.iter().copied().flat_map(checks_of).filter(looks_at_documents).collect()
});

/// The rules that ask what the reports of projects lack.
pub const OF_REPORTS: &[&str] = &["damaged-marker", "stale-report", "unfinished-report"];

/// The rule that asks what all others found.
pub const UNUSED: &str = "unused-allow";
