//! What the model expects in a file, as data: the base of the schemas for editors.

use std::collections::BTreeMap;

/// Says what kind of value a key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text in one line or several.
    Text,
    /// A text, or a mapping from language codes to texts.
    Words,
    /// The code of a language.
    Language,
    /// `true` or `false`.
    Boolean,
    /// A whole number, never negative.
    Whole,
    /// A year.
    Year,
    /// A number.
    Number,
    /// An amount in whole kroner.
    Kroner,
    /// A date that may know only its year, or only its year and month.
    Date,
    /// One of a few words; the name of the choice, and the words.
    Choice(&'static str, Vec<&'static str>),
    /// A mapping; its name among the records.
    Record(&'static str),
    /// A list of such values.
    List(Box<Shape>),
    /// One such value, or a list of them.
    OneOrMany(Box<Shape>),
    /// A mapping from names that the writer chooses to such values.
    Map(Box<Shape>),
}

/// Holds what a record looks like.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordShape {
    /// Its keys in the order of the documentation, each with what it takes.
    pub keys: Vec<(&'static str, Shape)>,
    /// The key whose value alone may stand for the whole record.
    pub short: Option<&'static str>,
    /// Whether a mapping without that key is its text by language.
    pub by_language: bool,
}

/// Collects the records that are met on the way through a type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shapes {
    /// The records by name.
    pub records: BTreeMap<&'static str, RecordShape>,
}

impl Shapes {
    /// Adds a record under its name, unless it is there; records may hold themselves.
    pub fn record(&mut self, name: &'static str, make: impl FnOnce(&mut Self) -> RecordShape) -> Shape {
        if !self.records.contains_key(name) {
            self.records.insert(name, RecordShape::default());
            let record = make(self);
            self.records.insert(name, record);
        }
        Shape::Record(name)
    }
}

/// Returns the name of a type as keys of texts write it: `OrganisationKind` becomes `organisation-kind`.
#[must_use]
pub fn key_of(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !key.is_empty() {
            key.push('-');
        }
        key.push(c.to_ascii_lowercase());
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_types_become_keys() {
        assert_eq!(key_of("OrganisationKind"), "organisation-kind");
        assert_eq!(key_of("Party"), "party");
    }
}
