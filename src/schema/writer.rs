//! What writes the schema of one kind of file.

use crate::{document::Shapes, language::Language, texts::Texts};
use serde_json::{Map, Value, json};

/// Writes the parts of a schema.
pub struct SchemaWriter<'a> {
    pub(super) texts: &'a Texts,
    pub(super) shapes: &'a Shapes,
}

impl SchemaWriter<'_> {
    /// Adds a title and a description.
    pub(super) fn describe(&self, schema: &mut Map<String, Value>, key: &str) {
        schema.insert("title".into(), json!(self.texts.named(key)));
        if let Some(about) = self.texts.find(&format!("{key}.about")) {
            schema.insert("description".into(), json!(about));
        }
    }

    /// Returns the codes of the languages with their names.
    pub(super) fn languages(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let name = |language: Language| self.texts.find(&format!("value.language.{}", language.code()));
        Language::all().map(move |language| (language.code(), name(language).unwrap_or(language.code())))
    }
}
