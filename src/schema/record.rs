//! Records of the model as JSON Schema: an object with known keys, each with its title and description.

use serde_json::{Map, Value, json};

use super::writer::SchemaWriter;
use crate::{
    document::{Choice, Shape, shape::key_of},
    key,
    model::Level,
    number_format::Formats,
    rules,
    texts::Key,
};

/// Returns the key of a record's texts.
pub fn key(record: &str) -> String {
    format!("key.{}", key_of(record))
}

impl SchemaWriter<'_> {
    /// Returns the schema of a record: its keys, or the one value that may replace it.
    pub fn record(&self, name: &str) -> Map<String, Value> {
        let record = self.shapes.records.get(name).cloned().unwrap_or_default();
        let mut object = self.object(name);
        let short = record.keys.iter().find(|(key, _)| Some(*key) == record.short);
        let Some((key, shape)) = short else {
            // An empty value means unknown; places that do not allow it are narrowed.
            object.insert("type".into(), json!(["object", "null"]));
            return object;
        };
        // In a list of points, a mapping without the key of the text is the text by language.
        let mut alone = match shape {
            Shape::Words if !record.by_language => self.value(&Shape::Text, true),
            other => self.value(other, true),
        };
        if record.by_language {
            object.insert("required".into(), json!([key]));
        }
        if let Some(says) = alone.get_mut("errorMessage") {
            *says = self.keys_message(key!("schema.short"), name).into();
        }
        Map::from_iter([("anyOf".to_owned(), json!([alone, object]))])
    }

    /// Returns the message of the editor for an unknown key, and for a value that is not a mapping.
    fn keys_message(&self, text: Key, record: &str) -> String {
        let keys = self.shapes.records.get(record).map(|record| record.keys.as_slice()).unwrap_or_default();
        let keys: Vec<_> = keys.iter().map(|(key, _)| (*key).to_owned()).collect();
        self.texts.fill(text, &[("keys", Formats::of(self.texts.language()).and(&keys))])
    }

    fn object(&self, name: &str) -> Map<String, Value> {
        let keys = self.shapes.records.get(name).map(|record| record.keys.as_slice()).unwrap_or_default();
        let mut properties = Map::new();
        for (key, shape) in keys {
            let texts = format!("{}.{key}", self::key(name));
            let mut property = Map::new();
            self.describe(&mut property, &texts);
            property.extend(match (name, *key) {
                ("Settings", "rules") => self.rules(),
                _ => self.value(shape, true),
            });
            self.describe_alternatives(&mut property);
            properties.insert((*key).to_owned(), property.into());
        }
        Map::from_iter([
            ("type".to_owned(), json!("object")),
            ("additionalProperties".to_owned(), json!(false)),
            ("errorMessage".to_owned(), json!(self.keys_message(key!("schema.keys"), name))),
            ("properties".to_owned(), properties.into()),
        ])
    }

    /// Returns the schema of the rules by name.
    fn rules(&self) -> Map<String, Value> {
        let words = Shape::Choice("Level", Level::ALL.iter().map(|(word, _)| *word).collect());
        let mut properties = Map::new();
        for rule in rules::ALL {
            let mut property = Map::new();
            let about = self.texts.named(&format!("rule.{}.about", rule.name)).to_owned();
            property.insert("title".into(), json!(rule.name));
            property.insert("description".into(), json!(format!("{}: {about}.", self.texts.get(key!("column.about")))));
            property.extend(self.value(&words, false));
            properties.insert(rule.name.to_owned(), property.into());
        }
        Map::from_iter([
            ("type".to_owned(), json!(["object", "null"])),
            ("additionalProperties".to_owned(), json!(false)),
            ("errorMessage".to_owned(), json!(self.texts.get(key!("schema.rule")))),
            ("properties".to_owned(), properties.into()),
        ])
    }

    /// Repeats the title of a key on its alternatives, and its description on the first.
    ///
    /// The editor shows the text of the matching alternative, and joins the texts if several match.
    #[expect(clippy::unused_self, reason = "belongs to what writes properties")]
    fn describe_alternatives(&self, property: &mut Map<String, Value>) {
        let [title, about] = ["title", "description"].map(|key| property.get(key).cloned());
        let Some(Value::Array(alternatives)) = property.get_mut("anyOf") else { return };
        for (at, alternative) in alternatives.iter_mut().filter_map(Value::as_object_mut).enumerate() {
            alternative.extend(title.clone().map(|title| ("title".to_owned(), title)));
            alternative.extend(about.clone().filter(|_| at == 0).map(|about| ("description".to_owned(), about)));
        }
    }
}
