//! Texts that nothing is made from, and that lie in the portfolio all the same: attachments, reports, notes.

use super::{
    document::DocumentBody,
    inspect::Inspection,
    irregular_files,
    limits::{LARGEST_DATA, LARGEST_TEXT},
    observations::Observations,
};
use crate::{
    document::FaultKind,
    load::limits::MOST,
    model::Project,
    source::{FileKind, Source, Unreadable},
    text_encoding::text_of_any_kind,
    wording::identity_number,
};

/// How many folders deep attachments are looked for.
const DEEPEST: usize = 8;

/// Looks at the texts of a folder and the folders in it; what cannot be read is its owners' business.
///
/// `is_listed` says that somebody told of the links in the folder itself.
pub fn read(
    source: &dyn Source,
    look: Inspection<'_>,
    project: &Project,
    folder: &str,
    is_listed: bool,
    observations: &mut Observations,
) {
    if !look.inspect.reads_markdown() {
        return;
    }
    for path in files_below(source, look, folder, is_listed, |_| false, observations) {
        number_in_name(&path, folder, observations);
        text(source, look, Some(project), &path, observations);
    }
}

/// Reports a file below a folder that is named by a person's number, or lies in a folder that is.
fn number_in_name(path: &str, folder: &str, observations: &mut Observations) {
    let below = path[folder.len()..].split('/').find(|name| identity_number::find(name).next().is_some());
    if let Some(name) = below.map(str::to_owned) {
        observations.fault(path, FaultKind::NumberInName { name });
    }
}

/// Lists the files in a folder and in the folders in it; what cannot be listed holds none, and what is too much is a fault.
fn files_below(
    source: &dyn Source,
    look: Inspection<'_>,
    folder: &str,
    is_listed: bool,
    is_left_out: impl Fn(&str) -> bool,
    observations: &mut Observations,
) -> Vec<String> {
    let (mut files, mut folders, mut too_deep) = (Vec::new(), vec![(folder.to_owned(), 0)], None);
    while let Some((folder, depth)) = folders.pop() {
        let entries = source.entries(&folder).unwrap_or_default();
        if depth > 0 || !is_listed {
            irregular_files::report(look, &folder, &entries, observations);
        }
        for entry in entries {
            observations.looked += 1;
            if observations.looked > MOST {
                // It is told once; what comes after it is not even begun with.
                if observations.looked == MOST + 1 {
                    observations.fault(folder, FaultKind::Unreadable(Unreadable::TooMany));
                }
                return files;
            }
            let path = format!("{folder}/{}", entry.name);
            match entry.kind {
                FileKind::Folder if is_left_out(&entry.name) => {
                    irregular_files::report_in(source, look, &path, entry.kind, observations);
                }
                FileKind::Folder if depth < DEEPEST => folders.push((path, depth + 1)),
                FileKind::Folder => {
                    irregular_files::report_in(source, look, &path, entry.kind, observations);
                    too_deep.get_or_insert(path);
                }
                FileKind::File => files.push(path),
                _ => {}
            }
        }
    }
    if let Some(path) = too_deep {
        observations.fault(path, FaultKind::Unreadable(Unreadable::TooMany));
    }
    files
}

/// Looks at what the format has no place for, and at what is in it: a person's number must not lie there either.
pub fn in_passing(
    source: &dyn Source,
    look: Inspection<'_>,
    path: &str,
    kind: FileKind,
    observations: &mut Observations,
) {
    match kind {
        FileKind::Folder if look.inspect.reads_markdown() => {
            // Programs keep their own things there, and tens of thousands of them.
            let is_of_programs = |name: &str| name == "node_modules" || name.starts_with('.');
            for file in files_below(source, look, path, false, is_of_programs, observations) {
                number_in_name(&file, path, observations);
                data(source, look, &file, observations);
            }
        }
        FileKind::File => data(source, look, path, observations),
        _ => {}
    }
}

/// Looks at one file of any kind, where it is a text and can be read.
fn data(source: &dyn Source, look: Inspection<'_>, path: &str, observations: &mut Observations) {
    if let Some(bytes) = read_if_text(source, look, path)
        && let Some(text) = text_of_any_kind(&bytes)
    {
        look.in_passing(source, path, &text, observations);
    }
}

/// Looks at one file, where it is a text and can be read; a person's number is looked for in what is too large for the rest.
pub fn text(
    source: &dyn Source,
    look: Inspection<'_>,
    project: Option<&Project>,
    path: &str,
    observations: &mut Observations,
) {
    if let Some(bytes) = read_if_text(source, look, path)
        && let Some(text) = text_of_any_kind(&bytes)
    {
        if text.len() > LARGEST_TEXT {
            look.in_passing(source, path, &text, observations);
        } else {
            look.at(source, path, &text, DocumentBody::Markdown(&text), project, observations);
        }
    }
}

fn read_if_text(source: &dyn Source, look: Inspection<'_>, path: &str) -> Option<Vec<u8>> {
    let may_be_text = look.inspect.reads_markdown() && !is_packed(path);
    may_be_text.then(|| source.read(path, LARGEST_DATA).ok()).flatten()
}

/// Returns whether a file is of a kind that is never text, so that it need not be read.
fn is_packed(path: &str) -> bool {
    const KINDS: [&str; 17] = [
        "docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf", "zip", "png", "jpg", "jpeg", "gif", "webp", "mp3", "mp4",
        "mov", "doc",
    ];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    KINDS.iter().any(|kind| ending.eq_ignore_ascii_case(kind))
}
