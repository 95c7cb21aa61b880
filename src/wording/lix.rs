//! LIX, the usual measure of how hard a Norwegian text reads.

use std::ops::Range;

use memchr::memchr_iter;

/// Holds how hard a text reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The mean length of a sentence in words, and the share of words of more than six letters in per cent, together.
    pub lix: usize,
    /// How many words were counted.
    pub words: usize,
    /// The sentence without which the text would read easiest: which of the texts it stands in, and where.
    pub hardest: (usize, Range<usize>),
}

/// Short forms that end in a full stop inside a sentence, where a name or a number may follow.
const SHORT: [&str; 23] = [
    "st", "nr", "kl", "ca", "mv", "jf", "kr", "dr", "vs", "m.m", "pkt", "kap", "mrd", "tlf", "iht", "e.g", "i.e",
    "bl.a", "mill", "prof", "inkl", "f.eks", "ekskl",
];

/// Marks that may stand between the end of a sentence and the space behind it.
const CLOSING: [char; 5] = ['»', '”', '"', ')', '*'];

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    sentences: usize,
    words: usize,
    long: usize,
}

impl Count {
    fn lix(self) -> f64 {
        let ratio = |part: usize, whole: usize| {
            f64::from(u32::try_from(part).unwrap_or(u32::MAX))
                / f64::from(u32::try_from(whole.max(1)).unwrap_or(u32::MAX))
        };
        ratio(self.words, self.sentences) + 100.0 * ratio(self.long, self.words)
    }

    fn without(self, other: Self) -> Self {
        Self {
            sentences: self.sentences - other.sentences,
            words: self.words - other.words,
            long: self.long - other.long,
        }
    }
}

/// Measures texts as one; none where there are no words.
#[must_use]
pub fn measure<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Reading> {
    let mut all = Count::default();
    let mut found = Vec::new();
    for (index, text) in texts.enumerate() {
        for range in sentences(text) {
            let count = count(&text[range.clone()]);
            if count.words > 0 {
                all =
                    Count { sentences: all.sentences + 1, words: all.words + count.words, long: all.long + count.long };
                found.push(((index, range), count));
            }
        }
    }
    let easiest = |(_, a): &(_, Count), (_, b): &(_, Count)| all.without(*a).lix().total_cmp(&all.without(*b).lix());
    let hardest = found.into_iter().min_by(easiest)?.0;
    Some(Reading { lix: rounded(all.lix()), words: all.words, hardest })
}

/// How much a byte counts as a letter or digit: one for the byte that it starts with, nothing for all others.
static LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        letters[byte] = matches!(byte, 0x30..=0x39 | 0x41..=0x5a | 0x61..=0x7a | 0xc3..=0xdf) as u8;
        byte += 1;
    }
    letters
};

/// Returns the LIX of a text in Markdown as far as it is told without parsing: a fast path past the parser and [`measure`], which
/// a test holds it against, for the many texts that are easy to read.
///
/// Headings and quotations are left out, and a paragraph or an item ends a sentence, as in the measure. Tables, code and HTML
/// are taken for words.
#[must_use]
pub fn estimate(text: &str) -> usize {
    let (mut estimate, mut is_quote, mut start) = (Estimate::default(), false, 0);
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = &text[start..end];
        let is_heading = line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        let is_mark = is_heading || matches!(line.as_bytes(), [] | [b'\r'] | [b'-' | b'*' | b'+', b' ', ..]);
        // A line without its mark goes on with a quotation all the same.
        is_quote = line.starts_with('>') || (is_quote && !is_mark);
        if is_mark || is_quote {
            estimate.end_sentence();
        }
        if !is_quote && !is_heading {
            estimate.add_line(text, start..end);
        }
        start = end + 1;
    }
    estimate.end_sentence();
    rounded(estimate.count.lix())
}

#[derive(Default)]
struct Estimate {
    count: Count,
    /// Whether words were counted since the last sentence ended.
    is_open: bool,
}

impl Estimate {
    fn end_sentence(&mut self) {
        self.count.sentences += usize::from(self.is_open);
        self.is_open = false;
    }

    fn add_line(&mut self, text: &str, line: Range<usize>) {
        let (mut start, mut letters) = (line.start, 0);
        for (at, byte) in (line.start..).zip(&text.as_bytes()[line.clone()]) {
            if *byte <= b' ' {
                self.add_word(text, start..at, letters);
                (start, letters) = (at + 1, 0);
            } else {
                letters += usize::from(LETTERS[usize::from(*byte)]);
            }
        }
        self.add_word(text, start..line.end, letters);
    }

    fn add_word(&mut self, text: &str, word: Range<usize>, letters: usize) {
        if letters > 0 {
            self.count.words += 1;
            self.count.long += usize::from(letters > 6);
            self.is_open = true;
            if is_last_of_sentence(text, word) {
                self.end_sentence();
            }
        }
    }
}

/// Returns whether a word, with the marks behind it, ends a sentence.
fn is_last_of_sentence(text: &str, word: Range<usize>) -> bool {
    let end = match text.as_bytes()[word.end - 1] {
        b'.' | b'!' | b'?' | b':' => word.end,
        b'"' | b')' | b'*' | 0xbb | 0x9d => word.start + text[word.clone()].trim_end_matches(CLOSING).len(),
        // Most words end in a letter.
        _ => return false,
    };
    text[word.start..end].ends_with(['.', '!', '?', ':']) && ends_sentence(&text[word.start..end], &text[end..])
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a LIX is a small number above zero")]
fn rounded(lix: f64) -> usize {
    lix.round() as usize
}

fn count(sentence: &str) -> Count {
    let mut count = Count { sentences: 1, ..Count::default() };
    for word in words(sentence) {
        count.words += 1;
        count.long += usize::from(word.len() > 6 && word.chars().filter(|c| c.is_alphanumeric()).nth(6).is_some());
    }
    count
}

/// Lists the words of a text, without the marks around them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().map(bare).filter(|word| !word.is_empty())
}

/// Returns a word without the marks around it.
#[must_use]
pub fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Finds the sentences of a text: each ends with a full stop, a question mark, an exclamation mark or a colon.
pub fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = from + (rest.len() - rest.trim_start().len());
        if start == text.len() {
            return None;
        }
        let is_end = |(_, byte): &(usize, &u8)| matches!(byte, b'.' | b'!' | b'?' | b':');
        let end = text.as_bytes()[start..].iter().enumerate().filter(is_end).map(|(at, _)| start + at + 1);
        let end = end.into_iter().find(|end| ends_sentence(&text[start..*end], &text[*end..])).unwrap_or(text.len());
        from = end;
        Some(start..end)
    })
}

/// Returns whether a mark at the end of a text ends a sentence, as what stands behind it shows.
fn ends_sentence(before: &str, after: &str) -> bool {
    let is_known = |word: &str| SHORT.iter().any(|short| word.eq_ignore_ascii_case(short));
    // Most marks have a space behind them.
    if !after.starts_with([' ', '\n']) {
        match after.trim_start_matches(CLOSING).chars().next() {
            None => return true,
            Some(next) if !next.is_whitespace() => return false,
            Some(_) => {}
        }
    }
    let Some(last) = before.strip_suffix('.') else { return true };
    let starts_anew = || {
        let next = after.chars().find(|c| c.is_alphanumeric());
        next.is_some_and(|c| !c.is_lowercase())
    };
    let last = last.trim_end_matches('.');
    let last = last.rfind(|c: char| c.is_whitespace() || c == '(').map_or(last, |at| {
        let start = at + last[at..].chars().next().map_or(0, char::len_utf8);
        &last[start..]
    });
    last.chars().nth(1).is_some() && starts_anew() && !is_known(last)
}

#[cfg(test)]
mod tests {
    use comrak::Arena;
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;
    use crate::document::{Markdown, Passage, PassageKind};

    #[test]
    fn lix_is_words_a_sentence_and_long_words_in_per_cent() {
        // Ten words in two sentences, three of more than six letters.
        let reading =
            measure(["Vi bygger et arkiv. Kommunen trenger hjelp til digitale arkiver."].into_iter()).unwrap();
        assert_eq!((reading.lix, reading.words), (5 + 40, 10));
        assert_eq!(reading.hardest, (0, 20..64));
        assert_eq!(estimate("Vi bygger et arkiv. Kommunen trenger hjelp til digitale arkiver.\n"), 45);
        assert_eq!(measure(["– …"].into_iter()), None);
    }

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        let split = |text: &'static str| sentences(text).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(
            split("St. Olavs hospital fikk 18.8 mill. kr den 5. juni, bl.a. NAV. Hvem?"),
            ["St. Olavs hospital fikk 18.8 mill. kr den 5. juni, bl.a. NAV.", "Hvem?"]
        );
        assert_eq!(split("Målet: «Ett liv.» Og så?"), ["Målet:", "«Ett liv.", "» Og så?"]);
    }

    proptest! {
        #[test]
        fn plain_texts_are_estimated_as_they_are_measured(parts in vec(select(vec![
            "Vi", "kommunen", "arkivere", "for", "«Ja.»", "nr.", "mill.", "(se", "der).", "18.8", "Hvem?", "Målet:", "Ås.", "– og", "ærlig",
            "Kommunikasjon", "\n", "\n\n", "\n\n## Overskriften her\n\n", "\n\n- ", "\n- Etter", "\n\n> Sitert",
        ]), 1..60)) {
            let text = parts.join(" ").replace(" \n", "\n").replace("\n ", "\n");
            let arena = Arena::new();
            let markdown = Markdown::parse(&arena, &text);
            let own = |passage: &&Passage| !matches!(passage.kind, PassageKind::Heading | PassageKind::Quote);
            let own = markdown.passages().iter().filter(own);
            let lix = measure(own.map(|passage| passage.text.as_str())).map_or(0, |reading| reading.lix);
            prop_assert_eq!(estimate(&text), lix, "{:?}", text);
        }

        #[test]
        fn every_text_is_measured(text in "[A-Ca-cåØ0-9 .!?:»(]{0,80}") {
            let reading = measure([text.as_str()].into_iter());
            prop_assert_eq!(reading.is_some(), words(&text).next().is_some());
            if let Some(reading) = reading {
                prop_assert!(reading.lix >= 1 && text.get(reading.hardest.1).is_some());
            }
            let covered: usize = sentences(&text).map(|range| range.len()).sum();
            prop_assert!(covered <= text.len());
        }
    }
}
