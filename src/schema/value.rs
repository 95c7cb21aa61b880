//! Values of the model as JSON Schema.

use serde_json::{Map, Value, json};

use super::writer::SchemaWriter;
use crate::{
    document::{Shape, shape::key_of},
    key,
    model::Kroner,
    number_format::Formats,
    texts::Key,
};

/// The name of the definition of a text that may be given by language.
pub const WORDS: &str = "words";

/// A year, a year and month, or a day; it accepts 29 February in all years.
const DATE: &str = "^(19[0-9]{2}|2[01][0-9]{2}|2200)(-((0[1-9]|1[0-2])|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9])))?$";

/// Lower-case ASCII words with single hyphens between them, as in `is_slug`.
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

impl SchemaWriter<'_> {
    /// Returns the schema of a value; `empty` allows an empty value.
    pub fn value(&self, shape: &Shape, empty: bool) -> Map<String, Value> {
        let of = |kind: &str, more: Value| {
            let kind = if empty { json!([kind, "null"]) } else { json!(kind) };
            with(kind, more)
        };
        let says = |key: Key| self.texts.get(key).to_owned();
        match shape {
            Shape::Text => of("string", json!({"errorMessage": says(key!("schema.text"))})),
            Shape::Words if empty => reference(WORDS),
            Shape::Words => narrowed(json!(["string", "object"]), WORDS),
            Shape::Boolean => of("boolean", json!({"errorMessage": says(key!("schema.boolean"))})),
            Shape::Whole => {
                of("integer", json!({"minimum": 0, "maximum": u32::MAX, "errorMessage": says(key!("schema.whole"))}))
            }
            Shape::Year => {
                of("integer", json!({"minimum": 1900, "maximum": 2999, "errorMessage": says(key!("schema.year"))}))
            }
            Shape::Number => of("number", json!({"errorMessage": says(key!("schema.number"))})),
            Shape::Kroner => of(
                "integer",
                json!({"minimum": 0, "maximum": Kroner::MOST, "errorMessage": says(key!("schema.amount"))}),
            ),
            Shape::Date => self.date(empty),
            Shape::Language => {
                let words = self.languages().map(|(code, name)| (code, name.to_owned()));
                self.choice(words.collect(), empty)
            }
            Shape::Choice(name, words) => {
                let about = |word: &&'static str| (*word, self.about_word(name, word));
                self.choice(words.iter().map(about).collect(), empty)
            }
            Shape::Record(name) => self.reference_to(name, empty),
            Shape::List(item) => {
                of("array", json!({"items": self.value(item, false), "errorMessage": says(key!("schema.list"))}))
            }
            Shape::OneOrMany(item) => {
                let list = json!({"type": "array", "items": self.value(item, false)});
                Map::from_iter([("anyOf".to_owned(), json!([self.value(item, empty), list]))])
            }
            Shape::Map(item) => {
                let names = json!({"pattern": SLUG, "patternErrorMessage": says(key!("schema.id"))});
                with(
                    json!(["object", "null"]),
                    json!({"propertyNames": names, "additionalProperties": self.value(item, false)}),
                )
            }
        }
    }

    /// Returns the schema of a text that may be given by language.
    pub fn words(&self) -> Map<String, Value> {
        let one = self.value(&Shape::Text, false);
        let wordings: Map<_, _> = self
            .languages()
            .map(|(code, name)| {
                let mut wording =
                    Map::from_iter([("title".to_owned(), json!(name)), ("description".to_owned(), json!(name))]);
                wording.extend(one.clone());
                (code.to_owned(), Value::Object(wording))
            })
            .collect();
        let codes: Vec<_> = wordings.keys().cloned().collect();
        let listed = Formats::of(self.texts.language()).and(&codes);
        let says = self.texts.fill(key!("schema.words"), &[("languages", listed)]);
        let plain = with(json!(["string", "null"]), json!({"errorMessage": says}));
        let by_language =
            with(json!("object"), json!({"additionalProperties": false, "errorMessage": says, "properties": wordings}));
        Map::from_iter([("anyOf".to_owned(), json!([plain, by_language]))])
    }

    /// Returns the schema of a date; YAML reads a year alone as a number.
    fn date(&self, empty: bool) -> Map<String, Value> {
        let mut kinds = vec!["string", "integer"];
        kinds.extend(empty.then_some("null"));
        let says = self.texts.get(key!("schema.date"));
        with(json!(kinds), json!({"pattern": DATE, "minimum": 1900, "maximum": 2200, "errorMessage": says}))
    }

    fn choice(&self, words: Vec<(&str, String)>, empty: bool) -> Map<String, Value> {
        let (words, about): (Vec<_>, Vec<_>) = words.into_iter().map(|(word, about)| (word.to_owned(), about)).unzip();
        let listed = Formats::of(self.texts.language()).or(&words);
        let says = self.texts.fill(key!("schema.choice"), &[("allowed", listed)]);
        let one = with(json!("string"), json!({"enum": words, "enumDescriptions": about, "errorMessage": says}));
        if empty { Map::from_iter([("anyOf".to_owned(), json!([one, {"type": "null"}]))]) } else { one }
    }

    /// Returns the name of a word of a choice, and its meaning if there is a text for it.
    fn about_word(&self, choice: &str, word: &str) -> String {
        let key = format!("value.{}.{word}", key_of(choice));
        let name = self.texts.named(&key).to_owned();
        self.texts.find(&format!("{key}.about")).map_or(name.clone(), |about| format!("{name}. {about}"))
    }

    fn reference_to(&self, record: &str, empty: bool) -> Map<String, Value> {
        let (key, shape) = (key_of(record), self.shapes.records.get(record));
        match shape {
            Some(record) if record.by_language && !empty => narrowed(json!(["string", "object"]), &key),
            // A record with a short form reads an empty value as a record without content.
            Some(record) if record.short.is_some() => reference(&key),
            _ if empty => reference(&key),
            _ => narrowed(json!("object"), &key),
        }
    }
}

fn with(kind: Value, more: Value) -> Map<String, Value> {
    let mut schema = Map::from_iter([("type".to_owned(), kind)]);
    if let Value::Object(more) = more {
        schema.extend(more);
    }
    schema
}

fn reference(definition: &str) -> Map<String, Value> {
    Map::from_iter([("$ref".to_owned(), json!(format!("#/definitions/{definition}")))])
}

/// Returns a reference to a definition that allows an empty value, for a place that does not.
fn narrowed(kind: Value, definition: &str) -> Map<String, Value> {
    with(kind, json!({"allOf": [reference(definition)]}))
}
