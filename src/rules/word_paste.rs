//! `word-paste`: what word processors leave behind in a text.

use std::{cell::LazyCell, collections::HashSet, ops::Range};

use memchr::{memchr_iter, memmem};

use super::{Check, Sink};
use crate::{
    document::{
        Markdown, is_in_block, quoted,
        yaml::{Node, Value},
    },
    finding::{Arg, Fix, Message, Span},
    load::{Body, Document},
    wording::{
        identity::masked,
        paste::{Invisible, Medium, find, spaces},
        written_out::written_out_breaks,
    },
};

rule! {
    /// Finds what word processors leave behind in a text.
    ///
    /// # Why
    ///
    /// Text pasted from Word or a web page brings characters that nobody sees: soft hyphens, spaces without width, and no-break
    /// spaces between words. Searching does not find such words, and lines break in the wrong places. Marks of direction make a
    /// text read otherwise than it is written; only texts in Arabic, Hebrew and the like need them. Curly quotes around a YAML
    /// value become part of it, and `\n` written out is shown as it stands. No-break spaces in numbers and in front of units are
    /// right and stay.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: “Arkivfloken”
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: "Arkivfloken"
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// ```
    "word-paste", "SL113", Warning, Check::Text(check), Check::Markdown(may_hold, written_out)
}

fn check(document: Document<'_>, sink: &mut Sink<'_>) {
    let medium = match document.body {
        Body::Markdown(_) => Medium::Prose,
        Body::Yaml(_) => Medium::Yaml,
        Body::Unread => Medium::BrokenYaml,
    };
    let keys = LazyCell::new(|| hard_keys(document));
    for slip in find(document.text, medium) {
        if sink.is_full(document.path) {
            break;
        }
        let what = match slip.kind {
            Invisible::SoftHyphen => "rule.word-paste.soft-hyphen",
            Invisible::ZeroWidth => "rule.word-paste.zero-width",
            Invisible::NoBreakSpace => "rule.word-paste.no-break-space",
            Invisible::Direction => "rule.word-paste.direction",
        };
        let span = Span::new(slip.range.start, slip.range.end);
        // Where a key begins with such spaces, they were meant to indent it.
        let indents = || (slip.kind == Invisible::NoBreakSpace && keys.contains(&span.start)).then_some(());
        let indent = || indents().and_then(|()| spaces(&document.text[slip.range.clone()]));
        let fix = slip.replacement.or_else(indent).map(|replacement| Fix::new(span, replacement));
        let message = Message::new("message").with("what", Arg::Key(what));
        sink.add(document.path, span, message.with("value", around(document.text, &slip.range))).fix = fix;
    }
    let bytes = document.text.as_bytes();
    // A backslash or a curly quote: most files have neither.
    let may_hold_more =
        || memmem::find(bytes, b"\\n").is_some() || memchr_iter(0xe2, bytes).any(|at| bytes.get(at + 1) == Some(&0x80));
    if let Body::Yaml(root) = document.body
        && may_hold_more()
    {
        values(document, root, sink);
    }
}

/// Lists where keys start that begin with no-break spaces.
fn hard_keys(document: Document<'_>) -> HashSet<u32> {
    let mut starts = HashSet::new();
    if let Body::Yaml(root) = document.body {
        collect_hard_keys(root, &mut starts);
    }
    starts
}

/// Looks at every key, wherever it stands. Reading has limited how deep that can be.
fn collect_hard_keys(node: &Node<'_>, starts: &mut HashSet<u32>) {
    match &node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| collect_hard_keys(item, starts)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                if matches!(&key.value, Value::Scalar { text, plain: true } if text.starts_with(['\u{a0}', '\u{202f}']))
                {
                    starts.insert(key.span.start);
                }
                collect_hard_keys(value, starts);
            }
        }
    }
}

/// Shows the words around a place, with a bar where it is, so that a reader can see what cannot be seen.
fn around(text: &str, place: &Range<usize>) -> String {
    // A file may be one endless word.
    let start = text.ceil_char_boundary(place.start.saturating_sub(200));
    let end = text.floor_char_boundary(place.end + 200);
    let last = text[start..place.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let next = text[place.end..end].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    // The bar would part a person's number from itself; masking keeps every place.
    let shown = masked(&text[start..end]);
    let (last, next) = (
        &shown[place.start - last.len() - start..place.start - start],
        &shown[place.end - start..place.end + next.len() - start],
    );
    let skipped = last.chars().count().saturating_sub(30);
    format!("{}|{}", last.chars().skip(skipped).collect::<String>(), next.chars().take(30).collect::<String>())
}

/// Looks at the values of a YAML tree as they are written.
fn values(document: Document<'_>, node: &Node<'_>, sink: &mut Sink<'_>) {
    match &node.value {
        Value::Scalar { text, .. } => value(document, text, node.span, sink),
        Value::List(items) => items.iter().for_each(|item| values(document, item, sink)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, item)| values(document, item, sink)),
    }
}

fn value(document: Document<'_>, text: &str, span: Span, sink: &mut Sink<'_>) {
    let Some(raw) = document.text.get(span.start as usize..span.end as usize) else { return };
    // What stands in a block is shown as it is, quotes too.
    let is_block = is_in_block(document.text, span.start as usize);
    if let Some(inner) = within_curly_quotes(raw).filter(|_| !is_block) {
        let fix = is_one_line(raw).then(|| Fix::new(span, quoted(inner)));
        sink.add(document.path, span, Message::new("curly-quotes").with("value", inner)).fix = fix;
    }
    // The backslash is one in plain and single-quoted text, and doubled between double quotes.
    let Some(first) = written_out_breaks(text).next() else { return };
    let written = if raw.starts_with('"') { "\\\\n" } else { "\\n" };
    let occurrence = text[..first.start].matches("\\n").count();
    let place = raw.match_indices(written).nth(occurrence).map_or(span, |(at, found)| {
        let start = span.start as usize + at;
        Span::new(start, start + found.len())
    });
    let is_simple = is_one_line(raw) && !is_block;
    let fix = is_simple.then(|| {
        let mut mended = text.to_owned();
        let breaks: Vec<_> = written_out_breaks(text).collect();
        for range in breaks.into_iter().rev() {
            mended.replace_range(range.clone(), &"\n".repeat(range.len() / 2));
        }
        Fix::new(span, quoted(&mended))
    });
    sink.add(document.path, place, Message::new("written-out")).fix = fix;
}

/// Returns what stands between curly quotes that were meant as the quotes of YAML; none where they belong to the text.
fn within_curly_quotes(raw: &str) -> Option<&str> {
    let pairs: [(&[char], &[char]); 2] = [(&['“', '”', '„'], &['”', '“']), (&['‘', '’', '‚'], &['’', '‘'])];
    pairs.into_iter().find_map(|(open, close)| {
        let inner = raw.strip_prefix(open)?.strip_suffix(close)?;
        let is_whole = !inner.trim().is_empty() && !inner.contains(open) && !inner.contains(close);
        is_whole.then_some(inner)
    })
}

fn is_one_line(raw: &str) -> bool {
    !raw.contains(['\n', '\r'])
}

fn may_hold(text: &str, _: Document<'_>) -> bool {
    written_out_breaks(text).next().is_some()
}

/// Finds breaks that are written out in Markdown, except in code and in HTML.
fn written_out(markdown: &Markdown<'_>, document: Document<'_>, sink: &mut Sink<'_>) {
    for range in written_out_breaks(markdown.text) {
        let is_within = |span: Span| (span.start as usize..span.end as usize).contains(&range.start);
        if markdown.code.iter().chain(&markdown.html).chain(&markdown.links).any(|node| is_within(markdown.span(node)))
        {
            continue;
        }
        let span = Span::new(range.start, range.end);
        // In a list or a table, the next line would belong to something else.
        let is_paragraph = |node: &comrak::Node<'_>| {
            matches!(node.data().value, comrak::nodes::NodeValue::Paragraph) && is_within(markdown.span(node))
        };
        let fix = markdown.root.children().any(|node| is_paragraph(&node)).then(|| {
            let line_break = if markdown.text.contains("\r\n") { "\r\n" } else { "\n" };
            Fix::new(span, line_break.repeat(range.len() / 2))
        });
        sink.add(document.path, span, Message::new("written-out")).fix = fix;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_belong_to_the_text_stay() {
        assert_eq!(within_curly_quotes("“Arkivfloken”"), Some("Arkivfloken"));
        assert_eq!(within_curly_quotes("”Arkivfloken”"), Some("Arkivfloken"));
        assert_eq!(within_curly_quotes("‘Ny start’"), Some("Ny start"));
        for text in ["“A” og “B”", "«A»", "“A", "“”", "Si “A”"] {
            assert_eq!(within_curly_quotes(text), None, "{text}");
        }
    }
}
