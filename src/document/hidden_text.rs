//! Finds the text in Markdown that is not shown to readers: comments of every kind.

use std::collections::HashSet;

use comrak::{Arena, Node};
use memchr::memmem;

use super::{front_matter::front_matter, markdown::Markdown, markdown_words::words_of, span::Span};

/// Finds the text that rendered documents do not show, in order; code is shown.
///
/// Besides comments, these are processing instructions (`<? ?>`), declarations and raw data (`<! >`, `<![CDATA[ ]]>`),
/// link definitions that no link uses, which people use as comments: `[//]: # (like this)`, and front matter.
#[must_use]
pub fn hidden(text: &str) -> Vec<Span> {
    let has = |part: &str| memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    let front_matter = front_matter(text).map(|found| found.span);
    if !(has("<!") || has("<?") || has("]:")) {
        return front_matter.into_iter().collect();
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let mut found = markdown.comments();
    found.extend(front_matter);
    for node in &markdown.html {
        found.extend(instructions(&markdown, node));
    }
    if has("]:") {
        found.extend(unused_definitions(&markdown));
    }
    merge_overlapping(found)
}

/// Sorts spans and merges those that overlap.
fn merge_overlapping(mut found: Vec<Span>) -> Vec<Span> {
    found.sort_by_key(|span| (span.start, span.end));
    let mut merged: Vec<Span> = Vec::with_capacity(found.len());
    for span in found {
        match merged.last_mut().filter(|last| span.start < last.end) {
            Some(last) => last.end = last.end.max(span.end),
            None => merged.push(span),
        }
    }
    merged
}

/// Finds instructions, declarations and raw data in a span of HTML; one that is never closed extends to the end of the
/// span.
fn instructions(markdown: &Markdown<'_>, node: Node<'_>) -> Vec<Span> {
    let span = markdown.span(node);
    let html = markdown.slice(span);
    let (mut found, mut from) = (Vec::new(), 0);
    // The text is searched in one pass, since a line may have thousands of comments.
    let next = |from: usize| {
        let bytes = html.as_bytes();
        memchr::memchr_iter(b'<', &bytes[from..])
            .map(|at| from + at)
            .find(|at| matches!(bytes.get(at + 1), Some(b'!' | b'?')))
    };
    while let Some(start) = next(from) {
        let rest = &html[start..];
        let closing = match rest {
            rest if rest.starts_with("<?") => "?>",
            rest if rest.starts_with("<![CDATA[") => "]]>",
            rest if rest.starts_with("<!--") => "-->",
            _ => ">",
        };
        let end = rest[2..].find(closing).map_or(html.len(), |at| start + 2 + at + closing.len());
        if !rest.starts_with("<!--") {
            found.push(Span::new(span.start as usize + start, span.start as usize + end));
        }
        from = end;
    }
    found
}

/// Finds link definitions that no link uses.
fn unused_definitions(markdown: &Markdown<'_>) -> Vec<Span> {
    let text = markdown.text;
    let used: HashSet<String> =
        markdown.links.iter().filter_map(|node| label_of(markdown.slice(markdown.span(node)))).collect();
    let code: Vec<Span> = markdown.code.iter().chain(&markdown.html).map(|node| markdown.span(node)).collect();
    let mut shown: Option<String> = None;
    let (mut found, mut at) = (Vec::new(), 0);
    while at < text.len() {
        let line_end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
        let line = &text[at..line_end];
        // In a quotation, `>` comes before it.
        let start = at + line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let Some((label, end)) = link_definition(text, start) else {
            at = line_end;
            continue;
        };
        let is_in_code = code.iter().any(|span| (span.start as usize..span.end as usize).contains(&start));
        // After a line of a paragraph it belongs to the paragraph, and is shown.
        let shown = shown.get_or_insert_with(|| words_of(markdown.root));
        let is_shown = || {
            let written = format!("[{label}]:");
            let count = shown.matches(&written).count();
            count > 0 && (count >= text.matches(&written).count() || follows_words(&text[..at]))
        };
        if is_in_code || used.contains(&folded(label)) || is_shown() {
            at = line_end;
            continue;
        }
        found.push(Span::new(start, end));
        at = end.max(line_end);
    }
    found
}

fn follows_words(before: &str) -> bool {
    let line = before.trim_end_matches('\n').rsplit('\n').next().unwrap_or_default();
    before.ends_with('\n')
        && !before.ends_with("\n\n")
        && !line.trim_matches([' ', '\t', '>', '\r']).is_empty()
        && link_definition(line, 0).is_none()
}

/// Parses a link definition, `[label]: address "title"`, and returns the label and the end.
fn link_definition(text: &str, start: usize) -> Option<(&str, usize)> {
    let rest = text.get(start..)?.strip_prefix('[')?;
    let close = closing(rest, ']')?;
    let label = &rest[..close];
    if label.trim().is_empty() || label.contains('[') || label.starts_with('^') {
        return None;
    }
    let mut at = start + 1 + close + 1;
    if !text[at..].starts_with(':') {
        return None;
    }
    at = skip_whitespace(text, at + 1)?;
    at += match text[at..].strip_prefix('<') {
        Some(rest) => rest.find(['>', '\n']).filter(|end| rest[*end..].starts_with('>'))? + 2,
        None => text[at..].find(char::is_whitespace).unwrap_or(text.len() - at),
    };
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |end| at + end);
    let is_rest_blank = |at: usize| text[at..line_end(at)].trim().is_empty();
    // A title is part of the definition only if the rest of the line is blank.
    let title = skip_whitespace(text, at).filter(|title| *title > at).and_then(|title| {
        let open = text[title..].chars().next()?;
        let close = match open {
            '"' | '\'' => open,
            '(' => ')',
            _ => return None,
        };
        let inside = &text[title + 1..];
        let length = closing(inside, close).filter(|length| !inside[..*length].contains("\n\n"))?;
        Some(title + 1 + length + 1).filter(|end| is_rest_blank(*end))
    });
    let end = title.or_else(|| Some(at).filter(|at| is_rest_blank(*at)))?;
    Some((label, line_end(end)))
}

/// Returns the offset of the next character `sign` that is not escaped.
fn closing(text: &str, character: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let is_it = c == character && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_it.then_some(at)
    })
}

/// Skips whitespace with at most one line break.
fn skip_whitespace(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let next = at + rest.len() - rest.trim_start().len();
    let breaks = text[at..next].matches('\n').count();
    (breaks < 2 && next < text.len()).then_some(next)
}

/// Returns the label of a reference link.
fn label_of(written: &str) -> Option<String> {
    let words = written.strip_suffix(']')?;
    let words = words.strip_suffix('[').and_then(|words| words.strip_suffix(']')).unwrap_or(words);
    let start = words.rfind('[')?;
    Some(folded(&words[start + 1..]))
}

fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::links::forbidden_addresses;

    fn shown(text: &str) -> String {
        let (mut out, mut from) = (String::new(), 0);
        for span in hidden(text) {
            out += &text[from..span.start as usize];
            from = span.end as usize;
        }
        out + &text[from..]
    }

    #[test]
    fn comments_of_every_kind_are_hidden() {
        for comment in [
            "<!-- HEMMELIG -->",
            "[//]: # (HEMMELIG)",
            "[//]: # \"HEMMELIG\"",
            "[//]: # 'HEMMELIG'",
            "[//]: <> (HEMMELIG)",
            "[comment]: <> (HEMMELIG)",
            "[comment]: # (HEMMELIG\nHEMMELIG)",
            "[_]:\nx\n(HEMMELIG)",
            "[HEMMELIG]: #",
            "[HEMMELIG]: https://example.com/HEMMELIG",
            "> [//]: # (HEMMELIG)",
            "<? HEMMELIG ?>",
            "<?HEMMELIG\nHEMMELIG\n?>",
            "<!DOCTYPE HEMMELIG>",
            "<![CDATA[ HEMMELIG ]]>",
            "Ord <? HEMMELIG ?> ord.",
            "Ord <![CDATA[HEMMELIG]]> ord.",
            "<div><? HEMMELIG ?></div>",
            "<? HEMMELIG",
        ] {
            for text in [format!("Før.\n\n{comment}\n\nEtter.\n"), comment.to_owned(), format!("# Før\n{comment}\n")]
            {
                assert!(!shown(&text).contains("HEMMELIG"), "{text}: {}", shown(&text));
            }
            let text = format!("Før.\n\n{comment}\n\nEtter.\n");
            let is_open = comment == "<? HEMMELIG";
            assert!(
                shown(&text).starts_with("Før.\n\n") && (is_open || shown(&text).ends_with("\n\nEtter.\n")),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_shown_stays() {
        for text in [
            "Se [a] og [b][c] og ![d][].\n\n[a]: x.md\n[C]: y.md \"Tittel\"\n[d]: z.png\n",
            "`[//]: # (a)`\n\n```\n[//]: # (b)\n<? c ?>\n```\n\n    [d]: e\n",
            "Ord\n[//]: # (vist)\n",
            "[a]: x og mer\n",
            "- [ ] Oppgave\n- [x]: noe helt annet\n",
            "a < b, c <! d\n",
        ] {
            assert_eq!(shown(text), text, "{:?}", hidden(text));
        }
    }

    proptest! {
        #[test]
        fn any_text_has_its_places(text in "[-a\\[\\]():<>!?#\"'/` \\\\\n]{0,60}") {
            let mut end = 0;
            for span in hidden(&text) {
                prop_assert!(span.start as usize >= end && text.get(span.start as usize..span.end as usize).is_some());
                end = span.end as usize;
            }
            let _ = forbidden_addresses(&text, &|_| true);
        }
    }
}
