//! Writes a file completely or not at all, below a folder and never through a link.

use std::{
    fs::{File, Metadata},
    io::{self, Write},
};

use super::temporary_files::TemporaryFile;
use crate::source::{ConfinedFolder, FileKind, Refused};

/// How often writing is retried if another run interferes.
const MAX_TRIES: usize = 5;

/// Says why a file was not written; it is unchanged.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// Somebody else changed it in the meantime.
    #[error("somebody else changed it in the meantime")]
    Changed,
    /// The file has several hard links, and only one of them would get the new text.
    #[error("a file with several hard links")]
    HardLinks,
    /// The file must not be accessed, or cannot be written.
    #[error(transparent)]
    Refused(#[from] Refused),
}

impl From<io::Error> for ReplaceError {
    fn from(error: io::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Replaces the `old` content of a file by the `new` one, and keeps its owner and permissions.
///
/// # Errors
/// Fails if the file no longer has the old content, or cannot be written.
pub fn replace(confined: &ConfinedFolder, path: &str, old: &[u8], new: &[u8]) -> Result<(), ReplaceError> {
    write_checked(confined, path, new, &|| match confined.read(path) {
        Ok(bytes) if bytes == old => Ok(()),
        Ok(_) => Err(ReplaceError::Changed),
        Err(refused) => Err(refused.into()),
    })
}

/// Writes a new or existing file, and creates the missing folders. Readers see the old text or the new one, never a
/// part.
///
/// # Errors
/// Fails if a folder or the file cannot be written.
pub fn write(confined: &ConfinedFolder, path: &str, bytes: &[u8]) -> Result<(), ReplaceError> {
    write_checked(confined, path, bytes, &|| Ok(()))
}

fn write_checked(
    confined: &ConfinedFolder,
    path: &str,
    bytes: &[u8],
    check_unchanged: &dyn Fn() -> Result<(), ReplaceError>,
) -> Result<(), ReplaceError> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let old = replaced_file(confined, path)?;
    if old.is_none() {
        confined.make_folders(folder, |_| {})?;
    }
    // The temporary file is at the root, where leftovers are easily found; or in the file's folder, if the root must
    // not be written or is on another disk.
    let write = |folder_of_temporary: &str| {
        write_temporary(confined, folder_of_temporary, bytes, old.as_ref(), path, check_unchanged)
    };
    let mut made = write("");
    for _ in 0..MAX_TRIES {
        match &made {
            // If many runs start at once, one may remove the temporary file of another as a leftover.
            Err(ReplaceError::Refused(why)) if why.kind() == Some(io::ErrorKind::NotFound) => made = write(""),
            _ => break,
        }
    }
    let is_elsewhere = |error: &io::Error| {
        use io::ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem};
        matches!(error.kind(), CrossesDevices | PermissionDenied | ReadOnlyFilesystem)
    };
    if !folder.is_empty() && matches!(&made, Err(ReplaceError::Refused(Refused::Io(error))) if is_elsewhere(error)) {
        made = write(folder);
    }
    made
}

/// Returns the metadata of the file that will be replaced, if there is one and it may be replaced.
fn replaced_file(confined: &ConfinedFolder, path: &str) -> Result<Option<Metadata>, ReplaceError> {
    match confined.kind(path)? {
        None => Ok(None),
        Some(FileKind::Link) => Err(Refused::Link.into()),
        Some(FileKind::Special) => Err(Refused::Special.into()),
        Some(FileKind::Folder) => Err(Refused::from(io::ErrorKind::IsADirectory).into()),
        Some(FileKind::File) => {
            // A file without permission to write is not replaced either.
            let (_, metadata) = confined.open_to_append(path)?;
            if has_more_names(&metadata) { Err(ReplaceError::HardLinks) } else { Ok(Some(metadata)) }
        }
    }
}

fn write_temporary(
    confined: &ConfinedFolder,
    folder_of_temporary: &str,
    bytes: &[u8],
    old: Option<&Metadata>,
    path: &str,
    check_unchanged: &dyn Fn() -> Result<(), ReplaceError>,
) -> Result<(), ReplaceError> {
    let mut temporary = TemporaryFile::new(confined, folder_of_temporary, old.is_some())?;
    let file = temporary.file()?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        keep_owner(file, old)?;
    }
    file.sync_all()?;
    check_unchanged()?;
    Ok(temporary.persist(path)?)
}

/// Gives a file the owner, the group and the permissions of the one it replaces, as far as the system permits.
#[cfg(unix)]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    use std::{
        fs::Permissions,
        os::unix::fs::{MetadataExt, PermissionsExt, fchown},
    };
    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid()) && fchown(file, Some(old.uid()), Some(old.gid())).is_err() {
        // Only a superuser can change the owner, but any user can set a group they belong to.
        let _ = fchown(file, None, Some(old.gid()));
    }
    // The set-user-id and set-group-id bits are not copied, since the owner may differ.
    file.set_permissions(Permissions::from_mode(old.mode() & 0o777))
}

#[cfg(not(unix))]
fn keep_owner(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

#[cfg(unix)]
fn has_more_names(about: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(about) > 1
}

#[cfg(not(unix))]
fn has_more_names(_: &Metadata) -> bool {
    // The standard library does not provide the number of links on this system.
    false
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_replaced_only_where_it_is_the_one_that_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let confined = ConfinedFolder::new(folder.path());
        fs::write(&path, "1").unwrap();
        replace(&confined, "a.yaml", b"1", b"2").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert!(matches!(replace(&confined, "a.yaml", b"1", b"3"), Err(ReplaceError::Changed)));
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[test]
    fn a_file_that_must_not_be_written_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "1").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        // A superuser may write everything.
        let may_write = fs::OpenOptions::new().append(true).open(&path).is_ok();
        assert_eq!(replace(&ConfinedFolder::new(folder.path()), "a.yaml", b"1", b"2").is_ok(), may_write);
    }

    #[test]
    fn missing_folders_are_made_and_a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let confined = ConfinedFolder::new(folder.path());
        write(&confined, "a/b/c.md", b"1").unwrap();
        write(&confined, "a/b/c.md", b"2").unwrap();
        assert_eq!(confined.read("a/b/c.md").unwrap(), b"2");
        let is = |kind: io::ErrorKind, path: &str| {
            let made = write(&confined, path, b"3");
            assert!(matches!(&made, Err(ReplaceError::Refused(why)) if why.kind() == Some(kind)), "{path}: {made:?}");
        };
        is(io::ErrorKind::IsADirectory, "a/b");
        is(io::ErrorKind::NotADirectory, "a/b/c.md/d/e.md");
    }

    #[cfg(unix)]
    #[test]
    fn the_mode_stays_and_several_names_are_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        let confined = ConfinedFolder::new(folder.path());
        fs::write(&path, "1").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write(&confined, "a.yaml", b"2").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::hard_link(&path, folder.path().join("b.yaml")).unwrap();
        assert!(matches!(write(&confined, "a.yaml", b"3"), Err(ReplaceError::HardLinks)));
        assert_eq!(fs::read(&path).unwrap(), b"2");
    }
}
