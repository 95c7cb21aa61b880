//! A rule as it is declared: its name, its manual page and the checks it makes.

use super::{Claim, Sink, Transition};
use crate::{
    date::Date,
    document::{FaultKind, Markdown, Passage},
    finding::{Finding, Message, Severity},
    load::InspectedDocument,
    model::{Portfolio, Settings},
};

/// Declares a rule; the doc comment is its manual page.
macro_rules! rule {
    ($(#[doc = $line:literal])+ $name:literal, $code:literal, $severity:ident, $($check:expr),+) => {
        /// Declares the rule; see the page in it.
        pub(crate) static RULE: $crate::rule::Rule = $crate::rule::Rule {
            name: $name,
            code: $code,
            severity: $crate::finding::Severity::$severity,
            page: &[$($line),+],
            checks: &[$($check),+],
        };
    };
}

pub(crate) use rule;

/// Holds a rule: its name, its manual page and what it does.
#[derive(Debug)]
pub struct Rule {
    /// The name of the defect.
    pub name: &'static str,
    /// A short code that is never given to another rule.
    pub code: &'static str,
    /// How much it matters where the portfolio does not say otherwise.
    pub severity: Severity,
    /// The lines of the manual page.
    pub(crate) page: &'static [&'static str],
    pub(crate) checks: &'static [Check],
}

/// Says when a rule looks, and at what.
#[derive(Debug)]
pub(crate) enum Check {
    /// At a fault that was found while reading; none where it is another rule's.
    Fault(fn(&FaultKind) -> Option<Message>),
    /// At the text of a document, while it is in memory.
    Text(fn(InspectedDocument<'_>, &mut Sink<'_>)),
    /// At the parts of a Markdown document, while it is in memory; it is parsed once for all such rules.
    ///
    /// Parsing costs more than all else, so each rule says first whether a text may hold anything for it.
    Markdown(fn(&str, InspectedDocument<'_>) -> bool, fn(&Markdown<'_>, InspectedDocument<'_>, &mut Sink<'_>)),
    /// At the running text of a Markdown document, which is often known without parsing; each rule says first as well.
    Passages(fn(&str, InspectedDocument<'_>) -> bool, fn(&[Passage], InspectedDocument<'_>, &mut Sink<'_>)),
    /// At the whole portfolio.
    Portfolio(fn(&Portfolio, &mut Sink<'_>)),
    /// At the names of rules in the settings, beside those that there are.
    RuleNames(fn(&Settings, &[&'static str], &mut Sink<'_>)),
    /// At two revisions, where one is compared with.
    Transition(fn(&Transition<'_>, &mut Sink<'_>)),
    /// At a comment that silences a rule, once it is known what it did.
    Allow(fn(&Claim<'_>, &mut Sink<'_>)),
}

impl Rule {
    /// Makes the place where the rule puts its findings.
    pub(crate) fn sink<'f>(&self, today: Option<Date>, findings: &'f mut Vec<Finding>) -> Sink<'f> {
        Sink { rule: self.name, severity: self.severity, today, findings }
    }

    /// Returns the manual page as Markdown.
    #[must_use]
    pub fn page(&self) -> String {
        self.page
            .iter()
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .fold(String::new(), |page, line| page + line + "\n")
    }

    /// Returns the part of the manual page below a heading, such as `Example`.
    #[must_use]
    pub fn section(&self, heading: &str) -> String {
        let page = self.page();
        let after = page.split_once(&format!("\n# {heading}\n")).map_or("", |(_, after)| after);
        // Code may hold lines that look like headings, so only the page's own end a part.
        let ends = ["Why", "Example", "Use instead"].map(|next| format!("\n# {next}\n"));
        let end = ends.iter().filter_map(|next| after.find(next)).min().unwrap_or(after.len());
        after[..end].trim().to_owned()
    }
}
