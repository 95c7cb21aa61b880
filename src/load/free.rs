//! Texts that nothing is made from, and that lie in the portfolio all the same: attachments, reports, notes.

use super::{Body, LARGEST_TEXT, Look, Observations};
use crate::{
    document::decode,
    model::Project,
    source::{Kind, Source},
};

/// How many folders deep attachments are looked for.
const DEEPEST: usize = 8;

/// Looks at the texts of a folder and the folders in it; what cannot be read is its owners' business.
pub fn read(source: &dyn Source, look: Look<'_>, project: &Project, folder: &str, observations: &mut Observations) {
    if !look.inspect.reads_markdown() {
        return;
    }
    for path in files_below(source, folder) {
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
    if !look.inspect.reads_markdown() || !is_text(path) {
        return;
    }
    let Ok(bytes) = source.read(path, LARGEST_TEXT) else { return };
    if let Ok(text) = decode(&bytes) {
        look.at(source, path, text, Body::Markdown(text), project, observations);
    }
}

fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "md" | "txt")
}
