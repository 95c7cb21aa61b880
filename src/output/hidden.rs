//! The numbers of people masked in what is printed whole, since they may stand in titles, names and paths as well.

use std::borrow::Cow;

use serde_json::Value;

use crate::wording::identity::masked;

/// Masks the national identity numbers in a Markdown text, so that the asterisks stay asterisks.
#[must_use]
pub fn hidden_in_markdown(text: &str) -> Cow<'_, str> {
    let Cow::Owned(hidden) = masked(text) else { return Cow::Borrowed(text) };
    // Masking keeps every place.
    let pairs = text.chars().zip(hidden.chars());
    Cow::Owned(pairs.flat_map(|(was, is)| [(was != is).then_some('\\'), Some(is)].into_iter().flatten()).collect())
}

/// Masks the national identity numbers in the texts and keys of a JSON document; amounts are no numbers of people.
#[must_use]
pub fn hidden_in_json(json: &str) -> Cow<'_, str> {
    if matches!(masked(json), Cow::Borrowed(_)) {
        return Cow::Borrowed(json);
    }
    let value = serde_json::from_str::<Value>(json).map(|value| hidden(&value));
    let text = value.and_then(|value| serde_json::to_string_pretty(&value));
    // A document of the program's own is always one; were it not, nobody's number would be shown all the same.
    text.map_or_else(|_| masked(json), |text| Cow::Owned(text + "\n"))
}

fn hidden(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(masked(text).into_owned()),
        Value::Array(items) => items.iter().map(hidden).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (masked(key).into_owned(), hidden(value))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_hidden_wherever_they_stand() {
        assert_eq!(hidden_in_markdown("- Å 02829012041!"), "- Å 02\\*\\*\\*\\*\\*\\*\\*\\*\\*!");
        let json = "{\"a 02829012041\": [\"02829012041\", 2829012041, true, null]}";
        let expected =
            "{\n  \"a 02*********\": [\n    \"02*********\",\n    2829012041,\n    true,\n    null\n  ]\n}\n";
        assert_eq!(hidden_in_json(json), expected);
        assert_eq!((hidden_in_json("{}"), hidden_in_markdown("*a*")), ("{}".into(), "*a*".into()));
    }
}
