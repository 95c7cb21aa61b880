//! Findings as a `JUnit` report, which most build servers show as a list of tests.

use super::{
    location::Placed,
    message::{full_message, message_and_help},
};
use crate::{finding::Severity, number_format::Formats, texts::Texts, wording::control_characters::visible};

/// Returns findings as one test each, by project; errors and warnings are failures. Without findings there is one test.
#[must_use]
pub fn junit(findings: &[Placed<'_>], texts: &Texts) -> String {
    let formats = Formats::of(texts.language());
    let is_failure = |placed: &&Placed<'_>| placed.finding.severity != Severity::Hint;
    let suite_of = |placed: &Placed<'_>| placed.project.clone().unwrap_or_else(|| placed.finding.file.to_string());
    let failures = findings.iter().filter(is_failure).count();
    let total = findings.len().max(1);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out += &format!("<testsuites name=\"stimulab\" tests=\"{total}\" failures=\"{failures}\" errors=\"0\">\n");
    if findings.is_empty() {
        out += "  <testsuite name=\"stimulab\" tests=\"1\" failures=\"0\" errors=\"0\">\n";
        out += "    <testcase classname=\"stimulab\" name=\"check\"/>\n  </testsuite>\n";
    }
    for suite in findings.chunk_by(|a, b| suite_of(a) == suite_of(b)) {
        let failures = suite.iter().filter(is_failure).count();
        out += &format!(
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">\n",
            escape(&suite_of(&suite[0])),
            suite.len()
        );
        for placed in suite {
            let (message, _) = message_and_help(placed.finding, texts, &formats);
            let all = full_message(placed, texts, &formats);
            let (rule, path) = (placed.finding.rule, &placed.path);
            let place = placed.line.as_ref().map(|_| format!(":{}:{}", placed.start.line, placed.start.column));
            let place = format!("{path}{}", place.unwrap_or_default());
            let (name, text) = (escape(&format!("{rule} {place}")), escape(&format!("{place}: {all}")));
            out += &format!("    <testcase classname=\"{}\" name=\"{name}\">", escape(rule));
            out += &match placed.finding.severity {
                Severity::Hint => format!("<system-out>{text}</system-out>"),
                severity => {
                    format!("<failure type=\"{}\" message=\"{}\">{text}</failure>", severity.word(), escape(&message))
                }
            };
            out += "</testcase>\n";
        }
        out += "  </testsuite>\n";
    }
    out + "</testsuites>\n"
}

/// Escapes a text for XML 1.0, which does not allow control characters.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in visible(text).chars() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '"' => out += "&quot;",
            '\n' | '\t' => out.push(c),
            '\r' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_cannot_break_out_of_the_report() {
        assert_eq!(escape("a<b> & \"c\"\u{1b}\u{0}"), "a&lt;b&gt; &amp; &quot;c&quot;\\u{1b}\\u{0}");
    }
}
