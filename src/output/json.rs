//! Findings as JSON.

use rayon::prelude::*;
use serde::Serialize;

use super::{Summary, location::Placed, message::message_and_help};
use crate::{number_format::Formats, rules, texts::Texts};

#[derive(Serialize)]
struct FindingsDocument<'a> {
    version: u8,
    findings: Vec<FindingRow<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    rule: &'a str,
    code: &'a str,
    severity: &'a str,
    message: String,
    help: String,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    project: Option<&'a str>,
}

/// Returns findings as one JSON document; lines and columns count from 1, columns in characters.
#[must_use]
pub fn json(findings: &[Placed<'_>], summary: Summary, texts: &Texts) -> String {
    let formats = Formats::of(texts.language());
    let rows = findings.par_iter().map(|placed| {
        let (message, help) = message_and_help(placed.finding, texts, &formats);
        FindingRow {
            rule: placed.finding.rule,
            code: rules::find(placed.finding.rule).map_or("", |rule| rule.code),
            severity: placed.finding.severity.word(),
            message,
            help,
            file: &placed.path,
            line: placed.start.line,
            column: placed.start.column,
            end_line: placed.end.line,
            end_column: placed.end.column,
            project: placed.finding.project(),
        }
    });
    let report = FindingsDocument { version: 1, findings: rows.collect(), summary };
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
