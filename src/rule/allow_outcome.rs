//! What a comment that silences a rule did.

use crate::document::{Allow, Span};

/// Says what a comment did for one of the rules that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AllowEffect {
    /// It silenced a finding.
    Silenced,
    /// There was no finding to silence.
    Nothing,
    /// Not known, because the rule did not run.
    Unknown,
    /// It gives no reason, so it silences nothing.
    NoReason,
    /// There is no such rule. Holds the name of a similar one, if any.
    NoRule(Option<&'static str>),
    /// The rule reports unreadable files and cannot be silenced.
    Never,
    /// It names no rule or has a wrong form.
    Unclear,
}

/// The rules that cannot be silenced: they report files whose whole content would be missing without notice.
pub const NEVER_SILENT: [&str; 3] = ["invalid-yaml", "merge-conflict", "unreadable-file"];

/// Holds one rule that a comment names, and what the comment did.
#[derive(Debug)]
pub struct AllowOutcome<'a> {
    /// The file of the comment.
    pub file: &'a str,
    /// The comment.
    pub allow: &'a Allow,
    /// The name of the rule as written; empty if the comment names none.
    pub name: &'a str,
    /// The span of the name; the span of the comment if it names no rule.
    pub span: Span,
    /// What it did.
    pub effect: AllowEffect,
}
