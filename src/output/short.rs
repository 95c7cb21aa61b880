//! Findings as one line each, which editors and scripts can read.

use std::fmt::Write;

use super::{Placed, message::words};
use crate::{formats::Formats, texts::Texts};

/// Shows findings as `file:line:col: severity[rule]: message`.
#[must_use]
pub fn short(findings: &[Placed<'_>], texts: &Texts) -> String {
    let formats = Formats::of(texts.language());
    let mut out = String::new();
    for placed in findings {
        let (message, _) = words(placed.finding, texts, &formats);
        let (Placed { path, start, .. }, finding) = (placed, placed.finding);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{path}:{}:{}: {}[{}]: {message}",
            start.line,
            start.column,
            finding.severity.word(),
            finding.rule
        );
    }
    out
}
