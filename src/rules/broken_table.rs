//! `broken-table`: tables that readers do not see as tables, or not whole.

use comrak::nodes::NodeValue;

use crate::{
    document::{Markdown, Span, WrittenParagraph, any_line},
    finding::{Fix, Message},
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds tables that readers do not see as tables, or not whole.
    ///
    /// # Why
    ///
    /// A table in Markdown has a line of hyphens below its headings, with as many cells as there are headings. Without it,
    /// all lines flow together into one paragraph, with the bars between the words. So do lines with tabs, which is how tables
    /// come from Excel and Word. A row with more cells than there are headings loses the rest: no reader sees it. A blank line
    /// ends the table.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// | År | Saker |
    /// | 2018 | 12 |
    /// | 2019 | 15 |
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// | År | Saker |
    /// | --- | --- |
    /// | 2018 | 12 |
    /// | 2019 | 15 |
    /// ```
    "broken-table", "SL415", Warning, Check::Markdown(may_hold, check)
}

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    text.contains('|')
        || memchr::memchr(b'\t', text.as_bytes()).is_some()
        || any_line(text, |line| line.starts_with("+-") || line.starts_with("+="))
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for paragraph in markdown.written_paragraphs() {
        check_paragraph(markdown, document, &paragraph, sink);
    }
    for node in markdown.root.descendants() {
        let NodeValue::Table(table) = &node.data().value else { continue };
        for row in node.children() {
            let Some(line) = markdown.written_lines(row).first().copied() else { continue };
            let cells = cells(markdown.slice(line));
            let Some(lost) = cells.get(table.num_columns) else { continue };
            let rest = Span { start: line.start + u32::try_from(*lost).unwrap_or_default(), ..line };
            let words = markdown.slice(rest);
            if words.trim_matches([' ', '\t', '|']).is_empty() {
                continue;
            }
            let message = Message::new(text!("lost"))
                .with("count", cells.len().to_string())
                .with("columns", table.num_columns.to_string())
                .with("value", words.trim_end_matches('|').trim());
            sink.add(document.path, rest, message);
        }
    }
}

fn check_paragraph(
    markdown: &Markdown<'_>,
    document: InspectedDocument<'_>,
    paragraph: &WrittenParagraph<'_>,
    sink: &mut Sink<'_>,
) {
    let lines = &paragraph.lines;
    let words = |at: usize| markdown.slice(lines[at]);
    let Some(first) = lines.first() else { return };
    if words(0).starts_with("+-") && words(0).ends_with('+') && words(0).trim_matches(['+', '-', '=', ' ']).is_empty() {
        sink.add(document.path, *first, Message::new(text!("grid")));
        return;
    }
    let ruled = (0..lines.len()).find(|at| is_rule(words(*at)));
    if let Some(at) = ruled.filter(|at| *at > 0 && words(at - 1).contains('|')) {
        let (heads, wrong) = (cells(words(at - 1)).len(), cells(words(at)).len());
        let is_sure = heads != wrong && (at + 1..lines.len()).all(|at| cells(words(at)).len() <= heads);
        let message = Message::new(text!("rule"))
            .with("count", wrong.to_string())
            .with("columns", heads.to_string())
            .with("suggestion", rule_of(heads));
        sink.add(document.path, lines[at], message).fix = is_sure.then(|| Fix::new(lines[at], rule_of(heads)));
        return;
    }
    let is_row = |at: &usize| words(*at).len() > 1 && words(*at).starts_with('|') && words(*at).ends_with('|');
    let rows: Vec<usize> = (0..lines.len()).filter(is_row).collect();
    let after_table =
        paragraph.node.previous_sibling().is_some_and(|before| matches!(before.data().value, NodeValue::Table(_)));
    match &rows[..] {
        [at, ..] if after_table && *at == 0 => {
            sink.add(document.path, lines[*at], Message::new(text!("apart")));
        }
        [at] if cells(words(*at)).len() > 1 || lines.len() == 1 && is_rule(words(*at)) => {
            let key = if is_rule(words(*at)) { text!("apart") } else { text!("row") };
            sink.add(document.path, lines[*at], Message::new(key));
        }
        [at, next, ..] if *next == at + 1 => {
            let columns = cells(words(*at)).len();
            let is_sure = rows.iter().all(|row| cells(words(*row)).len() == columns) && columns > 1;
            let message = Message::new(text!("unruled")).with("suggestion", rule_of(columns));
            // The marks of a quotation around it stand between the lines.
            let between = Span { start: lines[*at].end, end: lines[*next].start };
            let parts = markdown.slice(between);
            let place = Span { start: between.end, ..between };
            sink.add(document.path, lines[*at], message).fix =
                is_sure.then(|| Fix::new(place, format!("{}{parts}", rule_of(columns))));
        }
        _ => check_tabs(markdown, document, lines, sink),
    }
}

/// Finds lines below each other with the same number of tabs between words.
fn check_tabs(markdown: &Markdown<'_>, document: InspectedDocument<'_>, lines: &[Span], sink: &mut Sink<'_>) {
    let tabs = |line: &Span| {
        let words = markdown.slice(*line);
        // A tab after the mark of an item parts no cells.
        let first = words.split('\t').next().unwrap_or_default();
        let is_item = first == "o" || !first.contains(char::is_alphanumeric);
        if is_item { 0 } else { words.split('\t').filter(|cell| !cell.trim().is_empty()).count().saturating_sub(1) }
    };
    if let Some(pair) = lines.windows(2).find(|pair| tabs(&pair[0]) > 0 && tabs(&pair[0]) == tabs(&pair[1])) {
        sink.add(document.path, pair[0], Message::new(text!("tabs")));
    }
}

/// Returns whether a line is one of hyphens below headings.
fn is_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.trim_matches(['|', '-', ':', ' ', '\t']).is_empty()
}

/// Writes a line of hyphens.
fn rule_of(columns: usize) -> String {
    format!("|{}", " --- |".repeat(columns))
}

/// Lists where the cells of a row start.
fn cells(line: &str) -> Vec<usize> {
    let line = line.trim_end();
    let mut starts = vec![usize::from(line.starts_with('|'))];
    let mut is_escaped = false;
    for (at, c) in line.char_indices() {
        if c == '|' && !is_escaped && at > 0 && at + 1 < line.len() {
            starts.push(at + 1);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_the_parser_does() {
        assert_eq!(cells("| a | b |").len(), 2);
        assert_eq!(cells("a | b").len(), 2);
        assert_eq!(cells("| a \\| b | c").len(), 2);
        assert_eq!(cells("|---|:-:|").len(), 2);
        assert!(is_rule("|---|:-: |") && is_rule("--- | ---") && !is_rule("| a | - |") && !is_rule("---"));
    }
}
