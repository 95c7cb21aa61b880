//! Any record of the model as Markdown: every key that is given, with its name, so that nothing is left out.

use serde_json::{Map, Value};

use super::{engine::escape_markdown, parties::Names};
use crate::{
    document::{FromYaml, Shape, Shapes, shape::key_of},
    model::{Date, Kroner, Portfolio},
};

/// Keys that tell what an item of a list is about, in the order in which they are looked for.
const HEADS: [&str; 12] =
    ["name", "title", "text", "theme", "organisation", "role", "benefit", "value", "key", "phase", "purpose", "note"];
/// Keys that stand before the name.
const NUMBERS: [&str; 2] = ["number", "id"];

/// Writes records as Markdown.
pub struct Outline<'a> {
    names: Names<'a>,
    shapes: Shapes,
}

type Record = Map<String, Value>;

impl<'a> Outline<'a> {
    /// Prepares for records of a type and all that they hold.
    pub fn of<T: FromYaml>(names: Names<'a>) -> Self {
        let mut shapes = Shapes::default();
        T::shape(&mut shapes);
        Self { names, shapes }
    }

    /// Writes the given keys of a record except those in `skip`: single facts as a list, the rest below headings.
    pub fn record(&self, name: &str, record: &Record, level: usize, skip: &[&str]) -> String {
        let mut facts = String::new();
        let mut parts = String::new();
        for (key, shape) in self.keys(name) {
            let Some(value) = record.get(*key).filter(|_| !skip.contains(key)) else { continue };
            if let Some(fact) = self.fact(name, key, shape, value) {
                if !fact.is_empty() {
                    facts += &format!("- **{}:** {fact}\n", self.title(name, key));
                }
            } else {
                parts += &format!("\n{} {}\n\n", "#".repeat(level), self.title(name, key));
                parts += &self.items(shape, value, level);
            }
        }
        facts + &parts
    }

    /// Writes one key of a record without a heading; nothing where it is not given.
    pub fn part(&self, name: &str, key: &str, record: &Record, level: usize) -> String {
        let shape = self.keys(name).iter().find(|(known, _)| *known == key).map(|(_, shape)| shape);
        match (shape, record.get(key)) {
            (Some(shape), Some(value)) => self.items(shape, value, level),
            _ => String::new(),
        }
    }

    fn keys(&self, name: &str) -> &[(&'static str, Shape)] {
        self.shapes.records.get(name).map_or(&[], |record| &record.keys)
    }

    fn title(&self, record: &str, key: &str) -> String {
        self.names.texts.get(&format!("key.{}.{key}", key_of(record))).to_owned()
    }

    /// Returns a value as words in one line; none where it takes more.
    fn fact(&self, record: &str, key: &str, shape: &Shape, value: &Value) -> Option<String> {
        match (shape, value) {
            (Shape::OneOrMany(of) | Shape::List(of), Value::Array(items)) => {
                let is_short = |item: &Value| item.as_str().is_some_and(|text| text.chars().count() <= 40);
                let is_plain = matches!(**of, Shape::Text | Shape::Words) || items.iter().all(Value::is_string);
                (is_plain && items.iter().all(is_short) && !matches!(**of, Shape::Record("Note"))).then(|| {
                    let words: Vec<String> = items.iter().filter_map(|item| self.fact(record, key, of, item)).collect();
                    self.names.formats.and(&words)
                })
            }
            (Shape::Record(name), Value::Object(map)) => self.short_record(name, map),
            (Shape::Boolean, Value::Bool(true)) if key == "inferred" => Some(String::new()),
            (Shape::Boolean, Value::Bool(yes)) => {
                Some(self.names.texts.get(if *yes { "show.yes" } else { "show.no" }).to_owned())
            }
            (Shape::Language, Value::String(code)) => {
                Some(self.names.texts.find(&format!("language.{code}")).unwrap_or(code).to_owned())
            }
            (Shape::Choice(choice, _), Value::String(word)) => Some(self.choice(choice, word)),
            (Shape::Kroner, Value::Number(amount)) => {
                amount.as_u64().map(|amount| self.names.formats.kroner(self.names.texts, Kroner(amount)))
            }
            (_, Value::Number(number)) => Some(self.names.formats.decimal_number(number.as_f64().unwrap_or_default())),
            (Shape::Date, Value::String(date)) => {
                Some(Date::parse(date).map_or_else(|| date.clone(), |date| self.names.formats.date(date)))
            }
            (_, Value::String(text)) => Some(self.named(record, key, text)),
            _ => None,
        }
    }

    /// Returns the name of what an id stands for, else the text itself, fit for Markdown.
    fn named(&self, record: &str, key: &str, text: &str) -> String {
        let portfolio = self.names.portfolio;
        let words = |text: &crate::model::Text| text.in_language(self.names.texts.language()).text.to_owned();
        let name = match (record, key) {
            (_, "organisation" | "part_of" | "hosts" | "selected_by" | "owner" | "partners" | "vendor") => {
                Some(self.names.name(text))
            }
            ("Relation", "project") => Some(project_name(portfolio, text, &self.names)),
            ("Project" | "Settings", "process") => {
                portfolio.process(text).and_then(|process| process.name.as_ref()).map(words)
            }
            ("Project", "life_event") => portfolio.settings.life_events.get(text).map(words),
            _ if text.starts_with("https://") || text.starts_with("http://") => return format!("<{text}>"),
            _ => None,
        };
        escape_markdown(&name.unwrap_or_else(|| text.to_owned()))
    }

    /// Returns the name of a word that the key takes.
    pub fn choice(&self, choice: &str, word: &str) -> String {
        let key = format!("value.{}.{word}", key_of(choice));
        self.names.texts.find(&key).unwrap_or(word).to_owned()
    }

    /// Writes small records, such as a length of time, in one line.
    fn short_record(&self, name: &str, map: &Record) -> Option<String> {
        let range = || {
            let end = |key: &str| {
                let shape = self.keys(name).iter().find(|(known, _)| *known == key).map(|(_, shape)| shape)?;
                map.get(key).and_then(|value| self.fact(name, key, shape, value))
            };
            match (end("from"), end("to").or_else(|| end("until"))) {
                (Some(from), Some(to)) if from == to => from,
                (Some(from), Some(to)) if from.contains(' ') || to.contains(' ') => format!("{from} – {to}"),
                (from, to) => [from, to].into_iter().flatten().collect::<Vec<_>>().join("–"),
            }
        };
        let main = match name {
            "Duration" => self.names.texts.fill("show.months", &[("months", range())]),
            "Period" => range(),
            _ if map.values().any(|value| value.is_array() || value.is_object()) => return None,
            _ => return Some(self.line(name, map)),
        };
        let note = map.get("note").and_then(Value::as_str).map(|note| format!(" – {}", escape_markdown(note)));
        Some(main + &note.unwrap_or_default() + &self.inferred(map))
    }

    fn inferred(&self, map: &Record) -> String {
        let is_inferred = map.get("inferred") == Some(&Value::Bool(true));
        if is_inferred { format!(" *({})*", self.names.texts.get("show.inferred")) } else { String::new() }
    }

    /// Writes what a key holds, below its heading.
    fn items(&self, shape: &Shape, value: &Value, level: usize) -> String {
        match (shape, value) {
            (Shape::List(of) | Shape::OneOrMany(of), Value::Array(items)) => {
                items.iter().map(|item| self.item(of, item, level)).collect()
            }
            (Shape::OneOrMany(of), item) => self.item(of, item, level),
            (Shape::Map(of), Value::Object(map)) => {
                let entry = |(key, value): (&String, &Value)| {
                    format!("- **{key}:** {}\n", self.fact("", "", of, value).unwrap_or_default())
                };
                map.iter().map(entry).collect()
            }
            (Shape::Record(name), Value::Object(map)) => self.record(name, map, (level + 1).min(6), &[]),
            (shape, value) => self.fact("", "", shape, value).map(|fact| fact + "\n").unwrap_or_default(),
        }
    }

    fn item(&self, shape: &Shape, value: &Value, level: usize) -> String {
        let (Shape::Record(name), Value::Object(map)) = (shape, value) else {
            let record = if let Shape::Record(name) = shape { name } else { "" };
            let short = self.shapes.records.get(record).and_then(|record| record.short).unwrap_or_default();
            let fact = self.fact(record, short, &Shape::Words, value).unwrap_or_default();
            return format!("- {fact}\n");
        };
        let nested: Vec<&String> = map.iter().filter(|(_, value)| is_nested(value)).map(|(key, _)| key).collect();
        if nested.len() > 2 || (nested.len() > 1 && level < 4 && nested.iter().any(|key| holds_records(&map[*key]))) {
            let heads = head_keys(map);
            let head = self.head(name, map).unwrap_or_default();
            return format!("\n{} {head}\n\n", "#".repeat((level + 1).min(6)))
                + &self.record(name, map, (level + 2).min(6), &heads);
        }
        let mut out = format!("- {}\n", self.line(name, map));
        for key in nested {
            let Some((_, shape)) = self.keys(name).iter().find(|(known, _)| known == key) else { continue };
            let items = self.items(shape, &map[key], level + 1);
            let items = items.trim_start_matches('\n');
            if key == "points" || key == "values" {
                out += &indent(items, "  ");
            } else {
                out += &format!("  - {}:\n{}", self.title(name, key), indent(items, "    "));
            }
        }
        out
    }

    /// Returns what an item is about: its number or letter, and its name.
    fn head(&self, name: &str, map: &Record) -> Option<String> {
        let text = |key: &str| {
            let shape = self.keys(name).iter().find(|(known, _)| *known == key).map(|(_, shape)| shape)?;
            map.get(key).and_then(|value| self.fact(name, key, shape, value))
        };
        // Ids of words are for other files; letters and numbers are how people speak of a thing.
        let number = NUMBERS.iter().find_map(|key| text(key)).filter(|number| number.chars().count() <= 3);
        let head = HEADS.iter().find_map(|key| text(key));
        match (number, head) {
            (Some(number), Some(head)) if map.contains_key("id") || name == "Learning" => {
                Some(format!("{number} {head}"))
            }
            (number, head) => head.or(number),
        }
    }

    /// Writes the single facts of an item in one line: what it is about, then the rest.
    pub fn line(&self, name: &str, map: &Record) -> String {
        let heads = head_keys(map);
        let mut out = self.head(name, map).unwrap_or_default();
        let mut rest = Vec::new();
        for (key, shape) in self.keys(name) {
            let is_head = heads.contains(key) && !(*key == "number" && name == "Participants");
            let Some(value) = map.get(*key).filter(|value| !is_nested(value) && !is_head && *key != "inferred") else {
                continue;
            };
            let Some(fact) = self.fact(name, key, shape, value) else { continue };
            rest.push(match *key {
                // These explain themselves.
                "summary" | "note" | "text" | "definition" | "reason" | "kind" | "publisher" | "published" | "url" => {
                    fact
                }
                "role" | "organisation" | "unit" if name == "Contact" => fact,
                "opens" => self
                    .names
                    .texts
                    .get(if value == &Value::Bool(true) { "show.opens" } else { "show.closes" })
                    .to_owned(),
                "from" | "to" if name == "Effort" => continue,
                _ => format!("{}: {fact}", lower(&self.title(name, key))),
            });
        }
        if name == "Effort" {
            let end =
                |key: &str| map.get(key).and_then(Value::as_f64).map(|share| self.names.formats.decimal_number(share));
            let range = [end("from"), end("to")].into_iter().flatten().collect::<Vec<_>>();
            let range = if range.len() == 2 && range[0] == range[1] { range[0].clone() } else { range.join("–") };
            rest.insert(0, format!("{range}\u{a0}%"));
        }
        if !rest.is_empty() {
            out += &format!("{}{}", if out.is_empty() { "" } else { " – " }, rest.join("; "));
        }
        out + &self.inferred(map)
    }
}

/// Returns the keys of an item that tell what it is about.
fn head_keys(map: &Record) -> Vec<&'static str> {
    let is_text = |key: &&&str| map.get(**key).is_some_and(|value| !is_nested(value));
    let number = NUMBERS.iter().find(is_text);
    HEADS.iter().find(is_text).into_iter().chain(number).copied().collect()
}

/// Returns a project's title with its id, else the id.
fn project_name(portfolio: &Portfolio, id: &str, names: &Names<'_>) -> String {
    let title = portfolio.project(id).and_then(|project| project.title.as_ref());
    title.map_or_else(|| id.to_owned(), |title| format!("{} ({id})", title.in_language(names.texts.language()).text))
}

fn is_nested(value: &Value) -> bool {
    match value {
        Value::Array(items) => {
            items.iter().any(|item| item.is_object() || item.as_str().is_none_or(|text| text.chars().count() > 40))
        }
        Value::Object(_) => true,
        _ => false,
    }
}

fn holds_records(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().any(Value::is_object))
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().collect::<String>() + chars.as_str())
}

fn indent(text: &str, by: &str) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{by}{line}\n") }).collect()
}
