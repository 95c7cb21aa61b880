//! Any record of the model as Markdown: every key that has a value, with its title.

mod item;

use serde_json::{Map, Value};

use crate::{
    date::Date,
    document::{FromYaml, Shape, Shapes, shape::key_of},
    key,
    model::{Kroner, Portfolio},
    plural,
    report::{engine::escape_markdown, view::PartyNames},
};

/// Writes records as Markdown.
pub struct Outline<'a> {
    names: PartyNames<'a>,
    shapes: Shapes,
    /// The type of the outermost record.
    root: &'static str,
}

type Record = Map<String, Value>;

impl<'a> Outline<'a> {
    /// Collects the shapes of a type and of the records in it.
    pub fn of<T: FromYaml>(names: PartyNames<'a>) -> Self {
        let mut shapes = Shapes::default();
        let root = if let Shape::Record(name) = T::shape(&mut shapes) { name } else { "" };
        Self { names, shapes, root }
    }

    /// Writes the keys of a record except those in `skip`: short values as a list, the others below headings.
    pub fn record(&self, name: &str, record: &Record, level: usize, skip: &[&str]) -> String {
        let mut facts = String::new();
        let mut parts = String::new();
        for (key, shape) in self.keys(name) {
            let Some(value) = record.get(*key).filter(|_| !skip.contains(key)) else { continue };
            let value =
                &if (name, *key) == ("Project", "unknown") { wholly_unknown(value, record) } else { value.clone() };
            if value.as_array().is_some_and(Vec::is_empty) {
                continue;
            }
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

    /// Writes one key of a record without a heading; an empty text if it has no value.
    pub fn part(&self, name: &str, key: &str, record: &Record, level: usize) -> String {
        let shape = self.keys(name).iter().find(|(known, _)| *known == key).map(|(_, shape)| shape);
        match (shape, record.get(key)) {
            (Some(shape), Some(value)) => self.items(shape, value, level),
            _ => String::new(),
        }
    }

    fn short_key(&self, name: &str) -> &'static str {
        self.shapes.records.get(name).and_then(|record| record.short).unwrap_or_default()
    }

    fn keys(&self, name: &str) -> &[(&'static str, Shape)] {
        self.shapes.records.get(name).map_or(&[], |record| &record.keys)
    }

    fn title(&self, record: &str, key: &str) -> String {
        self.names.texts.named(&format!("key.{}.{key}", key_of(record))).to_owned()
    }

    /// Returns a value on one line; none if it needs more.
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
                Some(self.names.texts.get(if *yes { key!("show.yes") } else { key!("show.no") }).to_owned())
            }
            (Shape::Language, Value::String(code)) => Some(
                self.names.texts.find(&format!("language.{code}")).map_or_else(|| escape_markdown(code), str::to_owned),
            ),
            (Shape::Choice(choice, _), Value::String(word)) => Some(self.choice(choice, word)),
            (Shape::Kroner, Value::Number(amount)) => {
                amount.as_u64().map(|amount| self.names.formats.kroner(self.names.texts, Kroner(amount)))
            }
            (Shape::Year, Value::Number(year)) => Some(year.to_string()),
            (Shape::Number, Value::Number(part)) if key.ends_with("_share") => {
                let per_cent = self.names.formats.decimal_number(part.as_f64().unwrap_or_default() * 100.0);
                Some(self.names.texts.fill(key!("number.per-cent"), &[("number", per_cent)]))
            }
            (_, Value::Number(number)) => Some(self.names.formats.decimal_number(number.as_f64().unwrap_or_default())),
            (Shape::Date, Value::String(date)) => {
                Some(Date::parse(date).map_or_else(|| escape_markdown(date), |date| self.names.formats.date(date)))
            }
            (_, Value::String(text)) => Some(self.named(record, key, text)),
            _ => None,
        }
    }

    /// Returns the name of an id, otherwise the text itself, escaped for Markdown.
    fn named(&self, record: &str, key: &str, text: &str) -> String {
        let portfolio = self.names.portfolio;
        let words = |text: &crate::model::Text| text.in_language(self.names.texts.language()).text.to_owned();
        let name = match (record, key) {
            (_, "organisation" | "part_of" | "hosts" | "selected_by" | "owner" | "partners" | "vendor") => {
                Some(self.names.name(text))
            }
            ("Doubt", "key") | ("Citation", "for") | ("Project", "unknown") => self.key_name(text),
            ("Relation", "project") => Some(project_name(portfolio, text, &self.names)),
            ("Project" | "Settings", "process") => {
                portfolio.process(text).and_then(|process| process.name.as_ref()).map(words)
            }
            ("Project", "life_event") => portfolio.settings.life_events.get(text).map(words),
            ("Organisation", "number") => return grouped(text),
            _ if is_web_address(text) => return format!("<{text}>"),
            _ => None,
        };
        escape_markdown(&name.unwrap_or_else(|| text.to_owned()))
    }

    /// Returns the title of a key of the file, or of a key below it, if there is one.
    fn key_name(&self, key: &str) -> Option<String> {
        let below = key.split_once('.').map(|(record, key)| format!("key.{record}.{key}"));
        let own = format!("key.{}.{key}", key_of(self.root));
        // Keys of records in lists, such as the document of a milestone.
        let inner = ["milestone", "party", "budget", "contact"].map(|record| Some(format!("key.{record}.{key}")));
        let known = [Some(own), below, Some(format!("announcement.{key}")), Some(format!("show.{key}"))];
        let title =
            known.into_iter().chain(inner).flatten().find_map(|key| self.names.texts.find(&key).map(str::to_owned));
        title.map(|title| title.replace("{programme}", "StimuLab"))
    }

    /// Returns the name of a word of a choice.
    pub fn choice(&self, choice: &str, word: &str) -> String {
        let key = format!("value.{}.{word}", key_of(choice));
        self.names.texts.find(&key).map_or_else(|| escape_markdown(word), str::to_owned)
    }

    /// Writes the ends of a range; only one if they are equal.
    fn range(&self, name: &str, map: &Record) -> String {
        let end = |key: &str| {
            let shape = self.keys(name).iter().find(|(known, _)| *known == key).map(|(_, shape)| shape)?;
            map.get(key).and_then(|value| self.fact(name, key, shape, value))
        };
        match (end("from"), end("to").or_else(|| end("until"))) {
            (Some(from), Some(to)) if from == to => from,
            (Some(from), Some(to)) if from.contains(' ') || to.contains(' ') => format!("{from} – {to}"),
            (from, to) => [from, to].into_iter().flatten().collect::<Vec<_>>().join("–"),
        }
    }

    /// Writes small records, such as a duration, on one line.
    fn short_record(&self, name: &str, map: &Record) -> Option<String> {
        let main = match name {
            "Duration" => {
                let months = self.range(name, map);
                let count = if months == "1" { 1 } else { 2 };
                self.names.texts.fill_plural(plural!("show.months"), count, &[("months", months)])
            }
            "Period" => self.range(name, map),
            _ if map.values().any(|value| value.is_array() || value.is_object()) || !is_small(name) => return None,
            _ => return Some(self.line(name, map)),
        };
        let note = map.get("note").and_then(Value::as_str).map(|note| format!(" – {}", escape_markdown(note)));
        Some(main + &note.unwrap_or_default() + &self.inferred(map))
    }

    fn inferred(&self, map: &Record) -> String {
        let is_inferred = map.get("inferred") == Some(&Value::Bool(true));
        if is_inferred { format!(" *({})*", self.names.texts.get(key!("show.inferred"))) } else { String::new() }
    }
}

/// Returns whether a text can stand between angle brackets as an address of the web.
fn is_web_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
}

/// Returns whether a record always fits on one line.
fn is_small(name: &str) -> bool {
    !matches!(name, "Budget" | "Pilot" | "Problem" | "Image" | "Programme" | "Site")
}

/// Returns a project's title with its id, otherwise the id.
fn project_name(portfolio: &Portfolio, id: &str, names: &PartyNames<'_>) -> String {
    let title = portfolio.project(id).and_then(|project| project.title.as_ref());
    title.map_or_else(|| id.to_owned(), |title| format!("{} ({id})", title.in_language(names.texts.language()).text))
}

/// Returns the number of an organisation in groups of three, with no-break spaces.
fn grouped(number: &str) -> String {
    match (number.get(..3), number.get(3..6), number.get(6..9)) {
        (Some(first), Some(second), Some(third)) if number.len() == 9 => format!("{first}\u{a0}{second}\u{a0}{third}"),
        _ => escape_markdown(number),
    }
}

/// Removes keys from `unknown` that have some value, such as milestones of which some have a date.
fn wholly_unknown(unknown: &Value, record: &Record) -> Value {
    let is_known = |key: &Value| key.as_str().and_then(|key| record.get(key)).is_some_and(|value| !value.is_null());
    unknown.as_array().into_iter().flatten().filter(|key| !is_known(key)).cloned().collect()
}
