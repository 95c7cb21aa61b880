//! `foreign-markup`: code of other programs in running text, which readers see as it stands.

use comrak::nodes::NodeValue;

use crate::{
    document::{Markdown, Span},
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds code of other programs and other kinds of Markdown in running text; readers see it as it stands.
    ///
    /// # Why
    ///
    /// Hugo, Obsidian, Pandoc, wikis and others have signs of their own: `[TOC]`, `[[another page]]`, `{{< figure >}}`,
    /// `::: note`, `==marked==`, `$x^2$`, `:smile:`. Documents know none of them. Of alerts there are only the five of
    /// GitHub, at the top of a quotation. The same holds for characters that were
    /// encoded twice, such as `&amp;nbsp;`, or without their semicolon. A single `~` on both sides of something, as in H~2~O, strikes
    /// it out.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mer står i [[Arkivplanen]], og dette er ==viktig==.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Mer står i arkivplanen, og dette er **viktig**.
    /// ```
    "foreign-markup", "SL510", Warning, Check::Markdown(may_hold, check)
}

/// Signs of which at least one stands in all such code.
const SIGNS: [&str; 20] = [
    "[[",
    "[TOC]",
    "[toc]",
    "{{",
    "{%",
    "{:",
    "{.",
    "{#",
    ":::",
    "!!!",
    "==",
    "$",
    "&",
    "%%",
    "~",
    "[/",
    "\\newpage",
    "\\pagebreak",
    "++",
    "[!",
];

/// Names of characters that people meet in HTML.
const CHARACTERS: [&str; 16] = [
    "nbsp", "amp", "lt", "gt", "quot", "apos", "oslash", "Oslash", "aring", "Aring", "aelig", "AElig", "ndash",
    "mdash", "laquo", "raquo",
];

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    SIGNS.iter().any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some()) || emoji(text).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let masked = markdown.masked();
    for node in markdown.root.descendants() {
        let span = markdown.span(node);
        match &node.data().value {
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => {
                let (start, end) = (span.start as usize, (span.end as usize).min(masked.len()));
                let Some(text) = masked.get(start..end) else { continue };
                for (from, to) in alerts(text) {
                    let place = Span::new(start + from, start + to);
                    sink.add(document.path, place, Message::new(text!("alert")).with("value", markdown.slice(place)));
                }
                if let Some((from, to)) = code(text) {
                    let place = Span::new(start + from, start + to);
                    let value = markdown.slice(place).split(['\n', '\r']).next().unwrap_or_default();
                    sink.add(document.path, place, Message::new(text!("message")).with("value", value));
                }
            }
            NodeValue::Text(text) => {
                if let Some((name, is_whole)) = character(text) {
                    let written = markdown.slice(span);
                    let place = written.find(name).map_or(span, |at| {
                        let start = span.start as usize + at;
                        Span::new(start, start + name.len())
                    });
                    let key = if is_whole { text!("twice") } else { text!("cut") };
                    sink.add(document.path, place, Message::new(key).with("value", format!("&{name}")));
                }
            }
            NodeValue::Strikethrough if is_within_words(markdown, span) => {
                let message = Message::new(text!("struck")).with("value", markdown.slice(span));
                sink.add(document.path, span, message);
            }
            _ => {}
        }
    }
}

/// Finds the first code of another program in a block.
fn code(text: &str) -> Option<(usize, usize)> {
    let between = |open: &str, close: &str, is_it: &dyn Fn(&str) -> bool| {
        text.match_indices(open).find_map(|(at, _)| {
            let inner = &text[at + open.len()..];
            let end = inner.find(close)?;
            is_it(&inner[..end]).then_some((at, at + open.len() + end + close.len()))
        })
    };
    let is_name = |inner: &str| {
        inner.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '/')) && !inner.contains('\n')
    };
    let is_tight = |inner: &str| {
        !inner.is_empty() && !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace)
    };
    let has_letter = |inner: &str| inner.contains(char::is_alphabetic);
    // Behind a letter or a number they are part of a word, such as `C++`, or compare two things.
    let around = |mark: &str| {
        text.match_indices(mark).filter(|(at, _)| !text[..*at].ends_with(char::is_alphanumeric)).find_map(|(at, _)| {
            let inner = &text[at + mark.len()..];
            let end = inner.find(mark)?;
            let (inner, own) = (&inner[..end], mark.chars().next()?);
            let is_marked = is_tight(inner) && has_letter(inner) && !inner.contains(own);
            is_marked.then_some((at, at + end + 2 * mark.len()))
        })
    };
    let is_formula =
        |inner: &str| is_tight(inner) && inner.contains(['\0', '^', '_', '=', '\\']) && !inner.contains('\n');
    let found = [
        whole_line(text),
        between("[[", "]]", &is_name),
        between("{{", "}}", &|inner| !inner.contains('\n')),
        between("{%", "%}", &|inner| !inner.contains('\n')),
        between("{#", "}", &|inner| is_name(inner) && !inner.contains(' ')),
        between("{.", "}", &|inner| is_name(inner) && !inner.contains(' ')),
        between("{:", "}", &|inner| inner.starts_with([' ', '.', '#']) || inner.starts_with("toc")),
        around("=="),
        around("++"),
        between("%%", "%%", &|inner| has_letter(inner)),
        between("$$", "$$", &|inner| !inner.trim().is_empty()),
        between("$", "$", &is_formula),
        between("[b]", "[/b]", &|_| true),
        between("[i]", "[/i]", &|_| true),
        between("[url", "[/url]", &|_| true),
        emoji(text),
    ];
    found.into_iter().flatten().min()
}

/// Finds a line that is code as a whole, or starts with it.
fn whole_line(text: &str) -> Option<(usize, usize)> {
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let words = line.trim();
        let start = at + line.len() - line.trim_start().len();
        let lower = words.to_lowercase();
        let is_contents =
            ["[toc]", "[[_toc_]]", "[[toc]]", "\\newpage", "\\pagebreak", "\0ewpage", "\0agebreak"].contains(&&*lower);
        let is_box = words.starts_with(":::")
            || (words.starts_with("!!! ") && words[4..].starts_with(|c: char| c.is_ascii_lowercase()));
        let is_wiki =
            words.starts_with("==") && words.ends_with("==") && words.trim_matches('=').contains(char::is_alphabetic);
        if is_contents || is_box || is_wiki {
            return Some((start, start + words.len()));
        }
        at += line.len();
    }
    None
}

/// Finds lines that start as an alert does, such as `[!NOTE]`, and are none.
fn alerts(text: &str) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive(['\n', '\r']) {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let end = words.strip_prefix("[!").and_then(|rest| rest.find(']'));
        let is_kind = |end: &usize| *end > 0 && words[2..2 + end].chars().all(|c| c.is_alphabetic() || c == '-');
        if let Some(end) = end.filter(is_kind) {
            let start = at + line.len() - words.len();
            found.push((start, start + end + 3));
        }
        at += line.len();
    }
    found
}

/// Finds the name of a picture sign, such as `:smile:`.
fn emoji(text: &str) -> Option<(usize, usize)> {
    memchr::memchr_iter(b':', text.as_bytes()).find_map(|at| {
        let rest = &text[at + 1..];
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'+' | b'-'))
            .count();
        let is_apart = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == ':');
        let is_name =
            length > 1 && rest.starts_with(|c: char| c.is_ascii_lowercase()) && rest[length..].starts_with(':');
        let ends = !rest[length..].get(1..).unwrap_or_default().starts_with(|c: char| c.is_alphanumeric() || c == ':');
        (is_apart && is_name && ends).then_some((at, at + length + 2))
    })
}

/// Finds the name of a character that readers see, as in `&nbsp;`, and whether it has its semicolon.
fn character(text: &str) -> Option<(&'static str, bool)> {
    text.match_indices('&').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let name = CHARACTERS.into_iter().find(|name| rest.starts_with(name))?;
        match rest[name.len()..].chars().next() {
            Some(';') => Some((name, true)),
            Some(c) if c.is_alphanumeric() || matches!(c, '=' | '-' | '_') => None,
            _ => Some((name, false)),
        }
    })
}

/// Returns whether a single `~` on both sides stands within words or numbers.
fn is_within_words(markdown: &Markdown<'_>, span: Span) -> bool {
    let written = markdown.slice(span);
    let is_single = written.starts_with('~') && !written.starts_with("~~");
    let before = markdown.text[..span.start as usize].chars().next_back();
    is_single && before.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alerts_of_other_programs_are_found() {
        assert_eq!(alerts("[!INFO] Les\n> [!fare]- b"), [(0, 7), (14, 21)]);
        assert_eq!(alerts("Se [!NOTE]\n[!] [! a]\n\0![a]"), []);
    }

    #[test]
    fn code_is_told_from_words() {
        for text in [
            "[TOC]",
            "se [[Arkiv]]",
            "![[bilde.png]]",
            "{{< figure src=x >}}",
            "{% include x %}",
            "Tittel {#id}",
            "{: .note}",
            "::: note",
            ":::",
            "!!! note",
            "et ==viktig== ord",
            "== Tittel ==",
            "x er $x^2$",
            "$$\na\n$$",
            "[b]fet[/b]",
            "bra :smile: ja",
            "%%notat%%",
            "++ny++",
        ] {
            assert!(code(text).is_some(), "{text}");
        }
        for text in [
            "kl. 10:30:15",
            "$5 og $10",
            "a == b",
            "C++ og C++",
            "C++17 og C++14",
            "C++'s og Boost's C++",
            "a==b eller c==d",
            "100%",
            "50 %% av",
            "Se: her: der",
            "sagt [sic]",
            "{a, b}",
            "pris: $ 5",
            "a:b:c",
            "forhold 2:ab:3",
            "Dette!!! Ja",
            "a ~ b",
            "::",
            "std::io::a",
        ] {
            assert_eq!(code(text), None, "{text}");
        }
        assert_eq!(character("a&nbsp;b"), Some(("nbsp", true)));
        assert_eq!(character("a &oslash b"), Some(("oslash", false)));
        assert_eq!((character("R&D"), character("?a=1&lt=2"), character("&ampere")), (None, None, None));
    }
}
