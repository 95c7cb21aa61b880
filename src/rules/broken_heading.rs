//! `broken-heading`: headings that readers do not see as headings, and words that became one.

use comrak::nodes::NodeValue;

use crate::{
    document::{Markdown, Span, any_line, conflict::conflict, words_of},
    finding::{Fix, Message},
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds headings that readers do not see as headings, headings without words, and paragraphs that became a heading by accident.
    ///
    /// # Why
    ///
    /// A heading needs a space between `##` and its words. Without it, readers see the signs, and the heading is in no list of
    /// contents. A heading without words is a stop without a name, and documents leave it out. A line of hyphens right below a paragraph makes all of the paragraph a heading; as a line between
    /// paragraphs it needs a blank line above.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ##Bakgrunn
    ///
    /// Mye blir aldri arkivert.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ## Bakgrunn
    ///
    /// Mye blir aldri arkivert.
    /// ```
    "broken-heading", "SL507", Warning, Check::Markdown(may_hold, check)
}

/// The largest number of words of a heading with one sign; more are a sentence that starts with a tag of social media.
const MAX_WORDS: usize = 8;
/// The largest number of characters of a heading.
const MAX_LENGTH: usize = 120;

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    any_line(text, |line| {
        let first = || line.split(['\n', '\r']).next().unwrap_or_default().trim_end();
        match line.as_bytes().first() {
            Some(b'#') => sign(line).is_some() || may_be_empty(first()),
            Some(mark @ (b'-' | b'=')) => first().bytes().all(|byte| byte == *mark),
            _ => false,
        }
    })
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for paragraph in markdown.written_paragraphs() {
        for line in &paragraph.lines {
            let words = markdown.slice(*line);
            let Some(level) = sign(words) else { continue };
            let is_alone = paragraph.lines.len() == 1;
            if level == 1 && !(is_alone && is_title(&words[1..])) {
                continue;
            }
            let place = Span { end: line.start + level, ..*line };
            let suggestion = format!("{} ", "#".repeat((level as usize).max(2)));
            let message = Message::new(text!("message")).with("value", words).with("suggestion", suggestion.trim_end());
            // One sign may also be that of a tag.
            sink.add(document.path, place, message).fix = (level > 1).then(|| Fix::new(place, suggestion));
        }
    }
    for node in &markdown.headings {
        let NodeValue::Heading(heading) = &node.data().value else { continue };
        let is_shown = |part: comrak::Node<'_>| matches!(part.data().value, NodeValue::Image(_));
        if words_of(node).trim().is_empty() && !node.descendants().any(is_shown) {
            sink.add(document.path, markdown.span(node), Message::new(text!("empty")));
            continue;
        }
        if !heading.setext || conflict(markdown.text).is_some() {
            continue;
        }
        let words = words_of(node);
        let lines = markdown.written_lines(node);
        let is_sentence =
            words.trim_end().ends_with(['.', ':', ';', ',']) || lines.len() > 2 || words.chars().count() > MAX_LENGTH;
        if let Some(underline) = lines.last().filter(|_| is_sentence) {
            sink.add(document.path, *underline, Message::new(text!("underlined")));
        }
    }
}

/// Returns how many signs of a heading a line starts with, if a word follows without a space.
fn sign(line: &str) -> Option<u32> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    let is_word =
        rest.starts_with(char::is_alphabetic) || (level > 1 && rest.starts_with(|c: char| c.is_ascii_digit()));
    ((1..=6).contains(&level) && is_word).then(|| u32::try_from(level).unwrap_or_default())
}

/// Returns whether a line may be a heading without words: nothing follows the sign, or only what readers do not see.
fn may_be_empty(line: &str) -> bool {
    line.starts_with('#') && {
        let rest = line.trim_start_matches('#').trim_start();
        rest.is_empty() || rest.starts_with(['#', '<', '&', '[', '\\', '`'])
    }
}

/// Returns whether words after a single sign are a heading, and no tag of social media.
fn is_title(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
        && !words.contains('#')
        && !words.ends_with(['.', '!', '?'])
        && words.split_whitespace().count() <= MAX_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_tags() {
        assert_eq!(
            (sign("#Bakgrunn"), sign("###3 mål"), sign("# Bakgrunn"), sign("#1"), sign("#######x")),
            (Some(1), Some(3), None, None, None)
        );
        assert!(
            is_title("Bakgrunn") && !is_title("Digdir #Nav") && !is_title("stimulab") && !is_title("Digdir er med.")
        );
    }
}
