//! Findings as one line each, for editors and scripts.

use std::fmt::Write;

use rayon::prelude::*;

use super::{
    location::{safe_path, starts},
    message::message,
};
use crate::{
    finding::{Finding, Severity},
    number_format::Formats,
    source::Source,
    texts::Texts,
};

/// Returns findings as `file:line:col: severity[rule]: message`; they are sorted by file.
///
/// `shown` turns a path in the portfolio into one relative to the current folder; `label` gives the word for a severity.
pub fn short<'a>(
    findings: &[Finding],
    source: &dyn Source,
    shown: impl Fn(&str) -> String + Sync,
    label: impl Fn(Severity) -> &'a str + Sync,
    texts: &Texts,
) -> String {
    let formats = Formats::of(texts.language());
    let lines = |of_file: &[Finding]| {
        let path = safe_path(&shown(&of_file[0].file));
        let mut out = String::new();
        for (finding, start) in of_file.iter().zip(starts(of_file, source)) {
            let message = message(finding, texts, &formats);
            let (severity, rule) = (label(finding.severity), finding.rule);
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{path}:{}:{}: {severity}[{rule}]: {message}", start.line, start.column);
        }
        out
    };
    findings.par_chunk_by(|a, b| a.file == b.file).map(lines).collect()
}
