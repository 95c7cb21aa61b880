//! A project's folder.

use super::{
    file,
    file_names::{is_ignored, is_picture},
    inspect::Inspection,
    irregular_files,
    listing::list,
    loose_texts, misplaced_folders,
    observations::Observations,
    referenced_files, report,
    role::{ATTACHMENTS, is_note},
    visibility::{Signs, said_in},
};
use crate::{
    document::{FaultKind, LineIndex, Misnamed, Node, Stray, Value},
    model::{Project, Prose, ReportFile, Results},
    similar_name::closest,
    source::{Entry, FileKind, Source},
};

const FILE: &str = "project.yaml";
const RESULTS: &str = "results.yaml";
const KNOWN: &[&str] =
    &[FILE, RESULTS, "challenge.md", "purpose.md", "assessment.md", "procurement.md", ATTACHMENTS, ReportFile::FOLDER];

/// Reads a project's folder; none where it holds no `project.yaml`.
pub fn read(source: &dyn Source, look: Inspection<'_>, id: String) -> (Option<Project>, Observations) {
    let mut observations = Observations::default();
    let entries = list(source, look, &id, &mut observations);
    let Some(entry) = entries.iter().find(|entry| entry.name == FILE) else {
        if !observations.faults.iter().any(|(_, fault)| fault.kind.hides_the_file()) {
            no_project(source, look, &id, &entries, &mut observations);
        }
        return (None, observations);
    };
    if entry.kind == FileKind::Folder {
        // Nothing of the project is there any more.
        observations.fault(format!("{id}/{FILE}"), FaultKind::Misnamed(Misnamed::Folder));
        in_passing(source, look, &id, &entries, &mut observations);
        return (None, observations);
    }
    let mut project = if entry.kind == FileKind::File {
        facts(source, look, &id, &mut observations)
    } else {
        file::stray(source, look, &id, entry, KNOWN, &mut observations);
        Project { is_broken: true, ..Project::default() }
    };
    project.id = id.into();
    let documents = project.milestones.iter().filter_map(|milestone| milestone.document.as_ref());
    for document in documents.filter(|document| referenced_files::is_file_name(document)) {
        referenced_files::report_missing(source, &project.file(), document, &mut observations);
    }
    for entry in entries.iter().filter(|entry| entry.name != FILE) {
        other(source, look, &mut project, &entries, entry, &mut observations);
    }
    (Some(project), observations)
}

/// Reads what a project says of itself, without its prose; broken where the file has another name. None where it is no project.
pub fn read_alone(source: &dyn Source, look: Inspection<'_>, id: &str) -> Option<Project> {
    let entries = source.entries(id).ok()?;
    let is_there = |name: &str| entries.iter().any(|entry| entry.name == name && entry.kind == FileKind::File);
    if !is_there(FILE) {
        let is_meant = |entry: &Entry| entry.name == FILE || closest(&entry.name, std::iter::once(FILE)).is_some();
        return entries.iter().any(is_meant).then(|| Project { is_broken: true, ..Project::default() });
    }
    let mut project = facts(source, look, id, &mut Observations::default());
    if is_there(RESULTS) {
        project.unclear = project.unclear.take().or_else(|| said_in(source, &format!("{id}/{RESULTS}")).map(Box::new));
    }
    Some(project)
}

fn facts(source: &dyn Source, look: Inspection<'_>, id: &str, observations: &mut Observations) -> Project {
    let mut found = None;
    let project: Project =
        file::yaml(source, look, &format!("{id}/{FILE}"), None, observations, |text, root, project: &Project| {
            let is_given = |key: &str| project.is_given(key);
            let unread = root.map(|root| file::unread(root, Project::KEYS, &is_given)).unwrap_or_default();
            found = Some((head(root), unread, LineIndex::of(text), Signs::of(text, root)));
        });
    let unreadable_spans = observations.faults.iter().filter_map(|(_, fault)| match fault.kind {
        FaultKind::UnknownKey { .. } | FaultKind::WrongType { .. } | FaultKind::InvalidValue { .. } => fault.span,
        _ => None,
    });
    let unreadable_spans = unreadable_spans.collect();
    match found {
        Some((head, unread, places, signs)) => {
            let unclear = signs.doubt(id, &observations.faults.iter().map(|(_, fault)| fault)).map(Box::new);
            Project { unread, unreadable_spans, places, head, unclear, ..project }
        }
        None => Project { is_broken: true, ..project },
    }
}

/// Returns the span of the first key.
fn head(root: Option<&Node<'_>>) -> crate::document::Span {
    match root.map(|root| &root.value) {
        Some(Value::Mapping(entries)) => entries.first().map(|(key, _)| key.span).unwrap_or_default(),
        _ => crate::document::Span::default(),
    }
}

fn other(
    source: &dyn Source,
    look: Inspection<'_>,
    project: &mut Project,
    entries: &[Entry],
    entry: &Entry,
    observations: &mut Observations,
) {
    let path = format!("{}/{}", project.id, entry.name);
    match (entry.kind, entry.name.as_str()) {
        (FileKind::File, name) if is_ignored(name) => {
            loose_texts::in_passing(source, look, &path, FileKind::File, observations)
        }
        (kind, name) if is_ignored(name) => {
            if kind == FileKind::Folder {
                misplaced_folders::report(source, &path, observations);
            }
            irregular_files::report_in(source, look, &path, kind, observations);
        }
        (FileKind::Folder, ATTACHMENTS) => loose_texts::read(source, look, project, &path, false, observations),
        (FileKind::Folder, ReportFile::FOLDER) => {
            report::read(source, look, project, observations);
            loose_texts::read(source, look, project, &path, true, observations);
        }
        (FileKind::File, RESULTS) => {
            let results: Results = file::yaml(source, look, &path, Some(project), observations, |_, _, _| {});
            project.results = Some(Box::new(results));
            project.unclear = project.unclear.take().or_else(|| said_in(source, &path).map(Box::new));
        }
        (FileKind::File, name) if is_note(name) => loose_texts::text(source, look, Some(project), &path, observations),
        (FileKind::File, name) if is_picture(name) => {
            loose_texts::text(source, look, Some(project), &path, observations)
        }
        (FileKind::File, name) => match Prose::named(name) {
            Some(prose) if Prose::TOPICS.contains(&&*prose.topic) => {
                file::markdown(source, look, &path, Some(project), observations);
                project.prose.push(prose);
            }
            _ => {
                let names = (entries, RESULTS, KNOWN);
                file::misnamed_or_stray(source, look, &project.id, entry, names, observations);
            }
        },
        (FileKind::Folder, _) if misplaced_folders::report(source, &path, observations) => {
            loose_texts::in_passing(source, look, &path, FileKind::Folder, observations);
        }
        _ => file::stray(source, look, &project.id, entry, KNOWN, observations),
    }
}

/// Reports a folder without `project.yaml`: what keeps it from being a project, where it holds what belongs to one.
fn no_project(source: &dyn Source, look: Inspection<'_>, id: &str, entries: &[Entry], observations: &mut Observations) {
    let name = id.rsplit('/').next().unwrap_or_default().to_owned();
    match misplaced_folders::project(source, id, entries) {
        Some(misnamed) => {
            let path = match &misnamed {
                Misnamed::Project { near: Some(near) } => format!("{id}/{near}"),
                _ => id.to_owned(),
            };
            observations.fault(path, FaultKind::Misnamed(misnamed));
        }
        None if misplaced_folders::report(source, id, observations) => {}
        None => observations.fault(id, FaultKind::Stray { name, suggestion: None, why: Stray::NoProject }),
    }
    in_passing(source, look, id, entries, observations);
}

/// Looks at what lies in a folder that is no project.
fn in_passing(source: &dyn Source, look: Inspection<'_>, id: &str, entries: &[Entry], observations: &mut Observations) {
    for entry in entries {
        let path = format!("{id}/{}", entry.name);
        if entry.kind == FileKind::File || !is_ignored(&entry.name) {
            loose_texts::in_passing(source, look, &path, entry.kind, observations);
        } else {
            irregular_files::report_in(source, look, &path, entry.kind, observations);
        }
    }
}
