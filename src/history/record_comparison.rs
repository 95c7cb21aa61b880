//! Compares two versions of a record key by key, as the model describes it.

use serde_json::{Map, Value};

use super::{
    difference::{FieldDifference, PathStep},
    item_pairs::pair_items,
};
use crate::document::{Shape, Shapes};

/// The keys that name the items of a list. The first key that an item has is used.
const NAMES: [&str; 9] = ["id", "organisation", "phase", "project", "title", "name", "purpose", "text", "role"];

/// Compares two versions of a value that has a shape.
#[must_use]
pub fn differences(
    shapes: &Shapes,
    shape: &Shape,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Vec<FieldDifference> {
    let mut comparison = RecordComparison { shapes, path: Vec::new(), found: Vec::new() };
    comparison.value(shape, before, after);
    comparison.found
}

struct RecordComparison<'s> {
    shapes: &'s Shapes,
    path: Vec<PathStep>,
    found: Vec<FieldDifference>,
}

impl RecordComparison<'_> {
    /// Calls `compare` with one more step in the path.
    fn at(&mut self, step: PathStep, compare: impl FnOnce(&mut Self)) {
        self.path.push(step);
        compare(self);
        self.path.pop();
    }

    fn add(&mut self, shape: &Shape, before: Option<&Value>, after: Option<&Value>) {
        let (path, shape) = (self.path.clone(), shape.clone());
        self.found.push(FieldDifference { path, shape, before: before.cloned(), after: after.cloned() });
    }

    fn value(&mut self, shape: &Shape, before: Option<&Value>, after: Option<&Value>) {
        if before == after {
            return;
        }
        // For a new file, each key is a difference. For a new item, the item is one difference.
        match (shape, before, after) {
            (Shape::Record(name), ..) => self.record(name, before, after),
            (Shape::List(item) | Shape::OneOrMany(item), ..) => self.list(shape, item, before, after),
            (Shape::Map(item), ..) => self.map(item, before, after),
            (Shape::Words, Some(Value::Object(old)), Some(Value::Object(new))) => {
                for code in all_keys(old, new).filter(|code| old.get(*code) != new.get(*code)) {
                    self.at(PathStep::Language(code.clone()), |at| at.add(&Shape::Text, old.get(code), new.get(code)));
                }
            }
            // Adding a translation does not change the text.
            (Shape::Words, Some(Value::String(text)), Some(Value::Object(texts))) if has_translation(text, texts) => {
                self.translations(text, texts, |translation| (None, Some(translation)));
            }
            (Shape::Words, Some(Value::Object(texts)), Some(Value::String(text))) if has_translation(text, texts) => {
                self.translations(text, texts, |translation| (Some(translation), None));
            }
            _ => self.add(shape, before, after),
        }
    }

    fn map(&mut self, item: &Shape, before: Option<&Value>, after: Option<&Value>) {
        let empty = Map::new();
        let entries = |value: Option<&Value>| value.and_then(Value::as_object).unwrap_or(&empty).clone();
        let (old, new) = (entries(before), entries(after));
        for name in all_keys(&old, &new) {
            self.at(PathStep::Entry(name.clone()), |at| at.item(item, old.get(name), new.get(name)));
        }
    }

    /// Adds a difference for each language that was added or removed.
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

    /// Compares an item of a list. An item that is only in one version is one difference.
    fn item(&mut self, shape: &Shape, before: Option<&Value>, after: Option<&Value>) {
        match (before, after) {
            (Some(_), Some(_)) => self.value(shape, before, after),
            _ => self.add(shape, before, after),
        }
    }

    fn record(&mut self, name: &'static str, before: Option<&Value>, after: Option<&Value>) {
        let Some(record) = self.shapes.records.get(name) else { return };
        let expanded = |value: Option<&Value>| value.map(|value| expand_short_form(self.shapes, name, value));
        let (before, after) = (expanded(before), expanded(after));
        for (key, shape) in &record.keys {
            let of = |value: &Option<Value>| value.as_ref().and_then(|value| value.get(*key)).cloned();
            let (old, new) = (of(&before), of(&after));
            self.at(PathStep::Key { record: name, key }, |at| at.value(shape, old.as_ref(), new.as_ref()));
        }
    }

    fn list(&mut self, shape: &Shape, item: &Shape, before: Option<&Value>, after: Option<&Value>) {
        let (old, new) = (named_items(self.shapes, item, before), named_items(self.shapes, item, after));
        let pairs = pair_items(&old, &new, |old, new| is_more_exact(old, new));
        for ((name, value), index) in old.iter().zip(&pairs) {
            let after = index.map(|index| new[index].1);
            self.at(PathStep::Item(name.clone()), |at| at.item(item, Some(value), after));
        }
        let paired: Vec<usize> = pairs.into_iter().flatten().collect();
        for (_, (name, value)) in new.iter().enumerate().filter(|(index, _)| !paired.contains(index)) {
            self.at(PathStep::Item(name.clone()), |at| at.item(item, None, Some(value)));
        }
        if !paired.is_sorted() {
            self.add(shape, before, after);
        }
    }
}

/// Lists the keys of both mappings, those of the first one first.
fn all_keys<'m>(old: &'m Map<String, Value>, new: &'m Map<String, Value>) -> impl Iterator<Item = &'m String> {
    old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)))
}

/// Returns whether a text is one of several translations.
fn has_translation(text: &str, texts: &Map<String, Value>) -> bool {
    texts.len() > 1 && texts.values().any(|one| one == text)
}

/// Returns whether the new item has the same date as the old one, or a more exact one.
fn is_more_exact(old: &Value, new: &Value) -> bool {
    let date = |item: &Value| item.get("on").or(item.get("published")).and_then(Value::as_str).map(str::to_owned);
    matches!((date(old), date(new)), (Some(old), Some(new)) if new.starts_with(&old))
}

/// Lists the items of a list with their names.
fn named_items<'v>(shapes: &Shapes, shape: &Shape, list: Option<&'v Value>) -> Vec<(String, &'v Value)> {
    let items = match list {
        Some(Value::Array(items)) => items.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    items.iter().map(|item| (item_name(shapes, shape, item), item)).collect()
}

/// Returns the name by which an item is found in another version of its list.
#[must_use]
pub fn item_name(shapes: &Shapes, shape: &Shape, item: &Value) -> String {
    let whole = match shape {
        Shape::Record(name) => expand_short_form(shapes, name, item),
        _ => item.clone(),
    };
    let name = NAMES.iter().find_map(|key| whole.get(key)).or(whole.as_object().and_then(|map| map.values().next()));
    let name = name.unwrap_or(&whole);
    // A text in several languages is named by the first.
    let name = name.as_object().and_then(|texts| texts.values().next()).unwrap_or(name);
    name.as_str().map_or_else(|| name.to_string(), str::to_owned)
}

/// Returns a record as a mapping, also if it was written in its short form.
#[must_use]
pub fn expand_short_form(shapes: &Shapes, name: &str, value: &Value) -> Value {
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
