//! Finds the name that a misspelt one was probably meant to be, and tells whether two names are the same.

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

/// Returns the letters and digits of a name in lower case, so that `E-post`, `e_post` and `Epost` are one name.
#[must_use]
pub fn letters_of(name: &str) -> String {
    composed(name).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns whether a word is a name, in any case and with any signs between its words.
#[must_use]
pub fn is_name(word: &str, name: &str) -> bool {
    let word = letters_of(word);
    !word.is_empty() && word == letters_of(name)
}

/// Returns whether a word is a name or another form of it: `leverandører` and `leverandøren` of `Leverandør`.
#[must_use]
pub fn is_form_of(word: &str, name: &str) -> bool {
    /// The endings of nouns in bokmål and nynorsk, and of plurals in English.
    const ENDINGS: [&str; 11] = ["", "r", "er", "ar", "e", "en", "et", "a", "ene", "ane", "s"];
    /// A shorter word may be the beginning of quite another.
    const SHORTEST: usize = 4;
    let (word, name) = (letters_of(word), letters_of(name));
    let (short, long) = if word.len() < name.len() { (&word, &name) } else { (&name, &word) };
    let is_ending = |rest: &str| ENDINGS.contains(&rest);
    !short.is_empty()
        && long.strip_prefix(short.as_str()).is_some_and(is_ending)
        && (short == long || short.chars().count() >= SHORTEST)
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

    #[test]
    fn forms_of_a_noun_are_told_from_other_words() {
        for (word, name) in
            [("Leverandør:er", "Leverandør"), ("EIER", "Eier"), ("e-post", "Epost"), ("eierne", "Eierne")]
        {
            assert!(is_form_of(word, name), "{word}");
        }
        for (word, name) in [("port", "portefølje"), ("id", "ider"), ("", ""), ("tema", "team")] {
            assert!(!is_form_of(word, name), "{word}");
        }
    }
}
