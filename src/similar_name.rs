//! Finds the name that a misspelt one was probably meant to be.

use crate::unicode_form::composed;

/// Finds the candidate that is most similar to a word, if it is similar enough.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().count() > 60 {
        return None;
    }
    let plain = |text: &str| {
        composed(text).to_lowercase().replace(['_', ' '], "-").replace('æ', "ae").replace('ø', "o").replace('å', "a")
    };
    let word = plain(word);
    // Most candidates are much longer or shorter, and need not be compared.
    let is_near_in_length = |candidate: &&str| candidate.len().abs_diff(word.len()) <= 3 + word.len() / 2;
    candidates
        .filter(is_near_in_length)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().min(word.chars().count()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
