//! Words about visibility, in English and both forms of Norwegian.

use crate::{similar_name::closest, unicode_form::composed};

/// The key of the format.
pub const KEY: &str = "visibility";
/// Other words that people write for the key.
pub const NAMES: [&str; 4] = [KEY, "synlighet", "synlegheit", "visibilitet"];
/// Starts of such words, in lower case; a text without any of these contains none of the words.
pub const STEMS: [&str; 4] = ["visib", "synlig", "synleg", "synbar"];
/// Keys about visibility that the format does not have, reduced to letters and digits.
pub const RELATED: [&str; 48] = [
    "access",
    "beskytta",
    "beskyttet",
    "classification",
    "confidential",
    "draft",
    "embargo",
    "fortrolig",
    "fortruleg",
    "gradering",
    "hemmelig",
    "hemmeleg",
    "hidden",
    "hide",
    "ikkeoffentlig",
    "ikkjeoffentleg",
    "intern",
    "internal",
    "internt",
    "konfidensiell",
    "offentlig",
    "offentleg",
    "offentlighet",
    "offentlegheit",
    "privacy",
    "private",
    "privat",
    "public",
    "publiser",
    "publiseres",
    "publiserast",
    "publish",
    "restricted",
    "secret",
    "skjerma",
    "skjermet",
    "skjerming",
    "skjult",
    "sperra",
    "sperret",
    "synbar",
    "synleg",
    "synlig",
    "tilgang",
    "unntatt",
    "unlisted",
    "unntattoffentlighet",
    "utkast",
];
/// Values that say that something is not public.
pub const CLOSED: [&str; 28] = [
    "confidential",
    "fortrolig",
    "fortruleg",
    "hemmelig",
    "hemmeleg",
    "hidden",
    "ikkeoffentlig",
    "ikkeoffentleg",
    "ikkjeoffentleg",
    "intern",
    "internal",
    "interne",
    "internt",
    "konfidensiell",
    "konfidensielt",
    "nonpublic",
    "notpublic",
    "privat",
    "private",
    "restricted",
    "secret",
    "skjermet",
    "skjerma",
    "skjult",
    "unlisted",
    "unntattoffentlighet",
    "unntattoffentlegheit",
    "unntattfraoffentlighet",
];
/// Values that say so for a key about publishing, such as `published: no`.
pub const NO: [&str; 8] = ["no", "nei", "false", "never", "aldri", "usann", "ikke", "ikkje"];

/// Returns whether a normalised word is similar to one of the words for `visibility`.
pub fn is_near(word: &str) -> bool {
    let is_stem = || ["visib", "synligh", "synlegh"].iter().any(|stem| word.starts_with(stem));
    // Most words share no part with the known ones, and comparing letters is slow.
    let is_alike = || PARTS.iter().any(|part| word.contains(part));
    is_stem() || (6..=16).contains(&word.len()) && is_alike() && closest(word, NAMES.into_iter()).is_some()
}

/// Parts of the words for `visibility`; a misspelt word still contains at least one of them.
const PARTS: [&str; 11] = ["vis", "isi", "sib", "bil", "lit", "syn", "ynl", "lig", "leg", "ghe", "het"];

/// Returns a word in lower case, with letters and digits only.
pub fn plain(word: &str) -> String {
    composed(word).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns whether a word is one of some others, which are in lower case, with letters and digits only.
pub fn is_one_of(word: &str, others: &[&str]) -> bool {
    if !word.is_ascii() {
        return others.contains(&&*plain(word));
    }
    // Most words need no copy: they start with another letter.
    let letters = || word.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    let Some(first) = letters().next() else { return others.contains(&"") };
    others.iter().any(|other| other.as_bytes().first() == Some(&first) && letters().eq(other.bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_compared_as_if_they_were_plain(text in "([ _.\"-]|[iI]ntern|ikke|\u{130}|å|no|NEI|u|hidden){0,4}") {
            for words in [&CLOSED[..], &NO] {
                prop_assert_eq!(is_one_of(&text, words), words.contains(&&*plain(&text)), "{:?}", text);
            }
        }
    }
}
