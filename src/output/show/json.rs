//! Projects, years, organisations, process models and the programme as values for programs.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::localise::localise;
use crate::{
    language::Language,
    load::LARGEST,
    model::{Portfolio, Project, Prose},
    query::{ProjectView, Subject},
    report::view::course_of,
    source::Source,
    text_encoding::decode,
};

/// Returns all values of a subject, with texts in one language; those of the programme without a subject.
#[must_use]
pub fn subject_values(
    portfolio: &Portfolio,
    source: &dyn Source,
    subject: Option<Subject<'_>>,
    language: Language,
) -> Value {
    match subject {
        None => values(&portfolio.settings, language),
        Some(Subject::Round(round)) => with_first("year", json!(round.year), values(round, language)),
        Some(Subject::Organisation(found)) => with_first("id", json!(*found.id.value), values(found, language)),
        Some(Subject::Process(process)) => with_first("id", json!(*process.id), values(process, language)),
        Some(Subject::Project(project)) => project_values(portfolio, source, project, language),
    }
}

/// Returns a record as values, with texts in one language.
fn values<T: Serialize>(record: &T, language: Language) -> Value {
    localise(serde_json::to_value(record).unwrap_or_default(), language)
}

fn with_first(key: &str, value: Value, rest: Value) -> Value {
    let mut map = Map::from_iter([(key.to_owned(), value)]);
    if let Value::Object(rest) = rest {
        map.extend(rest);
    }
    Value::Object(map)
}

/// Returns the view of queries with all values that it leaves out.
fn project_values(portfolio: &Portfolio, source: &dyn Source, project: &Project, language: Language) -> Value {
    #[derive(Serialize)]
    struct ProseFile {
        file: String,
        language: &'static str,
        words: usize,
        text: String,
    }
    let text = |prose: &Prose| {
        let file = format!("{}/{}", project.id, prose.file_name());
        let text = source.read(&file, LARGEST).ok().and_then(|bytes| decode(&bytes).ok().map(str::to_owned));
        let text = text.unwrap_or_default();
        let language = prose.language.unwrap_or(portfolio.language_of(project)).code();
        ProseFile { file, language, words: text.split_whitespace().count(), text }
    };
    let view = serde_json::to_value(ProjectView::new(portfolio, project, language)).unwrap_or_default();
    let Value::Object(mut map) = view else { return view };
    let Value::Object(facts) = values(project, language) else {
        return Value::Object(map);
    };
    for (key, value) in facts {
        // The view contains these in another form.
        if !matches!(key.as_str(), "owner" | "partners" | "vendor") {
            map.insert(key, value);
        }
    }
    for (key, parties) in [("owner", &project.owner), ("partner", &project.partners), ("vendor", &project.vendor)] {
        let parties = values(parties, language);
        map.insert(format!("{key}_parties"), parties);
    }
    if !project.is_public() {
        map.insert("visibility".into(), json!("internal"));
    }
    map.insert("course".into(), serde_json::to_value(course_of(portfolio, project)).unwrap_or_default());
    map.insert("related_from".into(), related_from(portfolio, project));
    map.insert(
        "texts".into(),
        serde_json::to_value(project.prose.iter().map(text).collect::<Vec<_>>()).unwrap_or_default(),
    );
    if let Some(results) = &project.results {
        map.insert("results".into(), values(results, language));
    }
    Value::Object(map)
}

/// Lists the projects that name this one as related.
fn related_from(portfolio: &Portfolio, project: &Project) -> Value {
    let mut found = Vec::new();
    for other in &portfolio.projects {
        for relation in &other.related {
            let target = relation.project.as_ref().and_then(|id| portfolio.project(id));
            if target.is_some_and(|target| target.id == project.id) {
                let mut from = json!({"project": other.id, "kind": relation.kind});
                if !other.is_public() {
                    from["visibility"] = json!("internal");
                }
                found.push(from);
            }
        }
    }
    Value::Array(found)
}
