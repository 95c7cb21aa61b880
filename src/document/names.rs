//! Finds the key or word of the format that a name in any language stands for: `Eier` is `owner`, `bokmål` is `nb`.

use super::shape::{RecordShape, Shape, Shapes, key_of};
use crate::{
    embedded,
    similar_name::{closest, is_form_of, is_name},
};

/// What a word was meant to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeantWord {
    /// The key or word of the format.
    pub word: String,
    /// Whether the word is its name, so that nothing else can be meant.
    pub is_certain: bool,
}

/// Words that people write for a key although they are not its name in the language files, the key, and whether no other
/// key can be meant.
const OTHER_NAMES: [(&str, &str, bool); 38] = [
    ("tilskudd", "grant", true),
    ("tilskot", "grant", true),
    ("tilskuddsbeløp", "grant", true),
    ("støttebeløp", "grant", true),
    ("bevilgning", "grant", false),
    ("løyving", "grant", false),
    ("stønad", "grant", false),
    ("egenandel", "own_funding", false),
    ("forbruk", "spent", false),
    ("budsjett", "budget", true),
    ("partner", "partners", false),
    ("samarbeidspartner", "partners", true),
    ("samarbeidspartnar", "partners", true),
    ("prosjekteier", "owner", true),
    ("prosjekteigar", "owner", true),
    ("virksomhet", "owner", false),
    ("verksemd", "owner", false),
    ("oppdragsgiver", "owner", false),
    ("konsulent", "vendor", false),
    ("prosjektnavn", "title", true),
    ("prosjektnamn", "title", true),
    ("navn", "title", false),
    ("namn", "title", false),
    ("ingress", "summary", false),
    ("beskrivelse", "summary", false),
    ("kontaktperson", "contact", false),
    ("prosjektleder", "contact", false),
    ("prosjektleiar", "contact", false),
    ("språk", "language", true),
    ("fase", "phase", true),
    ("status", "phase", false),
    ("stikkord", "themes", false),
    ("kriterier", "assessment", false),
    ("lenke", "url", false),
    ("nettside", "url", false),
    ("mål", "goal", false),
    ("type", "kind", false),
    ("når", "on", false),
];

/// Finds the key of a record that a name stands for, or a near one.
#[must_use]
pub fn key_meant(record: &str, name: &str, known: &[&str]) -> Option<MeantWord> {
    let certain = |key: &&str| MeantWord { word: (*key).to_owned(), is_certain: true };
    let unsure = |key: &str| MeantWord { word: key.to_owned(), is_certain: false };
    let record = key_of(record);
    let titled = |key: &str, is_one: fn(&str, &str) -> bool| {
        titles(&format!("key.{record}.{key}")).into_iter().any(|title| is_one(name, title))
    };
    let other = |is_sure: bool| other_names(name).find(|(key, sure)| *sure == is_sure && known.contains(key));
    let other = |is_sure: bool| other(is_sure).map(|(key, _)| MeantWord { word: key.to_owned(), is_certain: is_sure });
    known
        .iter()
        .find(|key| is_name(name, key))
        .or_else(|| known.iter().find(|key| titled(key, is_name)))
        .or_else(|| known.iter().find(|key| titled(key, is_form_of)))
        .map(certain)
        .or_else(|| other(true))
        .or_else(|| closest(name, known.iter().copied()).map(unsure))
        .or_else(|| other(false))
        .or_else(|| {
            let all = known
                .iter()
                .flat_map(|key| titles(&format!("key.{record}.{key}")).into_iter().map(move |title| (title, *key)));
            let all: Vec<_> = all.collect();
            let near = closest(name, all.iter().map(|(title, _)| *title))?;
            all.iter().find(|(title, _)| *title == near).map(|(_, key)| unsure(key))
        })
}

/// Finds the key of a record whose value has a key that a name stands for: `budget` for `grant` or `Støtte`.
#[must_use]
pub fn place_of_key(record: &RecordShape, shapes: &Shapes, name: &str) -> Option<(&'static str, String)> {
    record.keys.iter().find_map(|(key, shape)| {
        let Shape::Record(within) = shape else { return None };
        let known: Vec<&str> = shapes.records.get(within)?.keys.iter().map(|(key, _)| *key).collect();
        let is_other_name = |key: &str| other_names(name).any(|(other, _)| other == key);
        let meant = key_meant(within, name, &known)?;
        (meant.is_certain || is_other_name(&meant.word)).then_some((*key, meant.word))
    })
}

/// Finds the word of a choice that a name stands for, or a near one.
#[must_use]
pub fn word_meant(choice: &str, name: &str, allowed: &[&str]) -> Option<MeantWord> {
    let choice = key_of(choice);
    let is_titled =
        |word: &str| titles(&format!("value.{choice}.{word}")).into_iter().any(|title| is_form_of(name, title));
    let certain = allowed.iter().find(|word| is_name(name, word)).or_else(|| {
        let mut titled = allowed.iter().filter(|word| is_titled(word));
        titled.next().filter(|_| titled.next().is_none())
    });
    let certain = certain.map(|word| MeantWord { word: (*word).to_owned(), is_certain: true });
    let near = || closest(name, allowed.iter().copied());
    certain.or_else(|| near().map(|word| MeantWord { word: word.to_owned(), is_certain: false }))
}

/// Lists the texts of a key in every language.
fn titles(key: &str) -> Vec<&'static str> {
    embedded::languages().iter().filter_map(|(_, texts)| texts.find(key)).collect()
}

fn other_names(name: &str) -> impl Iterator<Item = (&'static str, bool)> {
    OTHER_NAMES.iter().filter(move |(other, ..)| is_form_of(name, other)).map(|(_, key, is_sure)| (*key, *is_sure))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(record: &str, name: &str, known: &[&str]) -> Option<(String, bool)> {
        key_meant(record, name, known).map(|meant| (meant.word, meant.is_certain))
    }

    #[test]
    fn keys_are_found_by_their_names_in_any_language() {
        let known = ["title", "owner", "vendor", "phase", "visibility", "former_titles", "themes"];
        for (name, found, is_certain) in [
            ("eier", "owner", true),
            ("Eigar", "owner", true),
            ("OWNER", "owner", true),
            ("Former titles", "former_titles", true),
            ("leverandører", "vendor", true),
            ("levrandør", "vendor", false),
            ("onwer", "owner", false),
            ("fase", "phase", true),
            ("status", "phase", false),
            ("Synlighet", "visibility", true),
            ("tema", "themes", true),
        ] {
            assert_eq!(key("Project", name, &known), Some((found.to_owned(), is_certain)), "{name}");
        }
        assert_eq!(key("Project", "hund", &known), None);
    }

    #[test]
    fn words_are_found_by_their_names_in_any_language() {
        let word = |choice, name, allowed: &[&str]| {
            word_meant(choice, name, allowed).map(|meant| (meant.word, meant.is_certain))
        };
        for (choice, name, allowed, found) in [
            ("Visibility", "intern", &["public", "internal"][..], "internal"),
            ("Strength", "Sterk", &["strong", "weak"], "strong"),
            ("Joined", "sammen med", &["and", "together-with"], "together-with"),
            ("Language", "bokmål", &["nb", "nn"], "nb"),
            ("OrganisationKind", "kommune", &["county", "municipality"], "municipality"),
        ] {
            assert_eq!(word(choice, name, allowed), Some((found.to_owned(), true)), "{name}");
        }
        assert_eq!(word("Visibility", "publik", &["public", "internal"]), Some(("public".to_owned(), false)));
    }
}
