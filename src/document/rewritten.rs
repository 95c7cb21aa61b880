//! Writes a value of the wrong kind as its key takes it, from the table of shapes.

use super::{
    item_signs::SIGNS,
    node::{Node, Value},
    scalar::written,
    scalar_key::key_for,
    shape::{RecordShape, Shape, Shapes},
    value_kind::YamlKind,
};
use crate::date::Date;

/// What stands for the part that only the author knows.
pub const MISSING: &str = "…";

/// Holds a value as it should be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// The value, in YAML on one line; `…` stands for what is missing.
    pub text: String,
    /// Whether nothing else can be meant.
    pub is_certain: bool,
}

impl Rewritten {
    fn sure(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_certain: true }
    }

    fn likely(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_certain: false }
    }

    /// Returns whether the author must add something.
    #[must_use]
    pub fn has_gaps(&self) -> bool {
        self.text.contains(MISSING)
    }
}

/// Returns how a value should be written to have a shape, or an example of the shape; none for a single word, of which
/// no example helps.
pub fn rewritten(node: &Node<'_>, shape: &Shape, shapes: &Shapes) -> Option<Rewritten> {
    /// A longer value makes no remedy that people read.
    const LONGEST: usize = 200;
    let found = reshaped(node, shape, shapes).filter(|found| found.text.len() <= LONGEST);
    found.or_else(|| example(shape, shapes).map(Rewritten::likely))
}

fn reshaped(node: &Node<'_>, shape: &Shape, shapes: &Shapes) -> Option<Rewritten> {
    match shape {
        Shape::List(item) => list(node, item, shapes),
        Shape::OneOrMany(item) => reshaped(node, item, shapes),
        Shape::Map(item) => map(node, item, shapes),
        Shape::Record(name) => record(node, shapes.records.get(name)?),
        single => scalar(node, single),
    }
}

/// Writes a value where a single word, number or text is taken.
fn scalar(node: &Node<'_>, shape: &Shape) -> Option<Rewritten> {
    match &node.value {
        Value::Scalar { text, plain } => one_word(text, *plain, node.kind(), shape),
        Value::List(items) => match (&items[..], shape) {
            ([item], _) => bare(item),
            (_, Shape::Text | Shape::Words) => {
                let words: Option<Vec<&str>> = items.iter().map(Node::scalar).collect();
                words.filter(|words| !words.is_empty()).map(|words| Rewritten::likely(written(&words.join(", "))))
            }
            _ => None,
        },
        Value::Mapping(entries) => match &entries[..] {
            [(_, value)] => bare(value),
            _ => None,
        },
    }
}

/// Returns the only value of a list or a mapping.
fn bare(value: &Node<'_>) -> Option<Rewritten> {
    let text = value.scalar().filter(|text| !text.is_empty())?;
    Some(Rewritten::likely(if value.kind() == YamlKind::Text { written(text) } else { text.to_owned() }))
}

fn one_word(text: &str, plain: bool, kind: YamlKind, shape: &Shape) -> Option<Rewritten> {
    let text = text.trim();
    match shape {
        Shape::Boolean => match text.to_lowercase().as_str() {
            "ja" | "yes" | "sant" | "sann" | "true" => Some(Rewritten::sure("true")),
            "nei" | "no" | "usant" | "usann" | "false" => Some(Rewritten::sure("false")),
            _ => None,
        },
        Shape::Whole | Shape::Year => {
            let is_number =
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u32>().is_ok();
            (is_number && !plain).then(|| Rewritten::sure(text))
        }
        Shape::Number => {
            let number = text.replace(',', ".");
            let is_number =
                number.parse::<f64>().is_ok_and(f64::is_finite) && number.starts_with(|c: char| c.is_ascii_digit());
            (is_number && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
                .then(|| Rewritten::sure(number))
        }
        Shape::Text | Shape::Words if kind != YamlKind::Text && !text.is_empty() => {
            Some(Rewritten { text: super::scalar::quoted(text), is_certain: kind == YamlKind::Number })
        }
        _ => None,
    }
}

fn list(node: &Node<'_>, item: &Shape, shapes: &Shapes) -> Option<Rewritten> {
    let wrapped = |items: Vec<String>| format!("[{}]", items.join(", "));
    match (&node.value, item) {
        (Value::Scalar { text, .. }, Shape::Record(name)) => {
            let record = shapes.records.get(name)?;
            if record.by_language {
                return Some(Rewritten::likely(wrapped(vec![written(text)])));
            }
            Some(Rewritten::likely(wrapped(vec![of_scalar(node, record)?])))
        }
        (Value::Scalar { text, .. }, _) => {
            let is_on_several_lines = (node.span.end - node.span.start) as usize > text.len() + 1;
            let parts = if text.starts_with('-') {
                text.split('-').map(str::trim).skip(1).collect()
            } else {
                short_parts(text)
            };
            if is_on_several_lines && !text.contains([',', ';', '-', '"', '\'', '\\']) {
                // Where the lines end is not known here.
                return Some(Rewritten::likely(wrapped(vec![MISSING.to_owned(), MISSING.to_owned()])));
            }
            let is_certain = parts.len() == 1
                && parts[0] == text.trim()
                && !text.contains([',', ';', '/'])
                && !text.contains(" og ");
            Some(Rewritten { text: wrapped(parts.into_iter().map(written).collect()), is_certain })
        }
        (Value::Mapping(entries), Shape::Record(name)) => {
            let record = shapes.records.get(name)?;
            let has = |name: Option<&str>| record.keys.iter().any(|(key, _)| Some(*key) == name);
            if entries.iter().all(|(key, _)| has(key.scalar())) {
                let text = wrapped(vec![flow(node)]);
                // As long as it was, it stands between braces on one line, without a comment.
                let is_certain = text.len() == (node.span.end - node.span.start) as usize + 2;
                return Some(Rewritten { text, is_certain });
            }
            let items: Option<Vec<String>> = entries.iter().map(|(key, value)| of_entry(key, value, record)).collect();
            items.map(|items| Rewritten::likely(wrapped(items)))
        }
        (Value::Mapping(entries), _) => {
            let items: Option<Vec<String>> = entries.iter().map(|(_, value)| value.scalar().map(written)).collect();
            items.map(|items| Rewritten::likely(wrapped(items)))
        }
        (Value::List(_), _) => None,
    }
}

/// Splits a text at commas and semicolons if each part is so short that it is an item of its own, not a sentence.
fn short_parts(text: &str) -> Vec<&str> {
    // What people write around or before items is no part of them.
    let bare = text.trim().trim_matches(['[', ']', '(', ')']).trim_start_matches(SIGNS).trim();
    let parts: Vec<&str> = bare.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_item = |part: &&str| !part.is_empty() && part.split_whitespace().count() <= 3;
    if !parts.is_empty() && parts.iter().all(is_item) && !text.ends_with('.') { parts } else { vec![text.trim()] }
}

/// Writes `diagnose: 2020-02` as `{phase: diagnose, on: 2020-02}`.
fn of_entry(key: &Node<'_>, value: &Node<'_>, record: &RecordShape) -> Option<String> {
    let first = record.keys.first()?.0;
    let own = key_for(value.scalar()?, value.kind(), record)?;
    let key = written(key.scalar()?);
    (own != first).then(|| format!("{{{first}: {key}, {own}: {}}}", flow(value)))
}

fn map(node: &Node<'_>, item: &Shape, shapes: &Shapes) -> Option<Rewritten> {
    match &node.value {
        Value::Scalar { .. } => match item {
            Shape::Record(name) => {
                let within = of_scalar(node, shapes.records.get(name)?)?;
                Some(Rewritten::likely(format!("{{{MISSING}: {within}}}")))
            }
            Shape::List(_) => None,
            _ => Some(Rewritten::likely(format!("{{{MISSING}: {}}}", flow(node)))),
        },
        Value::List(_) => merged(node),
        Value::Mapping(_) => None,
    }
}

fn record(node: &Node<'_>, record: &RecordShape) -> Option<Rewritten> {
    match &node.value {
        Value::Scalar { .. } => of_scalar(node, record).map(Rewritten::likely),
        Value::List(items) => match &items[..] {
            [item @ Node { value: Value::Scalar { .. }, .. }] => of_scalar(item, record).map(Rewritten::likely),
            _ => merged(node),
        },
        Value::Mapping(_) => None,
    }
}

/// Writes a list of mappings without a common key as one mapping.
fn merged(node: &Node<'_>) -> Option<Rewritten> {
    let Value::List(items) = &node.value else { return None };
    let mut all: Vec<(&str, String)> = Vec::new();
    for item in items {
        let Value::Mapping(entries) = &item.value else { return None };
        for (key, value) in entries {
            let key = key.scalar()?;
            if all.iter().any(|(known, _)| *known == key) {
                return None;
            }
            all.push((key, flow(value)));
        }
    }
    let entries: Vec<String> = all.into_iter().map(|(key, value)| format!("{}: {value}", written(key))).collect();
    (!entries.is_empty()).then(|| Rewritten::likely(format!("{{{}}}", entries.join(", "))))
}

/// Writes a word or number as the value of the key of a record that it fits.
fn of_scalar(node: &Node<'_>, record: &RecordShape) -> Option<String> {
    let key = key_for(node.scalar()?, node.kind(), record)?;
    let (first, _) = record.keys.first()?;
    // A date or an address alone says nothing; what it is the date or the address of comes first.
    let needs_first = matches!(key, "on" | "until" | "url" | "project") && key != *first;
    let before = if needs_first { format!("{first}: {MISSING}, ") } else { String::new() };
    Some(format!("{{{before}{key}: {}}}", flow(node)))
}

/// Writes a value on one line.
fn flow(node: &Node<'_>) -> String {
    match &node.value {
        Value::Scalar { text, plain: true } if node.kind() != YamlKind::Text || Date::parse(text).is_some() => {
            text.clone().into_owned()
        }
        Value::Scalar { text, .. } => written(text),
        Value::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Mapping(entries) => {
            let entry = |(key, value): &(Node<'_>, Node<'_>)| format!("{}: {}", flow(key), flow(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Returns an example of a shape with its first keys.
fn example(shape: &Shape, shapes: &Shapes) -> Option<String> {
    const SHOWN: usize = 2;
    match shape {
        Shape::List(item) => Some(format!("[{}]", example(item, shapes).unwrap_or_else(|| MISSING.to_owned()))),
        Shape::OneOrMany(item) => example(item, shapes),
        Shape::Map(item) => {
            Some(format!("{{{MISSING}: {}}}", example(item, shapes).unwrap_or_else(|| MISSING.to_owned())))
        }
        Shape::Record(name) => {
            let keys = &shapes.records.get(name)?.keys;
            let entries: Vec<String> = keys.iter().take(SHOWN).map(|(key, _)| format!("{key}: {MISSING}")).collect();
            Some(format!("{{{}}}", entries.join(", ")))
        }
        _ => None,
    }
}

/// Returns a line of a file that has a shape.
#[must_use]
pub fn example_line(shape: &Shape, shapes: &Shapes) -> String {
    let line = |record: &RecordShape| record.keys.first().map(|(key, _)| format!("{key}: {MISSING}"));
    match shape {
        Shape::Record(name) => shapes.records.get(name).and_then(line),
        Shape::Map(item) => example(item, shapes).map(|item| format!("id: {item}")),
        _ => None,
    }
    .unwrap_or_else(|| format!("title: {MISSING}"))
}
