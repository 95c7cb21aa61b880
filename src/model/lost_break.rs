//! A value with a colon in it that is rather two entries whose line break was lost.

use std::{collections::HashSet, sync::LazyLock};

use super::{Organisation, Process, Project, Results, Round, Settings};
use crate::document::{FromYaml, Shapes};

/// Every key of every record of the format.
static KEYS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let mut shapes = Shapes::default();
    for shape in [Project::shape, Round::shape, Organisation::shape, Settings::shape, Results::shape, Process::shape] {
        shape(&mut shapes);
    }
    shapes.records.into_values().flat_map(|record| record.keys).map(|(key, _)| key).collect()
});

/// Returns the first word of a value that is a key of the format and has a colon behind it.
///
/// To put quotes around such a value would make text of an entry: a project that says it is internal would be published.
pub fn key_within(value: &str) -> Option<&str> {
    let words = value.split_whitespace().filter_map(|word| word.strip_suffix(':'));
    words.map(|word| word.trim_start_matches(['-', '{', '[', ','])).find(|word| KEYS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_told_from_text() {
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
