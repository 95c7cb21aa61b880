//! The rules: one file each, and the list of them.

mod lost_break;
mod run;
mod transition;

pub use run::{Selection, check, check_since};
pub use transition::Transition;

use run::Claim;

use crate::{
    document::{FaultKind, Markdown, Passage, Word},
    finding::{Finding, Message, Severity, Span},
    load::{Body, Document},
    model::{Date, Portfolio},
};

/// Declares a rule; the doc comment is its manual page.
macro_rules! rule {
    ($(#[doc = $line:literal])+ $name:literal, $code:literal, $severity:ident, $($check:expr),+) => {
        /// Declares the rule; see the page in it.
        pub(super) static RULE: $crate::rules::Rule = $crate::rules::Rule {
            name: $name,
            code: $code,
            severity: $crate::finding::Severity::$severity,
            page: &[$($line),+],
            checks: &[$($check),+],
        };
    };
}

/// Lists the rules; each is the module of the same name.
macro_rules! rules {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+
        /// Every rule, in order of name.
        pub static ALL: &[&Rule] = &[$(&$module::RULE),+];
    };
}

rules![
    allow_without_reason,
    broken_link,
    cut_value,
    damaged_marker,
    deep_nesting,
    dissemination_share_exceeded,
    duplicate_id,
    duplicate_key,
    duplicate_organisation,
    earmarks_exceed_grant,
    empty_file,
    empty_value,
    future_milestone,
    gate_not_met,
    grants_exceed_round,
    hard_to_read,
    heading_level,
    history_rewritten,
    illegal_transition,
    immutable_field,
    internal_leak,
    invalid_address,
    invalid_amount,
    invalid_date,
    invalid_organisation_number,
    invalid_slug,
    invalid_template,
    invalid_unknown,
    invalid_value,
    invalid_yaml,
    lineage_cycle,
    lost_project,
    merge_conflict,
    milestones_out_of_order,
    misnamed_file,
    missing_alt_text,
    missing_document,
    missing_field,
    missing_translation,
    national_identity_number,
    own_funding_missing,
    personal_email,
    phase_disagrees,
    phone_number,
    placeholder_left,
    raw_html,
    selected_disagrees,
    skipped_phase,
    spent_exceeds_budget,
    stale_project,
    stale_report,
    stale_translation,
    stray_file,
    succeeded_organisation,
    suspicious_amount,
    title_repeats,
    unclear_visibility,
    unclosed_block,
    unclosed_comment,
    unfinished_report,
    unknown_criterion,
    unknown_key,
    unknown_life_event,
    unknown_organisation,
    unknown_part,
    unknown_phase,
    unknown_process,
    unknown_project,
    unreadable_file,
    unused_allow,
    unused_organisation,
    word_paste,
    wrong_language,
    wrong_type,
];

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
    page: &'static [&'static str],
    checks: &'static [Check],
}

/// Says when a rule looks, and at what.
#[derive(Debug)]
enum Check {
    /// At a fault that was found while reading; none where it is another rule's.
    Fault(fn(&FaultKind) -> Option<Message>),
    /// At the text of a document, while it is in memory.
    Text(fn(Document<'_>, &mut Sink<'_>)),
    /// At the parts of a Markdown document, while it is in memory; it is parsed once for all such rules.
    ///
    /// Parsing costs more than all else, so each rule says first whether a text may hold anything for it.
    Markdown(fn(&str, Document<'_>) -> bool, fn(&Markdown<'_>, Document<'_>, &mut Sink<'_>)),
    /// At the running text of a Markdown document, which is often known without parsing; each rule says first as well.
    Passages(fn(&str, Document<'_>) -> bool, fn(&[Passage], Document<'_>, &mut Sink<'_>)),
    /// At the whole portfolio.
    Portfolio(fn(&Portfolio, &mut Sink<'_>)),
    /// At two revisions, where one is compared with.
    Transition(fn(&Transition<'_>, &mut Sink<'_>)),
    /// At a comment that silences a rule, once it is known what it did.
    Allow(fn(&Claim<'_>, &mut Sink<'_>)),
}

impl Rule {
    /// Finds a rule by its name or code.
    #[must_use]
    pub fn find(word: &str) -> Option<&'static Self> {
        ALL.iter().find(|rule| rule.name == word || rule.code.eq_ignore_ascii_case(word)).copied()
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

/// The most findings of one rule in one file that are looked for, so that no file takes all memory; people's files have far
/// fewer, and what is behind the limit can neither be silenced nor compared.
pub const MOST: usize = 10_000;

/// Up to so many findings are told one by one; where more have the same cause, the cause is told instead.
const FEW: usize = 3;

/// Says how often unknown words are still compared with all known ones: ten thousand of each take minutes, and whoever has so
/// many unknown words is helped by the first suggestions as well as by the last.
struct Comparisons {
    left: usize,
}

impl Comparisons {
    fn new() -> Self {
        Self { left: 1_000_000 }
    }

    /// Returns whether one more word may be compared with so many known ones.
    fn allow(&mut self, known: usize) -> bool {
        let left = self.left.checked_sub(known);
        self.left = left.unwrap_or_default();
        left.is_some()
    }
}

/// Collects the findings of one rule.
struct Sink<'f> {
    rule: &'static Rule,
    /// Today's date, where it is known.
    today: Option<Date>,
    findings: &'f mut Vec<Finding>,
}

impl Sink<'_> {
    /// Adds a finding at a place in a file; what is returned can be told more.
    fn add(&mut self, file: impl Into<Word>, span: impl Into<Option<Span>>, message: Message) -> &mut Finding {
        self.add_as(self.rule.severity, file, span, message)
    }

    /// Returns whether the last file has as many findings of the rule as are kept; more need not be looked for.
    fn is_full(&self, file: &str) -> bool {
        let first = self.findings.len().checked_sub(MOST).and_then(|at| self.findings.get(at));
        first.is_some_and(|first| first.rule == self.rule.name && &*first.file == file)
    }

    /// Adds a finding that matters more or less than the rule's others.
    fn add_as(
        &mut self,
        severity: Severity,
        file: impl Into<Word>,
        span: impl Into<Option<Span>>,
        mut message: Message,
    ) -> &mut Finding {
        // Room for four is made for the first value, and there may be tens of thousands of findings.
        message.args.shrink_to_fit();
        self.findings.push_mut(Finding::new(self.rule.name, severity, file.into(), span.into(), message))
    }
}

/// Calls `look` with every value of a YAML document and with the whole text of a Markdown one.
fn each_text(document: Document<'_>, mut look: impl FnMut(&str, Span)) {
    match document.body {
        Body::Yaml(root) => root.each_scalar(&mut look),
        Body::Markdown(text) => look(text, Span::new(0, text.len())),
        Body::Unread => {}
    }
}

#[cfg(test)]
mod tests {
    use comrak::Arena;
    use proptest::prelude::*;

    use super::*;
    use crate::{load::Role, model::Settings, source::Folder};

    fn texts() -> impl Strategy<Value = String> {
        let parts = [
            "# A",
            "## B",
            "### C",
            "#### D",
            "Utfordring",
            "**Utfordring**",
            "a",
            "\n",
            "\n\n",
            "===",
            "---",
            "> ",
            "- ",
            "1. ",
            "![",
            "](",
            ")",
            "[",
            "]",
            "<b>",
            "<!--",
            "-->",
            "`",
            "\\n",
            "x.md",
            "#a",
            ".",
            " ",
            "    ",
            "\t",
            "\r\n",
            "|",
            "&amp;",
        ];
        proptest::collection::vec(proptest::sample::select(parts.to_vec()), 0..14).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn a_text_that_holds_nothing_for_a_rule_breaks_none(text in texts()) {
            let (settings, source) = (Settings::default(), Folder::new(env!("CARGO_MANIFEST_DIR")));
            let body = Body::Markdown(&text);
            let path = "2019/a/challenge.md";
            let (role, project) = (Role::of(path), None);
            let document = Document { path, text: &text, body, role, project, settings: &settings, source: &source };
            let arena = Arena::new();
            let markdown = Markdown::parse(&arena, &text);
            for rule in ALL {
                for check in rule.checks {
                    let mut findings = Vec::new();
                    let mut sink = Sink { rule, today: None, findings: &mut findings };
                    let may_hold = match check {
                        Check::Markdown(may_hold, look) => {
                            look(&markdown, document, &mut sink);
                            may_hold
                        }
                        Check::Passages(may_hold, look) => {
                            look(markdown.passages(), document, &mut sink);
                            may_hold
                        }
                        _ => continue,
                    };
                    prop_assert!(findings.is_empty() || may_hold(&text, document), "{} in {:?}", rule.name, text);
                }
            }
        }
    }
}
