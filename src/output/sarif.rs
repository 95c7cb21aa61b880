//! Findings as SARIF 2.1.0, the format that code-scanning tools read.
//!
//! Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".

use serde_json::{Value, json};

use super::{fingerprint::fingerprints, location::Placed, message::full_message};
use crate::{
    document::{Position, link_target::encoded},
    finding::Severity,
    key,
    number_format::Formats,
    rule::Rule,
    rules,
    texts::Texts,
};

/// The schema that the document follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns findings as one SARIF document with all rules and their pages.
#[must_use]
pub fn sarif(findings: &[Placed<'_>], texts: &Texts) -> String {
    let formats = Formats::of(texts.language());
    let prints = fingerprints(findings);
    let results: Vec<Value> = findings
        .iter()
        .zip(prints)
        .map(|(placed, print)| {
            let index = rules::ALL.iter().position(|rule| rule.name == placed.finding.rule);
            let mut result = json!({
                "ruleId": placed.finding.rule,
                "ruleIndex": index,
                "level": level(placed.finding.severity),
                "message": {"text": full_message(placed, texts, &formats)},
                "locations": [{"physicalLocation": location(placed)}],
                "partialFingerprints": {"stimulab/v1": print},
            });
            if let Some(other) = &placed.other {
                let artifact = json!({"uri": encoded(&other.path), "uriBaseId": "SRCROOT"});
                let region = region(other.extent.0, other.extent.1);
                result["relatedLocations"] = json!([{
                    "physicalLocation": {"artifactLocation": artifact, "region": region},
                    "message": {"text": texts.get(other.key)},
                }]);
            }
            result
        })
        .collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "stimulab",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules::ALL.iter().map(|rule| describe(rule, texts)).collect::<Vec<_>>(),
            }},
            "language": texts.language().code(),
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": texts.get(key!("sarif.root"))}}},
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}

fn describe(rule: &Rule, texts: &Texts) -> Value {
    let about = texts.named(&format!("rule.{}.about", rule.name)).to_owned();
    let why = rule.why(texts);
    let (example, remedy) = (rule.section("Example"), rule.section("Use instead"));
    let heading = |part: &str| texts.named(&format!("explain.{part}")).to_owned();
    let page = format!("{why}\n\n### {}\n\n{example}\n\n### {}\n\n{remedy}\n", heading("example"), heading("remedy"));
    json!({
        "id": rule.name,
        "name": rule.name,
        "shortDescription": {"text": format!("{} {about}.", texts.get(key!("column.about")))},
        "fullDescription": {"text": why},
        "help": {"text": why, "markdown": page},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"code": rule.code},
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn location(placed: &Placed<'_>) -> Value {
    let artifact = json!({"uri": encoded(&placed.path), "uriBaseId": "SRCROOT"});
    match &placed.line {
        None => json!({"artifactLocation": artifact}),
        Some((line, _)) => json!({
            "artifactLocation": artifact,
            "region": region(placed.start, placed.end),
            "contextRegion": {"startLine": placed.start.line, "snippet": {"text": line}},
        }),
    }
}

fn region(start: Position, end: Position) -> Value {
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}
