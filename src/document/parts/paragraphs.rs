//! Splits lines into paragraphs, and paragraphs into words.

use std::ops::Range;

use super::{
    lines::level,
    sentences::{is_closing, is_invisible, is_same},
};

/// The fewest words by which a prompt is recognised; fewer could be the user's own.
pub(super) const MIN_WORDS: usize = 4;

/// Returns the text of a paragraph without quotation marks `>`, and for each line its offset in that text, its index
/// and the column where its text starts.
pub(super) fn join_paragraph<S: AsRef<str>>(
    lines: &[S],
    paragraph: &Range<usize>,
) -> (String, Vec<(usize, usize, usize)>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for at in paragraph.clone() {
        let line = lines[at].as_ref();
        let unquoted = unquoted(line);
        places.push((text.len(), at, line.trim_end().len() - unquoted.len()));
        text += unquoted;
        text.push('\n');
    }
    (text, places)
}

/// Maps a range of the joined text to ranges of the lines.
pub(super) fn in_lines(places: &[(usize, usize, usize)], range: &Range<usize>) -> Vec<(usize, Range<usize>)> {
    let ends = places.iter().skip(1).map(|(start, ..)| start - 1).chain([usize::MAX]);
    let parts = places.iter().zip(ends).filter_map(|((start, line, column), end)| {
        let (from, to) = (range.start.max(*start), range.end.min(end));
        (from < to).then(|| (*line, from - start + column..to - start + column))
    });
    parts.collect()
}

/// Returns the offset after the opening words of a text, which may be misspelt.
pub(super) fn offset_after(text: &str, opening: &[String]) -> Option<usize> {
    let mut at = 0;
    for word in opening {
        at += text[at..].find(char::is_alphanumeric)?;
        let end =
            text[at..].find(|c: char| !c.is_alphanumeric() && !is_invisible(c)).map_or(text.len(), |end| at + end);
        let plain = words(&text[at..end]);
        if plain.len() != 1 || !is_same(&plain[0], word) {
            return None;
        }
        at = end;
    }
    let rest = &text[at..];
    let closed = rest.trim_start_matches(|c: char| is_closing(c) || matches!(c, '.' | ':' | ',' | ';' | '!' | '?'));
    Some(text.len() - closed.trim_start().len())
}

/// Lists the paragraphs: the lines between blank lines and headings, quoted or not.
pub(super) fn paragraphs<S: AsRef<str>>(lines: &[S]) -> Vec<Range<usize>> {
    let is_text = |line: &S| !unquoted(line.as_ref()).is_empty() && level(line.as_ref()).is_none();
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_text(line)) {
        match paragraphs.last_mut() {
            Some(paragraph) if paragraph.end == at => paragraph.end = at + 1,
            _ => paragraphs.push(at..at + 1),
        }
    }
    paragraphs
}

pub(super) fn is_quoted<S: AsRef<str>>(lines: &[S]) -> bool {
    lines.iter().all(|line| line.as_ref().trim_start().starts_with('>'))
}

/// Returns the text of a line without the quotation marks `>` at its start.
pub(super) fn unquoted(line: &str) -> &str {
    line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()).trim_end()
}

pub(super) fn words_of<S: AsRef<str>>(lines: &[S]) -> Vec<String> {
    lines.iter().flat_map(|line| words(line.as_ref())).collect()
}

/// Lists the words of a text: letters and digits only, without invisible characters.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Returns whether words are nearly those of a prompt; with so few other words, they cannot contain an answer.
pub(super) fn is_similar(prompt: &[String], words: &[String]) -> bool {
    let max_added = 2.max(prompt.len() / 5);
    let is_as_long = words.len() <= prompt.len() + max_added && words.len() * 10 >= prompt.len() * 6;
    if prompt.len() < MIN_WORDS || !is_as_long {
        return false;
    }
    let same = common_words(prompt, words);
    same * 10 >= prompt.len() * 7 && words.len() - same <= max_added
}

/// Returns the length of the longest common subsequence of words.
fn common_words(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for word in a {
        let mut before = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if is_same(word, other) { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    row[b.len()]
}
