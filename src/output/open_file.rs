//! A rendered file that another program has open.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Returns whether a file could not be written because another program has it open, as Word does on Windows.
#[must_use]
pub fn is_open_elsewhere(path: &Path, error: &io::Error) -> bool {
    // Windows says that the file, or a part of it, is in use.
    let is_in_use = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    is_in_use || error.kind() == io::ErrorKind::PermissionDenied && marks(path).iter().any(|mark| mark.exists())
}

/// Names the files that word processors lay beside a document while it is open.
fn marks(path: &Path) -> Vec<PathBuf> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    // In a long name, Word's mark takes the place of the first two letters.
    let rest = |skipped: usize| name.chars().skip(skipped).collect::<String>();
    let mut marks: Vec<PathBuf> = (0..3).map(|skipped| path.with_file_name(format!("~${}", rest(skipped)))).collect();
    marks.push(path.with_file_name(format!(".~lock.{name}#")));
    marks
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_document_that_is_open_is_told_from_one_that_may_not_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("announcement.docx");
        let denied = io::Error::from(io::ErrorKind::PermissionDenied);
        assert!(!is_open_elsewhere(&path, &denied));
        for mark in ["~$nouncement.docx", ".~lock.announcement.docx#"] {
            let mark = folder.path().join(mark);
            fs::write(&mark, "").unwrap();
            assert!(is_open_elsewhere(&path, &denied), "{}", mark.display());
            assert!(!is_open_elsewhere(&path, &io::Error::from(io::ErrorKind::NotFound)));
            fs::remove_file(mark).unwrap();
        }
    }
}
