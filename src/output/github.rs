//! Findings as annotations on a pull request, and as a summary of the run.

use super::{
    Summary,
    location::Placed,
    message::{full_message, message_and_help},
    table,
};
use crate::{finding::Severity, key, number_format::Formats, plural, texts::Texts};

/// The most rows of a summary.
const ROWS: usize = 200;

/// Returns findings as workflow commands, the most severe first, since GitHub shows only the first ten of each kind.
///
/// Source: GitHub, "Workflow commands for GitHub Actions", setting messages.
#[must_use]
pub fn github(findings: &[Placed<'_>], texts: &Texts) -> String {
    let formats = Formats::of(texts.language());
    let mut out = String::new();
    for placed in by_severity(findings) {
        let command = match placed.finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let place = match &placed.line {
            None => String::new(),
            // GitHub accepts columns only if the finding is on one line.
            Some(_) if placed.start.line == placed.end.line => format!(
                ",line={},endLine={},col={},endColumn={}",
                placed.start.line, placed.end.line, placed.start.column, placed.end.column
            ),
            Some(_) => format!(",line={},endLine={}", placed.start.line, placed.end.line),
        };
        let file = escape_property(&placed.path);
        let title = escape_property(placed.finding.rule);
        let text = escape_data(&full_message(placed, texts, &formats));
        out += &format!("::{command} file={file}{place},title={title}::{text}\n");
    }
    out
}

/// Returns a summary as Markdown: the number of findings, and each with its place and what to do.
#[must_use]
pub fn github_summary(findings: &[Placed<'_>], summary: Summary, texts: &Texts) -> String {
    let formats = Formats::of(texts.language());
    let mut out = format!("## {}\n\n", texts.get(key!("summary.title")));
    out += &format!("{}\n", summary.sentence(texts, &formats));
    if findings.is_empty() {
        return out;
    }
    let header =
        ["severity", "place", "problem", "remedy"].map(|column| texts.named(&format!("summary.{column}")).to_owned());
    out += &format!("\n| {} |\n| --- | --- | --- | --- |\n", header.join(" | "));
    for placed in by_severity(findings).take(ROWS) {
        let (message, help) = message_and_help(placed.finding, texts, &formats);
        let (severity, rule) = (placed.finding.severity.word(), placed.finding.rule);
        let place = placed.line.as_ref().map(|_| format!(":{}", placed.start.line)).unwrap_or_default();
        let project = placed.project.as_ref().map(|project| cell(project) + "<br>").unwrap_or_default();
        let place = format!("{project}{}", code(&format!("{}{place}", placed.path)));
        let cells = [format!("{severity} `{rule}`"), place, cell(&message), cell(&help)];
        out += &format!("| {} |\n", cells.join(" | "));
    }
    if let Some(more) = findings.len().checked_sub(ROWS).filter(|more| *more > 0) {
        out += &format!("\n{}\n", texts.count(plural!("summary.more"), more));
    }
    out
}

fn by_severity<'a, 'f>(findings: &'a [Placed<'f>]) -> impl Iterator<Item = &'a Placed<'f>> {
    let of = move |severity| findings.iter().filter(move |placed| placed.finding.severity == severity);
    [Severity::Error, Severity::Warning, Severity::Hint].into_iter().flat_map(of)
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns a path as code for a table cell; as text if it contains characters that end the code or the cell.
fn code(path: &str) -> String {
    if path.contains(['`', '|', '\\']) { table::markdown_cell(path) } else { format!("`{path}`") }
}

/// Escapes Markdown and HTML for a table cell.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out += "&lt;",
            '&' => out += "&amp;",
            '|' | '\\' | '*' | '_' | '[' | ']' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out += "<br>",
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_cannot_be_broken_out_of() {
        assert_eq!(escape_data("100 %\r\n::error::"), "100 %25%0D%0A::error::");
        assert_eq!(escape_property("a:b,c%"), "a%3Ab%2Cc%25");
        assert_eq!(code("a_b.md:3"), "`a_b.md:3`");
        assert_eq!(code("notat | ut`kast_2.md:3"), "notat \\| ut\\`kast\\_2.md:3");
        assert_eq!(cell("<b> | [x](y) `z`\n"), "&lt;b> \\| \\[x\\](y) `z`<br>");
    }
}
