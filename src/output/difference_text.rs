//! Describes the change of a value in the reader's language.

use serde_json::Value;

use super::display_name::reference;
use crate::{
    date::Date,
    document::{Shape, Shapes, shape::key_of},
    history::{ChangeKind, FieldDifference, FileChange, PathStep, expand_short_form, item_name},
    key,
    model::Project,
    number_format::Formats,
    plural,
    query::DisplayNames,
    texts::{Key, shown, shown_up_to},
};

/// A longer text is described by the number of its words.
const LONG: usize = 200;

/// A longer name of an item is shortened.
const LONGEST_NAME: usize = 60;

/// A longer value, or a sentence, is written after the words that say what happened.
const SHORT: usize = 40;

/// Describes changes with the names before and after.
#[derive(Clone, Copy)]
pub struct DifferenceText<'a> {
    /// The names before.
    pub before: DisplayNames<'a>,
    /// The names after.
    pub after: DisplayNames<'a>,
    /// The formats of numbers and dates.
    pub formats: &'a Formats,
    /// The records of the model.
    pub shapes: &'a Shapes,
}

impl<'a> DifferenceText<'a> {
    /// Describes one difference without a full stop, such as `Grant: NOK 2,500,000 → 2,900,000`.
    #[must_use]
    pub fn sentence(&self, project: Option<&Project>, difference: &FieldDifference) -> String {
        let texts = self.after.texts;
        let (before, after) = (difference.before.as_ref(), difference.after.as_ref());
        let is_item = matches!(difference.path.last(), Some(PathStep::Item(_)));
        let is_whole_item = is_item && (before.is_none() || after.is_none());
        let path = if is_whole_item { &difference.path[..difference.path.len() - 1] } else { &difference.path[..] };
        let what = self.label(project, path);
        if !is_whole_item && is_long(difference) {
            return self.rewritten(&what, before.map(words_in), after.map(words_in));
        }
        let value = |names: DisplayNames<'a>, value: &Value| {
            self.value(names, project, &difference.path, &difference.shape, value)
        };
        match (before, after) {
            _ if let Shape::List(item) | Shape::OneOrMany(item) = &difference.shape => {
                let names = after.map(|after| self.names_in(project, &difference.path, item, after));
                texts.fill(key!("changes.reordered"), &[("what", what), ("value", names.unwrap_or_default())])
            }
            (Some(before), Some(after)) if difference.shape == Shape::Kroner => {
                let amounts = format!("{} → {}", value(self.before, before), value(self.after, after));
                let amounts = texts.fill_plural(plural!("money.kroner"), 2, &[("amount", amounts)]);
                texts.fill(key!("changes.given"), &[("what", what), ("value", amounts)])
            }
            (Some(before), Some(after)) => {
                let (before, after) = (value(self.before, before), value(self.after, after));
                texts.fill(key!("changes.changed"), &[("what", what), ("before", before), ("after", after)])
            }
            (None, Some(after)) => {
                let keys = [key!("changes.new"), key!("changes.item-added"), key!("changes.long-item-added")];
                self.added_or_removed(difference, &what, value(self.after, after), keys)
            }
            (Some(before), None) => {
                let keys = [key!("changes.gone"), key!("changes.item-removed"), key!("changes.long-item-removed")];
                self.added_or_removed(difference, &what, value(self.before, before), keys)
            }
            (None, None) => String::new(),
        }
    }

    /// Describes an added or removed value; `keys` are those for a key, a short item and a long item of a list.
    fn added_or_removed(&self, difference: &FieldDifference, what: &str, value: String, keys: [Key; 3]) -> String {
        let value = self.with_unit(&difference.shape, value);
        let [key, short_item, long_item] = keys;
        let (key, value) = if matches!(difference.path.last(), Some(PathStep::Item(_))) {
            let is_short = value.chars().count() <= SHORT && !value.ends_with(['.', '!', '?']);
            (if is_short { short_item } else { long_item }, shown_up_to(&value, LONG).into_owned())
        } else {
            (key, value)
        };
        self.after.texts.fill(key, &[("what", what.to_owned()), ("value", value)])
    }

    /// Returns both versions of a text that [`Self::sentence`] describes by the number of its words.
    #[must_use]
    pub fn long_texts(&self, difference: &FieldDifference) -> Option<(String, String)> {
        let (before, after) = (difference.before.as_ref()?, difference.after.as_ref()?);
        let text = |names: DisplayNames<'_>, value: &Value| in_language(names, value).unwrap_or_default().to_owned();
        is_long(difference).then(|| (text(self.before, before), text(self.after, after)))
    }

    /// Describes that a text was added, removed or rewritten, by the number of its words.
    #[must_use]
    pub fn rewritten(&self, what: &str, before: Option<usize>, after: Option<usize>) -> String {
        let texts = self.after.texts;
        let number = |count: usize| self.formats.number(count as u64);
        let (key, count) = match (before, after) {
            (Some(_), Some(count)) => (plural!("changes.rewritten"), count),
            (None, Some(count)) => (plural!("changes.written"), count),
            (Some(count), _) => (plural!("changes.unwritten"), count),
            (None, None) => return String::new(),
        };
        let args =
            [("what", what.to_owned()), ("before", number(before.unwrap_or_default())), ("count", number(count))];
        texts.fill_plural(key, count, &args)
    }

    /// Describes that a file was added, removed or changed.
    #[must_use]
    pub fn file(&self, file: &FileChange) -> String {
        let key = match file.kind {
            ChangeKind::Added => key!("changes.file-added"),
            ChangeKind::Removed => key!("changes.file-removed"),
            ChangeKind::Changed | ChangeKind::Renamed => key!("changes.file-changed"),
        };
        self.after.texts.fill(key, &[("file", file.file.clone())])
    }

    /// Returns a value with its unit.
    #[must_use]
    pub fn value_with_unit(&self, project: Option<&Project>, difference: &FieldDifference, value: &Value) -> String {
        let said = self.value(self.after, project, &difference.path, &difference.shape, value);
        self.with_unit(&difference.shape, said)
    }

    fn with_unit(&self, shape: &Shape, value: String) -> String {
        match shape {
            Shape::Kroner => {
                let count = if value == "1" { 1 } else { 2 };
                self.after.texts.fill_plural(plural!("money.kroner"), count, &[("amount", value)])
            }
            _ => value,
        }
    }

    /// Returns the titles of the keys to a value, such as `Milestones · Explore · Date`.
    #[must_use]
    pub fn label(&self, project: Option<&Project>, path: &[PathStep]) -> String {
        let texts = self.after.texts;
        let mut parts = Vec::new();
        for (at, step) in path.iter().enumerate() {
            match step {
                // The title of the grant is clear without that of the budget.
                PathStep::Key { record: "Project", key: "budget" } if path.len() > 1 => {}
                PathStep::Key { record: "Project", key: "phase" } => {
                    parts.push(texts.get(key!("column.phase")).to_owned());
                }
                PathStep::Key { record, key } => {
                    let text = format!("key.{}.{key}", key_of(record));
                    parts.push(texts.find(&text).unwrap_or(key).to_owned());
                }
                PathStep::Item(name) | PathStep::Entry(name) => {
                    let name = reference(self.after, project, key_before(&path[..at]), name);
                    parts.push(shown_up_to(&name, LONGEST_NAME).into_owned());
                }
                PathStep::Language(code) => {
                    let text = format!("value.language.{code}");
                    parts.push(texts.find(&text).unwrap_or(code).to_owned());
                }
            }
        }
        parts.join(" · ")
    }

    fn value(
        &self,
        names: DisplayNames<'a>,
        project: Option<&Project>,
        path: &[PathStep],
        shape: &Shape,
        value: &Value,
    ) -> String {
        let texts = names.texts;
        match (shape, value) {
            (Shape::Kroner | Shape::Whole, Value::Number(number)) => {
                number.as_u64().map_or_else(|| number.to_string(), |number| self.formats.number(number))
            }
            (Shape::Year, Value::Number(year)) => year.to_string(),
            (Shape::Number, Value::Number(number)) => self.formats.decimal_number(number.as_f64().unwrap_or_default()),
            (Shape::Boolean, Value::Bool(is_so)) => {
                texts.get(if *is_so { key!("changes.yes") } else { key!("changes.no") }).to_owned()
            }
            (Shape::Date, Value::String(date)) => {
                Date::parse(date).map_or_else(|| date.clone(), |date| self.formats.date(date))
            }
            (Shape::Language, Value::String(code)) => {
                texts.find(&format!("value.language.{code}")).unwrap_or(code).to_owned()
            }
            (Shape::Choice(name, _), Value::String(word)) => {
                texts.find(&format!("value.{}.{word}", key_of(name))).unwrap_or(word).to_owned()
            }
            (Shape::Words, Value::Object(_)) => {
                shown_up_to(in_language(names, value).unwrap_or_default(), LONG).into_owned()
            }
            (Shape::Record(name), value) => {
                self.record(names, project, path, name, &expand_short_form(self.shapes, name, value))
            }
            (Shape::List(item) | Shape::OneOrMany(item), Value::Array(items)) => {
                let items = items.iter().map(|value| self.value(names, project, path, item, value));
                self.formats.and(&items.collect::<Vec<_>>())
            }
            (Shape::List(item) | Shape::OneOrMany(item), one) => self.value(names, project, path, item, one),
            (_, Value::String(text)) => {
                shown_up_to(&reference(names, project, key_before(path), text), LONG).into_owned()
            }
            (_, other) => shown(&other.to_string()).into_owned(),
        }
    }

    /// Returns the names of the items of a list.
    fn names_in(&self, project: Option<&Project>, path: &[PathStep], item: &Shape, list: &Value) -> String {
        let items = list.as_array().map_or(std::slice::from_ref(list), Vec::as_slice).iter();
        let names = items.map(|one| match item {
            Shape::Record(_) => {
                let name = item_name(self.shapes, item, one);
                shown_up_to(&reference(self.after, project, key_before(path), &name), SHORT).into_owned()
            }
            _ => self.value(self.after, project, path, item, one),
        });
        self.formats.and(&names.collect::<Vec<_>>())
    }

    /// Returns the first value of a record, with the others in brackets.
    fn record(
        &self,
        names: DisplayNames<'a>,
        project: Option<&Project>,
        path: &[PathStep],
        name: &'static str,
        value: &Value,
    ) -> String {
        let Some(record) = self.shapes.records.get(name) else { return String::new() };
        let mut said = Vec::new();
        for (key, shape) in &record.keys {
            let Some(value) = value.get(*key) else { continue };
            let step = PathStep::Key { record: name, key };
            let inner = [path, &[step]].concat();
            let text = self.with_unit(shape, self.value(names, project, &inner, shape, value));
            let label = format!("key.{}.{key}", key_of(name));
            let label = names.texts.find(&label).unwrap_or(key).to_lowercase();
            said.push((label, text));
        }
        let Some((_, first)) = said.first().cloned() else { return String::new() };
        let rest: Vec<String> = said[1..].iter().map(|(label, text)| format!("{label}: {text}")).collect();
        if rest.is_empty() { first } else { format!("{first} ({})", rest.join("; ")) }
    }
}

/// Returns the last key of a path.
fn key_before(path: &[PathStep]) -> Option<&'static str> {
    path.iter().rev().find_map(|step| match step {
        PathStep::Key { key, .. } => Some(*key),
        PathStep::Item(_) | PathStep::Entry(_) | PathStep::Language(_) => None,
    })
}

/// Returns whether a difference is of a long text.
fn is_long(difference: &FieldDifference) -> bool {
    let is_long = |value: &Value| match value {
        Value::String(text) => text.chars().count() > LONG,
        Value::Object(texts) => texts.values().filter_map(Value::as_str).any(|text| text.chars().count() > LONG),
        _ => false,
    };
    let is_text = matches!(difference.shape, Shape::Text | Shape::Words);
    is_text && [&difference.before, &difference.after].into_iter().flatten().any(is_long)
}

/// Returns a text in the reader's language, otherwise in its first language.
fn in_language<'v>(names: DisplayNames<'_>, value: &'v Value) -> Option<&'v str> {
    match value {
        Value::Object(texts) => texts.get(names.language().code()).or_else(|| texts.values().next())?.as_str(),
        value => value.as_str(),
    }
}

/// Counts the words of a text, or of all its languages.
fn words_in(value: &Value) -> usize {
    match value {
        Value::String(text) => crate::query::stats::words(text),
        Value::Object(texts) => texts.values().map(words_in).sum(),
        _ => 0,
    }
}
