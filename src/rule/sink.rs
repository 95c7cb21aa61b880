//! Where a rule puts its findings.

use crate::{
    date::Date,
    document::{SharedStr, Span},
    finding::{Finding, Message, Severity},
    load::{DocumentBody, InspectedDocument},
};

/// The most findings of one rule in one file that are looked for, so that no file takes all memory; people's files have far
/// fewer, and what is behind the limit can neither be silenced nor compared.
pub(crate) const MOST: usize = 10_000;

/// Up to so many findings are told one by one; where more have the same cause, the cause is told instead.
pub(crate) const FEW: usize = 3;

/// Collects the findings of one rule.
pub(crate) struct Sink<'f> {
    /// The name of the rule.
    pub(crate) rule: &'static str,
    /// How much its findings matter where the portfolio does not say otherwise.
    pub(crate) severity: Severity,
    /// Today's date, where it is known.
    pub(crate) today: Option<Date>,
    pub(crate) findings: &'f mut Vec<Finding>,
}

impl Sink<'_> {
    /// Adds a finding at a place in a file; what is returned can be told more.
    pub(crate) fn add(
        &mut self,
        file: impl Into<SharedStr>,
        span: impl Into<Option<Span>>,
        message: Message,
    ) -> &mut Finding {
        self.add_as(self.severity, file, span, message)
    }

    /// Returns whether the last file has as many findings of the rule as are kept; more need not be looked for.
    pub(crate) fn is_full(&self, file: &str) -> bool {
        let first = self.findings.len().checked_sub(MOST).and_then(|at| self.findings.get(at));
        first.is_some_and(|first| first.rule == self.rule && &*first.file == file)
    }

    /// Adds a finding that matters more or less than the rule's others.
    pub(crate) fn add_as(
        &mut self,
        severity: Severity,
        file: impl Into<SharedStr>,
        span: impl Into<Option<Span>>,
        mut message: Message,
    ) -> &mut Finding {
        // Room for four is made for the first value, and there may be tens of thousands of findings.
        message.args.shrink_to_fit();
        self.findings.push_mut(Finding::new(self.rule, severity, file.into(), span.into(), message))
    }
}

/// Calls `look` with every value of a YAML document and with the whole text of a Markdown one.
pub(crate) fn each_text(document: InspectedDocument<'_>, mut look: impl FnMut(&str, Span)) {
    match document.body {
        DocumentBody::Yaml(root) => root.each_scalar(&mut look),
        DocumentBody::Markdown(text) => look(text, Span::new(0, text.len())),
        DocumentBody::Unread => {}
    }
}
