//! Reduces texts in several languages to one language.

use serde_json::Value;

use crate::language::Language;

/// Replaces every mapping of languages by the text of one language; if it is missing, by bokmål or the first.
pub fn localise(value: Value, language: Language) -> Value {
    match value {
        Value::Object(map) if !map.is_empty() && map.keys().all(|key| Language::from_code(key).is_some()) => {
            let of = |language: Language| map.get(language.code()).cloned();
            let found = of(language).or_else(|| of(Language::BOKMAAL)).or_else(|| map.values().next().cloned());
            found.unwrap_or_default()
        }
        Value::Object(map) => map.into_iter().map(|(key, value)| (key, localise(value, language))).collect(),
        Value::Array(items) => items.into_iter().map(|item| localise(item, language)).collect(),
        value => value,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_language_is_left() {
        let value = json!({"name": {"nb": "ikke", "nn": "ikkje"}, "points": [{"en": "only"}], "empty": {}});
        let nynorsk = Language::from_code("nn").unwrap();
        assert_eq!(localise(value, nynorsk), json!({"name": "ikkje", "points": ["only"], "empty": {}}));
    }
}
