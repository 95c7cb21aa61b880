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
    texts::{Key, Texts},
};

/// The schema that the document follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Returns findings as one SARIF document with all rules and their pages; `root` names the folder that paths are relative
/// to.
#[must_use]
pub fn sarif(findings: &[Placed<'_>], texts: &Texts, root: Key) -> String {
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
                "message": {"text": message_text(&full_message(placed, texts, &formats))},
                "locations": [{"physicalLocation": location(placed)}],
                "partialFingerprints": {"stimulab/v1": print},
            });
            if let Some(other) = &placed.other {
                let artifact = json!({"uri": encoded(&other.path), "uriBaseId": "SRCROOT"});
                let region = region(other.extent.0, other.extent.1);
                result["relatedLocations"] = json!([{
                    "physicalLocation": {"artifactLocation": artifact, "region": region},
                    "message": {"text": message_text(texts.get(other.key))},
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
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": texts.get(root)}}},
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
    let why = if why.contains("](") { plain_text(&why) } else { why };
    json!({
        "id": rule.name,
        "shortDescription": {"text": format!("{} {about}.", texts.get(key!("column.about")))},
        "fullDescription": {"text": why},
        "help": {"text": why, "markdown": page},
        "defaultConfiguration": {"level": level(rule.severity)},
        "properties": {"code": rule.code},
    })
}

/// Escapes a message. A number between braces would be a placeholder for an argument (3.11.5).
fn message_text(text: &str) -> String {
    plain_text(&text.replace('{', "{{").replace('}', "}}"))
}

/// Escapes square brackets, which could be those of an embedded link: text with an address after it in parentheses (3.11.6).
fn plain_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // Other backslashes, such as those of a path, mean themselves.
        let is_read_as_escape =
            character == '\\' && characters.peek().is_some_and(|next| ['\\', '[', ']'].contains(next));
        if is_read_as_escape || ['[', ']'].contains(&character) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_a_link_or_a_placeholder() {
        assert_eq!(message_text("![a](b.png) {0} C:\\x"), "!\\[a\\](b.png) {{0}} C:\\x");
        assert_eq!(message_text("\\[ \\\\ æ\\"), "\\\\\\[ \\\\\\ æ\\");
    }
}
