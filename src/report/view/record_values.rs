//! Converts records of the model to values for templates: with every key, the language of each text, and the names of
//! organisations.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::parties::PartyNames;
use crate::{
    document::{FromYaml, Shape, Shapes},
    language::Language,
};

/// Converts records of one type.
pub struct RecordValues<'a> {
    names: PartyNames<'a>,
    shapes: Shapes,
    root: Shape,
    /// The language of plain strings.
    context: Language,
}

impl<'a> RecordValues<'a> {
    /// Prepares for records of a type; their plain strings are in the language `context`.
    pub fn of<T: FromYaml>(names: PartyNames<'a>, context: Language) -> Self {
        let mut shapes = Shapes::default();
        let root = T::shape(&mut shapes);
        Self { names, shapes, root, context }
    }

    /// Returns a record with every key; an unknown value is `null` or an empty list.
    pub fn record<T: Serialize>(&self, record: &T) -> Value {
        // A record of texts, numbers and lists can always be written as JSON.
        self.full(&self.root, Some(&serde_json::to_value(record).unwrap_or_default()))
    }

    fn full(&self, shape: &Shape, value: Option<&Value>) -> Value {
        let value = value.filter(|value| !value.is_null());
        match (shape, value) {
            (Shape::List(of) | Shape::OneOrMany(of), Some(Value::Array(items))) => {
                items.iter().map(|item| self.full(of, Some(item))).collect()
            }
            (Shape::List(_) | Shape::OneOrMany(_), None) => json!([]),
            (Shape::OneOrMany(of), Some(one)) => json!([self.full(of, Some(one))]),
            (Shape::Map(of), Some(Value::Object(map))) => {
                map.iter().map(|(key, value)| (key.clone(), self.full(of, Some(value)))).collect()
            }
            (Shape::Map(_), None) => json!({}),
            (Shape::Words, Some(text)) => self.words(text),
            (Shape::Record(name), Some(value)) => self.fields(name, value),
            (_, Some(value)) => value.clone(),
            (_, None) => Value::Null,
        }
    }

    fn fields(&self, name: &str, value: &Value) -> Value {
        let Some(shape) = self.shapes.records.get(name) else { return value.clone() };
        let is_short = |key: &str| match value {
            Value::Object(map) => shape.by_language && !map.contains_key(key),
            _ => true,
        };
        let short = shape.short.filter(|key| is_short(key));
        let mut fields = Map::new();
        for (key, of) in &shape.keys {
            let given = if short == Some(*key) { Some(value) } else { value.get(*key).filter(|_| short.is_none()) };
            fields.insert((*key).to_owned(), self.full(of, given));
        }
        if let Some(id) = fields.get("organisation").and_then(Value::as_str) {
            let name = self.names.plain(id);
            fields.insert("organisation_name".into(), json!(name));
        } else if fields.contains_key("organisation") {
            fields.insert("organisation_name".into(), Value::Null);
        }
        Value::Object(fields)
    }

    /// Returns a text in the document's language, otherwise in bokmål, otherwise in its first language.
    fn words(&self, text: &Value) -> Value {
        let wanted = self.names.texts.language();
        let (text, language) = match text {
            Value::Object(map) => {
                let of = |language: Language| Some((map.get(language.code())?, language));
                let first = || map.iter().find_map(|(code, text)| Some((text, Language::from_code(code)?)));
                match of(wanted).or_else(|| of(Language::BOKMAAL)).or_else(first) {
                    Some((text, language)) => (text.clone(), language),
                    None => return Value::Null,
                }
            }
            text => (text.clone(), self.context),
        };
        json!({"text": text, "lang": (language != wanted).then_some(language.code())})
    }
}
