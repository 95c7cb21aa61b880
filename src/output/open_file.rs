//! Recognises that another program has a file open.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Returns whether a file could not be written because another program has it open, as Word does on Windows.
#[must_use]
pub fn is_open_elsewhere(path: &Path, error: &io::Error) -> bool {
    // The errors of Windows for a file in use, and for a locked part of a file.
    let is_in_use = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    is_in_use || error.kind() == io::ErrorKind::PermissionDenied && lock_files(path).iter().any(|file| file.exists())
}

/// Returns the lock files that word processors create next to an open document.
fn lock_files(path: &Path) -> Vec<PathBuf> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    // In a long name, Word replaces the first one or two letters.
    let rest = |skipped: usize| name.chars().skip(skipped).collect::<String>();
    let mut files: Vec<PathBuf> = (0..3).map(|skipped| path.with_file_name(format!("~${}", rest(skipped)))).collect();
    files.push(path.with_file_name(format!(".~lock.{name}#")));
    files
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_open_document_is_not_a_document_without_permission() {
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
