//! `accidental-code`: paragraphs that are code because they are indented.

use comrak::nodes::NodeValue;

use crate::{
    document::{Markdown, Span},
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds paragraphs that are shown as code because they are indented by four spaces or a tab.
    ///
    /// # Why
    ///
    /// Text from Word or an e-mail often comes with an indent. Markdown takes four spaces or a tab after a blank line for
    /// code: each paragraph is one long line in another font, and bold text, links and lists in it are not shown as such.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    ///     Mye av det som er verdt å ta vare på, blir aldri arkivert.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mye av det som er verdt å ta vare på, blir aldri arkivert.
    /// ```
    "accidental-code", "SL509", Warning, Check::Markdown(may_hold, check)
}

/// The smallest number of words of a sentence.
const MIN_WORDS: usize = 4;

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    let is_indent = |at: usize| {
        let line = &text[at..];
        let rest = line.trim_start_matches(|c: char| " \t>-*+.)".contains(c) || c.is_ascii_digit());
        let indent = &line[..line.len() - rest.len()];
        // In an item, the indent may stand behind its mark.
        let is_deep = indent.contains('\t') || indent.contains("   ");
        is_deep && rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '«' | '"' | '–'))
    };
    let starts = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(starts).any(is_indent)
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for node in &markdown.code {
        let NodeValue::CodeBlock(code) = &node.data().value else { continue };
        if code.fenced || !is_prose(&code.literal) {
            continue;
        }
        let span = markdown.span(node);
        let line = markdown.slice(span).lines().next().unwrap_or_default().trim_end().len();
        let place = Span::new(span.start as usize, span.start as usize + line);
        sink.add(document.path, place, Message::new(text!("message")));
    }
}

/// Returns whether a text is sentences, and no code or table.
fn is_prose(text: &str) -> bool {
    let is_sign =
        |c: char| matches!(c, '{' | '}' | ';' | '=' | '<' | '>' | '\\' | '$' | '|' | '[' | ']' | '#' | '@' | '_');
    let words = text
        .split_whitespace()
        .filter(|word| word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '«' | '(' | '"')));
    let signs = text.chars().filter(|c| is_sign(*c)).count();
    let count = words.count();
    let is_parted = text.lines().any(|line| line.trim().contains("  ") || line.trim().contains('\t'));
    text.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"' | '–' | '*'))
        && count >= MIN_WORDS
        && count * 10 >= text.split_whitespace().count() * 8
        && signs * 20 <= count
        && !is_parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_code() {
        for text in ["Mye blir aldri arkivert.\n", "«Dette tar tid», sier Kari.\nDet tar år.\n"] {
            assert!(is_prose(text), "{text}");
        }
        for text in [
            "let x = 1;\n",
            "stimulab check --fix a b\n",
            "År    Saker\n2018  12\n",
            "SELECT navn FROM tabell WHERE x = 1;\n",
            "Mye her\n",
            "Navn: a\nTall: 1\nAndre: 2\nEt: 4\nTo: 4\n",
        ] {
            assert!(!is_prose(text), "{text}");
        }
    }
}
