//! The schemas for editors take what the check takes, refuse what it refuses, and are written as they should be.

use std::{collections::BTreeSet, fs, path::Path};

use jsonschema::Validator;
use serde_json::Value;
use stimulab::{
    document::{FaultKind, Faults, FromYaml, Map, Shape, Shapes, YamlField, yaml},
    language::Language,
    load::{Nothing, load},
    model::{Organisation, Process, Project, Results, Round, Settings, is_slug},
    rules,
    schema::{self, SchemaKind},
    source::Folder,
    texts::Texts,
};

fn at(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn validator(kind: &SchemaKind) -> Validator {
    jsonschema::draft7::new(&kind.schema(&Texts::of(Language::BOKMAAL))).unwrap()
}

/// Reads YAML by the core rules of version 1.2, as an editor does and without the program's own reader.
fn json(text: &str) -> Option<Value> {
    serde_yaml::from_str(text).ok()
}

/// Returns the kind of a file of a portfolio.
fn kind_of(path: &str) -> Option<&'static SchemaKind> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let name = if folder == "processes" { "process" } else { file.strip_suffix(".yaml")? };
    SchemaKind::find(name)
}

/// Reads a file as the program does and returns its structural faults; none where it is no YAML.
fn faults(kind: &SchemaKind, text: &str) -> Option<Vec<FaultKind>> {
    let mut faults = Faults::default();
    let root = yaml::parse(text, &mut faults)?;
    match kind.name {
        "project" => drop(Project::from_yaml(&root, &mut faults)),
        "round" => drop(Round::from_yaml(&root, &mut faults)),
        "organisations" => <Map<Organisation> as YamlField>::read(&mut Map::default(), &root, &mut faults),
        "stimulab" => drop(Settings::from_yaml(&root, &mut faults)),
        "results" => drop(Results::from_yaml(&root, &mut faults)),
        _ => drop(Process::from_yaml(&root, &mut faults)),
    }
    Some(faults.into_list().into_iter().map(|fault| fault.kind).collect())
}

/// Returns whether names that the writer chooses are such as a rule wants them; schemas want that, too.
fn has_good_ids(kind: &SchemaKind, file: &Value) -> bool {
    let is_good =
        |map: Option<&Value>| map.and_then(Value::as_object).is_none_or(|map| map.keys().all(|key| is_slug(key)));
    match kind.name {
        "organisations" => is_good(Some(file)),
        "stimulab" => {
            let rules = file.get("rules").and_then(Value::as_object);
            let are_known = rules.is_none_or(|rules| rules.keys().all(|name| rules::find(name).is_some()));
            are_known && is_good(file.get("life_events")) && is_good(file.get("criteria"))
        }
        "project" => is_good(file.get("assessment")),
        _ => true,
    }
}

#[test]
fn every_file_is_taken_or_refused_as_the_check_does() {
    let validators: Vec<_> = schema::ALL.iter().map(|kind| (kind.name, validator(kind))).collect();
    let (mut taken, mut refused) = (0, 0);
    for entry in
        ["portfolio", "examples", "tests/cases"].into_iter().flat_map(|folder| walkdir::WalkDir::new(at(folder)))
    {
        let settings = entry.unwrap().into_path();
        if !settings.ends_with("stimulab.yaml") {
            continue;
        }
        let root = settings.parent().unwrap();
        let loaded = load(&Folder::new(root), &Nothing).unwrap();
        for file in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
            let path = file.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            let Some(kind) = kind_of(&path) else { continue };
            let Some(value) = fs::read_to_string(file.path()).ok().and_then(|text| json(&text)) else { continue };
            let found: Vec<_> =
                loaded.observations.faults.iter().filter(|(at, _)| *at == path).map(|(_, fault)| &fault.kind).collect();
            // What an editor says of YAML itself, or of the file's place, is none of the schema's business; nor are words
            // for nothing, which the check takes out before it looks, and files that are named.
            let is_about_values = |fault: &&FaultKind| {
                let is_about_yaml = matches!(fault, FaultKind::InvalidYaml(_) | FaultKind::DuplicateKey { .. });
                let is_about_files = matches!(
                    fault,
                    FaultKind::Stray { .. } | FaultKind::EmptyFile { .. } | FaultKind::MissingFile { .. }
                );
                !is_about_yaml && !is_about_files && !matches!(fault, FaultKind::EmptyValue { .. })
            };
            if found.iter().any(|fault| !is_about_values(fault)) {
                continue;
            }
            let is_right = found.is_empty() && has_good_ids(kind, &value);
            let (_, validator) = validators.iter().find(|(name, _)| *name == kind.name).unwrap();
            let said: Vec<_> =
                validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
            assert_eq!(
                said.is_empty(),
                is_right,
                "{}: the check finds {found:?}, the schema {said:?}",
                file.path().display()
            );
            if is_right { taken += 1 } else { refused += 1 }
        }
    }
    assert!(taken > 40 && refused > 8, "{taken} and {refused} files are too few to show anything");
}

/// Collects every place of a kind of file where a value can stand, as the text before and behind it.
fn places(
    shape: &Shape,
    shapes: &Shapes,
    before: &str,
    behind: &str,
    seen: &mut BTreeSet<&'static str>,
) -> Vec<(String, String)> {
    let mut found = vec![(before.to_owned(), behind.to_owned())];
    let inner: Vec<(String, &str, &Shape)> = match shape {
        Shape::Record(name) if seen.insert(*name) => {
            let record = &shapes.records[name];
            // A point is told from a text by language by its key.
            let text = |key: &str| if record.by_language && key != "text" { "text: a, " } else { "" };
            record.keys.iter().map(|(key, shape)| (format!("{{{}{key}: ", text(key)), "}", shape)).collect()
        }
        Shape::List(item) | Shape::OneOrMany(item) => vec![("[".into(), "]", &**item)],
        // The name of a rule, so that it fits the settings, too.
        Shape::Map(item) => vec![("{placeholder-left: ".into(), "}", &**item)],
        _ => Vec::new(),
    };
    for (open, close, shape) in inner {
        found.extend(places(shape, shapes, &format!("{before}{open}"), &format!("{close}{behind}"), seen));
    }
    found
}

/// Values of every kind, right in some places and wrong in most.
const VALUES: &[&str] = &[
    "null",
    "~",
    "true",
    "False",
    "no",
    "a",
    "'true'",
    "'112'",
    "112",
    "-1",
    "0",
    "0.15",
    "1900",
    "2200",
    "2201",
    "1899",
    "4294967296",
    "1000000000001",
    "2500000",
    "2 500 000",
    "2020",
    "'2020'",
    "2020-02",
    "2020-02-29",
    "2020-02-30",
    "2020-04-31",
    "2020-13",
    "11.2.2020",
    "nb",
    "nn",
    "no-NO",
    "strong",
    "public",
    "internal",
    "state",
    "and",
    "sibling",
    "off",
    "error",
    "[]",
    "[a]",
    "[1]",
    "[null]",
    "[[a]]",
    "{}",
    "{nb: a}",
    "{nb: 1}",
    "{nb: a, nn: b, en: c}",
    "{no: a}",
    "{nb: null}",
    "{organisation: a}",
    "{title: a}",
    "{text: a}",
    "{text: {nb: a}, inferred: true}",
    "{reason: a}",
    "[{text: a, reason: b}]",
    "[{organisation: a}, b]",
    "{from: 2020}",
    "{from: 1.5, to: 2}",
    "{placeholder-left: off}",
    "{Bad Id: a}",
    "{a: strong}",
    "a: b",
];

#[test]
fn every_kind_of_value_is_taken_or_refused_as_the_check_does_wherever_it_stands() {
    let mut differing = Vec::new();
    let (mut taken, mut refused) = (0, 0);
    for kind in schema::ALL {
        let validator = validator(kind);
        let (root, shapes) = kind.shapes();
        let places = places(&root, &shapes, "", "", &mut BTreeSet::new());
        for (before, behind) in &places {
            for value in VALUES {
                let text = format!("{before}{value}{behind}");
                let (Some(found), Some(value)) = (faults(kind, &text), json(&text)) else { continue };
                if before.is_empty() && value.is_null() || !has_good_ids(kind, &value) {
                    continue;
                }
                let is_right = found.is_empty();
                if validator.is_valid(&value) != is_right {
                    differing.push(format!("{} {text}: the check finds {found:?}", kind.name));
                }
                if is_right { taken += 1 } else { refused += 1 }
            }
        }
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n"));
    assert!(taken > 1000 && refused > 5000, "{taken} and {refused} values are too few to show anything");
}

#[test]
fn the_schemas_of_the_portfolio_are_as_the_program_writes_them() {
    let texts = Texts::of(Language::BOKMAAL);
    for kind in schema::ALL {
        let written = fs::read_to_string(at("portfolio").join(kind.path())).unwrap_or_default();
        assert!(
            written.replace("\r\n", "\n") == kind.text(&texts),
            "portfolio/{} is not true any more: run `stimulab schema --write`",
            kind.path()
        );
    }
    let there = fs::read_dir(at("portfolio").join(schema::FOLDER)).unwrap().count();
    assert_eq!(there, schema::ALL.len(), "portfolio/{} holds something else", schema::FOLDER);
}
