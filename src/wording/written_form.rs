//! Detects the written form of a text, by words and endings that only one form has.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

use foldhash::fast::RandomState;
use memchr::memchr2;

use super::lix::{bare, words};
use crate::language::Language;

/// The fewest words that a text must have to be judged.
pub const FEWEST_WORDS: usize = 25;

/// The lowest score with which a form is detected.
const MIN_SCORE: u32 = 4;
/// How many times higher than that of the expected form the score must be.
const MARGIN: u32 = 4;

/// How many words [`is_plainly`] checks.
const PLAIN_WORDS: usize = 120;

/// The fewest words that are checked even if they all indicate one form.
const SETTLED_WORDS: usize = 80;

/// The score of a word.
const WORD: u32 = 2;
/// The score of an ending.
const ENDING: u32 = 1;

/// Words and endings by form, such as `nb: ikke jeg -lig`; the words of the line `--` belong to no form, whatever their
/// ending.
const DATA: &str = include_str!("written-form.txt");

static MARKER_WORDS: LazyLock<MarkerWords> = LazyLock::new(MarkerWords::read);

/// Marker words and endings with the form that each indicates; a word without a form indicates none.
struct MarkerWords {
    words: HashMap<&'static str, Option<Language>, RandomState>,
    /// The length of the longest word.
    longest: usize,
    /// By their last byte: each word is compared with few of them.
    endings: HashMap<u8, Vec<(&'static str, Language)>, RandomState>,
}

impl MarkerWords {
    fn read() -> Self {
        let mut marks = Self { words: HashMap::default(), longest: 0, endings: HashMap::default() };
        for (code, line) in DATA.lines().filter_map(|line| line.split_once(": ")) {
            let language = Language::from_code(code);
            for mark in line.split(' ') {
                match (mark.strip_prefix('-').filter(|ending| !ending.is_empty()), language) {
                    (Some(ending), Some(language)) => {
                        let last = ending.as_bytes()[ending.len() - 1];
                        marks.endings.entry(last).or_default().push((ending, language));
                    }
                    _ => drop(marks.words.insert(mark, language)),
                }
            }
        }
        marks.longest = marks.words.keys().map(|word| word.len()).max().unwrap_or_default();
        marks
    }

    /// Returns the form that a word indicates, and its score.
    fn of(&self, word: &str) -> Option<(Language, u32)> {
        let has_capital = word.starts_with(char::is_uppercase);
        let lower = if has_capital { Cow::Owned(word.to_lowercase()) } else { Cow::Borrowed(word) };
        let known = if lower.len() <= self.longest { self.words.get(&*lower) } else { None };
        match known {
            Some(language) => language.map(|language| (language, WORD)),
            // Names start with a capital letter and have endings of their own.
            None if !has_capital && word.len() > 5 => {
                let last = word.as_bytes().last()?;
                let ending = self.endings.get(last)?.iter().find(|(ending, _)| word.ends_with(ending));
                ending.map(|(_, language)| (*language, ENDING))
            }
            None => None,
        }
    }
}

/// Holds the score of each written form in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    words: usize,
    scores: Vec<(Language, u32)>,
}

impl Evidence {
    /// Returns whether the result is certain without more words.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let best = |(first, second): (u32, u32), score: u32| {
            if score > first { (score, first) } else { (first, second.max(score)) }
        };
        let (first, second) = self.scores.iter().map(|(_, score)| *score).fold((0, 0), best);
        self.words >= SETTLED_WORDS && first >= 10 * MIN_SCORE && first >= 3 * MARGIN * second
    }

    /// Adds a text, without quotations, whose form is not the author's.
    pub fn add(&mut self, text: &str) {
        // Most texts have none of these letters, which start with two bytes only.
        if memchr2(0xc2, 0xe2, text.as_bytes()).is_none() {
            return words(text).for_each(|word| self.add_word(word));
        }
        for (index, stretch) in text.split(['«', '»', '“', '”', '„']).enumerate() {
            if index % 2 == 0 {
                words(stretch).for_each(|word| self.add_word(word));
            }
        }
    }

    fn add_word(&mut self, word: &str) {
        self.words += 1;
        if let Some((language, points)) = MARKER_WORDS.of(word) {
            self.score(language, points);
        }
    }

    fn score(&mut self, language: Language, points: u32) {
        match self.scores.iter_mut().find(|(known, _)| *known == language) {
            Some((_, score)) => *score += points,
            None => self.scores.push((language, points)),
        }
    }

    fn of(&self, language: Language) -> u32 {
        self.scores.iter().find(|(known, _)| *known == language).map_or(0, |(_, score)| *score)
    }

    /// Returns the form of a text if it clearly differs from the expected one; none if there is any doubt.
    #[must_use]
    pub fn clearly_other_than(&self, expected: Language) -> Option<Language> {
        let (language, score) = self.scores.iter().max_by_key(|(_, score)| *score).copied()?;
        let is_enough = self.words >= FEWEST_WORDS && score >= MIN_SCORE;
        (is_enough && language != expected && score >= MARGIN * self.of(expected)).then_some(language)
    }
}

/// Returns whether the first words of a text clearly have the expected form, so that the rest need not be checked.
#[must_use]
pub fn is_plainly(text: &str, expected: Language) -> bool {
    let (mut own, mut others) = (0, 0);
    text.split_ascii_whitespace().take(PLAIN_WORDS).filter_map(|word| MARKER_WORDS.of(bare(word))).any(
        |(language, points)| {
            *if language == expected { &mut own } else { &mut others } += points;
            own >= MIN_SCORE && own >= 2 * others
        },
    )
}

/// Returns the range of the first word that indicates a form, to show as an example.
#[must_use]
pub fn first_mark(text: &str, form: Language) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let mut found = text.split_inclusive(char::is_whitespace).filter_map(|token| {
        let start = at + (token.len() - token.trim_start_matches(|c: char| !c.is_alphanumeric()).len());
        let word = token.trim_matches(|c: char| !c.is_alphanumeric());
        at += token.len();
        MARKER_WORDS
            .of(word)
            .filter(|(language, points)| *language == form && *points == WORD)
            .map(|_| start..start + word.len())
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str, expected: &str) -> Option<&'static str> {
        let mut evidence = Evidence::default();
        evidence.add(text);
        evidence.clearly_other_than(Language::from_code(expected).unwrap()).map(Language::code)
    }

    const NB: &str = "Kommunen vet ikke hvordan innbyggerne bruker tjenestene, og hvilke utfordringer de møter. \
        Vi ønsker å finne bedre løsninger sammen med dem som bruker dem mye, og gjøre hverdagen enklere for flere.";
    const NN: &str = "Kommunen veit ikkje korleis innbyggjarane bruker tenestene, og kva utfordringar dei møter. \
        Vi ønskjer å finne betre løysingar saman med dei som bruker dei mykje, og gjere kvardagen enklare for fleire.";
    const EN: &str = "The municipality does not know how the residents use its services, and which problems they meet. \
        We want to find better solutions together with those who use them most, and to make their lives easier.";

    #[test]
    fn each_form_is_told_from_the_others() {
        for (text, form) in [(NB, "nb"), (NN, "nn"), (EN, "en")] {
            for expected in ["nb", "nn", "en"] {
                assert_eq!(judged(text, expected), (expected != form).then_some(form), "{form} that says {expected}");
            }
        }
    }

    #[test]
    fn plain_texts_are_known_at_a_glance() {
        for (text, form) in [(NB, "nb"), (NN, "nn"), (EN, "en")] {
            for expected in ["nb", "nn", "en"] {
                assert_eq!(
                    is_plainly(text, Language::from_code(expected).unwrap()),
                    expected == form,
                    "{form} {expected}"
                );
            }
        }
        let mark = first_mark("«Ja», sa dei: ikkje no", Language::from_code("nn").unwrap()).unwrap();
        assert_eq!(&"«Ja», sa dei: ikkje no"[mark], "dei");
    }

    #[test]
    fn doubt_is_kept_quiet() {
        assert_eq!(judged("Vi vet ikke hva de vil.", "nn"), None, "too short");
        assert_eq!(judged(&format!("Brukeren sa: «{NB}»"), "nn"), None, "a quotation");
        assert_eq!(judged(&format!("{NB} {NN}"), "nn"), None, "both");
    }

    #[test]
    fn no_mark_stands_for_two_forms() {
        let mut seen = HashMap::new();
        for (code, line) in DATA.lines().filter_map(|line| line.split_once(": ")) {
            for mark in line.split(' ') {
                assert_eq!(seen.insert(mark, code), None, "{mark}");
            }
        }
        assert!(seen.len() > 150);
    }
}
