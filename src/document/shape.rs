//! Describes the format of files as data, from which the schemas for editors are generated.

use std::collections::BTreeMap;

/// Says what kind of value a key takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A text of one or more lines.
    Text,
    /// A text, or texts by language code.
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
    /// A date, which may be only a year, or a year and a month.
    Date,
    /// One of some words; the name of the choice, and the words.
    Choice(&'static str, Vec<&'static str>),
    /// A record, by its name in [`Shapes`].
    Record(&'static str),
    /// A list of such values.
    List(Box<Shape>),
    /// One such value, or a list of them.
    OneOrMany(Box<Shape>),
    /// A mapping from free keys to such values.
    Map(Box<Shape>),
}

/// Describes a record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordShape {
    /// Its keys in the order of the documentation, with their shapes.
    pub keys: Vec<(&'static str, Shape)>,
    /// The key whose value may be written instead of the whole record.
    pub short: Option<&'static str>,
    /// Whether a mapping without that key is a text by language.
    pub by_language: bool,
}

/// Collects the records that a type contains.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shapes {
    /// The records by name.
    pub records: BTreeMap<&'static str, RecordShape>,
}

impl Shapes {
    /// Adds a record by name, unless it is there already; records may contain themselves.
    pub fn record(&mut self, name: &'static str, make: impl FnOnce(&mut Self) -> RecordShape) -> Shape {
        if !self.records.contains_key(name) {
            self.records.insert(name, RecordShape::default());
            let record = make(self);
            self.records.insert(name, record);
        }
        Shape::Record(name)
    }
}

/// Returns the name of a type in the form of text keys: `OrganisationKind` becomes `organisation-kind`.
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
