//! What changed in a record, said in the reader's language.

use serde_json::Value;

use crate::{
    document::{Shape, Shapes, shape::key_of},
    formats::Formats,
    history::{ChangeKind, Difference, FileChange, Step, long},
    model::{Date, Project, lifecycle},
    query::Names,
    texts::{Texts, shown},
};

/// A longer text is told by the number of its words.
const LONG: usize = 80;

/// Says what changed, with the names that things had before and have after.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The names before.
    pub before: Names<'a>,
    /// The names after.
    pub after: Names<'a>,
    /// The numbers and dates.
    pub formats: &'a Formats,
    /// The records of the model.
    pub shapes: &'a Shapes,
}

impl<'a> Facts<'a> {
    /// Says one difference in a sentence without a full stop, such as `Grant: NOK 2,500,000 → 2,900,000`.
    #[must_use]
    pub fn sentence(&self, project: Option<&Project>, difference: &Difference) -> String {
        let texts = self.after.texts;
        let (before, after) = (difference.before.as_ref(), difference.after.as_ref());
        let is_item = matches!(difference.path.last(), Some(Step::Item(_)));
        let is_whole_item = is_item && (before.is_none() || after.is_none());
        let way = if is_whole_item { &difference.path[..difference.path.len() - 1] } else { &difference.path[..] };
        let what = self.way(project, way);
        let value =
            |names: Names<'a>, value: &Value| self.value(names, project, &difference.path, &difference.shape, value);
        let fill = |key: &str, args: &[(&str, String)]| {
            let what = [("what", what.clone())];
            texts.fill(key, &[&what[..], args].concat())
        };
        let written = |value: Option<&Value>| value.map(Value::to_string).filter(|text| text.chars().count() > LONG);
        let is_prose = matches!(difference.shape, Shape::Text | Shape::Words)
            && (written(before).is_some() || written(after).is_some());
        if is_prose {
            return self.rewritten(&what, before.map(words_in), after.map(words_in));
        }
        match (before, after) {
            _ if matches!(difference.shape, Shape::List(_) | Shape::OneOrMany(_)) => {
                fill("changes.reordered", &[("value", after.map(|after| value(self.after, after)).unwrap_or_default())])
            }
            (Some(before), Some(after)) if difference.shape == Shape::Kroner => {
                let amount = format!("{} → {}", value(self.before, before), value(self.after, after));
                fill("changes.given", &[("value", texts.fill("money.kroner", &[("amount", amount)]))])
            }
            (Some(before), Some(after)) => {
                let args = [("before", value(self.before, before)), ("after", value(self.after, after))];
                fill("changes.changed", &args)
            }
            (None, Some(after)) => {
                let value = self.with_unit(&difference.shape, value(self.after, after));
                fill(if is_item { "changes.item-added" } else { "changes.new" }, &[("value", value)])
            }
            (Some(before), None) => {
                let value = self.with_unit(&difference.shape, value(self.before, before));
                fill(if is_item { "changes.item-removed" } else { "changes.gone" }, &[("value", value)])
            }
            (None, None) => String::new(),
        }
    }

    /// Says that a text came, went or was rewritten, by the number of its words.
    #[must_use]
    pub fn rewritten(&self, what: &str, before: Option<usize>, after: Option<usize>) -> String {
        let texts = self.after.texts;
        let number = |count: usize| self.formats.number(count as u64);
        let (key, count) = match (before, after) {
            (Some(_), Some(count)) => ("changes.rewritten", count),
            (None, Some(count)) => ("changes.written", count),
            (Some(count), _) => ("changes.unwritten", count),
            (None, None) => return String::new(),
        };
        let args =
            [("what", what.to_owned()), ("before", number(before.unwrap_or_default())), ("count", number(count))];
        texts.fill(&texts.plural(key, count), &args)
    }

    /// Says that a file came, went or was changed.
    #[must_use]
    pub fn file(&self, file: &FileChange) -> String {
        let key = match file.kind {
            ChangeKind::Added => "changes.file-added",
            ChangeKind::Removed => "changes.file-removed",
            ChangeKind::Changed | ChangeKind::Renamed => "changes.file-changed",
        };
        self.after.texts.fill(key, &[("file", file.file.clone())])
    }

    /// Says a value by itself, as a table shows it.
    #[must_use]
    pub fn plain(&self, project: Option<&Project>, difference: &Difference, value: &Value) -> String {
        let said = self.value(self.after, project, &difference.path, &difference.shape, value);
        self.with_unit(&difference.shape, said)
    }

    fn with_unit(&self, shape: &Shape, value: String) -> String {
        match shape {
            Shape::Kroner => self.after.texts.fill("money.kroner", &[("amount", value)]),
            _ => value,
        }
    }

    /// Says where a value stands, such as `Milestones · Explore · Date`.
    #[must_use]
    pub fn way(&self, project: Option<&Project>, path: &[Step]) -> String {
        let texts = self.after.texts;
        let mut parts = Vec::new();
        for (at, step) in path.iter().enumerate() {
            match step {
                // Everybody knows that a grant is money.
                Step::Key { record: "Project", key: "budget" } if path.len() > 1 => {}
                Step::Key { record: "Project", key: "phase" } => parts.push(texts.get("column.phase").to_owned()),
                Step::Key { record, key } => {
                    let text = format!("key.{}.{key}", key_of(record));
                    parts.push(texts.find(&text).unwrap_or(key).to_owned());
                }
                Step::Item(name) => {
                    let name = reference(self.after, project, key_before(&path[..at]), name);
                    parts.push(shown(&name).into_owned());
                }
                Step::Language(code) => {
                    let text = format!("value.language.{code}");
                    parts.push(texts.find(&text).unwrap_or(code).to_owned());
                }
            }
        }
        parts.join(" · ")
    }

    fn value(
        &self,
        names: Names<'a>,
        project: Option<&Project>,
        path: &[Step],
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
                texts.get(if *is_so { "changes.yes" } else { "changes.no" }).to_owned()
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
            (Shape::Words, Value::Object(by_language)) => {
                let own = by_language.get(names.language().code()).or_else(|| by_language.values().next());
                own.and_then(Value::as_str).map(|text| shown(text).into_owned()).unwrap_or_default()
            }
            (Shape::Record(name), value) => self.record(names, project, path, name, &long(self.shapes, name, value)),
            (Shape::List(item) | Shape::OneOrMany(item), Value::Array(items)) => {
                let items = items.iter().map(|value| self.value(names, project, path, item, value));
                self.formats.and(&items.collect::<Vec<_>>())
            }
            (Shape::List(item) | Shape::OneOrMany(item), one) => self.value(names, project, path, item, one),
            (_, Value::String(text)) => shown(&reference(names, project, key_before(path), text)).into_owned(),
            (_, other) => shown(&other.to_string()).into_owned(),
        }
    }

    /// Says a record by its first value, with the others behind it.
    fn record(
        &self,
        names: Names<'a>,
        project: Option<&Project>,
        path: &[Step],
        name: &'static str,
        value: &Value,
    ) -> String {
        let Some(record) = self.shapes.records.get(name) else { return String::new() };
        let mut said = Vec::new();
        for (key, shape) in &record.keys {
            let Some(value) = value.get(*key) else { continue };
            let step = Step::Key { record: name, key };
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

/// Returns the name of what an id points at, as the key says.
fn reference(names: Names<'_>, project: Option<&Project>, key: Option<&str>, id: &str) -> String {
    match key.unwrap_or_default() {
        "owner" | "partners" | "vendor" | "organisation" | "hosts" | "selected_by" | "part_of" => {
            names.organisation(id).to_owned()
        }
        "phase" | "milestones" => phase(names, project, id),
        "process" => {
            let process = names.portfolio.process(id).and_then(|process| process.name.as_ref());
            process.map_or(id, |name| names.text(name)).to_owned()
        }
        "life_event" => {
            let name = names.portfolio.settings.life_events.get(id);
            name.map_or(id, |name| names.text(name)).to_owned()
        }
        "assessment" => {
            let name = names.portfolio.settings.criteria.get(id);
            name.map_or(id, |name| names.text(name)).to_owned()
        }
        "unknown" | "doubts" | "key" => field(names.texts, id),
        _ => id.to_owned(),
    }
}

/// Returns the name of a field that the sources do not give or disagree on, such as `milestones.document`.
fn field(texts: &Texts, keys: &str) -> String {
    let families = ["key.project", "key.milestone", "key.budget", "key.results", "key.round", "prose"];
    let name = |key: &'_ str| {
        let found = families.iter().find_map(|family| texts.find(&format!("{family}.{key}")));
        let found = if key == "phase" { Some(texts.get("column.phase")) } else { found };
        found.unwrap_or(key).to_owned()
    };
    keys.trim_end_matches(".md").split('.').map(name).collect::<Vec<_>>().join(" · ")
}

/// Returns the name of a phase of a project's process model; of any model where the project is not known.
#[must_use]
pub fn phase(names: Names<'_>, project: Option<&Project>, id: &str) -> String {
    let own = project.and_then(|project| names.portfolio.process_of(project));
    let others = names.portfolio.processes.iter().filter(|_| own.is_none());
    let phases = own.into_iter().chain(others).flat_map(|process| &process.phases);
    let mut all = lifecycle::lifecycle().phases.iter().chain(phases);
    let found = all.find(|phase| phase.id.as_ref().is_some_and(|known| *known.value == *id));
    found.and_then(|phase| phase.name.as_ref()).map_or(id, |name| names.text(name)).to_owned()
}

/// Returns the last key on the way to a value.
fn key_before(path: &[Step]) -> Option<&'static str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key { key, .. } => Some(*key),
        Step::Item(_) | Step::Language(_) => None,
    })
}

/// Counts the words of a text, or of all its languages.
fn words_in(value: &Value) -> usize {
    match value {
        Value::String(text) => crate::query::stats::words(text),
        Value::Object(texts) => texts.values().map(words_in).sum(),
        _ => 0,
    }
}
