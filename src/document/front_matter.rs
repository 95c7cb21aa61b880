//! Front matter: the keys that other programs read at the start of a text, between lines of `---` or `+++`.

use std::borrow::Cow;

use super::Span;

/// Holds the front matter of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter {
    /// All of it, with the lines around it.
    pub span: Span,
    /// The keys and values between these lines.
    pub body: Span,
}

/// The lines that may start front matter, and those that end it.
const FENCES: [(&str, &[&str]); 3] = [("---", &["---", "..."]), ("+++", &["+++"]), (";;;", &[";;;"])];

/// Finds the front matter of a text.
///
/// Two lines of `---` are also two rules across the page. So each line between them must be one of YAML or TOML, and at
/// least one must be a key with a value.
#[must_use]
pub fn front_matter(text: &str) -> Option<FrontMatter> {
    let start = start_of_words(text)?;
    let (first, rest) = line_at(text, start);
    let (_, ends) = FENCES.into_iter().find(|(fence, _)| is_fence(first, fence))?;
    let body = start + first.len() + rest;
    let (mut at, mut has_key) = (body, false);
    while at < text.len() {
        let (line, line_end) = line_at(text, at);
        let next = at + line.len() + line_end;
        if ends.iter().any(|end| is_fence(line, end)) {
            let found = FrontMatter { span: Span::new(start, next), body: Span::new(body, at) };
            return has_key.then_some(found);
        }
        has_key |= key(line).is_some();
        if !(key(line).is_some() || continues(line, has_key)) {
            return None;
        }
        at = next;
    }
    None
}

/// Returns the text with spaces in the place of its front matter, so that every other character keeps its place.
#[must_use]
pub fn without_front_matter(text: &str) -> Cow<'_, str> {
    let Some(FrontMatter { span, .. }) = front_matter(text) else { return Cow::Borrowed(text) };
    let (start, end) = (span.start as usize, span.end as usize);
    let blank = |byte: u8| char::from(if matches!(byte, b'\n' | b'\r') { byte } else { b' ' });
    let blanks: String = text[start..end].bytes().map(blank).collect();
    Cow::Owned(format!("{}{blanks}{}", &text[..start], &text[end..]))
}

/// Lists the keys of front matter with their values, without quotes, and where they stand in the text.
pub fn entries(text: &str, body: Span) -> impl Iterator<Item = (&str, &str, Span)> {
    let mut at = body.start as usize;
    std::iter::from_fn(move || {
        (at < body.end as usize).then(|| {
            let (line, line_end) = line_at(text, at);
            let start = at + line.len() - line.trim_start().len();
            at += line.len() + line_end;
            let (key, value) = key(line.trim_start_matches([' ', '\t', '-']))?;
            let value = value.split(" #").next().unwrap_or_default();
            Some((key, value.trim().trim_matches(['"', '\'', '[', ']']), Span::new(start, start + line.trim().len())))
        })
    })
    .flatten()
}

/// Returns where the first line with words starts, if it may start front matter.
fn start_of_words(text: &str) -> Option<usize> {
    let words = text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    let start = text.len() - words.len();
    let is_at_line_start = text[..start].is_empty() || text[..start].ends_with(['\n', '\r', '\u{feff}']);
    (is_at_line_start && words.starts_with(['-', '+', ';'])).then_some(start)
}

/// Returns the line at an offset, and the length of its end.
fn line_at(text: &str, at: usize) -> (&str, usize) {
    let rest = &text[at..];
    let line = rest.split(['\n', '\r']).next().unwrap_or_default();
    let end = &rest[line.len()..];
    (line, if end.starts_with("\r\n") { 2 } else { end.len().min(1) })
}

fn is_fence(line: &str, fence: &str) -> bool {
    line.trim_end() == fence
}

/// Splits a line at the sign between a key and its value; a key is one word.
fn key(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let (name, value) = (line[..at].trim_end(), &line[at + 1..]);
    let name = name.trim_matches(['"', '\'']);
    let is_word = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'));
    let is_parted = line[at..].starts_with('=') || value.is_empty() || value.starts_with([' ', '\t']);
    (is_word && is_parted && !name.is_empty()).then_some((name, value))
}

/// Returns whether a line goes on with the value before it, or says nothing.
fn continues(line: &str, has_key: bool) -> bool {
    let words = line.trim();
    let is_table = words.starts_with('[') && words.ends_with(']');
    let is_closed = matches!(words, "]" | "}" | "],");
    words.is_empty()
        || words.starts_with('#')
        || (is_table && !words.contains("]("))
        || has_key && (line.starts_with([' ', '\t']) || words.starts_with("- ") || is_closed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Option<&str> {
        front_matter(text).map(|found| &text[found.span.start as usize..found.span.end as usize])
    }

    #[test]
    fn keys_between_fences_are_front_matter() {
        for (front, rest) in [
            ("---\ntitle: A\ntags: [arkiv]\n---\n", "\nMye."),
            ("---\r\ntitle: A\r\n---\r\n", "Mye."),
            ("---\ntitle: A\nauthors:\n- Ola\n  - Kari\ntext: |\n  to linjer\n\n# kommentar\n...\n", "Mye."),
            ("+++\ntitle = \"A\"\n[extra]\ndraft = true\n+++\n", "\nMye."),
            ("---\ntittel: Å\n---", ""),
        ] {
            for before in ["", "\u{feff}", "\n\n"] {
                let text = format!("{before}{front}{rest}");
                assert_eq!(of(&text), Some(front), "{text:?}");
                let blank = without_front_matter(&text);
                assert_eq!(blank.trim_start_matches('\u{feff}').trim(), rest.trim());
                assert_eq!(
                    blank.len() - blank.matches('\u{feff}').count() * 3,
                    text.trim_start_matches('\u{feff}').len()
                );
            }
        }
    }

    #[test]
    fn words_between_rules_are_none() {
        for text in [
            "---\n\nMye blir aldri arkivert.\n\n---\n",
            "---\nViktig: se [her](a.md)\nMye blir borte.\n---\n",
            "---\n\n---\n",
            "---\ntitle: A\n\nMye blir borte.",
            "Mye.\n---\ntitle: A\n---\n",
            "--- a\ntitle: A\n---\n",
            "- - -\ntitle: A\n---\n",
            "---\nSe https://digdir.no\n---\n",
            "----\nord: x\n----\n",
        ] {
            assert_eq!(of(text), None, "{text:?}");
        }
    }

    #[test]
    fn keys_are_told_with_their_values() {
        let text = "---\ntitle: \"A\" # navn\n  draft: true\nvisibility = 'internal'\n---\n";
        let found = front_matter(text).unwrap();
        let read: Vec<_> = entries(text, found.body).map(|(key, value, _)| (key, value)).collect();
        assert_eq!(read, [("title", "A"), ("draft", "true"), ("visibility", "internal")]);
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(parts in proptest::collection::vec(proptest::sample::select(vec![
            "---", "+++", "\n", "\r\n", "title: ", "å", "= x", " ", "- ", "[a]", "\u{feff}", "\r",
        ]), 0..12)) {
            let text = parts.concat();
            prop_assert_eq!(without_front_matter(&text).len(), text.len());
            if let Some(found) = front_matter(&text) {
                prop_assert!(text.get(found.span.start as usize..found.span.end as usize).is_some());
                prop_assert!(entries(&text, found.body).all(|(.., span)| text.get(span.start as usize..span.end as usize).is_some()));
            }
        }
    }
}
