//! `stimulab check --stats`: how many findings each rule has.

use std::{cmp::Reverse, collections::BTreeMap};

use anyhow::Result;
use stimulab::{
    finding::{Finding, Severity},
    number_format::Formats,
    output::{Form, Summary, table},
    texts::Texts,
};

use super::{context::Context, terminal};

/// Prints the number of findings of each rule.
pub fn print(context: &Context, is_json: bool, findings: &[Finding], summary: Summary) -> Result<()> {
    if is_json {
        return print_json(context, findings, summary);
    }
    let texts = context.texts();
    let mut text = statistics(findings, &texts);
    if !context.is_quiet() {
        text += &(summary.sentence(&texts, &Formats::of(texts.language())) + "\n");
    }
    context.print(&text)
}

fn print_json(context: &Context, findings: &[Finding], summary: Summary) -> Result<()> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule).or_default() += 1;
    }
    let document = serde_json::json!({"version": 1, "rules": counts, "summary": summary});
    context.print_findings(Form::Json, &(serde_json::to_string_pretty(&document)? + "\n"))
}

/// Returns a table of the rules and their numbers of findings, the most frequent first.
fn statistics(findings: &[Finding], texts: &Texts) -> String {
    let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.rule, finding.severity)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|((rule, severity), count)| (Reverse(*count), Reverse(*severity), *rule));
    let header =
        ["count", "rule", "severity", "about"].map(|column| texts.named(&format!("column.{column}")).to_owned());
    let row = |((rule, severity), count): &((&str, Severity), usize)| {
        let about = texts.named(&format!("rule.{rule}.about")).to_owned();
        vec![count.to_string(), (*rule).to_owned(), texts.get(severity.label()).to_owned(), about]
    };
    if counts.is_empty() {
        return String::new();
    }
    table::table(&header, &counts.iter().map(row).collect::<Vec<_>>(), terminal::width())
}
