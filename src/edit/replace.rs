//! A file replaced as a whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Says why a file was not replaced; it stands as it was.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// Somebody else changed it in the meantime.
    #[error("{0} was changed by somebody else in the meantime")]
    Changed(PathBuf),
    /// It cannot be read or written.
    #[error("cannot write {0}: {1}")]
    Io(PathBuf, #[source] io::Error),
}

/// Replaces a file that still holds the `old` bytes by the `new` ones, with the permissions it had.
///
/// # Errors
/// Fails when the file is another by now, or cannot be written.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), ReplaceError> {
    let failed = |error| ReplaceError::Io(path.to_owned(), error);
    let folder = path.parent().unwrap_or(Path::new("."));
    // A file that must not be written is not replaced by another one either.
    fs::OpenOptions::new().append(true).open(path).map_err(failed)?;
    // The name of the file that could not be made says nothing to anybody.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|error| failed(error.kind().into()))?;
    file.write_all(new).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    let permissions = fs::metadata(path).map_err(failed)?.permissions();
    file.as_file().set_permissions(permissions).map_err(failed)?;
    if fs::read(path).map_err(failed)? != old {
        return Err(ReplaceError::Changed(path.to_owned()));
    }
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_where_it_is_the_one_that_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "1").unwrap();
        replace(&path, b"1", b"2").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert!(matches!(replace(&path, b"1", b"3"), Err(ReplaceError::Changed(_))));
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
        assert_eq!(replace(&path, b"1", b"2").is_ok(), may_write);
    }
}
