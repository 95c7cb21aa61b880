//! Checks the files of pictures and other attachments that texts name: whether they are what their names say.

use super::{inspect::Inspection, observations::Observations};
use crate::{
    document::{At, Fault, FaultKind, SharedStr},
    picture::{LARGEST_PICTURE, PictureFault, PictureKind, is_pointer, judge},
    source::{FileKind, Lookup, Source, Unreadable},
};

/// A note of Git LFS is shorter, in bytes.
const LONGEST_POINTER: usize = 1024;

/// Returns the kind of a picture by its path, or what is wrong with its file; none if there is no such file, or it cannot be read.
#[must_use]
pub fn judge_file(source: &dyn Source, path: &str) -> Option<Result<PictureKind, PictureFault>> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if !matches!(source.find(folder, name), Ok(Lookup::Exact(FileKind::File))) {
        return None;
    }
    match source.read(path, LARGEST_PICTURE) {
        Ok(bytes) => Some(judge(&bytes)),
        Err(Unreadable::TooLarge { .. }) => Some(Err(PictureFault::TooLarge)),
        Err(_) => None,
    }
}

/// Reports a picture that the file `of` names and that is none, or another than its name says.
pub fn report_broken(inspection: Inspection<'_>, of: &str, name: &At<SharedStr>, observations: &mut Observations) {
    if !inspection.inspect.reads_markdown() {
        return;
    }
    let kind = match judge_file(inspection.source, &beside(of, name)) {
        None => return,
        Some(Err(fault)) => FaultKind::BrokenPicture { name: name.to_string(), fault },
        Some(Ok(kind)) if kind.fits_name(name) => return,
        Some(Ok(kind)) => FaultKind::MisnamedPicture { name: name.to_string(), kind },
    };
    observations.faults.push((of.to_owned(), Fault { kind, span: Some(name.span) }));
}

/// Reports a file that the file `of` names and that is only a note of Git LFS.
pub fn report_pointer(inspection: Inspection<'_>, of: &str, name: &At<SharedStr>, observations: &mut Observations) {
    // Texts are read anyway, and nobody keeps them in Git LFS.
    let is_text = [".md", ".txt"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    if is_text || !inspection.inspect.reads_markdown() {
        return;
    }
    let path = beside(of, name);
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    if matches!(inspection.source.find(folder, file), Ok(Lookup::Exact(FileKind::File)))
        && inspection.source.read(&path, LONGEST_POINTER).is_ok_and(|bytes| is_pointer(&bytes))
    {
        let kind = FaultKind::FilePointer { name: name.to_string() };
        observations.faults.push((of.to_owned(), Fault { kind, span: Some(name.span) }));
    }
}

/// Returns the path of a file that another names, from its own folder.
fn beside(of: &str, name: &str) -> String {
    crate::document::link_target::resolve(of, name).unwrap_or_default().join("/")
}
