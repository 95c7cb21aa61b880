//! Inspects texts that no document is made from: attachments, reports, notes and files that the format does not have.

use super::{
    document::DocumentBody,
    inspect::Inspection,
    irregular_files,
    limits::{LARGEST_DATA, LARGEST_TEXT},
    misplaced_folders,
    observations::Observations,
};
use crate::{
    document::FaultKind,
    load::limits::MAX_EXTRA_FILES,
    model::Project,
    source::{FileKind, Unreadable},
    text_encoding::text_of_any_kind,
    wording::identity_number,
};

/// How many nested folders are searched for attachments.
const MAX_DEPTH: usize = 8;

/// Inspects the texts of a folder and of all folders in it; what cannot be read is not a fault.
///
/// `is_listed` is true if the irregular files in the folder itself were reported already.
pub fn inspect_folder(
    inspection: Inspection<'_>,
    project: &Project,
    folder: &str,
    is_listed: bool,
    observations: &mut Observations,
) {
    if !inspection.inspect.reads_markdown() {
        return;
    }
    for path in files_below(inspection, folder, is_listed, |_| false, observations) {
        report_number_in_name(&path, folder, observations);
        inspect_text(inspection, Some(project), &path, observations);
    }
}

/// Reports a path below a folder in which a name contains a national identity number.
fn report_number_in_name(path: &str, folder: &str, observations: &mut Observations) {
    let below = path[folder.len()..].split('/').find(|name| identity_number::find(name).next().is_some());
    if let Some(name) = below.map(str::to_owned) {
        observations.fault(path, FaultKind::NumberInName { name });
    }
}

/// Lists the files in a folder and in all folders in it. A folder that cannot be listed counts as empty; too many files
/// or nested folders are a fault.
fn files_below(
    inspection: Inspection<'_>,
    folder: &str,
    is_listed: bool,
    is_left_out: impl Fn(&str) -> bool,
    observations: &mut Observations,
) -> Vec<String> {
    let (mut files, mut folders, mut too_deep) = (Vec::new(), vec![(folder.to_owned(), 0)], None);
    while let Some((folder, depth)) = folders.pop() {
        let entries = inspection.source.entries(&folder).unwrap_or_default();
        if depth > 0 || !is_listed {
            irregular_files::report(inspection, &folder, &entries, observations);
        }
        for entry in entries {
            observations.extra_files += 1;
            if observations.extra_files > MAX_EXTRA_FILES {
                // This is reported once; the rest is skipped.
                if observations.extra_files == MAX_EXTRA_FILES + 1 {
                    observations.fault(folder, FaultKind::Unreadable(Unreadable::TooMany));
                }
                return files;
            }
            let path = format!("{folder}/{}", entry.name);
            match entry.kind {
                FileKind::Folder if is_left_out(&entry.name) => {
                    irregular_files::report_below(inspection, &path, entry.kind, observations);
                }
                FileKind::Folder if depth < MAX_DEPTH => folders.push((path, depth + 1)),
                FileKind::Folder => {
                    irregular_files::report_below(inspection, &path, entry.kind, observations);
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

/// Inspects an entry that the format does not have, and everything in it, for national identity numbers.
pub fn inspect_extra(inspection: Inspection<'_>, path: &str, kind: FileKind, observations: &mut Observations) {
    match kind {
        FileKind::Folder if inspection.inspect.reads_markdown() => {
            // Programs store tens of thousands of their own files there.
            let is_of_programs = |name: &str| name == "node_modules" || name.starts_with('.');
            for file in files_below(inspection, path, false, is_of_programs, observations) {
                report_number_in_name(&file, path, observations);
                inspect_data(inspection, &file, observations);
            }
        }
        FileKind::File => inspect_data(inspection, path, observations),
        _ => {}
    }
}

/// Inspects an entry with an ignored name: a file as an extra text, a folder for misplaced projects and irregular
/// files.
pub fn inspect_ignored(inspection: Inspection<'_>, path: &str, kind: FileKind, observations: &mut Observations) {
    if kind == FileKind::File {
        return inspect_extra(inspection, path, kind, observations);
    }
    if kind == FileKind::Folder {
        misplaced_folders::report(inspection.source, path, observations);
    }
    irregular_files::report_below(inspection, path, kind, observations);
}

/// Inspects one file of any kind, if it is text and can be read.
fn inspect_data(inspection: Inspection<'_>, path: &str, observations: &mut Observations) {
    if let Some(bytes) = read_if_text(inspection, path)
        && let Some(text) = text_of_any_kind(&bytes)
    {
        inspection.inspect_extra(path, &text, observations);
    }
}

/// Inspects one file, if it is text and can be read; a file that is too large for the rules is only searched for
/// national identity numbers.
pub fn inspect_text(
    inspection: Inspection<'_>,
    project: Option<&Project>,
    path: &str,
    observations: &mut Observations,
) {
    if let Some(bytes) = read_if_text(inspection, path)
        && let Some(text) = text_of_any_kind(&bytes)
    {
        if text.len() > LARGEST_TEXT {
            inspection.inspect_extra(path, &text, observations);
        } else {
            inspection.inspect(path, &text, DocumentBody::Markdown(&text), project, observations);
        }
    }
}

fn read_if_text(inspection: Inspection<'_>, path: &str) -> Option<Vec<u8>> {
    let may_be_text = inspection.inspect.reads_markdown() && !is_binary(path);
    may_be_text.then(|| inspection.source.read(path, LARGEST_DATA).ok()).flatten()
}

/// Returns whether the ending of a file belongs to a binary format, so that the file need not be read.
fn is_binary(path: &str) -> bool {
    const KINDS: [&str; 29] = [
        "docx", "xlsx", "pptx", "odt", "ods", "odp", "pdf", "zip", "png", "jpg", "jpeg", "jpe", "jfif", "gif", "webp",
        "bmp", "tif", "tiff", "avif", "heic", "heif", "ico", "jxl", "emf", "wmf", "mp3", "mp4", "mov", "doc",
    ];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    KINDS.iter().any(|kind| ending.eq_ignore_ascii_case(kind))
}
