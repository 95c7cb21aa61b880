//! Findings as a GitLab code-quality report.
//!
//! Source: GitLab, "Code Quality", implement a custom tool.

use serde_json::{Value, json};

use super::{fingerprint::fingerprints, location::Placed, message::full_message};
use crate::{finding::Severity, number_format::Formats, texts::Texts};

/// Returns findings as a JSON list, which a merge request shows next to the changed lines.
#[must_use]
pub fn gitlab(findings: &[Placed<'_>], texts: &Texts) -> String {
    let formats = Formats::of(texts.language());
    let rows: Vec<Value> = findings
        .iter()
        .zip(fingerprints(findings))
        .map(|(placed, fingerprint)| {
            json!({
                "description": full_message(placed, texts, &formats).replace('\n', " – "),
                "check_name": placed.finding.rule,
                "fingerprint": fingerprint,
                "severity": match placed.finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Hint => "info",
                },
                "location": {"path": placed.path, "lines": {"begin": placed.start.line}},
            })
        })
        .collect();
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}
