//! JSON Schemas of the portfolio's files, made from the model, with which editors complete, explain and check the files.
//!
//! A schema accepts every file without structural faults. It also accepts some wrong values (an amount such as `1e6`, or
//! 29 February of a common year), and it does not compare files; the rules do.

use writer::SchemaWriter;
mod record;
mod value;
mod writer;

use serde_json::{Map, Value, json};

use crate::{
    document::{FromYaml, Shape, Shapes, YamlField, shape::key_of},
    model::{Organisation, Process, Project, Results, Round, Settings},
    texts::Texts,
};

/// The folder of the schemas in a portfolio.
pub const FOLDER: &str = "schema";

/// Holds a kind of file that has a schema.
#[derive(Debug)]
pub struct SchemaKind {
    /// Its name, which is also that of the schema.
    pub name: &'static str,
    /// An example of a path in a portfolio.
    pub place: &'static str,
    /// The key of its texts.
    key: &'static str,
    shape: fn(&mut Shapes) -> Shape,
}

/// Every kind of file that has a schema.
pub static ALL: &[SchemaKind] = &[
    SchemaKind { name: "project", place: "2019/arkivfloken/project.yaml", key: "key.project", shape: Project::shape },
    SchemaKind { name: "round", place: "2019/round.yaml", key: "key.round", shape: Round::shape },
    SchemaKind {
        name: "organisations",
        place: "organisations.yaml",
        key: "key.organisations",
        shape: <crate::document::Map<Organisation> as YamlField>::shape,
    },
    SchemaKind { name: "stimulab", place: "stimulab.yaml", key: "key.settings", shape: Settings::shape },
    SchemaKind { name: "results", place: "2019/arkivfloken/results.yaml", key: "key.results", shape: Results::shape },
    SchemaKind { name: "process", place: "processes/triple-diamond.yaml", key: "key.process", shape: Process::shape },
];

impl SchemaKind {
    /// Finds a kind by its name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        ALL.iter().find(|kind| kind.name == name)
    }

    /// Returns the path of its schema in a portfolio.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{FOLDER}/{}.json", self.name)
    }

    /// Returns the purpose of such a file in one sentence.
    #[must_use]
    pub fn about<'t>(&self, texts: &'t Texts) -> &'t str {
        texts.find(&format!("{}.about", self.key)).unwrap_or_default()
    }

    /// Returns the shape of such a file, and those of the records in it.
    #[must_use]
    pub fn shapes(&self) -> (Shape, Shapes) {
        let mut shapes = Shapes::default();
        let root = (self.shape)(&mut shapes);
        (root, shapes)
    }

    /// Returns its schema, with titles and descriptions in the language of the texts.
    #[must_use]
    pub fn schema(&self, texts: &Texts) -> Value {
        let (root, shapes) = self.shapes();
        let writer = SchemaWriter { texts, shapes: &shapes };
        let mut schema = Map::new();
        schema.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        writer.describe(&mut schema, self.key);
        schema.extend(match &root {
            Shape::Record(name) => writer.record(name),
            other => writer.value(other, true),
        });
        let mut definitions = Map::from_iter([(value::WORDS.to_owned(), Value::Object(writer.words()))]);
        for name in shapes.records.keys().filter(|name| root != Shape::Record(name)) {
            let mut definition = Map::new();
            writer.describe(&mut definition, &record::key(name));
            definition.extend(writer.record(name));
            definitions.insert(key_of(name), definition.into());
        }
        schema.insert("definitions".into(), definitions.into());
        schema.into()
    }

    /// Returns its schema as the text of a file.
    #[must_use]
    pub fn text(&self, texts: &Texts) -> String {
        format!("{:#}\n", self.schema(texts))
    }
}

/// Returns the kinds of new files, whose first lines refer to their schemas.
pub fn for_new_files<'f>(paths: impl Iterator<Item = &'f str> + Clone) -> impl Iterator<Item = &'static SchemaKind> {
    ALL.iter().filter(move |kind| {
        let name = kind.place.rsplit('/').next().unwrap_or_default();
        paths.clone().any(|path| path.rsplit('/').next() == Some(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn schemas_define_the_records_they_use_and_no_others() {
        let texts = Texts::of(Language::BOKMAAL);
        for kind in ALL {
            let text = kind.text(&texts);
            let schema = kind.schema(&texts);
            for name in schema["definitions"].as_object().unwrap().keys() {
                assert!(text.contains(&format!("\"#/definitions/{name}\"")), "{}: nothing uses {name}", kind.name);
            }
        }
        let names = |name: &str| SchemaKind::find(name).unwrap().schema(&texts)["definitions"].clone();
        assert!(names("project").get("party").is_some());
        assert!(names("round").get("party").is_none());
    }

    #[test]
    fn schemas_are_in_the_language_of_the_texts() {
        let title = |code| {
            let texts = Texts::of(Language::from_code(code).unwrap());
            SchemaKind::find("project").unwrap().schema(&texts)["properties"]["owner"]["title"].clone()
        };
        assert_eq!((title("nb"), title("nn"), title("en")), (json!("Eier"), json!("Eigar"), json!("Owner")));
    }

    #[test]
    fn new_files_point_to_their_schemas() {
        let names = |paths: &[&str]| for_new_files(paths.iter().copied()).map(|kind| kind.name).collect::<Vec<_>>();
        assert_eq!(names(&["2026/a/project.yaml", "2026/a/purpose.md"]), ["project"]);
        assert_eq!(names(&["2026/a/project.yaml", "2026/round.yaml"]), ["project", "round"]);
    }
}
