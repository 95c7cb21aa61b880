//! Masks national identity numbers in output, since they may be in titles, names and paths as well.

use std::borrow::Cow;

use serde_json::Value;

use crate::wording::identity_number::masked;

/// The form of a text that is printed, which decides how numbers are masked and harmful characters are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// One JSON document.
    Json,
    /// A JSON document on each line.
    JsonLines,
    /// One YAML document.
    Yaml,
    /// A web page.
    Html,
    /// Commands of the program to a CI log.
    Commands,
}

/// Masks the national identity numbers in a text; all output of portfolio data uses this function.
#[must_use]
pub fn mask_numbers(form: Form, text: &str) -> Cow<'_, str> {
    match form {
        Form::Text | Form::Html | Form::Commands => masked(text),
        Form::Markdown => mask_in_markdown(text),
        Form::Json => mask_in_json(text),
        Form::JsonLines => mask_in_lines(text),
        Form::Yaml => mask_in_yaml(text),
    }
}

/// Masks the numbers in Markdown, with escaped asterisks.
fn mask_in_markdown(text: &str) -> Cow<'_, str> {
    let Cow::Owned(hidden) = masked(text) else { return Cow::Borrowed(text) };
    // Masking does not change the position of bytes.
    let mut out = String::with_capacity(hidden.len() + 16);
    for (at, c) in hidden.char_indices() {
        let is_mask = c == '*' && text.as_bytes().get(at) != Some(&b'*');
        out.extend(is_mask.then_some('\\'));
        out.push(c);
    }
    Cow::Owned(out)
}

/// Masks the numbers in the texts and keys of a JSON document, but not in its numbers, which are amounts.
fn mask_in_json(json: &str) -> Cow<'_, str> {
    if matches!(masked(json), Cow::Borrowed(_)) {
        return Cow::Borrowed(json);
    }
    let value = serde_json::from_str::<Value>(json).map(|value| without_numbers(&value));
    let text = value.and_then(|value| serde_json::to_string_pretty(&value));
    // The program always writes valid JSON; if it did not, the numbers would still be masked.
    text.map_or_else(|_| masked(json), |text| Cow::Owned(text + "\n"))
}

fn mask_in_lines(lines: &str) -> Cow<'_, str> {
    if matches!(masked(lines), Cow::Borrowed(_)) {
        return Cow::Borrowed(lines);
    }
    let hidden = |line: &str| {
        let value = serde_json::from_str::<Value>(line).map(|value| without_numbers(&value).to_string());
        value.unwrap_or_else(|_| masked(line).into_owned()) + "\n"
    };
    Cow::Owned(lines.lines().map(hidden).collect())
}

fn mask_in_yaml(yaml: &str) -> Cow<'_, str> {
    if matches!(masked(yaml), Cow::Borrowed(_)) {
        return Cow::Borrowed(yaml);
    }
    // All YAML of the program can be read as JSON values.
    let value = serde_yaml::from_str::<Value>(yaml).map(|value| without_numbers(&value));
    let text = value.and_then(|value| serde_yaml::to_string(&value));
    text.map_or_else(|_| masked(yaml), Cow::Owned)
}

fn without_numbers(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(masked(text).into_owned()),
        Value::Array(items) => items.iter().map(without_numbers).collect(),
        Value::Object(map) => {
            map.iter().map(|(key, value)| (masked(key).into_owned(), without_numbers(value))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_in_every_form() {
        assert_eq!(mask_in_markdown("- Å 02829012041!"), "- Å 02\\*\\*\\*\\*\\*\\*\\*\\*\\*!");
        let json = "{\"a 02829012041\": [\"02829012041\", 2829012041, true, null]}";
        let expected =
            "{\n  \"a 02*********\": [\n    \"02*********\",\n    2829012041,\n    true,\n    null\n  ]\n}\n";
        assert_eq!(mask_in_json(json), expected);
        assert_eq!((mask_in_json("{}"), mask_in_markdown("*a*")), ("{}".into(), "*a*".into()));
        assert_eq!(mask_in_markdown("**028290**\\-12041"), "**02\\*\\*\\*\\***\\-\\*\\*\\*\\*\\*");
        assert_eq!(
            mask_in_lines("{\"a\":\"02829012041\"}\n{\"b\":2829012041}\n"),
            "{\"a\":\"02*********\"}\n{\"b\":2829012041}\n"
        );
        assert_eq!(mask_in_yaml("- a: 028290 12041\n  b: 15490810150\n"), "- a: 02**** *****\n  b: 15490810150\n");
    }
}
