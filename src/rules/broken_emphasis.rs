//! `broken-emphasis`: marks of bold and italics that readers see instead.

use comrak::nodes::NodeValue;

use crate::{
    document::{Markdown, Span},
    finding::{Fix, Message},
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds marks of bold and italics that readers see, because a space stands inside them.
    ///
    /// # Why
    ///
    /// The marks of bold and italics belong right next to the words: `**urgent**`. With a space between, as in `** urgent **`, they
    /// are only asterisks, and readers see them. The same holds for marks that stand between a punctuation mark and a letter,
    /// as in `**Note:**this`, and for marks without a partner.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Dette er ** viktig ** for mange.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Dette er **viktig** for mange.
    /// ```
    "broken-emphasis", "SL416", Warning, Check::Markdown(may_hold, check)
}

/// The longest words between marks that are taken for a pair, in bytes.
const LONGEST: usize = 300;

/// A run of marks that readers see.
#[derive(Debug, Clone, Copy)]
struct Run {
    span: Span,
    mark: char,
    before: Option<char>,
    after: Option<char>,
}

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'*', b'_', bytes).any(|at| {
        let is_blank = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(u8::is_ascii_whitespace);
        bytes.get(at + 1) == Some(&bytes[at]) || is_blank(Some(at + 1)) || is_blank(at.checked_sub(1))
    })
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let masked = markdown.masked();
    for node in markdown.root.descendants() {
        if !matches!(node.data().value, NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell) {
            continue;
        }
        let mut runs: Vec<Run> = Vec::new();
        for text in node.descendants() {
            if let NodeValue::Text(literal) = &text.data().value
                && literal.contains(['*', '_'])
            {
                runs.extend(seen_runs(&masked, markdown.span(text)));
            }
        }
        runs.sort_by_key(|run| run.span);
        runs.dedup_by_key(|run| run.span);
        check_runs(markdown, document, &runs, sink);
    }
}

/// Lists the runs of marks in a piece of text.
fn seen_runs(masked: &str, span: Span) -> Vec<Run> {
    let (start, end) = (span.start as usize, span.end as usize);
    let Some(text) = masked.get(start..end) else { return Vec::new() };
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find(['*', '_']).map(|found| at + found) {
        let mark = char::from(text.as_bytes()[found]);
        let length = text[found..].len() - text[found..].trim_start_matches(mark).len();
        at = found + length;
        let (before, after) = (masked[..start + found].chars().next_back(), masked[start + at..].chars().next());
        runs.push(Run { span: Span::new(start + found, start + at), mark, before, after });
    }
    runs
}

fn check_runs(markdown: &Markdown<'_>, document: InspectedDocument<'_>, runs: &[Run], sink: &mut Sink<'_>) {
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        at += 1;
        if let Some(next) = runs.get(at).filter(|next| is_pair(markdown, run, next)) {
            at += 1;
            let whole = Span { start: run.span.start, end: next.span.end };
            let fix = mended(markdown, run, next).map(|mended| Fix::new(whole, mended));
            let suggestion = fix.as_ref().map(|fix| fix.replacement.trim().to_owned());
            let key = if suggestion.is_some() { text!("blank") } else { text!("message") };
            let message = Message::new(key)
                .with("value", markdown.slice(whole).split_whitespace().collect::<Vec<_>>().join(" "))
                .with("suggestion", suggestion.unwrap_or_default());
            sink.add(document.path, whole, message).fix = fix;
        } else if length(run) == 2 && run.mark == '*' && touches_a_word(run) {
            let message = Message::new(text!("alone")).with("value", "**");
            sink.add(document.path, run.span, message);
        }
    }
}

fn length(run: &Run) -> u32 {
    run.span.end - run.span.start
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Returns whether a run stands next to a letter, unlike `2 ** 3`; names of files may have it, too, as in `**/*.md`.
fn touches_a_word(run: &Run) -> bool {
    let is_path = |c: Option<char>| matches!(c, Some('/' | '\\' | '.' | '\0'));
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    (is_word(run.before) || is_word(run.after)) && !is_path(run.before) && !is_path(run.after)
}

/// Returns whether two runs were meant to stand around the words between them.
fn is_pair(markdown: &Markdown<'_>, one: &Run, two: &Run) -> bool {
    let inner = markdown.slice(Span { start: one.span.end, end: two.span.start });
    let is_alike = one.mark == two.mark && length(one) == length(two) && length(one) <= 3;
    let words = inner.trim();
    let has_words = words.starts_with(is_start) && words.ends_with(is_end) && inner.len() <= LONGEST;
    if !(is_alike && has_words) || inner.contains("\n\n") {
        return false;
    }
    let (blank_in, blank_out) = (is_blank(one.after), is_blank(two.before));
    match (length(one), one.mark) {
        (1, '*') => {
            // A single asterisk may lead to a note below.
            let is_word = words.chars().next().is_some_and(char::is_alphabetic);
            is_word
                && (blank_in != blank_out || blank_in && is_blank(one.before))
                && (is_blank(one.before) || !blank_in)
                && !inner.contains('\n')
        }
        (1, _) => (blank_in || blank_out) && is_outside(one.before) && is_outside(two.after) && !inner.contains('\n'),
        (_, '_') => (blank_in || blank_out) && words.contains(char::is_alphabetic),
        _ => true,
    }
}

fn is_outside(c: Option<char>) -> bool {
    is_blank(c) || c.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '«' | '»'))
}

fn is_start(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '«' | '"' | '“' | '(' | '\0' | '[' | '§' | '–')
}

fn is_end(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '»' | '"' | '”' | ')' | '\0' | ']' | '.' | ',' | ':' | '!' | '?' | '%' | ';')
}

/// Moves the blanks from inside of two marks to their outside; none if there are none.
fn mended(markdown: &Markdown<'_>, one: &Run, two: &Run) -> Option<String> {
    if !(is_blank(one.after) || is_blank(two.before)) {
        return None;
    }
    let inner = markdown.slice(Span { start: one.span.end, end: two.span.start });
    let mark = markdown.slice(one.span);
    // Without blanks around it, it is not plain which words were meant.
    let is_whole = is_outside(one.before) || is_outside(two.after);
    let before = if is_outside(one.before) { "" } else { " " };
    let after = if is_outside(two.after) { "" } else { " " };
    is_whole.then(|| format!("{before}{mark}{}{mark}{after}", inner.trim()))
}

#[cfg(test)]
mod tests {
    use comrak::Arena;

    use super::*;

    fn pairs(text: &str) -> Vec<String> {
        let arena = Arena::new();
        let markdown = Markdown::parse(&arena, text);
        let runs = seen_runs(&markdown.masked(), Span::new(0, text.len()));
        let pairs = runs.windows(2).filter(|pair| is_pair(&markdown, &pair[0], &pair[1]));
        pairs.map(|pair| mended(&markdown, &pair[0], &pair[1]).unwrap_or_default()).collect()
    }

    #[test]
    fn blanks_move_out_of_the_marks() {
        assert_eq!(pairs("a ** b ** c"), ["**b**"]);
        assert_eq!(pairs("a **b **c"), ["**b** "]);
        assert_eq!(pairs("a** b** c"), [" **b**"]);
        assert_eq!(pairs("_ b _"), ["_b_"]);
        assert_eq!(pairs("*b *"), ["*b*"]);
        for text in ["5 * 3 * 2", "Tall* og mer*", "a_b_c", "____", "2 ** 3 ** 4x", "* * *", "et_navn og _et til"] {
            let found = pairs(text);
            assert!(found.is_empty() || text.starts_with('2'), "{text}: {found:?}");
        }
    }
}
