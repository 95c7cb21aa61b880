//! `broken-footnote`: a footnote that nothing refers to, that stands twice, or that is referred to and missing.

use std::collections::BTreeSet;

use comrak::{Node, nodes::NodeValue};
use memchr::memmem;

use crate::{
    document::{
        Markdown, Span,
        footnotes::{Footnotes, defined_name, reference},
    },
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds footnotes that no reader gets to see, and references to footnotes that are missing.
    ///
    /// # Why
    ///
    /// A footnote has two places: `[^1]` in the text, and `[^1]: …` at the beginning of a line. If the second is missing, readers
    /// see the sign as it is written. If the first is missing, nobody sees the note. Of two notes with one name, only the
    /// first is shown. The name of a note has no space, and the note has words. Each text has its own notes: one cannot refer to a note in another file.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost.[^1]
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost.[^1]
    ///
    /// [^1]: The archives counted it in 2018.
    /// ```
    "broken-footnote", "SL513", Warning, Check::Markdown(may_hold, check)
}

/// How a reference and a note start.
const START: &str = "[^";

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    memmem::find(text.as_bytes(), START.as_bytes()).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let notes = Footnotes::of(markdown.root);
    for (nodes, message) in [(&notes.unused, text!("unused")), (&notes.repeated, text!("repeated"))] {
        for node in nodes {
            let name = defined_name(node).unwrap_or_default();
            sink.add(document.path, place_of(markdown, node, &name), Message::new(message).with("value", name));
        }
    }
    for node in notes.shown.iter().filter(|node| node.first_child().is_none()) {
        let name = defined_name(node).unwrap_or_default();
        sink.add(document.path, place_of(markdown, node, &name), Message::new(text!("empty")).with("value", name));
    }
    for (place, name) in missing(markdown) {
        let key = if name.contains(' ') { text!("spaced") } else { text!("missing") };
        sink.add(document.path, place, Message::new(key).with("value", name));
    }
}

/// Returns where the name of a note stands before its text.
fn place_of(markdown: &Markdown<'_>, note: Node<'_>, name: &str) -> Span {
    let start = markdown.span(note).start as usize;
    Span::new(start, (start + START.len() + name.len() + 1).min(markdown.text.len()))
}

/// Lists the references to notes that do not exist.
fn missing<'t>(markdown: &Markdown<'t>) -> Vec<(Span, &'t str)> {
    let is_known = |node: &Node<'_>| reference(node).is_some() || defined_name(node).is_some();
    let known = markdown.root.descendants().filter(is_known).map(|node| markdown.span(node).start as usize);
    let known: BTreeSet<usize> = known.collect();
    let mut hidden: Vec<Span> = markdown.comments();
    hidden.extend(markdown.code_spans());
    hidden.extend(markdown.of_kind(|value| matches!(value, NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_))));
    hidden.sort_by_key(|span| span.start);
    // Where the parser took it for something else, such as part of an address, readers do not see it.
    let seen: BTreeSet<&str> =
        markdown.passages().iter().flat_map(|passage| signs(&passage.text)).map(|(_, sign)| sign).collect();
    let mut found = Vec::new();
    for (at, sign) in signs(markdown.text).filter(|(_, sign)| seen.contains(sign)) {
        let slashes = markdown.text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        if slashes % 2 == 0 && !known.contains(&at) && Span::covering(&hidden, at).is_none() {
            found.push((Span::new(at, at + sign.len()), &sign[START.len()..sign.len() - 1]));
        }
    }
    found
}

/// Finds what looks like references in a text, each with its offset; the name may be of two or three words.
fn signs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices(START).filter_map(|(at, _)| {
        let name = &text[at + START.len()..];
        let end =
            name.find(|c: char| c == ']' || c == '[' || (c.is_whitespace() && c != ' ')).filter(|end| *end > 0)?;
        let is_name = !name.starts_with(' ') && !name[..end].ends_with(' ') && name[..end].split(' ').count() < 4;
        (is_name && name[end..].starts_with(']')).then(|| (at, &text[at..=at + START.len() + end]))
    })
}

#[cfg(test)]
mod tests {
    use comrak::Arena;

    use super::*;

    #[test]
    fn only_what_readers_see_is_a_reference() {
        for (text, names) in [
            ("a[^1]\n\n[^1]: b", &[][..]),
            ("a[^1] b[^Å]\n\n[^å]: c", &["1"]),
            ("`[^1]` \\[^2] <!-- [^3] -->\n\n```\n[^4]\n```\n", &[]),
            ("[^ a] [^] [^a ] [^c", &[]),
            ("a[^to ord]\n\n[^to ord]: b c", &["to ord", "to ord"]),
            ("a [^this is not a note] b", &[]),
            ("# a[^1]\n\n- [ ] b[^2]\n\n| c[^3] |\n| - |\n\n> [!NOTE]\n> d[^4]", &["1", "2", "3", "4"]),
            ("a [b](https://c.no/[^1])", &[]),
            ("[x]: y\n\n[z][x] a[^1]\n\n[^1]: b", &[]),
        ] {
            let arena = Arena::new();
            let markdown = Markdown::parse(&arena, text);
            let found: Vec<&str> = missing(&markdown).into_iter().map(|(_, name)| name).collect();
            assert_eq!(found, names, "{text:?}");
        }
    }
}
