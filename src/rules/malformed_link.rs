//! `malformed-link`: links that are none, so that readers see their code.

use comrak::nodes::NodeValue;

use crate::{
    document::{Markdown, Span, link_target::page_meant},
    finding::{Fix, Message},
    load::InspectedDocument,
    rule::{Check, Sink, rule},
    texts::Key,
};

rule! {
    /// Finds links that are written so that Markdown does not take them for links; readers see the brackets.
    ///
    /// # Why
    ///
    /// A link is `[words](address)`: the round brackets follow the square ones without a space, and the address holds none
    /// itself. An address with spaces stands between `<` and `>`. A link such as `[words][name]` needs a line `[name]:
    /// address` in the same text. On the web, an address starts with `https://`.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mer står på [nettstedet] (https://www.digdir.no).
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mer står på [nettstedet](https://www.digdir.no).
    /// ```
    "malformed-link", "SL508", Warning, Check::Markdown(may_hold, check)
}

/// The longest address that is looked at, in bytes.
const LONGEST: usize = 1000;

/// Misspelt starts of addresses, and what they were meant to be.
const SCHEMES: [(&str, &str); 14] = [
    ("https//", "https://"),
    ("http//", "http://"),
    ("https:\\\\", "https://"),
    ("http:\\\\", "http://"),
    ("https;//", "https://"),
    ("http;//", "http://"),
    ("htttps://", "https://"),
    ("htttp://", "http://"),
    ("htps://", "https://"),
    ("httsp://", "https://"),
    ("hhtps://", "https://"),
    ("https:www.", "https://www."),
    ("http:www.", "http://www."),
    ("https.//", "https://"),
];

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    let bytes = text.as_bytes();
    let near = |c: u8, is_near: &dyn Fn(u8) -> bool| {
        memchr::memchr_iter(c, bytes).any(|at| bytes.get(at + 1).copied().is_some_and(is_near))
    };
    near(b']', &|next| b"([ <h".contains(&next))
        || near(b')', &|next| next == b'[')
        || near(b'<', &|next| next == b'w' || next == b'W')
        || may_have_scheme(text)
}

fn may_have_scheme(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), b"//").any(|at| {
        !text[..at].ends_with(':')
            || text[..at].ends_with("tttp:")
            || text[..at].ends_with("tttps:")
            || text[..at].ends_with("htps:")
            || text[..at].ends_with("sp:")
    }) || memchr::memmem::find(text.as_bytes(), b":\\\\").is_some()
        || memchr::memmem::find(text.as_bytes(), b":www.").is_some()
}

/// What is wrong with a link, where, and the fix.
struct Slip {
    key: Key,
    span: Span,
    mended: Option<String>,
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let masked = markdown.masked();
    for node in markdown.root.descendants() {
        if !matches!(node.data().value, NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell) {
            continue;
        }
        let mut slips = slips(markdown, &masked, markdown.span(node));
        slips.sort_by_key(|slip| slip.span);
        for slip in slips {
            let message = Message::new(slip.key)
                .with("value", markdown.slice(slip.span))
                .with("suggestion", slip.mended.as_deref().unwrap_or_default());
            sink.add(document.path, slip.span, message).fix = slip.mended.map(|mended| Fix::new(slip.span, mended));
        }
    }
}

fn slips(markdown: &Markdown<'_>, masked: &str, block: Span) -> Vec<Slip> {
    let (start, end) = (block.start as usize, (block.end as usize).min(masked.len()));
    let Some(text) = masked.get(start..end) else { return Vec::new() };
    let source = &markdown.text[start..end];
    let mut found = Vec::new();
    let mut add = |key: Key, from: usize, to: usize, mended: Option<String>| {
        found.push(Slip { key, span: Span::new(start + from, start + to), mended });
    };
    for (at, _) in text.match_indices(']') {
        let Some(open) = opening(text, at) else { continue };
        let words = &source[open..=at];
        let rest = &source[at + 1..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        let after = &rest[gap..];
        if let Some(inner) = after.strip_prefix('(') {
            let Some(close) = inner.find(')').filter(|close| *close <= LONGEST) else { continue };
            let address = &inner[..close];
            let to = at + 1 + gap + close + 2;
            if gap > 0 && leads_somewhere(address) && !address.contains(char::is_whitespace) {
                add(text!("apart"), open, to, Some(format!("{words}({address})")));
            } else if gap == 0 && address.trim().contains(char::is_whitespace) && !address.contains(['"', '<', '\'']) {
                // A space in an address on the web is one too many, or a character that was lost.
                let is_file = !address.contains([':', '\n', '\r', '>']);
                add(text!("blank"), open, to, is_file.then(|| format!("{words}(<{}>)", address.trim())));
            }
        } else if let Some(inner) = after.strip_prefix('[').filter(|_| gap == 0) {
            let Some(close) = inner.find(']').filter(|close| *close <= LONGEST) else { continue };
            let label = &inner[..close];
            let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            let is_note = label.starts_with('^') || words[1..].starts_with('^');
            if !(is_note || is_number(label) || is_number(&words[1..words.len() - 1])) {
                if leads_somewhere(label) {
                    add(text!("square"), open, at + close + 3, Some(format!("{words}({label})")));
                } else {
                    add(text!("reference"), open, at + close + 3, None);
                }
            }
        } else if gap == 0 && (after.starts_with("http") || after.starts_with("<http")) {
            add(text!("bare"), open, at + 1, None);
        }
    }
    for (at, _) in text.match_indices(")[") {
        let Some(open) = text[..at].rfind('(').filter(|open| !text[*open..at].contains(['\n', ')'])) else { continue };
        let Some(close) = source[at + 2..].find(']').filter(|close| *close <= LONGEST) else { continue };
        let (words, address) = (&source[open + 1..at], &source[at + 2..at + 2 + close]);
        if leads_somewhere(address) && !address.contains(char::is_whitespace) {
            add(text!("reversed"), open, at + close + 3, Some(format!("[{words}]({address})")));
        }
    }
    for (at, _) in text.match_indices('<') {
        let Some(close) = source[at..].find('>').filter(|close| *close <= LONGEST) else { continue };
        let inner = &source[at + 1..at + close];
        if inner.to_ascii_lowercase().starts_with("www.")
            && let Some(meant) = page_meant(inner)
        {
            add(text!("angle"), at, at + close + 1, Some(format!("<{meant}>")));
        }
    }
    for (wrong, right) in SCHEMES {
        for (at, _) in text.match_indices(wrong) {
            let is_start = !text[..at].ends_with(|c: char| c.is_alphanumeric());
            if is_start && text[at + wrong.len()..].starts_with(char::is_alphanumeric) {
                add(text!("scheme"), at, at + wrong.len(), Some(right.to_owned()));
            }
        }
    }
    found
}

/// Returns the bracket that a bracket closes.
fn opening(text: &str, close: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let from = text.ceil_char_boundary(close.saturating_sub(LONGEST));
    for (at, c) in text[from..=close].char_indices().rev() {
        match c {
            ']' => depth += 1,
            '[' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(from + at);
        }
    }
    None
}

/// Returns whether a text is an address, and no words between brackets.
fn leads_somewhere(address: &str) -> bool {
    let address = address.trim();
    let lower = address.to_ascii_lowercase();
    let is_web = ["http://", "https://", "www.", "mailto:"].iter().any(|start| lower.starts_with(start));
    let is_file = [".md", ".pdf", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".html"]
        .iter()
        .any(|end| lower.split('#').next().unwrap_or_default().ends_with(end));
    !address.is_empty() && (is_web || is_file)
}

#[cfg(test)]
mod tests {
    use comrak::Arena;

    use super::*;

    fn mended(text: &str) -> Vec<Option<String>> {
        let arena = Arena::new();
        let markdown = Markdown::parse(&arena, text);
        slips(&markdown, &markdown.masked(), Span::new(0, text.len())).into_iter().map(|slip| slip.mended).collect()
    }

    #[test]
    fn links_that_are_none_are_mended() {
        for (text, expected) in [
            ("[a] (https://digdir.no/b)", Some("[a](https://digdir.no/b)")),
            ("[a](mappe/min fil.pdf)", Some("[a](<mappe/min fil.pdf>)")),
            ("(a)[https://digdir.no]", Some("[a](https://digdir.no)")),
            ("[a][https://digdir.no]", Some("[a](https://digdir.no)")),
            ("[a][b]", None),
            ("[a](https://a b)", None),
            ("[a]https://digdir.no", None),
            ("<www.digdir.no>", Some("<https://www.digdir.no>")),
            ("Se http//digdir.no", Some("http://")),
        ] {
            assert_eq!(mended(text), [expected.map(str::to_owned)], "{text}");
        }
        for text in [
            "[a](b.md)",
            "[a][b]\n\n[b]: c.md",
            "[a] (se side 3)",
            "[1][2]",
            "a[^1][^2]",
            "`[a] (b.md)`",
            "(a) [b]",
            "https://digdir.no//a",
            "[x] gjort",
            "[a](<b c.md>)",
            "[a](b.md \"c d\")",
            "\\[a] (b.md)",
            "[…] (Hansen 2020)",
        ] {
            assert_eq!(mended(text), [], "{text}");
        }
    }
}
