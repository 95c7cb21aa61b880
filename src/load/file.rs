//! Reads, decodes and parses one file.

use super::{
    document::DocumentBody,
    extra_texts,
    file_names::SETTINGS,
    inspect::Inspection,
    limits::{LARGEST, LARGEST_TEXT},
    misnamed::{intended_folder, intended_name},
    observations::Observations,
};
use crate::{
    document::{
        Fault, FaultKind, Faults, FromYaml, Misnamed, Node, Shapes, SharedStr, Span, Stray, Value, YamlKind,
        example_line, key_meant, remove_blanks, yaml,
    },
    language::Language,
    model::Project,
    similar_name::closest,
    source::{self, Entry, Source, join_path},
    text_encoding::{NotText, decode},
    wording::identity_number,
};

/// Reads a YAML file into a record; `use_tree` is called with the text, its tree and the record while they are in
/// memory.
pub fn yaml<T: FromYaml + Default>(
    inspection: Inspection<'_>,
    path: &str,
    project: Option<&Project>,
    observations: &mut Observations,
    use_tree: impl FnOnce(&str, Option<&Node<'_>>, &T),
) -> T {
    let mut record = T::default();
    with_text(inspection.source, path, LARGEST, observations, |text, observations| {
        let mut faults = Faults::default();
        let mut root = yaml::parse(text, &mut faults);
        if let Some(root) = &mut root {
            remove_blanks(root, &mut faults);
        } else if text.trim().is_empty() && path != SETTINGS {
            // The settings file may be empty: it marks the folder of the portfolio.
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            faults.push(None, || FaultKind::EmptyFile { name });
        }
        // A file with comments only is empty, and that is not a fault.
        let says_something = root.as_ref().filter(|root| root.kind() != YamlKind::Nothing);
        let body = says_something.map_or(DocumentBody::Unread, DocumentBody::Yaml);
        inspection.inspect(path, text, body, project, observations);
        if let Some(root) = says_something {
            if root.kind() == YamlKind::Mapping {
                record = T::from_yaml(root, &mut faults).unwrap_or_default();
            } else {
                faults.push(Some(root.span), || {
                    let mut shapes = Shapes::default();
                    let example = example_line(&T::shape(&mut shapes), &shapes);
                    FaultKind::NotAMapping { found: root.kind(), example }
                });
            }
        }
        let faults = faults.into_list();
        let is_hidden = faults.iter().any(|fault| fault.kind.hides_the_file());
        observations.faults.extend(faults.into_iter().map(|fault| (path.to_owned(), fault)));
        if !is_hidden {
            use_tree(text, says_something, &record);
        }
    });
    record
}

/// Lists the keys of a mapping whose value could not be read, and those that are misspelt. Each of them has a fault
/// already and must not be reported as missing too.
pub fn unread_keys(
    node: &Node<'_>,
    record: &str,
    known: &[&str],
    is_given: &dyn Fn(&str) -> Option<bool>,
) -> Vec<SharedStr> {
    let Value::Mapping(entries) = &node.value else { return Vec::new() };
    let is_something = |value: &Node<'_>| match &value.value {
        Value::Scalar { text, .. } => !text.is_empty() && value.kind() != YamlKind::Nothing,
        Value::List(items) => !items.is_empty(),
        Value::Mapping(entries) => !entries.is_empty(),
    };
    let keys = entries.iter().filter(|(_, value)| is_something(value)).filter_map(|(key, _)| key.scalar());
    let unread = keys.filter_map(|key| match is_given(key) {
        Some(is_given) => (!is_given).then(|| key.into()),
        None => key_meant(record, key, known).map(|meant| meant.word.into()),
    });
    unread.collect()
}

/// Reads a Markdown file for the inspection only.
pub fn markdown(inspection: Inspection<'_>, path: &str, project: Option<&Project>, observations: &mut Observations) {
    if inspection.inspect.reads_markdown() {
        with_text(inspection.source, path, LARGEST_TEXT, observations, |text, observations| {
            inspection.inspect(path, text, DocumentBody::Markdown(text), project, observations);
        });
    }
}

/// Reads a file and calls a function with its text; a file that is not text is a fault.
pub fn with_text(
    source: &dyn Source,
    path: &str,
    limit: usize,
    observations: &mut Observations,
    use_text: impl FnOnce(&str, &mut Observations),
) {
    match source.read(path, limit) {
        Err(why) => observations.fault(path, FaultKind::Unreadable(why)),
        Ok(bytes) => match decode(&bytes) {
            Ok(text) => use_text(text, observations),
            Err((why, at)) => {
                // A line of a file in UTF-16 cannot be shown.
                let span = (why != NotText::Utf16).then(|| Span::new(at, at + 1));
                let fault = Fault { kind: FaultKind::NotText(why), span };
                observations.faults.push((path.to_owned(), fault));
            }
        },
    }
}

/// Reports files and folders whose name contains a national identity number.
pub fn report_numbers_in_names(folder: &str, entries: &[Entry], observations: &mut Observations) {
    for entry in entries.iter().filter(|entry| identity_number::find(&entry.name).next().is_some()) {
        let path = join_path(folder, &entry.name);
        observations.fault(path, FaultKind::NumberInName { name: entry.name.clone() });
    }
}

/// Reports an entry that the format does not have, with the name that was probably meant, and inspects its text.
pub fn report_stray(
    inspection: Inspection<'_>,
    folder: &str,
    entry: &Entry,
    known: &[&str],
    observations: &mut Observations,
) {
    let path = join_path(folder, &entry.name);
    extra_texts::inspect_extra(inspection, &path, entry.kind, observations);
    // Links and special files were reported when the folder was listed.
    if matches!(entry.kind, source::FileKind::Link | source::FileKind::Special) {
        return;
    }
    let is_translation =
        entry.name.strip_suffix(".md").and_then(|stem| stem.split_once('.')).is_some_and(|(topic, code)| {
            known.contains(&format!("{topic}.md").as_str()) && Language::from_code(code).is_none()
        });
    let why = match entry.kind {
        source::FileKind::Folder => Stray::Folder,
        _ if is_translation => Stray::Language,
        _ => Stray::File,
    };
    let near = closest(&entry.name, known.iter().copied()).filter(|found| *found != entry.name);
    let meant = || match entry.kind {
        source::FileKind::Folder => intended_folder(&entry.name, known),
        _ => intended_name(&entry.name, known),
    };
    let suggestion = near.or_else(meant).map(str::to_owned);
    observations.fault(path, FaultKind::Stray { name: entry.name.clone(), suggestion, why });
}

/// Reports a file that was probably meant to be the missing file `data`, or else a file that the format does not have.
pub fn report_misnamed_or_stray(
    inspection: Inspection<'_>,
    folder: &str,
    entry: &Entry,
    (entries, data, known): (&[Entry], &'static str, &[&str]),
    observations: &mut Observations,
) {
    let is_missing = entry.kind == source::FileKind::File && !entries.iter().any(|other| other.name == data);
    if !is_missing || intended_name(&entry.name, &[data]).is_none() {
        return report_stray(inspection, folder, entry, known, observations);
    }
    let path = join_path(folder, &entry.name);
    extra_texts::inspect_extra(inspection, &path, entry.kind, observations);
    let misnamed = Misnamed::File { name: entry.name.clone(), suggestion: data.to_owned() };
    observations.fault(path, FaultKind::Misnamed(misnamed));
}
