//! Texts that nothing is made from, and that lie in the portfolio all the same: attachments, reports, notes.

use super::{Body, LARGEST_TEXT, Look, Observations};
use crate::{
    document::{FaultKind, text_of_any_kind},
    model::Project,
    source::{Kind, Source},
    wording::identity,
};

/// How many folders deep attachments are looked for.
const DEEPEST: usize = 8;

/// Looks at the texts of a folder and the folders in it; what cannot be read is its owners' business.
pub fn read(source: &dyn Source, look: Look<'_>, project: &Project, folder: &str, observations: &mut Observations) {
    if !look.inspect.reads_markdown() {
        return;
    }
    for path in files_below(source, folder) {
        let below = path[folder.len()..].split('/').find(|name| identity::find(name).next().is_some());
        if let Some(name) = below.map(str::to_owned) {
            observations.fault(path.clone(), FaultKind::NumberInName { name });
        }
        text(source, look, Some(project), &path, observations);
    }
}

/// Lists the files in a folder and in the folders in it; what cannot be listed holds none.
fn files_below(source: &dyn Source, folder: &str) -> Vec<String> {
    let (mut files, mut folders) = (Vec::new(), vec![(folder.to_owned(), 0)]);
    while let Some((folder, depth)) = folders.pop() {
        for entry in source.entries(&folder).unwrap_or_default() {
            let path = format!("{folder}/{}", entry.name);
            match entry.kind {
                Kind::Folder if depth < DEEPEST => folders.push((path, depth + 1)),
                Kind::File => files.push(path),
                _ => {}
            }
        }
    }
    files
}

/// Looks at one file, where it is a text and can be read.
pub fn text(
    source: &dyn Source,
    look: Look<'_>,
    project: Option<&Project>,
    path: &str,
    observations: &mut Observations,
) {
    if !look.inspect.reads_markdown() || is_packed(path) {
        return;
    }
    let Ok(bytes) = source.read(path, LARGEST_TEXT) else { return };
    if let Some(text) = text_of_any_kind(&bytes) {
        look.at(source, path, &text, Body::Markdown(&text), project, observations);
    }
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
