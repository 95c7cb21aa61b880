//! The name that a misspelt one was probably meant to be.

use crate::unicode_form::composed;

/// Finds the candidate that is spelled most like a word, if any is near enough to be meant.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().count() > 60 {
        return None;
    }
    let plain = |text: &str| {
        composed(text).to_lowercase().replace(['_', ' '], "-").replace('æ', "ae").replace('ø', "o").replace('å', "a")
    };
    let word = plain(word);
    // A name that is much longer or shorter is never near, and most are.
    let is_near_in_length = |candidate: &&str| candidate.len().abs_diff(word.len()) <= 3 + word.len() / 2;
    candidates
        .filter(is_near_in_length)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().min(word.chars().count()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
