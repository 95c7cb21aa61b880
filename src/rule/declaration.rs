//! The declaration of a rule: its name, its manual page and its checks.

use super::{allow_outcome::AllowOutcome, sink::Sink, transition::Transition};
use crate::texts::Texts;
use crate::{
    date::Date,
    document::{FaultKind, Markdown, Passage},
    finding::{Finding, Message, Severity},
    load::InspectedDocument,
    model::{Portfolio, Settings},
};

/// Declares a rule. The doc comment is the manual page.
macro_rules! rule {
    ($(#[doc = $line:literal])+ $name:literal, $code:literal, $severity:ident, $($check:expr),+) => {
        /// The rule of this file.
        /// Returns the key of one of the rule's texts; a text that the language files do not have does not compile.
        #[allow(unused_macros, reason = "some rules hand on the message of another")]
        macro_rules! text {
            ($key:literal) => {
                const { $crate::texts::Key::checked(concat!("rule.", $name, ".", $key)) }
            };
        }

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

/// Holds a rule.
#[derive(Debug)]
pub struct Rule {
    /// The name of the defect.
    pub name: &'static str,
    /// A short code. It is never reused for another rule.
    pub code: &'static str,
    /// The severity, unless the portfolio sets another.
    pub severity: Severity,
    /// The lines of the manual page.
    pub(crate) page: &'static [&'static str],
    pub(crate) checks: &'static [Check],
}

/// Says what a rule checks, and when.
#[derive(Debug)]
pub(crate) enum Check {
    /// A fault of a file. Returns none if another rule reports it.
    Fault(fn(&FaultKind) -> Option<Message>),
    /// The text of a document, while it is in memory.
    Text(fn(InspectedDocument<'_>, &mut Sink<'_>)),
    /// A parsed Markdown document, while it is in memory. It is parsed once for all such rules.
    ///
    /// Parsing is the slowest step. Therefore the first function says whether the text may contain anything for the rule.
    Markdown(fn(&str, InspectedDocument<'_>) -> bool, fn(&Markdown<'_>, InspectedDocument<'_>, &mut Sink<'_>)),
    /// The passages of a Markdown document, which are often known without parsing. The first function is the same.
    Passages(fn(&str, InspectedDocument<'_>) -> bool, fn(&[Passage], InspectedDocument<'_>, &mut Sink<'_>)),
    /// The whole portfolio.
    Portfolio(fn(&Portfolio, &mut Sink<'_>)),
    /// The names of rules in the settings, given the names of all rules.
    RuleNames(fn(&Settings, &[&'static str], &mut Sink<'_>)),
    /// Two revisions, if the user gives an earlier one.
    Transition(fn(&Transition<'_>, &mut Sink<'_>)),
    /// A comment that silences a rule, after all other checks.
    Allow(fn(&AllowOutcome<'_>, &mut Sink<'_>)),
}

impl Rule {
    /// Creates the sink for the findings of the rule.
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

    /// Returns why the rule is there, in the language of the texts; in English it is the page's own `Why`.
    #[must_use]
    pub fn why(&self, texts: &Texts) -> String {
        let translated = texts.find(&format!("rule.{}.why", self.name)).map(str::to_owned);
        translated.unwrap_or_else(|| self.section("Why").split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Returns the part of the manual page below a heading, such as `Example`.
    #[must_use]
    pub fn section(&self, heading: &str) -> String {
        let page = self.page();
        let after = page.split_once(&format!("\n# {heading}\n")).map_or("", |(_, after)| after);
        // Only these headings end a section: examples may contain lines that look like headings.
        let ends = ["Why", "Example", "Use instead"].map(|next| format!("\n# {next}\n"));
        let end = ends.iter().filter_map(|next| after.find(next)).min().unwrap_or(after.len());
        after[..end].trim().to_owned()
    }
}
