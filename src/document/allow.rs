//! Finds comments that allow findings: `# stimulab: allow(rule-name) reason`.

use comrak::Arena;
use memchr::{memchr_iter, memmem};

use super::{
    Markdown,
    node::{Node, Value},
    span::Span,
};

/// The first word of such a comment, in upper or lower case.
const NAME: &str = "stimulab";

/// The largest number of comments that are read in one file, since each must be matched with what it covers.
const MOST: usize = 500;

/// Holds one comment that allows findings, and what it covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// The rules it names, with their spans; empty if the comment is malformed.
    pub rules: Vec<(String, Span)>,
    /// Whether it gives a reason.
    pub has_reason: bool,
    /// Whether it is closed before another comment begins.
    pub is_closed: bool,
    /// The comment itself, with `#` or `<!--`.
    pub span: Span,
    /// What it covers: the line or entry it is on, or the next one.
    pub covers: Span,
}

impl Allow {
    /// Returns whether it covers a span; findings without a span are about the whole file and are always covered.
    #[must_use]
    pub fn covers(&self, place: Option<Span>) -> bool {
        place.is_none_or(|place| (self.covers.start..=self.covers.end).contains(&place.start))
    }
}

/// Finds the comments in a YAML text; `root` is its tree, which distinguishes comments from values that look like comments.
#[must_use]
pub fn in_yaml(text: &str, root: Option<&Node<'_>>) -> Vec<Allow> {
    let comment = |mark: usize| {
        let is_first = text[..mark].chars().next_back().is_none_or(char::is_whitespace);
        let words = is_first.then(|| text[mark..].trim_start_matches('#').trim_start_matches([' ', '\t']))?;
        let at = text.len() - words.len();
        let asked = at + asks(words)?;
        let is_text = root.is_some_and(|root| is_in_a_scalar(root, at));
        (!is_text).then(|| (asked, Span::new(mark, line_end(text, at))))
    };
    memchr_iter(b'#', text.as_bytes())
        .filter_map(comment)
        .map(|(asked, span)| {
            let (start, end) = (span.start as usize, span.end as usize);
            let own_line = text[line_start(text, start)..start].trim().is_empty();
            let first = if own_line { next_content(text, end) } else { Some(line_start(text, start)) };
            read(text, asked, span, first.map_or(Span::new(text.len(), text.len()), |line| entry(text, line)))
        })
        .take(MOST)
        .collect()
}

/// Finds the comments in a Markdown text.
#[must_use]
pub fn in_markdown(text: &str) -> Vec<Allow> {
    let asked = |span: Span| {
        let inside = text.get(span.start as usize + 4..span.end as usize)?;
        let at = span.start as usize + 4 + (inside.len() - inside.trim_start().len());
        Some(at + asks(&text[at..span.end as usize])?)
    };
    // Most texts have none and need not be parsed.
    if memmem::find(text.as_bytes(), b"<!--").is_none() || !text.to_ascii_lowercase().contains(NAME) {
        return Vec::new();
    }
    let arena = Arena::new();
    let comments = Markdown::parse(&arena, text).comments().into_iter();
    comments.filter_map(|span| Some(read(text, asked(span)?, span, block(text, span)))).take(MOST).collect()
}

/// Returns the offset of the words after `stimulab:` in a comment, if it is a comment for the program. The colon may be
/// missing only before `allow(`.
fn asks(words: &str) -> Option<usize> {
    let rest = without(words, NAME)?;
    let behind = rest.trim_start_matches([' ', '\t']);
    let asked = match behind.strip_prefix(':') {
        Some(asked) => asked,
        None => without(behind, "allow").filter(|rest| rest.trim_start().starts_with('(')).map(|_| behind)?,
    };
    Some(words.len() - asked.len())
}

/// Removes a word from the start of a text, ignoring case.
fn without<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

/// Parses a comment; `asked` is the offset after `stimulab:`.
fn read(text: &str, asked: usize, span: Span, covers: Span) -> Allow {
    let end = span.end as usize;
    let inside = text[asked..end].trim_end().trim_end_matches("-->");
    let is_markdown = text[span.start as usize..].starts_with("<!--");
    let is_closed = !is_markdown || (text[..end].ends_with("-->") && !inside.contains("<!--"));
    let mut allow = Allow { rules: Vec::new(), has_reason: false, is_closed, span, covers };
    let Some((rules, reason)) = without(inside.trim_start(), "allow")
        .and_then(|rest| rest.trim_start().strip_prefix('('))
        .and_then(|rest| rest.split_once(')'))
    else {
        return allow;
    };
    let start = rules.as_ptr() as usize - text.as_ptr() as usize;
    let mut from = start;
    for part in rules.split(',') {
        let name = part.trim();
        let place = from + (part.len() - part.trim_start().len());
        if !name.is_empty() {
            allow.rules.push((name.to_owned(), Span::new(place, place + name.len())));
        }
        from += part.len() + 1;
    }
    // A reason has letters or digits, not only a dash or a colon.
    allow.has_reason = reason.chars().any(char::is_alphanumeric);
    allow
}

fn is_in_a_scalar(node: &Node<'_>, at: usize) -> bool {
    let is_within = (node.span.start as usize..node.span.end as usize).contains(&at);
    match &node.value {
        Value::Scalar { .. } => is_within,
        Value::List(items) => items.iter().any(|item| is_in_a_scalar(item, at)),
        Value::Mapping(entries) => {
            entries.iter().any(|(key, value)| is_in_a_scalar(key, at) || is_in_a_scalar(value, at))
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    end - usize::from(text[..end].ends_with('\r') && end > at)
}

/// Returns the start of the next line that is not blank or a comment.
fn next_content(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find('\n')? + 1;
        let line = text[at..line_end(text, at)].trim();
        if !line.is_empty() && !line.starts_with('#') {
            return Some(at);
        }
    }
}

/// Returns the span of the entry that starts on a line: the line, and the following lines that are indented deeper.
fn entry(text: &str, start: usize) -> Span {
    let shape = |line: &str| {
        let rest = line.trim_start_matches(' ');
        (line.len() - rest.len(), rest.starts_with("- "), rest.trim().is_empty())
    };
    let (depth, is_item, _) = shape(&text[start..line_end(text, start)]);
    let mut end = line_end(text, start);
    let mut at = end;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('\n')).map(|found| at + found + 1) {
        let line_end = line_end(text, next);
        let (indent, starts_item, is_blank) = shape(&text[next..line_end]);
        if !is_blank {
            // The items of a list may have the same indentation as its key.
            if !(indent > depth || indent == depth && starts_item && !is_item) {
                break;
            }
            end = line_end;
        }
        if next == text.len() {
            break;
        }
        at = line_end;
    }
    Span::new(start, end)
}

/// Returns the block of lines around a comment, up to the next blank lines; if the comment is a block of its own, the next one.
fn block(text: &str, comment: Span) -> Span {
    let (from, to) = (comment.start as usize, comment.end as usize);
    let is_blank = |line: &str| line.trim().is_empty();
    let mut start = line_start(text, from);
    while start > 0 && !is_blank(&text[line_start(text, start - 1)..start]) {
        start = line_start(text, start - 1);
    }
    let block_end = |mut end: usize| {
        while let Some(next) = text.get(end..).and_then(|rest| rest.find('\n')).map(|found| end + found + 1) {
            if is_blank(&text[next..line_end(text, next)]) {
                break;
            }
            end = line_end(text, next);
        }
        end
    };
    let end = block_end(line_end(text, to));
    if !(is_blank(&text[start..from]) && is_blank(&text[to..end])) {
        return Span::new(start, end);
    }
    let rest = &text[end..];
    let first = end + (rest.len() - rest.trim_start().len());
    if first == text.len() {
        return Span::new(first, first);
    }
    let first = line_start(text, first);
    Span::new(first, block_end(line_end(text, first)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::{Faults, yaml};

    fn yaml_allows(text: &str) -> Vec<(Vec<String>, bool, String)> {
        let root = yaml::parse(text, &mut Faults::default());
        plain(text, in_yaml(text, root.as_ref()))
    }

    fn plain(text: &str, found: Vec<Allow>) -> Vec<(Vec<String>, bool, String)> {
        let slice = |span: Span| text[span.start as usize..span.end as usize].to_owned();
        found
            .into_iter()
            .map(|allow| {
                let names: Vec<String> = allow.rules.iter().map(|(name, _)| name.clone()).collect();
                assert!(allow.rules.iter().all(|(name, span)| *name == slice(*span)));
                (names, allow.has_reason, slice(allow.covers))
            })
            .collect()
    }

    fn one(name: &str, covers: &str) -> Vec<(Vec<String>, bool, String)> {
        vec![(vec![name.to_owned()], true, covers.to_owned())]
    }

    #[test]
    fn a_comment_behind_a_value_covers_its_line() {
        let text = "a: 1\nb: 2 # stimulab: allow(x) fordi\nc: 3\n";
        assert_eq!(yaml_allows(text), one("x", "b: 2 # stimulab: allow(x) fordi"));
    }

    #[test]
    fn a_comment_on_its_own_line_covers_the_entry_that_follows() {
        let text = "# stimulab: allow(x) fordi\n# mer\n\nb:\n  c: 1\n\n  d: 2\ne: 3\n";
        assert_eq!(yaml_allows(text), one("x", "b:\n  c: 1\n\n  d: 2"));
        let text = "a: 1\n#stimulab:allow( x ) fordi\r\nb:\r\n- 1\r\n- 2\r\nc: 2\r\n";
        assert_eq!(yaml_allows(text), one("x", "b:\r\n- 1\r\n- 2"));
        let text = "a:\n  # stimulab: allow(x) fordi\n  - b: 1\n    c: 2\n  - d: 1\n";
        assert_eq!(yaml_allows(text), one("x", "  - b: 1\n    c: 2"));
        assert_eq!(yaml_allows("a: 1\n# stimulab: allow(x) fordi"), one("x", ""));
    }

    #[test]
    fn the_name_may_be_written_as_elsewhere() {
        for start in ["Stimulab: allow", "StimuLab: allow", "STIMULAB:ALLOW", "stimulab allow", "Stimulab : Allow "] {
            let text = format!("b: 2 # {start}(x) fordi");
            assert_eq!(yaml_allows(&text), one("x", &text), "{text}");
            let text = format!("To. <!-- {start}(x) fordi -->");
            assert_eq!(plain(&text, in_markdown(&text)), one("x", &text), "{text}");
        }
        for words in ["Stimulab er ei ordning", "StimuLab allow", "stimulabben: allow(x)"] {
            assert_eq!(yaml_allows(&format!("b: 2 # {words}\n")), vec![], "{words}");
        }
    }

    #[test]
    fn text_is_no_comment() {
        assert_eq!(yaml_allows("a: \"# stimulab: allow(x) y\"\nb: |\n  # stimulab: allow(x) y\n"), vec![]);
        assert_eq!(yaml_allows("a: b#stimulab: allow(x)\n"), vec![]);
        assert_eq!(plain("", in_markdown("`<!-- stimulab: allow(x) y -->` og stimulab: allow(x)\n")), vec![]);
    }

    #[test]
    fn several_rules_and_no_reason_are_read() {
        let found = yaml_allows("a: 1 # stimulab: allow(x, y) –\n");
        assert_eq!(found[0].0, ["x", "y"]);
        assert!(!found[0].1);
        assert_eq!(yaml_allows("a: 1 # stimulab: ignore x\n")[0].0, Vec::<String>::new());
    }

    #[test]
    fn a_comment_in_markdown_covers_its_paragraph_or_the_next() {
        let text = "En.\n\n<!-- stimulab: allow(x) fordi -->\n\nTo\nlinjer.\n\nTre.\n";
        assert_eq!(plain(text, in_markdown(text)), one("x", "To\nlinjer."));
        let text = "En.\n\nTo <!-- stimulab: allow(x) fordi -->\nlinjer.\n\nTre.\n";
        assert_eq!(plain(text, in_markdown(text)), one("x", "To <!-- stimulab: allow(x) fordi -->\nlinjer."));
        let text = "<!-- stimulab: allow(x) fordi -->\nTo.\n";
        assert_eq!(plain(text, in_markdown(text)), one("x", text.trim_end()));
    }

    proptest! {
        #[test]
        fn any_text_is_read(parts in proptest::collection::vec(proptest::sample::select(vec![
            "#", " ", "stimulab:", "StimuLab", "allow", "(", ")", ",", "x", "\n", "\r\n", "<!--", "-->", "- ", "a: ", "æ", "`", "|", "  ",
        ]), 0..20)) {
            let text = parts.concat();
            let root = yaml::parse(&text, &mut Faults::default());
            for allow in in_yaml(&text, root.as_ref()).into_iter().chain(in_markdown(&text)) {
                for span in [allow.span, allow.covers].into_iter().chain(allow.rules.iter().map(|(_, span)| *span)) {
                    prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
                }
            }
        }
    }
}
