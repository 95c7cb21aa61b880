//! Prose without any mark inside its lines: what it says is seen line by line, without parsing.

use super::passage::{Passage, PassageKind};

/// The characters that may be, or start, a mark inside a line; most prose has none of them.
const MARKS: &[u8] = b"\\`*_[]<&|~@";

/// Which bytes are such a character, or none that prose holds.
static IS_MARK: [bool; 256] = {
    let mut is_mark = [false; 256];
    let mut byte = 0;
    while byte < 0x80 {
        is_mark[byte] = (byte < 0x20 && byte != b'\n' as usize) || byte == 0x7f;
        byte += 1;
    }
    let mut at = 0;
    while at < MARKS.len() {
        is_mark[MARKS[at] as usize] = true;
        at += 1;
    }
    is_mark
};

/// Returns the running text of a document, just as the parser would; none where only the parser can tell.
#[must_use]
pub fn plain_passages(text: &str) -> Option<Vec<Passage>> {
    if text.bytes().any(|byte| IS_MARK[usize::from(byte)]) || text.contains("://") || text.contains("www.") {
        return None;
    }
    let mut found: Vec<Passage> = Vec::new();
    // The passage that the line before left open, so that this line may go on with it.
    let mut open: Option<PassageKind> = None;
    let mut start = 0;
    for line in text.split('\n') {
        let at = start;
        start += line.len() + 1;
        if line.is_empty() {
            open = None;
            continue;
        }
        let (kind, mark) = kind(line)?;
        let words = &line[mark..];
        if !starts_with_words(words) || words.ends_with(char::is_whitespace) {
            return None;
        }
        match (open, found.last_mut()) {
            // A line without its mark goes on all the same.
            (Some(PassageKind::Item | PassageKind::Quote), _) if kind == PassageKind::Paragraph => return None,
            (Some(before), Some(passage))
                if before == kind && matches!(kind, PassageKind::Paragraph | PassageKind::Quote) =>
            {
                passage.go_on(at - 1, at + mark, words);
            }
            _ => found.push(Passage::new(kind, at + mark, words)),
        }
        open = (kind != PassageKind::Heading).then_some(kind);
    }
    Some(found)
}

/// Returns what a line is by its first mark, and the length of the mark.
fn kind(line: &str) -> Option<(PassageKind, usize)> {
    match line.as_bytes() {
        [b'-', b' ', ..] => Some((PassageKind::Item, 2)),
        [b'>', b' ', ..] => Some((PassageKind::Quote, 2)),
        [b'#', ..] => {
            let level = line.bytes().take_while(|byte| *byte == b'#').count();
            // A mark behind a heading is no part of it.
            let is_sure = level <= 6 && line[level..].starts_with(' ') && !line.ends_with('#');
            is_sure.then_some((PassageKind::Heading, level + 1))
        }
        _ => Some((PassageKind::Paragraph, 0)),
    }
}

/// Returns whether a line starts as a sentence does, and not as an item, a heading, a table or a line drawn across.
fn starts_with_words(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.chars().next() {
        _ if rest.len() < line.len() => !rest.starts_with(['.', ')']),
        Some(c) => c.is_alphabetic() || matches!(c, '«' | '(' | '"'),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use comrak::Arena;
    use proptest::prelude::*;

    use super::*;
    use crate::document::Markdown;

    fn parsed(text: &str) -> Vec<Passage> {
        let arena = Arena::new();
        Markdown::parse(&arena, text).passages().to_vec()
    }

    /// Returns what matters of passages: their kinds, their words, and where each of these stands.
    fn told(passages: &[Passage]) -> Vec<(PassageKind, &str, Vec<usize>)> {
        let places = |passage: &Passage| passage.text.char_indices().map(|(at, _)| passage.place(at)).collect();
        passages.iter().map(|passage| (passage.kind, passage.text.as_str(), places(passage))).collect()
    }

    #[test]
    fn usual_prose_needs_no_parser() {
        let text = "Én linje: slik!\nog to.\n\n## Ærlig talt\n\n> Sagt\n> av andre.\n- ett\n- to 2.\n\n2019 ble bra.\n";
        let found = plain_passages(text).unwrap();
        assert_eq!(found.len(), 6);
        assert_eq!(told(&found), told(&parsed(text)));
    }

    #[test]
    fn what_only_the_parser_can_tell_is_left_to_it() {
        for text in
            ["a *b*", "1. a", "a\n===", "a\n---", "- a\nb", "> a\nb", "  a", "a  \nb", "# a #", "a\r\nb", "- - a"]
        {
            assert_eq!(plain_passages(text), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn passages_are_those_of_the_parser(parts in proptest::collection::vec(proptest::sample::select(vec![
            "a", "Bø", "år", " ", "\n", "\n\n", "\n- ", "\n> ", "\n## ", "# ", "12", ".", ")", "(", "«x»", "!", ":", "=", "-", "+",
            "\"", "'", "#", ">", "\u{a0}", "\u{2003}", "…", "–", "^", "$", "{", "}", "%", ":-", "www", "http:", "//", "---", "\n1. ",
        ]), 0..24)) {
            let text = parts.concat();
            if let Some(found) = plain_passages(&text) {
                let parsed = parsed(&text);
                prop_assert_eq!(told(&found), told(&parsed), "{:?}", text);
            }
        }
    }
}
