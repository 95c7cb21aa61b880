//! Recognises folders of projects and years that are misnamed or in the wrong place.

use super::{file_names::is_ignored, misnamed::intended_name, observations::Observations};
use crate::{
    document::{FaultKind, Misnamed},
    model::Prose,
    source::{Entry, FileKind, Source},
};

const PROJECT: &str = "project.yaml";
const RESULTS: &str = "results.yaml";

/// How many nested folders are searched for projects in a folder that is not a year.
const MAX_DEPTH: usize = 2;

/// How many nested folders are searched for projects in a folder that is ignored.
const MAX_IGNORED_DEPTH: usize = 4;

/// Says why a folder of a year is not a project although it contains files of one: `project.yaml` is misnamed or
/// missing, or the project is one folder too deep.
pub fn why_not_project(source: &dyn Source, id: &str, entries: &[Entry]) -> Option<Misnamed> {
    let near = entries.iter().find(|entry| intended_name(&entry.name, &[PROJECT]).is_some());
    if let Some(near) = near {
        return Some(Misnamed::Project { near: Some(near.name.clone()) });
    }
    let is_of_project = |entry: &&Entry| match entry.kind {
        FileKind::Folder => ["documents", "report"].contains(&entry.name.as_str()),
        FileKind::File => {
            let is_topic = Prose::named(&entry.name).is_some_and(|prose| Prose::TOPICS.contains(&&*prose.topic));
            let topics: Vec<String> = Prose::TOPICS.iter().map(|topic| format!("{topic}.md")).collect();
            let known: Vec<&str> = topics.iter().map(String::as_str).chain([RESULTS]).collect();
            is_topic || known.contains(&entry.name.as_str()) || intended_name(&entry.name, &known).is_some()
        }
        FileKind::Link | FileKind::Special => false,
    };
    if entries.iter().any(|entry| is_of_project(&entry)) {
        return Some(Misnamed::Project { near: None });
    }
    let name = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
    holds_project(source, id, 1).then(|| Misnamed::Deep { name: name(id) })
}

/// Says why a folder at the root is not a year although it contains projects.
pub fn why_not_year(source: &dyn Source, name: &str) -> Option<Misnamed> {
    let entries = source.entries(name).ok()?;
    let is_project = entries.iter().any(|entry| entry.name == PROJECT);
    if is_project {
        return Some(Misnamed::Outside { name: name.to_owned() });
    }
    let digits = name.as_bytes().windows(4).find(|four| four.iter().all(u8::is_ascii_digit));
    let suggestion = digits.map(|four| String::from_utf8_lossy(four).into_owned());
    holds_project(source, name, MAX_DEPTH).then(|| Misnamed::Year { name: name.to_owned(), suggestion })
}

/// Reports every project in an ignored folder, including the folder itself; returns whether there is one.
pub fn report(source: &dyn Source, path: &str, observations: &mut Observations) -> bool {
    let before = observations.faults.len();
    report_below(source, path, MAX_IGNORED_DEPTH, observations);
    observations.faults.len() > before
}

fn report_below(source: &dyn Source, path: &str, depth: usize, observations: &mut Observations) {
    let name = path.rsplit('/').next().unwrap_or_default();
    // Git and other programs store tens of thousands of their own files there.
    if [".git", "node_modules"].contains(&name) {
        return;
    }
    let entries = source.entries(path).unwrap_or_default();
    if entries.iter().any(|entry| entry.name == super::file_names::SETTINGS) {
        return;
    }
    if entries.iter().any(|entry| entry.name == PROJECT && entry.kind == FileKind::File) {
        let name = name.to_owned();
        let misnamed = if name.starts_with('.') { Misnamed::Hidden { name } } else { Misnamed::Elsewhere { name } };
        observations.fault(path, FaultKind::Misnamed(misnamed));
    }
    for entry in entries.iter().filter(|entry| depth > 0 && entry.kind == FileKind::Folder) {
        report_below(source, &format!("{path}/{}", entry.name), depth - 1, observations);
    }
}

/// Returns whether a folder contains a project; the projects of a nested portfolio do not count.
fn holds_project(source: &dyn Source, folder: &str, depth: usize) -> bool {
    let entries = source.entries(folder).unwrap_or_default();
    if entries.iter().any(|entry| entry.name == super::file_names::SETTINGS) {
        return false;
    }
    let below = entries.iter().filter(|entry| entry.kind == FileKind::Folder && !is_ignored(&entry.name));
    below.map(|entry| format!("{folder}/{}", entry.name)).any(|path| {
        let inside = source.entries(&path).unwrap_or_default();
        let is_portfolio = inside.iter().any(|entry| entry.name == super::file_names::SETTINGS);
        let is_project = inside.iter().any(|entry| entry.name == PROJECT && entry.kind == FileKind::File);
        !is_portfolio && (is_project || (depth > 1 && holds_project(source, &path, depth - 1)))
    })
}
