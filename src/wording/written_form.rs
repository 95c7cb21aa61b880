//! The written form of a text, by words and endings that only one of the forms has.

use std::{collections::HashMap, sync::LazyLock};

use super::lix::words;
use crate::language::Language;

/// A text with fewer words is not judged.
pub const FEWEST_WORDS: usize = 25;

/// What the evidence for a form must amount to at least.
const LEAST: u32 = 6;
/// How many times the evidence for the form it should be in.
const MARGIN: u32 = 4;

/// A word counts double, an ending once.
const WORD: u32 = 2;
const ENDING: u32 = 1;

/// Words and endings by form: `nb: ikke jeg -lig`; words behind `--` belong to none, whatever their ending.
const DATA: &str = include_str!("written-form.txt");

static MARKS: LazyLock<Marks> = LazyLock::new(Marks::read);

struct Marks {
    words: HashMap<&'static str, Option<Language>>,
    endings: Vec<(&'static str, Language)>,
}

impl Marks {
    fn read() -> Self {
        let mut marks = Self { words: HashMap::new(), endings: Vec::new() };
        for (code, line) in DATA.lines().filter_map(|line| line.split_once(": ")) {
            let language = Language::from_code(code);
            for mark in line.split(' ') {
                match (mark.strip_prefix('-'), language) {
                    (Some(ending), Some(language)) => marks.endings.push((ending, language)),
                    _ => {
                        marks.words.insert(mark, language);
                    }
                }
            }
        }
        marks
    }
}

/// Holds what speaks for each written form in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    words: usize,
    scores: Vec<(Language, u32)>,
}

impl Evidence {
    /// Adds a text; what stands in quotation marks is somebody else's.
    pub fn add(&mut self, text: &str) {
        for (index, stretch) in text.split(['«', '»', '“', '”', '„']).enumerate() {
            if index % 2 == 0 {
                words(stretch).for_each(|word| self.add_word(word));
            }
        }
    }

    fn add_word(&mut self, word: &str) {
        self.words += 1;
        let lower = word.to_lowercase();
        if let Some(language) = MARKS.words.get(lower.as_str()) {
            if let Some(language) = language {
                self.score(*language, WORD);
            }
        } else if lower == word && word.len() > 5 {
            // Names start with a capital letter and have endings of their own.
            let ending = MARKS.endings.iter().find(|(ending, _)| word.ends_with(ending));
            if let Some((_, language)) = ending {
                self.score(*language, ENDING);
            }
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

    /// Returns the form that a text is clearly in, where that is not the one it says; none where there is any doubt.
    #[must_use]
    pub fn clearly_other_than(&self, said: Language) -> Option<Language> {
        let (language, score) = self.scores.iter().max_by_key(|(_, score)| *score).copied()?;
        let is_enough = self.words >= FEWEST_WORDS && score >= LEAST;
        (is_enough && language != said && score >= MARGIN * self.of(said)).then_some(language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(text: &str, said: &str) -> Option<&'static str> {
        let mut evidence = Evidence::default();
        evidence.add(text);
        evidence.clearly_other_than(Language::from_code(said).unwrap()).map(Language::code)
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
            for said in ["nb", "nn", "en"] {
                assert_eq!(judged(text, said), (said != form).then_some(form), "{form} that says {said}");
            }
        }
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
