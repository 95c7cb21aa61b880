//! Reads the folder of a project.

use super::{
    extra_texts, file,
    file_names::{is_ignored, is_picture},
    inspect::Inspection,
    irregular_files,
    listing::list,
    misplaced_folders,
    observations::Observations,
    picture_checks, referenced_files, report,
    role::{ATTACHMENTS, is_note},
    visibility::{VisibilitySigns, doubt_in_file},
};
use crate::{
    document::{FaultKind, LineIndex, Misnamed, Node, Stray, Value},
    model::{Project, Prose, ReportFile, Results},
    similar_name::closest,
    source::{Entry, FileKind},
};

const FILE: &str = "project.yaml";
const RESULTS: &str = "results.yaml";
const KNOWN: &[&str] =
    &[FILE, RESULTS, "challenge.md", "purpose.md", "assessment.md", "procurement.md", ATTACHMENTS, ReportFile::FOLDER];

/// Reads a project's folder; none if it has no `project.yaml`.
pub fn read(inspection: Inspection<'_>, id: String) -> (Option<Project>, Observations) {
    let mut observations = Observations::default();
    let entries = list(inspection, &id, &mut observations);
    let Some(entry) = entries.iter().find(|entry| entry.name == FILE) else {
        if !observations.faults.iter().any(|(_, fault)| fault.kind.hides_the_file()) {
            report_no_project(inspection, &id, &entries, &mut observations);
        }
        return (None, observations);
    };
    if entry.kind == FileKind::Folder {
        // A folder with that name holds none of the project's data.
        observations.fault(format!("{id}/{FILE}"), FaultKind::Misnamed(Misnamed::Folder));
        inspect_files(inspection, &id, &entries, &mut observations);
        return (None, observations);
    }
    let mut project = if entry.kind == FileKind::File {
        read_facts(inspection, &id, &mut observations)
    } else {
        file::report_stray(inspection, &id, entry, KNOWN, &mut observations);
        Project { is_broken: true, ..Project::default() }
    };
    project.id = id.into();
    let documents = project.milestones.iter().filter_map(|milestone| milestone.document.as_ref());
    for document in documents.filter(|document| referenced_files::is_file_name(document)) {
        referenced_files::report_missing(inspection.source, &project.file(), document, &mut observations);
        picture_checks::report_pointer(inspection, &project.file(), document, &mut observations);
    }
    for entry in entries.iter().filter(|entry| entry.name != FILE) {
        read_entry(inspection, &mut project, &entries, entry, &mut observations);
    }
    (Some(project), observations)
}

/// Reads the data of a project without its prose. The project is marked as broken if `project.yaml` is misspelt; none
/// if the folder is not a project.
pub fn read_alone(inspection: Inspection<'_>, id: &str) -> Option<Project> {
    let entries = inspection.source.entries(id).ok()?;
    let is_there = |name: &str| entries.iter().any(|entry| entry.name == name && entry.kind == FileKind::File);
    if !is_there(FILE) {
        let is_meant = |entry: &Entry| entry.name == FILE || closest(&entry.name, std::iter::once(FILE)).is_some();
        return entries.iter().any(is_meant).then(|| Project { is_broken: true, ..Project::default() });
    }
    let mut project = read_facts(inspection, id, &mut Observations::default());
    if is_there(RESULTS) {
        project.unclear = project
            .unclear
            .take()
            .or_else(|| doubt_in_file(inspection.source, &format!("{id}/{RESULTS}")).map(Box::new));
    }
    Some(project)
}

fn read_facts(inspection: Inspection<'_>, id: &str, observations: &mut Observations) -> Project {
    let mut found = None;
    let project: Project =
        file::yaml(inspection, &format!("{id}/{FILE}"), None, observations, |text, root, project: &Project| {
            let is_given = |key: &str| project.is_given(key);
            let unread =
                root.map(|root| file::unread_keys(root, "Project", Project::KEYS, &is_given)).unwrap_or_default();
            found = Some((first_key(root), unread, LineIndex::of(text), VisibilitySigns::of(text, root)));
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
fn first_key(root: Option<&Node<'_>>) -> crate::document::Span {
    match root.map(|root| &root.value) {
        Some(Value::Mapping(entries)) => entries.first().map(|(key, _)| key.span).unwrap_or_default(),
        _ => crate::document::Span::default(),
    }
}

fn read_entry(
    inspection: Inspection<'_>,
    project: &mut Project,
    entries: &[Entry],
    entry: &Entry,
    observations: &mut Observations,
) {
    let path = format!("{}/{}", project.id, entry.name);
    match (entry.kind, entry.name.as_str()) {
        (kind, name) if is_ignored(name) => {
            extra_texts::inspect_ignored(inspection, &path, kind, observations);
        }
        (FileKind::Folder, ATTACHMENTS) => {
            extra_texts::inspect_folder(inspection, project, &path, false, observations);
        }
        (FileKind::Folder, ReportFile::FOLDER) => {
            report::read(inspection, project, observations);
            extra_texts::inspect_folder(inspection, project, &path, true, observations);
        }
        (FileKind::File, RESULTS) => {
            let results: Results = file::yaml(inspection, &path, Some(project), observations, |_, _, _| {});
            project.results = Some(Box::new(results));
            project.unclear = project.unclear.take().or_else(|| doubt_in_file(inspection.source, &path).map(Box::new));
        }
        (FileKind::File, name) if is_note(name) => {
            extra_texts::inspect_text(inspection, Some(project), &path, observations);
        }
        (FileKind::File, name) if is_picture(name) => {
            extra_texts::inspect_text(inspection, Some(project), &path, observations);
        }
        (FileKind::File, name) => match Prose::named(name) {
            Some(prose) if Prose::TOPICS.contains(&&*prose.topic) => {
                file::markdown(inspection, &path, Some(project), observations);
                project.prose.push(prose);
            }
            _ => {
                let names = (entries, RESULTS, KNOWN);
                file::report_misnamed_or_stray(inspection, &project.id, entry, names, observations);
            }
        },
        (FileKind::Folder, _) if misplaced_folders::report(inspection.source, &path, observations) => {
            extra_texts::inspect_extra(inspection, &path, FileKind::Folder, observations);
        }
        _ => file::report_stray(inspection, &project.id, entry, KNOWN, observations),
    }
}

/// Reports a folder without `project.yaml`, and says why if it contains files of a project.
fn report_no_project(inspection: Inspection<'_>, id: &str, entries: &[Entry], observations: &mut Observations) {
    let name = id.rsplit('/').next().unwrap_or_default().to_owned();
    match misplaced_folders::why_not_project(inspection.source, id, entries) {
        Some(misnamed) => {
            let path = match &misnamed {
                Misnamed::Project { near: Some(near) } => format!("{id}/{near}"),
                _ => id.to_owned(),
            };
            observations.fault(path, FaultKind::Misnamed(misnamed));
        }
        None if misplaced_folders::report(inspection.source, id, observations) => {}
        None => observations.fault(id, FaultKind::Stray { name, suggestion: None, why: Stray::NoProject }),
    }
    inspect_files(inspection, id, entries, observations);
}

/// Inspects the files of a folder that is not a project.
fn inspect_files(inspection: Inspection<'_>, id: &str, entries: &[Entry], observations: &mut Observations) {
    for entry in entries {
        let path = format!("{id}/{}", entry.name);
        if entry.kind == FileKind::File || !is_ignored(&entry.name) {
            extra_texts::inspect_extra(inspection, &path, entry.kind, observations);
        } else {
            irregular_files::report_below(inspection, &path, entry.kind, observations);
        }
    }
}
