//! Collects the findings of a rule.

use crate::{
    date::Date,
    document::{SharedStr, Span},
    finding::{Finding, Message, Severity},
    load::{DocumentBody, InspectedDocument},
};

/// The largest number of findings of one rule in one file, to limit memory. Findings beyond it cannot be silenced or
/// compared with another revision.
pub(crate) const MAX_FINDINGS: usize = 10_000;

/// The largest number of findings with the same cause that are reported separately. If there are more, the cause is
/// reported once.
pub(crate) const MAX_SEPARATE: usize = 3;

/// Collects the findings of one rule.
pub(crate) struct Sink<'f> {
    /// The name of the rule.
    pub(crate) rule: &'static str,
    /// The severity of its findings, unless the portfolio sets another.
    pub(crate) severity: Severity,
    /// Today's date, if known.
    pub(crate) today: Option<Date>,
    pub(crate) findings: &'f mut Vec<Finding>,
}

impl Sink<'_> {
    /// Adds a finding at a place in a file. The caller can add a fix to it.
    pub(crate) fn add(
        &mut self,
        file: impl Into<SharedStr>,
        span: impl Into<Option<Span>>,
        message: Message,
    ) -> &mut Finding {
        self.add_as(self.severity, file, span, message)
    }

    /// Returns whether a file has the largest number of findings of the rule already.
    pub(crate) fn is_full(&self, file: &str) -> bool {
        let first = self.findings.len().checked_sub(MAX_FINDINGS).and_then(|at| self.findings.get(at));
        first.is_some_and(|first| first.rule == self.rule && &*first.file == file)
    }

    /// Adds a finding with another severity than the rule's.
    pub(crate) fn add_as(
        &mut self,
        severity: Severity,
        file: impl Into<SharedStr>,
        span: impl Into<Option<Span>>,
        mut message: Message,
    ) -> &mut Finding {
        // Pushing the first argument reserves memory for four, and there may be tens of thousands of findings.
        message.args.shrink_to_fit();
        self.findings.push_mut(Finding::new(self.rule, severity, file.into(), span.into(), message))
    }
}

/// Calls `look` with every value of a YAML document, or with the whole text of a Markdown document.
pub(crate) fn each_text(document: InspectedDocument<'_>, mut look: impl FnMut(&str, Span)) {
    match document.body {
        DocumentBody::Yaml(root) => root.each_scalar(&mut look),
        DocumentBody::Markdown(text) => look(text, Span::new(0, text.len())),
        DocumentBody::Unread => {}
    }
}
