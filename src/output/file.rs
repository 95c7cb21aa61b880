//! A rendered file, written whole or not at all.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

/// Writes a file in one step: who reads it sees the old text or the new one, never half of it.
///
/// A link is followed, the permissions of a file that is there are kept, and missing folders are made. A pipe or a device is
/// written into.
///
/// # Errors
/// Fails when a folder or the file cannot be written; the old file is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|about| !about.is_file() && !about.is_dir()) {
        return fs::OpenOptions::new().write(true).open(path)?.write_all(bytes);
    }
    let target: PathBuf = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    if target.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a folder"));
    }
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // What the user's own settings would give a new file; the crate alone would make it private.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".stimulab-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(old) = fs::metadata(&target) {
        if old.permissions().readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "is read-only"));
        }
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&target)?;
    Ok(())
}

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
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_into_and_stays_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("null");
        std::os::unix::fs::symlink("/dev/null", &path).unwrap();
        write(&path, b"x").unwrap();
        assert!(!fs::metadata(&path).unwrap().is_file());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

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
