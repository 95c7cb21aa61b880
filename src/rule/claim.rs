//! What came of a comment that silences a rule.

use crate::document::{Allow, Span};

/// Says what a comment did for one of the rules it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It silenced a finding.
    Silenced,
    /// There was nothing to silence.
    Nothing,
    /// It could not be told whether there was, since the rule was not looked for.
    Unknown,
    /// It gives no reason, so that it silences nothing.
    NoReason,
    /// There is no such rule; perhaps one with nearly that name.
    NoRule(Option<&'static str>),
    /// The rule tells of files that cannot be read, which nothing silences: all that such a file says would be lost unseen.
    Never,
    /// It names no rule, or cannot be understood.
    Unclear,
}

/// Rules that nothing silences: all that such a file says would be lost unseen.
pub const NEVER_SILENT: [&str; 3] = ["invalid-yaml", "merge-conflict", "unreadable-file"];

/// Holds one rule that a comment names, and what came of it.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The file it stands in.
    pub file: &'a str,
    /// The comment.
    pub allow: &'a Allow,
    /// The rule as written, and its place; the comment's own place where it names none.
    pub name: &'a str,
    /// Where the name stands.
    pub span: Span,
    /// What came of it.
    pub effect: Effect,
}
