//! New files written without ever touching one that is there.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::NewFile;

/// Says why new files could not be written; what had been written is taken back.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file or folder is there already.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The file or folder cannot be made.
    #[error("cannot write {0}: {1}")]
    Io(PathBuf, #[source] io::Error),
}

/// Writes files below `root`; a `claim` is a folder that must not exist yet, so that of two runs only one goes on.
///
/// # Errors
/// Fails when the claimed folder or a file exists, or cannot be made.
pub fn write_new(root: &Path, claim: Option<&str>, files: &[NewFile]) -> Result<(), WriteError> {
    let mut made = Made::default();
    if let Some(claim) = claim {
        let folder = root.join(claim);
        if let Some(parent) = folder.parent() {
            made.folders(parent)?;
        }
        fs::create_dir(&folder).map_err(|error| refused(&folder, error))?;
        made.paths.push(folder);
    }
    for file in files {
        let path = root.join(&file.path);
        if let Some(parent) = path.parent() {
            made.folders(parent)?;
        }
        // A round that another run wrote in the meantime is as good as ours.
        let is_ours = claim.is_none_or(|claim| file.path.starts_with(claim));
        match write(&path, &file.text) {
            Err(WriteError::Exists(_)) if !is_ours => {}
            Err(error) => return Err(error),
            Ok(()) => made.paths.push(path),
        }
    }
    made.paths.clear();
    Ok(())
}

fn write(path: &Path, text: &str) -> Result<(), WriteError> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| refused(path, error))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // A half-written file is worse than none; if it cannot be removed either, the first error is what matters.
        let _ = fs::remove_file(path);
        refused(path, error)
    })
}

fn refused(path: &Path, error: io::Error) -> WriteError {
    match error.kind() {
        io::ErrorKind::AlreadyExists => WriteError::Exists(path.to_owned()),
        _ => WriteError::Io(path.to_owned(), error),
    }
}

/// Remembers what was made, and takes it back unless it is told to forget.
#[derive(Default)]
struct Made {
    paths: Vec<PathBuf>,
}

impl Made {
    /// Makes a folder and those above it that are missing.
    fn folders(&mut self, folder: &Path) -> Result<(), WriteError> {
        let missing: Vec<&Path> =
            folder.ancestors().take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.paths.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(WriteError::Io(folder.to_owned(), error)),
            }
        }
        Ok(())
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for path in self.paths.iter().rev() {
            // Only what this run made is here, and a folder that got other content in the meantime stays.
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new_file(path: &str) -> NewFile {
        NewFile { path: path.into(), text: "x".into() }
    }

    #[test]
    fn nothing_is_overwritten_and_what_was_made_is_taken_back() {
        let folder = tempfile::tempdir().unwrap();
        write_new(folder.path(), Some("2019/a"), &[new_file("2019/a/project.yaml"), new_file("2019/round.yaml")])
            .unwrap();
        let again = write_new(folder.path(), Some("2019/a"), &[new_file("2019/a/project.yaml")]);
        assert!(matches!(again, Err(WriteError::Exists(_))));
        // The second file cannot be made, since its parent is a file.
        let broken = write_new(folder.path(), Some("2020/b"), &[new_file("2020/b/x"), new_file("2020/b/x/y")]);
        assert!(matches!(broken, Err(WriteError::Io(..) | WriteError::Exists(_))), "{broken:?}");
        assert!(!folder.path().join("2020").exists());
        assert_eq!(fs::read_to_string(folder.path().join("2019/a/project.yaml")).unwrap(), "x");
    }
}
