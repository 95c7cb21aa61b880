//! Finds the key of a record that a single value was probably meant for.

use super::{
    shape::{RecordShape, Shape},
    value_kind::YamlKind,
};
use crate::date::Date;

/// Returns the key of a record that a word or number fits: an address `url`, a date the first date, a number the first
/// amount, a text the first text.
pub fn key_for(text: &str, kind: YamlKind, record: &RecordShape) -> Option<&'static str> {
    let text = text.trim();
    let has = |name: &str| record.keys.iter().map(|(key, _)| *key).find(|key| *key == name);
    let of = |fits: fn(&Shape) -> bool| record.keys.iter().find(|(_, shape)| fits(shape)).map(|(key, _)| *key);
    let named = if is_address(text) {
        has("url")
    } else if text.contains('@') && !text.contains(' ') {
        has("email")
    } else if is_project_id(text) {
        has("project")
    } else if is_file_name(text) {
        has("file").or_else(|| has("document"))
    } else {
        None
    };
    let by_kind = || match kind {
        YamlKind::Boolean => of(|shape| *shape == Shape::Boolean),
        _ if Date::parse(text).is_some() => of(|shape| matches!(shape, Shape::Kroner))
            .filter(|_| kind == YamlKind::Number)
            .or_else(|| of(|shape| *shape == Shape::Date)),
        YamlKind::Number => of(|shape| matches!(shape, Shape::Kroner | Shape::Whole | Shape::Number | Shape::Year)),
        _ => None,
    };
    let by_text = || {
        let takes_text = |key: &str| record.keys.iter().any(|(known, shape)| *known == key && is_text(shape));
        let main = ["text", "title", "name"].into_iter().find(|key| takes_text(key)).and_then(has);
        let first = || {
            let texts =
                record.keys.iter().filter(|(key, shape)| is_text(shape) && !["id", "number", "kind"].contains(key));
            texts.map(|(key, _)| *key).next()
        };
        record.short.and_then(has).or(main).or_else(first).filter(|_| kind == YamlKind::Text)
    };
    named.or_else(by_kind).or_else(by_text)
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Words)
}

fn is_address(text: &str) -> bool {
    ["https://", "http://", "www."].iter().any(|start| text.starts_with(start))
}

fn is_project_id(text: &str) -> bool {
    text.split_once('/').is_some_and(|(year, slug)| {
        year.len() == 4
            && year.bytes().all(|byte| byte.is_ascii_digit())
            && slug.starts_with(|c: char| c.is_ascii_lowercase())
    })
}

fn is_file_name(text: &str) -> bool {
    let ending = text.rsplit_once('.').map(|(_, ending)| ending);
    !text.contains(' ')
        && ending
            .is_some_and(|ending| matches!(ending.len(), 2..=4) && ending.bytes().all(|b| b.is_ascii_alphanumeric()))
}
