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

/// Finds the candidate that a person probably meant: the most similar one, else the only one that starts with the word, else
/// the only one with a word that does.
#[must_use]
pub fn probable<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    closest(word, candidates.iter().copied()).or_else(|| beginning(word, candidates))
}

/// Finds the only candidate that starts with a word, else the only one with a word that does.
#[must_use]
pub fn beginning<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    const SHORTEST: usize = 3;
    let word = composed(word.trim()).to_lowercase();
    if word.chars().count() < SHORTEST {
        return None;
    }
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = candidates.iter().copied().filter(|candidate| fits(&composed(candidate).to_lowercase()));
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    };
    let starts = |text: &str| text.starts_with(&word);
    only(&starts).or_else(|| only(&|text: &str| text.split([' ', '-', '_', '/']).any(starts)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_means_a_name_if_there_is_only_one() {
        let names = ["kulturradet", "den-samskapende-bydelen", "den-digitale-skolen"];
        let probable = |word| probable(word, &names);
        assert_eq!(probable("kulturr"), Some("kulturradet"));
        assert_eq!(probable("samskap"), Some("den-samskapende-bydelen"));
        assert_eq!(probable("kulturadet"), Some("kulturradet"));
        assert_eq!([probable("den"), probable("ku"), probable("xyz")], [None; 3]);
    }
}
