//! Recognizes a value that contains a second entry because a line break was lost.

use std::{collections::HashSet, sync::LazyLock};

use super::{Organisation, Process, Project, Results, Round, Settings};
use crate::document::{FromYaml, Shapes};

/// The keys of all records of the format.
static KEYS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let mut shapes = Shapes::default();
    for shape in [Project::shape, Round::shape, Organisation::shape, Settings::shape, Results::shape, Process::shape] {
        shape(&mut shapes);
    }
    shapes.records.into_values().flat_map(|record| record.keys).map(|(key, _)| key).collect()
});

/// Returns the first word of a value that is a key of the format followed by a colon.
///
/// Such a value must not get quotes: `visibility: internal` would become text, and the project would be published.
#[must_use]
pub fn key_within(value: &str) -> Option<&str> {
    let words = value.split_whitespace().filter_map(|word| word.strip_suffix(':'));
    words.map(|word| word.trim_start_matches(['-', '{', '[', ','])).find(|word| KEYS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_distinguished_from_text() {
        for (value, key) in [
            ("Arkivfloken visibility: internal", "visibility"),
            ("Arkivfloken visibility:", "visibility"),
            ("dokumentasjon amount: 500000", "amount"),
            ("visibility: internal", "visibility"),
            ("Nytt: og mer until: 2020-02", "until"),
        ] {
            assert_eq!(key_within(value), Some(key), "{value}");
        }
        for value in ["Arkivfloken: innebygd arkivering", "Se https://title.no/ her: der", "Merk: slik", "title:x"] {
            assert_eq!(key_within(value), None, "{value}");
        }
    }
}
