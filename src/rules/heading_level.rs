//! `heading-level`: a heading of the highest level, or one that skips a level.

use comrak::nodes::NodeValue;

use memchr::{memchr2, memchr2_iter};

use crate::{
    document::{Markdown, conflict::conflict, words_of},
    finding::Message,
    load::{InspectedDocument, Role},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds headings of level 1 in prose, and headings that skip a level.
    ///
    /// # Why
    ///
    /// Every page has one heading of level 1: its title, which the program writes. Prose stands below it, so its highest level
    /// is 2. Who listens to a page moves from heading to heading, and a skipped level sounds as if something were missing.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ## What is lost
    ///
    /// #### On paper
    ///
    /// Much that is worth keeping.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ## What is lost
    ///
    /// ### On paper
    ///
    /// Much that is worth keeping.
    /// ```
    "heading-level", "SL303", Warning, Check::Markdown(may_hold, check)
}

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    may_be_wrong(text)
}

/// Returns whether the start of a line may be a heading with a wrong level: a fast path, which a test compares with the parser.
fn may_be_wrong(text: &str) -> bool {
    // Fast path: most texts contain no mark of a heading.
    let bytes = text.as_bytes();
    let starts_as_rule = |at: usize| bytes.get(at).is_some_and(|byte| b" \t>-*+".contains(byte));
    let has_rule = || starts_as_rule(0) || memchr2_iter(b'\n', b'\r', bytes).any(|at| starts_as_rule(at + 1));
    if memchr2(b'#', b'=', bytes).is_none() && !has_rule() {
        return false;
    }
    let mut before: Option<usize> = None;
    let ends = memchr2_iter(b'\n', b'\r', bytes).chain(std::iter::once(bytes.len()));
    let mut start = 0;
    ends.into_iter().any(|end| {
        let line = &text[start..end];
        start = end + 1;
        // Fast path: most lines are empty or start with a letter.
        if line.bytes().next().is_none_or(|first| first.is_ascii_alphabetic() || !first.is_ascii()) {
            return false;
        }
        let is_rule = line.contains('-') && line.trim_matches([' ', '\t', '>', '-', '*', '+']).is_empty();
        let line = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let level = line.len() - line.trim_start_matches('#').len();
        // An underline makes the text above it a heading.
        let is_underlined = is_rule || line.starts_with('=');
        // A heading may be inside a numbered list.
        let is_other = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains('#');
        let is_wrong = level == 1 || (level > 1 && before.is_some_and(|before| level > before + 1));
        if level > 0 {
            before = Some(level);
        }
        is_wrong || is_underlined || is_other
    })
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if document.role == Role::Report {
        return check_report(markdown, document, sink);
    }
    let mut before: Option<u8> = None;
    for node in &markdown.headings {
        let NodeValue::Heading(heading) = &node.data().value else { continue };
        let level = heading.level;
        // The lines of a merge conflict are not headings or underlines.
        let written = markdown.slice(markdown.span(node));
        let is_separator =
            || written.trim_end().lines().next_back() == Some("=======") && conflict(markdown.text).is_some();
        if conflict(written).is_some() || is_separator() {
            continue;
        }
        let message = |key| Message::new(key).with("value", words_of(node));
        if level == 1 {
            sink.add(document.path, markdown.span(node), message(text!("highest")));
        } else if let Some(before) = before.filter(|before| level > before + 1) {
            let levels = message(text!("skipped")).with("level", level.to_string()).with("before", before.to_string());
            let wanted = "#".repeat(usize::from(before) + 1);
            sink.add(document.path, markdown.span(node), levels.with("suggestion", wanted));
        }
        // The user will change a heading of level 1 to level 2.
        before = Some(level.max(2));
    }
}

/// Checks a report, which has exactly one heading of level 1: its title.
fn check_report(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let is_highest =
        |node: &&comrak::Node<'_>| matches!(&node.data().value, NodeValue::Heading(found) if found.level == 1);
    for node in markdown.headings.iter().filter(is_highest).skip(1) {
        let span = markdown.span(node);
        if conflict(markdown.slice(span)).is_none() {
            sink.add(document.path, span, Message::new(text!("chapter")).with("value", words_of(node)));
        }
    }
}

#[cfg(test)]
mod tests {
    use comrak::Arena;
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn the_fast_path_passes_no_wrong_heading_over(parts in vec(select(vec![
            "a", "Å", " ", "\n", "\n\n", "\r\n", "#", "## ", "### a", "\n#### a\n", "=", "---", "\n===\n", "a\n---\n", "- ", "> ", "* ", "1. ", "\t", "`", "<p>",
        ]), 0..16)) {
            let text = parts.concat();
            let arena = Arena::new();
            let markdown = Markdown::parse(&arena, &text);
            let level = |node: &comrak::Node<'_>| match node.data().value {
                NodeValue::Heading(heading) => heading.level,
                _ => 0,
            };
            let levels: Vec<u8> = markdown.headings.iter().map(level).collect();
            let is_wrong = levels.contains(&1) || levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
            prop_assert!(!is_wrong || may_be_wrong(&text), "{:?}", text);
        }
    }
}
