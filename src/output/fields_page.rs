//! The page that documents the fields of a project, made from their table and the model.

use crate::{
    document::{FromYaml, Shape, Shapes, shape::key_of},
    key,
    language::Language,
    model::{
        Phase, Project, Round,
        field::{self, Accessor, Field, FieldPlace, ROUND},
        lifecycle::{lifecycle, models},
    },
    number_format::Formats,
    query::NAMES,
    texts::{Key, Texts},
};

/// Returns the page as Markdown, in the language of the texts.
#[must_use]
pub fn fields(texts: &Texts) -> String {
    let mut shapes = Shapes::default();
    let _ = (Project::shape(&mut shapes), Round::shape(&mut shapes));
    let page = FieldsPage { texts, formats: Formats::of(texts.language()), shapes };
    let fields: String = field::ALL.iter().map(|field| page.field(field)).collect();
    let heading = texts.get(key!("field.heading"));
    format!("# {heading}\n\n{}\n\n{fields}{}", texts.get(key!("field.intro")), page.names())
}

/// Holds the texts and shapes for the page.
struct FieldsPage<'a> {
    texts: &'a Texts,
    formats: Formats,
    shapes: Shapes,
}

impl FieldsPage<'_> {
    fn field(&self, field: &Field) -> String {
        let (title, about, shape) = self.described(field);
        let mut lines = vec![self.written(field), self.fill(key!("field.value"), "kind", &self.kind(&shape))];
        self.parts(&shape, 1, &mut lines);
        lines.extend(self.required(field));
        lines.extend(self.listed(field));
        let names: Vec<_> = [field.key].into_iter().chain(field.whole()).map(code).collect();
        lines.push(self.fill(key!("field.frozen"), "keys", &self.formats.or(&names)));
        lines.push(match field.place() {
            FieldPlace::Round => self.texts.get(key!("field.unlogged")).to_owned(),
            FieldPlace::Folder | FieldPlace::Project => self.fill(key!("field.logged"), "key", field.key),
        });
        let lines: String = lines.iter().map(|line| item(line)).collect();
        format!("## {title}\n\n{about}\n\n{lines}\n")
    }

    /// Returns the title of a field, what it is, and what the model expects there.
    fn described(&self, field: &Field) -> (&str, &str, Shape) {
        let (record, path) = match field.place() {
            FieldPlace::Folder => {
                let shape = if matches!(field.read, Accessor::Year(_)) { Shape::Year } else { Shape::Text };
                let title = self.text(&format!("column.{}", field.name));
                return (title, self.text(&format!("field.{}", field.name)), shape);
            }
            FieldPlace::Project => ("Project", field.key),
            FieldPlace::Round => ("Round", field.key.trim_start_matches(ROUND)),
        };
        let (mut key, mut shape) = (String::new(), Shape::Record(record));
        for part in path.split('.') {
            let Shape::Record(record) = shape else { break };
            key = format!("key.{}.{part}", key_of(record));
            shape =
                self.keys(record).iter().find(|(known, _)| *known == part).map_or(Shape::Text, |(_, of)| of.clone());
        }
        (self.text(&key), self.text(&format!("{key}.about")), shape)
    }

    fn written(&self, field: &Field) -> String {
        let (key, name) = match field.place() {
            FieldPlace::Folder => (key!("field.in-folder"), field.key),
            FieldPlace::Project => (key!("field.in-project"), field.key),
            FieldPlace::Round => (key!("field.in-round"), field.key.trim_start_matches(ROUND)),
        };
        self.fill(key, "key", name)
    }

    /// Describes the possible values: the kind with its unit, or the list of words.
    fn kind(&self, shape: &Shape) -> String {
        let word = |word: &str, name: &str| format!("{} ({})", code(word), self.text(&format!("value.{name}.{word}")));
        let words = |name: &str, words: &[&str]| {
            let words: Vec<_> = words.iter().map(|one| word(one, name)).collect();
            self.fill(key!("field.choice"), "words", &self.formats.or(&words))
        };
        let languages: Vec<_> = Language::all().map(Language::code).collect();
        let known = match shape {
            Shape::Text => key!("kind.text"),
            Shape::Boolean => key!("kind.boolean"),
            Shape::Number => key!("kind.number"),
            Shape::Whole => key!("field.whole"),
            Shape::Year => key!("field.a-year"),
            Shape::Kroner => key!("field.kroner"),
            Shape::Date => key!("field.date"),
            Shape::Words => {
                let languages: Vec<_> = languages.into_iter().map(code).collect();
                return self.fill(key!("field.words"), "languages", &self.formats.and(&languages));
            }
            Shape::Language => return words("language", &languages),
            Shape::Choice(name, allowed) => return words(&key_of(name), allowed),
            Shape::Record(name) => {
                let short = self.shapes.records.get(name).and_then(|record| record.short);
                return short.map_or_else(
                    || self.texts.get(key!("kind.mapping")).to_owned(),
                    |key| self.fill(key!("field.short"), "key", key),
                );
            }
            Shape::List(of) => return self.fill(key!("field.list"), "kind", &self.kind(of)),
            Shape::OneOrMany(of) => return self.fill(key!("field.one-or-many"), "kind", &self.kind(of)),
            Shape::Map(of) => return self.fill(key!("field.map"), "kind", &self.kind(of)),
        };
        self.texts.get(known).to_owned()
    }

    /// Adds an indented line for each key below a value.
    fn parts(&self, shape: &Shape, depth: usize, lines: &mut Vec<String>) {
        match shape {
            Shape::List(of) | Shape::OneOrMany(of) | Shape::Map(of) => self.parts(of, depth, lines),
            Shape::Record(record) => {
                for (key, shape) in self.keys(record) {
                    let texts = format!("key.{}.{key}", key_of(record));
                    let (title, about) = (self.text(&texts), self.text(&format!("{texts}.about")));
                    let kind = self.kind(shape);
                    let args = [("key", *key), ("title", title), ("about", about), ("kind", &kind)];
                    lines.push("  ".repeat(depth) + "- " + &self.texts.fill(key!("field.part"), &args));
                    self.parts(shape, depth + 1, lines);
                }
            }
            _ => {}
        }
    }

    fn keys(&self, record: &str) -> &[(&'static str, Shape)] {
        self.shapes.records.get(record).map(|record| record.keys.as_slice()).unwrap_or_default()
    }

    /// Describes when a project must have the field: always, or after a phase whose gate requires it.
    fn required(&self, field: &Field) -> Vec<String> {
        if field.place() != FieldPlace::Project {
            return Vec::new();
        }
        if field.is_required {
            return vec![self.texts.get(key!("field.required")).to_owned()];
        }
        let asks =
            |phase: &&Phase| phase.gate.iter().flat_map(|gate| &gate.requires).any(|key| *key.value == *field.key);
        let phases = models(|_| false).into_iter().chain([lifecycle()]).flat_map(|model| &model.phases).filter(asks);
        let lines: Vec<_> = phases.map(|phase| self.left(phase)).collect();
        if lines.is_empty() { vec![self.texts.get(key!("field.optional")).to_owned()] } else { lines }
    }

    fn left(&self, phase: &Phase) -> String {
        let id = phase.id.as_ref().map(|id| id.value.to_string()).unwrap_or_default();
        let name = phase.name.as_ref().map_or(id.as_str(), |name| name.in_language(self.texts.language()).text);
        self.texts.fill(key!("field.required-after"), &[("phase", name), ("id", &id)])
    }

    /// Describes how the field is listed, sorted, selected and counted by.
    fn listed(&self, field: &Field) -> Vec<String> {
        let key = match field.read {
            Accessor::Unlisted => return vec![self.texts.get(key!("field.unlisted")).to_owned()],
            Accessor::Count(_) => key!("field.counted"),
            _ => key!("field.listed"),
        };
        let first = self.texts.fill(key, &[("name", field.name), ("path", &field.path().join("."))]);
        let option = field.option.map(|option| self.fill(key!("field.option"), "option", option));
        let group = field.group.map(|group| self.fill(key!("field.group"), "group", group));
        [first].into_iter().chain(option).chain(group).collect()
    }

    /// Lists the names for conditions and templates.
    fn names(&self) -> String {
        let names = NAMES.iter().flat_map(|(whole, parts)| {
            let parts = parts.iter().map(move |part| format!("{whole}.{part}"));
            [(*whole).to_owned()].into_iter().chain(parts)
        });
        let is_worked_out =
            |field: &&Field| field.place() != FieldPlace::Project || matches!(field.read, Accessor::Count(_));
        let worked_out: Vec<_> = field::listed().filter(is_worked_out).map(|field| code(field.name)).collect();
        let names: String = names.map(|name| item(&code(&name))).collect();
        let worked_out = self.fill(key!("field.worked-out"), "names", &self.formats.and(&worked_out));
        let [heading, about] = [key!("field.names"), key!("field.names-about")].map(|key| self.texts.get(key));
        format!("## {heading}\n\n{about}\n\n{names}\n{worked_out}\n")
    }

    /// Returns a text; a test requires one for every key of the model.
    fn text(&self, key: &str) -> &str {
        self.texts.find(key).unwrap_or_default()
    }

    fn fill(&self, key: Key, name: &str, value: &str) -> String {
        self.texts.fill(key, &[(name, value)])
    }
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

/// Returns an item of a list; indented items have their mark already.
fn item(line: &str) -> String {
    if line.starts_with(' ') { format!("{line}\n") } else { format!("- {line}\n") }
}
