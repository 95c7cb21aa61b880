//! The words by which people say who may read something, in three languages.

use crate::{similar_name::closest, unicode_form::composed};

/// The key that says it.
pub const KEY: &str = "visibility";
/// What people write for it, in the two written forms as well.
pub const NAMES: [&str; 4] = [KEY, "synlighet", "synlegheit", "visibilitet"];
/// How such words begin, in lower case; a text without any of these names none of them.
pub const STEMS: [&str; 4] = ["visib", "synlig", "synleg", "synbar"];
/// Keys that the format does not have, and that speak of who may read something; only letters and digits count.
pub const KINDRED: [&str; 48] = [
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
/// Values that say that not everybody may read something.
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
/// Values that say it of a key for publishing, such as `published: no`.
pub const NO: [&str; 8] = ["no", "nei", "false", "never", "aldri", "usann", "ikke", "ikkje"];

/// Returns whether a word in plain letters is nearly one of those for `visibility`.
pub fn is_near(word: &str) -> bool {
    let is_stem = || ["visib", "synligh", "synlegh"].iter().any(|stem| word.starts_with(stem));
    // Words that are near and mean something else: how many see something.
    // Most words are not even alike, and to compare letters takes long.
    let is_alike = || PARTS.iter().any(|part| word.contains(part));
    is_stem() || (6..=16).contains(&word.len()) && is_alike() && closest(word, NAMES.into_iter()).is_some()
}

/// Parts of the words for `visibility`, at least one of which is left of one that is misspelt.
const PARTS: [&str; 11] = ["vis", "isi", "sib", "bil", "lit", "syn", "ynl", "lig", "leg", "ghe", "het"];

/// Returns a word in small letters, with nothing but letters and digits in it.
pub fn plain(word: &str) -> String {
    composed(word).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}
