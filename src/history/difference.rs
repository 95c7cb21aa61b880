//! Two versions of a record compared key by key, as the model describes it.

use serde_json::{Map, Value};

use crate::document::{Shape, Shapes};

/// What tells the items of a list apart: the first of these that they have.
const NAMES: [&str; 9] = ["id", "organisation", "phase", "project", "title", "name", "purpose", "text", "role"];

/// Says one step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// Into a key of a record.
    Key {
        /// The record's name in the model.
        record: &'static str,
        /// The key.
        key: &'static str,
    },
    /// Into an item of a list, by what tells it apart.
    Item(String),
    /// Into an entry of a mapping, by the name that its writer chose.
    Entry(String),
    /// Into the text of a language.
    Language(String),
}

/// Holds one value that is not the same in both versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The way to it.
    pub path: Vec<PathStep>,
    /// What the model expects there. A list is one that stands in another order; its items differ one by one.
    pub shape: Shape,
    /// The value before; none where nothing was given.
    pub before: Option<Value>,
    /// The value after; none where nothing is given any more.
    pub after: Option<Value>,
}

impl Difference {
    /// Returns the way to it in one word, such as `budget.grant` or `milestones.explore.on`.
    #[must_use]
    pub fn path(&self) -> String {
        let steps = self.path.iter().map(|step| match step {
            PathStep::Key { key, .. } => key,
            PathStep::Item(name) | PathStep::Entry(name) | PathStep::Language(name) => name.as_str(),
        });
        steps.collect::<Vec<_>>().join(".")
    }

    /// Returns the keys on the way to it, without the items of lists: `milestones.on`.
    #[must_use]
    pub fn keys(&self) -> String {
        let keys = self.path.iter().filter_map(|step| match step {
            PathStep::Key { key, .. } => Some(*key),
            PathStep::Item(_) | PathStep::Entry(_) | PathStep::Language(_) => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }
}

/// Compares two versions of a value that has a shape; none stands for nothing.
#[must_use]
pub fn differences(shapes: &Shapes, shape: &Shape, before: Option<&Value>, after: Option<&Value>) -> Vec<Difference> {
    let mut comparison = Comparison { shapes, path: Vec::new(), found: Vec::new() };
    comparison.value(shape, before, after);
    comparison.found
}

struct Comparison<'s> {
    shapes: &'s Shapes,
    path: Vec<PathStep>,
    found: Vec<Difference>,
}

impl Comparison<'_> {
    fn at(&mut self, step: PathStep, look: impl FnOnce(&mut Self)) {
        self.path.push(step);
        look(self);
        self.path.pop();
    }

    fn add(&mut self, shape: &Shape, before: Option<&Value>, after: Option<&Value>) {
        let (path, shape) = (self.path.clone(), shape.clone());
        self.found.push(Difference { path, shape, before: before.cloned(), after: after.cloned() });
    }

    fn value(&mut self, shape: &Shape, before: Option<&Value>, after: Option<&Value>) {
        if before == after {
            return;
        }
        // Of a whole file that is new, every key is told; of an item that is new, only that it is.
        match (shape, before, after) {
            (Shape::Record(name), ..) => self.record(name, before, after),
            (Shape::List(item) | Shape::OneOrMany(item), ..) => self.list(shape, item, before, after),
            (Shape::Map(item), ..) => {
                let nothing = Map::new();
                let entries = |value: Option<&'_ Value>| value.and_then(Value::as_object).cloned();
                let (old, new) = (entries(before), entries(after));
                let (old, new) = (old.as_ref().unwrap_or(&nothing), new.as_ref().unwrap_or(&nothing));
                for name in old.keys().chain(new.keys().filter(|name| !old.contains_key(*name))) {
                    self.at(PathStep::Entry(name.clone()), |at| at.item(item, old.get(name), new.get(name)));
                }
            }
            (Shape::Words, Some(Value::Object(old)), Some(Value::Object(new))) => {
                for code in old.keys().chain(new.keys().filter(|code| !old.contains_key(*code))) {
                    let (old, new) = (old.get(code), new.get(code));
                    if old != new {
                        self.at(PathStep::Language(code.clone()), |at| at.add(&Shape::Text, old, new));
                    }
                }
            }
            // A text that got a translation says what it said.
            (Shape::Words, Some(Value::String(text)), Some(Value::Object(texts)))
                if texts.len() > 1 && texts.values().any(|one| one == text) =>
            {
                self.translations(text, texts, |translation| (None, Some(translation)));
            }
            (Shape::Words, Some(Value::Object(texts)), Some(Value::String(text)))
                if texts.len() > 1 && texts.values().any(|one| one == text) =>
            {
                self.translations(text, texts, |translation| (Some(translation), None));
            }
            _ => self.add(shape, before, after),
        }
    }

    /// Tells the languages of a text that came or went with all that they say.
    fn translations<'v>(
        &mut self,
        text: &str,
        texts: &'v Map<String, Value>,
        sides: impl Fn(&'v Value) -> (Option<&'v Value>, Option<&'v Value>),
    ) {
        let own = texts.iter().find(|(_, one)| one.as_str() == Some(text)).map(|(code, _)| code);
        for (code, translation) in texts.iter().filter(|(code, _)| Some(*code) != own) {
            let (before, after) = sides(translation);
            self.at(PathStep::Language(code.clone()), |at| at.add(&Shape::Text, before, after));
        }
    }

    /// Compares an item of a list: one that is only on one side is told whole.
    fn item(&mut self, shape: &Shape, before: Option<&Value>, after: Option<&Value>) {
        match (before, after) {
            (Some(_), Some(_)) => self.value(shape, before, after),
            _ => self.add(shape, before, after),
        }
    }

    fn record(&mut self, name: &'static str, before: Option<&Value>, after: Option<&Value>) {
        let Some(record) = self.shapes.records.get(name) else { return };
        let (before, after) =
            (before.map(|value| long(self.shapes, name, value)), after.map(|value| long(self.shapes, name, value)));
        for (key, shape) in &record.keys {
            let of = |value: &Option<Value>| value.as_ref().and_then(|value| value.get(*key)).cloned();
            let (old, new) = (of(&before), of(&after));
            self.at(PathStep::Key { record: name, key }, |at| at.value(shape, old.as_ref(), new.as_ref()));
        }
    }

    fn list(&mut self, shape: &Shape, item: &Shape, before: Option<&Value>, after: Option<&Value>) {
        let (old, new) = (named(self.shapes, item, before), named(self.shapes, item, after));
        let pairs = paired(&old, &new, |old, new| is_more_exact(old, new));
        for ((name, value), now) in old.iter().zip(&pairs) {
            let now = now.map(|now| new[now].1);
            self.at(PathStep::Item(name.clone()), |at| at.item(item, Some(value), now));
        }
        let kept: Vec<usize> = pairs.into_iter().flatten().collect();
        for (_, (name, value)) in new.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
            self.at(PathStep::Item(name.clone()), |at| at.item(item, None, Some(value)));
        }
        if !kept.is_sorted() {
            self.add(shape, before, after);
        }
    }
}

/// Returns whether an item has the date of another, or one that is more exact.
fn is_more_exact(old: &Value, new: &Value) -> bool {
    let date = |item: &Value| item.get("on").or(item.get("published")).and_then(Value::as_str).map(str::to_owned);
    matches!((date(old), date(new)), (Some(old), Some(new)) if new.starts_with(&old))
}

/// Lists the items of a list, each with what tells it apart.
fn named<'v>(shapes: &Shapes, shape: &Shape, list: Option<&'v Value>) -> Vec<(String, &'v Value)> {
    let items = match list {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    items.iter().map(|item| (name_of(shapes, shape, item), item)).collect()
}

/// Returns which item of a list each of another is by now: of those that go by the same name the one that says the same, else
/// one that says nearly the same, else the next that is left.
pub(crate) fn paired<N: PartialEq, V: PartialEq>(
    old: &[(N, V)],
    new: &[(N, V)],
    is_near: impl Fn(&V, &V) -> bool,
) -> Vec<Option<usize>> {
    let (mut pairs, mut is_taken) = (vec![None; old.len()], vec![false; new.len()]);
    for least in 0..3 {
        let says = |old: &V, new: &V| match least {
            0 => old == new,
            1 => is_near(old, new),
            _ => true,
        };
        for (pair, (name, value)) in pairs.iter_mut().zip(old).filter(|(pair, _)| pair.is_none()) {
            let fits = |at: &usize| !is_taken[*at] && new[*at].0 == *name && says(value, &new[*at].1);
            *pair = (0..new.len()).find(fits);
            if let Some(at) = *pair {
                is_taken[at] = true;
            }
        }
    }
    pairs
}

/// Returns what tells an item of a list apart.
#[must_use]
pub fn name_of(shapes: &Shapes, shape: &Shape, item: &Value) -> String {
    let whole = match shape {
        Shape::Record(name) => long(shapes, name, item),
        _ => item.clone(),
    };
    let name = NAMES.iter().find_map(|key| whole.get(key)).or(whole.as_object().and_then(|map| map.values().next()));
    let name = name.unwrap_or(&whole);
    // A text in several languages goes by the first.
    let name = name.as_object().and_then(|texts| texts.values().next()).unwrap_or(name);
    name.as_str().map_or_else(|| name.to_string(), str::to_owned)
}

/// Returns a record with its keys, where one value alone stands for all of it.
#[must_use]
pub fn long(shapes: &Shapes, name: &str, value: &Value) -> Value {
    let Some(record) = shapes.records.get(name) else { return value.clone() };
    match (record.short, value) {
        (Some(short), Value::Object(map)) if record.by_language && !map.contains_key(short) => {
            Value::Object(Map::from_iter([(short.to_owned(), value.clone())]))
        }
        (Some(short), value) if !value.is_object() => {
            Value::Object(Map::from_iter([(short.to_owned(), value.clone())]))
        }
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{Faults, FromYaml, yaml},
        model::Project,
    };

    fn read(text: &str) -> Value {
        let mut faults = Faults::default();
        let project = Project::from_yaml(&yaml::parse(text, &mut faults).unwrap(), &mut faults).unwrap();
        assert_eq!(faults.into_list(), [], "{text}");
        serde_json::to_value(project).unwrap()
    }

    fn found(before: &str, after: &str) -> Vec<String> {
        let mut shapes = Shapes::default();
        let shape = Project::shape(&mut shapes);
        let text = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
        differences(&shapes, &shape, Some(&read(before)), Some(&read(after)))
            .iter()
            .map(|found| format!("{}: {} > {}", found.path(), text(&found.before), text(&found.after)))
            .collect()
    }

    #[test]
    fn every_key_is_compared_by_itself() {
        assert_eq!(found("title: A\nowner: nav", "owner: [nav]\ntitle: A"), [""; 0]);
        assert_eq!(
            found("phase: diagnose\nbudget: {grant: 2500000}", "phase: explore\nbudget: {grant: 2900000, spent: 1}"),
            ["budget.grant: 2500000 > 2900000", "budget.spent: - > 1", "phase: \"diagnose\" > \"explore\""]
        );
        assert_eq!(found("summary: {nb: a, nn: b}", "summary: {nb: a, nn: c}"), ["summary.nn: \"b\" > \"c\""]);
        assert_eq!(found("summary: a", "summary: {nb: a, nn: b}"), ["summary.nn: - > \"b\""]);
        assert_eq!(found("summary: {nb: a, nn: b}", "summary: b"), ["summary.nb: \"a\" > -"]);
        assert_eq!(found("summary: a", "summary: {nb: a}"), ["summary: \"a\" > {\"nb\":\"a\"}"]);
    }

    #[test]
    fn items_of_lists_are_known_by_what_they_are() {
        assert_eq!(
            found(
                "vendor: [a, {organisation: b, joined: and}]",
                "vendor: [{organisation: b, joined: together-with}, c]"
            ),
            ["vendor.a: \"a\" > -", "vendor.b.joined: \"and\" > \"together-with\"", "vendor.c: - > \"c\""]
        );
        assert_eq!(found("vendor: [a, b]", "vendor: [b, a]"), ["vendor: [\"a\",\"b\"] > [\"b\",\"a\"]"]);
        assert_eq!(
            found(
                "milestones: [{phase: explore, on: 2020}, {phase: diagnose}, {phase: explore}]",
                "milestones: [{phase: explore, on: 2020}, {phase: diagnose}, {phase: explore, on: 2021}]"
            ),
            ["milestones.explore.on: - > \"2021\""]
        );
        assert_eq!(
            found(
                "milestones: [{phase: explore, on: 2020-03}]",
                "milestones: [{phase: explore, on: 2020-02}, {phase: explore, on: 2020-03}]"
            ),
            ["milestones.explore: - > {\"phase\":\"explore\",\"on\":\"2020-02\"}"]
        );
        assert_eq!(
            found("assessment: {anchoring: weak}", "assessment: {anchoring: strong}"),
            ["assessment.anchoring: \"weak\" > \"strong\""]
        );
    }
}
