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
const MAX_COMMENTS: usize = 500;

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

/// Finds the comments in a YAML text; `root` is its tree, which distinguishes comments from values that look like
/// comments.
#[must_use]
pub fn in_yaml(text: &str, root: Option<&Node<'_>>) -> Vec<Allow> {
    let comment = |mark: usize| {
        let is_first = text[..mark].chars().next_back().is_none_or(char::is_whitespace);
        let words = is_first.then(|| text[mark..].trim_start_matches('#').trim_start_matches([' ', '\t']))?;
        let at = text.len() - words.len();
        let directive_start = at + directive(words)?;
        let is_text = root.is_some_and(|root| is_in_a_scalar(root, at));
        (!is_text).then(|| (directive_start, Span::new(mark, line_end(text, at))))
    };
    memchr_iter(b'#', text.as_bytes())
        .filter_map(comment)
        .map(|(directive_start, span)| {
            let (start, end) = (span.start as usize, span.end as usize);
            let own_line = text[line_start(text, start)..start].trim().is_empty();
            let first = if own_line { next_content(text, end) } else { Some(line_start(text, start)) };
            parse_allow(
                text,
                directive_start,
                span,
                first.map_or(Span::new(text.len(), text.len()), |line| entry_span(text, line)),
            )
        })
        .take(MAX_COMMENTS)
        .collect()
}

/// Finds the comments in a Markdown text.
#[must_use]
pub fn in_markdown(text: &str) -> Vec<Allow> {
    let directive_start = |span: Span| {
        let inside = text.get(span.start as usize + 4..span.end as usize)?;
        let at = span.start as usize + 4 + (inside.len() - inside.trim_start().len());
        Some(at + directive(&text[at..span.end as usize])?)
    };
    // Most texts have none and need not be parsed.
    if memmem::find(text.as_bytes(), b"<!--").is_none() || !text.to_ascii_lowercase().contains(NAME) {
        return Vec::new();
    }
    let arena = Arena::new();
    let comments = Markdown::parse(&arena, text).comments().into_iter();
    comments
        .filter_map(|span| Some(parse_allow(text, directive_start(span)?, span, block_span(text, span))))
        .take(MAX_COMMENTS)
        .collect()
}

/// Returns the offset of the words after `stimulab:` in a comment, if it is a comment for the program. The colon may be
/// missing only before `allow(`.
fn directive(words: &str) -> Option<usize> {
    let rest = without_word(words, NAME)?;
    let after_name = rest.trim_start_matches([' ', '\t']);
    let directive_start = match after_name.strip_prefix(':') {
        Some(directive_start) => directive_start,
        None => {
            without_word(after_name, "allow").filter(|rest| rest.trim_start().starts_with('(')).map(|_| after_name)?
        }
    };
    Some(words.len() - directive_start.len())
}

/// Removes a word from the start of a text, ignoring case.
fn without_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

/// Parses a comment; `asked` is the offset after `stimulab:`.
fn parse_allow(text: &str, directive_start: usize, span: Span, covers: Span) -> Allow {
    let end = span.end as usize;
    let inside = text[directive_start..end].trim_end().trim_end_matches("-->");
    let is_markdown = text[span.start as usize..].starts_with("<!--");
    let is_closed = !is_markdown || (text[..end].ends_with("-->") && !inside.contains("<!--"));
    let mut allow = Allow { rules: Vec::new(), has_reason: false, is_closed, span, covers };
    let Some((rules, reason)) = without_word(inside.trim_start(), "allow")
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
fn entry_span(text: &str, start: usize) -> Span {
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

/// Returns the block of lines around a comment, up to the next blank lines; if the comment is a block of its own, the
/// next one.
fn block_span(text: &str, comment: Span) -> Span {
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
mod tests;
