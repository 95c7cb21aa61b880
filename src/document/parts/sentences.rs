//! Splits paragraphs into sentences and recognises those of prompts among the user's own.

use std::ops::Range;

/// Holds a word of a paragraph.
#[derive(Debug, Clone)]
struct Token {
    /// Its letters and digits, in lower case.
    word: String,
    /// Whether it must be the user's own: a number, a name, or a word after a bracket or a quotation mark.
    is_marked: bool,
}

/// Holds a sentence of a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    tokens: Vec<Token>,
    /// Whether it ends with a question mark.
    is_question: bool,
    /// Its range in the paragraph.
    pub range: Range<usize>,
}

/// Holds a sentence of a prompt.
#[derive(Debug, Clone)]
pub(super) struct PromptSentence {
    words: Vec<String>,
    is_question: bool,
}

impl Sentence {
    /// Returns whether it is a given sentence of a prompt, perhaps misspelt, with a few words added or removed.
    pub fn is_of(&self, asked: &PromptSentence) -> bool {
        let words: Vec<&str> = self.tokens.iter().map(|token| token.word.as_str()).collect();
        if words.len() == asked.words.len() && words.iter().zip(&asked.words).all(|(a, b)| is_same(b, a)) {
            return true;
        }
        // A changed sentence that ends with another punctuation mark is an answer.
        if self.is_question != asked.is_question {
            return false;
        }
        let matched = matched(&asked.words, &words);
        let same = matched.iter().filter(|is_matched| **is_matched).count();
        let added = words.len() - same;
        if added == 0 {
            return asked.is_question || same * 10 >= asked.words.len() * 7;
        }
        let trailing = matched.iter().rev().take_while(|is_matched| !**is_matched).count();
        let is_marked = self.tokens.iter().zip(&matched).any(|(token, is_matched)| token.is_marked && !is_matched);
        let max_added = 2.max(asked.words.len() / 5);
        added <= max_added
            && trailing <= usize::from(asked.is_question)
            && !is_marked
            && same * 10 >= asked.words.len() * 7
    }

    /// Returns its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(|token| token.word.as_str())
    }
}

/// Lists the sentences of a prompt, and the whole text as one sentence.
pub(super) fn prompt_sentences(text: &str) -> Vec<PromptSentence> {
    let sentences = sentences(text, 0);
    let of = |sentences: &[Sentence]| PromptSentence {
        words: sentences.iter().flat_map(Sentence::words).map(str::to_owned).collect(),
        is_question: sentences.last().is_some_and(|last| last.is_question),
    };
    let mut all: Vec<PromptSentence> = sentences.chunks(1).map(of).collect();
    if sentences.len() > 1 {
        all.push(of(&sentences));
    }
    all
}

/// Lists the sentences of a paragraph from an offset on; only spaces are outside them.
pub(super) fn sentences(text: &str, from: usize) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut start = from;
    let mut rest = text[from..].char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if !matches!(c, '.' | '?' | '!' | ':' | '–' | '—') {
            continue;
        }
        let mut end = from + at + c.len_utf8();
        let mut is_question = c == '?';
        while let Some((at, c)) = rest.next_if(|(_, c)| is_closing(*c) || matches!(c, '.' | '?' | '!')) {
            is_question |= c == '?';
            end = from + at + c.len_utf8();
        }
        // Full stops and colons are also used in numbers and addresses.
        let is_end = is_question || rest.peek().is_none_or(|(_, next)| next.is_whitespace());
        if is_end && add(&mut found, text, start..end, is_question) {
            start = end;
        }
    }
    add(&mut found, text, start..text.len(), false);
    found
}

/// Adds a sentence, unless it has no words.
fn add(found: &mut Vec<Sentence>, text: &str, range: Range<usize>, is_question: bool) -> bool {
    let slice = &text[range.clone()];
    let tokens = tokens(slice);
    if tokens.is_empty() {
        return false;
    }
    let start = range.start + slice.len() - slice.trim_start().len();
    let end = range.end - (slice.len() - slice.trim_end().len());
    found.push(Sentence { tokens, is_question, range: start..end });
    true
}

/// Returns whether a character after the end of a sentence belongs to it.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '*' | '_' | ')' | ']' | '»' | '”' | '"' | '\'')
}

fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut before) = (Vec::<Token>::new(), ' ');
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric() && !is_invisible(c)) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            let has_capital = |word: &str| word.chars().skip(usize::from(tokens.is_empty())).any(char::is_uppercase);
            let is_set_off = matches!(before, '(' | '[' | '=' | '«' | '"' | '*' | '_' | '“' | '/' | '@');
            let is_marked = is_set_off || word.contains(char::is_numeric) || has_capital(word);
            let plain: String = word.chars().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect();
            tokens.push(Token { word: plain, is_marked });
        }
        before = piece.chars().next_back().unwrap_or(' ');
    }
    tokens
}

/// Returns whether a character is invisible; word processors insert some.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns whether two words are the same except for one letter, or two letters in long words.
pub(super) fn is_same(own: &str, other: &str) -> bool {
    if own == other {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (own.chars().collect(), other.chars().collect());
    let max_changes = match a.len().min(b.len()) {
        0..4 => return false,
        4..8 => 1,
        _ => 2,
    };
    if a.len().abs_diff(b.len()) > max_changes || a.iter().chain(&b).any(|c| c.is_numeric()) {
        return false;
    }
    let in_order = |word: &[char]| {
        let mut letters = word.to_vec();
        letters.sort_unstable();
        letters
    };
    // Swapped letters.
    if a[0] == b[0] && in_order(&a) == in_order(&b) {
        return true;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let new = (corner + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], new);
        }
    }
    row[b.len()] <= max_changes
}

/// Returns for each word whether it is in the longest common subsequence with a sentence of a prompt.
fn matched(asked: &[String], words: &[&str]) -> Vec<bool> {
    let (rows, columns) = (asked.len(), words.len());
    // The length of the longest common subsequence of the rests.
    let mut common = vec![vec![0_usize; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            common[row][column] = if is_same(&asked[row], words[column]) {
                common[row + 1][column + 1] + 1
            } else {
                common[row + 1][column].max(common[row][column + 1])
            };
        }
    }
    let (mut row, mut column, mut out) = (0, 0, vec![false; columns]);
    while row < rows && column < columns {
        if is_same(&asked[row], words[column]) {
            out[column] = true;
            (row, column) = (row + 1, column + 1);
        } else if common[row + 1][column] >= common[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_of_the_program_is_told_from_an_answer() {
        let asked = prompt_sentences("Who may use it, and on what terms? Where can it be downloaded?");
        for (text, is_own) in [
            ("Who may use it, and on what terms?", true),
            ("Who may now use it, and on which terms?", true),
            ("who may use  it and on what terms", true),
            ("Who may use it?", true),
            ("Who may use it (BRREG), and on what terms?", false),
            ("Who may use it, and on what terms? All", false),
            ("Where can it be downloaded from us", false),
            ("It can be downloaded.", false),
            ("All.", false),
        ] {
            let is_of_all = sentences(text, 0).iter().all(|sentence| asked.iter().any(|asked| sentence.is_of(asked)));
            assert_eq!(is_of_all, is_own, "{text}");
        }
    }

    #[test]
    fn words_are_the_same_but_for_a_letter() {
        assert!(is_same("materialet", "matrialet") && is_same("hvem", "kvem"));
        assert!(!is_same("alle", "noen") && !is_same("og", "no") && !is_same("2018", "2019"));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "([a-zæA-Z0-9.?!:*_() \n]|–|»){0,40}") {
            let found = sentences(&text, 0);
            let kept: String = found.iter().map(|sentence| &text[sentence.range.clone()]).collect();
            let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(plain(&kept), plain(&text));
        }
    }
}
