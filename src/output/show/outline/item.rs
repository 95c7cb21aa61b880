//! Items of lists in an outline: on one line, with details below, or with a heading.

use serde_json::Value;

use super::{Outline, Record};
use crate::{document::Shape, key, report::engine::escape_markdown};

/// Keys that can name an item of a list, in the order of preference.
const HEADS: [&str; 12] =
    ["name", "title", "text", "theme", "organisation", "role", "benefit", "value", "key", "phase", "purpose", "note"];

impl Outline<'_> {
    /// Writes the value of a key, below its heading.
    pub fn items(&self, shape: &Shape, value: &Value, level: usize) -> String {
        match (shape, value) {
            (Shape::List(of) | Shape::OneOrMany(of), Value::Array(items)) => {
                // If one item of a list needs a heading, all items have one.
                let is_long = match &**of {
                    Shape::Record(name) => {
                        items.iter().filter_map(Value::as_object).any(|item| self.nested(name, item).len() > 2)
                    }
                    _ => false,
                };
                items.iter().map(|item| self.item(of, item, level, is_long)).collect()
            }
            (Shape::OneOrMany(of), item) => self.item(of, item, level, false),
            (Shape::Map(of), Value::Object(map)) => {
                let entry = |(key, value): (&String, &Value)| {
                    format!("- **{}:** {}\n", escape_markdown(key), self.fact("", "", of, value).unwrap_or_default())
                };
                map.iter().map(entry).collect()
            }
            (Shape::Record(name), Value::Object(map)) => self.record(name, map, (level + 1).min(6), &[]),
            (shape, value) => self.fact("", "", shape, value).map(|fact| fact + "\n").unwrap_or_default(),
        }
    }

    fn item(&self, shape: &Shape, value: &Value, level: usize, has_heading: bool) -> String {
        let (Shape::Record(name), Value::Object(map)) = (shape, value) else {
            let record = if let Shape::Record(name) = shape { name } else { "" };
            let short = self.short_key(record);
            let fact = self.fact(record, short, &Shape::Words, value).unwrap_or_default();
            return format!("- {fact}\n");
        };
        if has_heading {
            let head = self.head(name, map).unwrap_or_default();
            let heading = format!("\n{} {head}\n\n", "#".repeat((level + 1).min(6)));
            return heading + &self.record(name, map, (level + 2).min(6), &head_keys(name, map));
        }
        format!("- {}\n{}", self.line(name, map), self.below(name, map, level))
    }

    /// Writes the values that do not fit on an item's line as a list below it.
    fn below(&self, name: &str, map: &Record, level: usize) -> String {
        let mut out = String::new();
        for (key, shape) in self.nested(name, map) {
            let items = match (shape, &map[*key]) {
                (Shape::Record(inner), Value::Object(map)) => {
                    let line = self.line(inner, map);
                    let line = if line.is_empty() { line } else { format!("- {line}\n") };
                    line + &unindent(&self.below(inner, map, level + 1))
                }
                (shape, value) => self.items(shape, value, level + 1),
            };
            let items = items.trim_start_matches('\n');
            if matches!(*key, "points" | "values") {
                out += &indent(items, "  ");
            } else {
                out += &format!("  - {}:\n{}", self.title(name, key), indent(items, "    "));
            }
        }
        out
    }

    /// Returns the keys whose value needs more than one line.
    fn nested(&self, name: &str, map: &Record) -> Vec<&(&'static str, Shape)> {
        let is_nested = |(key, shape): &&(&'static str, Shape)| {
            map.get(*key).is_some_and(|value| self.fact(name, key, shape, value).is_none())
        };
        self.keys(name).iter().filter(is_nested).collect()
    }

    /// Returns the number or letter of an item, and its name.
    fn head(&self, name: &str, map: &Record) -> Option<String> {
        let text = |key: &str| {
            let shape = self.keys(name).iter().find(|(known, _)| *known == key).map(|(_, shape)| shape)?;
            map.get(key).and_then(|value| self.fact(name, key, shape, value))
        };
        let words: Vec<String> = head_keys(name, map).into_iter().filter_map(text).collect();
        let head = (!words.is_empty()).then(|| words.join(" "))?;
        Some(if name == "Quote" { self.names.texts.fill(key!("show.quote"), &[("text", head)]) } else { head })
    }

    /// Writes the short values of an item on one line: its name, values without a label, then the others.
    pub fn line(&self, name: &str, map: &Record) -> String {
        let heads = head_keys(name, map);
        let (mut plain, mut named) = (Vec::new(), Vec::new());
        if name == "Effort" {
            plain.push(format!("{}\u{a0}%", self.range(name, map)));
        }
        for (key, shape) in self.keys(name) {
            let is_said = heads.contains(key) || (*key == "id" && !heads.is_empty()) || *key == "inferred";
            let Some(value) = map.get(*key).filter(|_| !is_said) else { continue };
            let Some(fact) = self.fact(name, key, shape, value) else { continue };
            match *key {
                "from" | "to" if name == "Effort" => {}
                "summary" | "note" | "text" | "definition" | "reason" | "kind" | "publisher" | "published" | "url" => {
                    plain.push(fact);
                }
                "role" | "organisation" | "unit" if matches!(name, "Contact" | "Quote") => plain.push(fact),
                "opens" => {
                    let key = if value == &Value::Bool(true) { key!("show.opens") } else { key!("show.closes") };
                    plain.push(self.names.texts.get(key).to_owned());
                }
                _ => named.push(format!("{}: {fact}", lower(&self.title(name, key)))),
            }
        }
        plain.append(&mut named);
        let head = self.head(name, map).into_iter();
        let parts: Vec<String> = head.chain((!plain.is_empty()).then(|| sentence(&plain))).collect();
        parts.join(" – ") + &self.inferred(map)
    }
}

/// Joins values on one line with semicolons, or with a space after a full stop.
fn sentence(facts: &[String]) -> String {
    let mut out = String::new();
    for fact in facts {
        if out.is_empty() {
            fact.clone_into(&mut out);
        } else if out.ends_with(['.', '!', '?']) {
            let mut chars = fact.chars();
            out.push(' ');
            out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(chars.as_str());
        } else {
            out += &format!("; {fact}");
        }
    }
    out
}

/// Returns the keys that name an item.
fn head_keys(name: &str, map: &Record) -> Vec<&'static str> {
    // Ids are for other files, but people refer to a concept by its letter and to a learning by its number.
    let number = match name {
        "Concept" => Some("id"),
        "Learning" | "Participants" => Some("number"),
        "Relation" => Some("kind"),
        _ => None,
    };
    let is_text = |key: &&&str| map.get(**key).is_some_and(serde_json::Value::is_string);
    let head = match name {
        "Effort" => None,
        "Relation" => ["project", "title"].iter().find(is_text),
        _ => HEADS.iter().find(is_text),
    };
    number.into_iter().filter(|key| map.contains_key(*key)).chain(head.copied()).collect()
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
}

fn indent(text: &str, by: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{by}{line}\n") }).collect()
}

/// Removes one level of indentation.
fn unindent(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.strip_prefix("  ").unwrap_or(line))).collect()
}
