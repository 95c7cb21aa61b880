//! Writes new files without changing existing ones.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::NewFile;
use crate::{
    edit::{self, ReplaceError},
    source::{ConfinedFolder, Refused},
};

/// The reasons why new files could not be written; files that were written are removed again.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file or folder already exists.
    #[error("{0} exists already")]
    Exists(String),
    /// The file or folder cannot be created.
    #[error("cannot write {0}: {1}")]
    Refused(String, #[source] Refused),
    /// The existing file that goes with the new ones cannot be changed.
    #[error("cannot change {0}: {1}")]
    Unchanged(String, #[source] ReplaceError),
}

/// Holds a change of an existing file.
#[derive(Debug, Clone)]
pub struct ChangedFile {
    /// The path in the portfolio.
    pub path: String,
    /// The content that it has.
    pub old: Vec<u8>,
    /// The content that it gets.
    pub new: Vec<u8>,
}

/// Writes files below a folder; `claim` is a folder that must not exist, so that only one of two runs continues.
///
/// # Errors
/// Fails if the claimed folder or a file exists, or cannot be created.
pub fn write_new(beneath: &ConfinedFolder, claim: Option<&str>, files: &[NewFile]) -> Result<(), WriteError> {
    write_new_and_change(beneath, claim, files, None)
}

/// Writes files as [`write_new`] does, and changes an existing file; if that fails, nothing is written.
///
/// # Errors
/// Fails as [`write_new`] does, or if the file cannot be changed.
pub fn write_new_and_change(
    beneath: &ConfinedFolder,
    claim: Option<&str>,
    files: &[NewFile],
    change: Option<&ChangedFile>,
) -> Result<(), WriteError> {
    let mut created = CreatedFiles { beneath, above: Vec::new(), paths: Vec::new() };
    created.root().map_err(|error| refused("", error.into()))?;
    if let Some(claim) = claim {
        created.folders_around(claim)?;
        if !beneath.make_folder(claim).map_err(|error| refused(claim, error))? {
            return Err(WriteError::Exists(claim.to_owned()));
        }
        created.paths.push((claim.to_owned(), true));
    }
    for file in files {
        created.folders_around(&file.path)?;
        // The file of the round may have been written by another run.
        let is_ours = claim.is_none_or(|claim| file.path.starts_with(claim));
        match write(beneath, &file.path, &file.text) {
            Err(WriteError::Exists(_)) if !is_ours => {}
            Err(error) => return Err(error),
            Ok(()) => created.paths.push((file.path.clone(), false)),
        }
    }
    if let Some(ChangedFile { path, old, new }) = change {
        edit::replace(beneath, path, old, new).map_err(|error| WriteError::Unchanged(path.clone(), error))?;
    }
    created.above.clear();
    created.paths.clear();
    Ok(())
}

fn write(beneath: &ConfinedFolder, path: &str, text: &str) -> Result<(), WriteError> {
    let mut file = beneath.create(path, false).map_err(|error| refused(path, error))?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // An incomplete file is removed; the first error is the one to report.
        let _ = beneath.remove_file(path);
        refused(path, error.into())
    })
}

fn refused(path: &str, error: Refused) -> WriteError {
    match error.kind() {
        Some(io::ErrorKind::AlreadyExists) => WriteError::Exists(path.to_owned()),
        _ => WriteError::Refused(path.to_owned(), error),
    }
}

/// Holds the created files and folders, and removes them when dropped, unless the lists are empty.
struct CreatedFiles<'b> {
    beneath: &'b ConfinedFolder,
    /// The created folders: the folder itself and those above it.
    above: Vec<PathBuf>,
    /// The created paths below it, and whether each is a folder.
    paths: Vec<(String, bool)>,
}

impl CreatedFiles<'_> {
    /// Creates the folder itself and those above it that are missing.
    fn root(&mut self) -> io::Result<()> {
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let missing: Vec<&Path> = self.beneath.root().ancestors().take_while(is_missing).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.above.push(folder.to_owned()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Creates the missing folders above a path.
    fn folders_around(&mut self, path: &str) -> Result<(), WriteError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let paths = &mut self.paths;
        let made = self.beneath.make_folders(folder, |made| paths.push((made.to_owned(), true)));
        made.map_err(|error| refused(folder, error))
    }
}

impl Drop for CreatedFiles<'_> {
    fn drop(&mut self) {
        // A folder with other content stays, because it cannot be removed.
        for (path, is_folder) in self.paths.iter().rev() {
            let _ = if *is_folder { self.beneath.remove_folder(path) } else { self.beneath.remove_file(path) };
        }
        for folder in self.above.iter().rev() {
            let _ = fs::remove_dir(folder);
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
    fn nothing_is_overwritten_and_created_files_are_removed_after_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let beneath = ConfinedFolder::new(folder.path());
        write_new(&beneath, Some("2019/a"), &[new_file("2019/a/project.yaml"), new_file("2019/round.yaml")]).unwrap();
        let again = write_new(&beneath, Some("2019/a"), &[new_file("2019/a/project.yaml")]);
        assert!(matches!(again, Err(WriteError::Exists(_))));
        // The second file cannot be made, since its parent is a file.
        let broken = write_new(&beneath, Some("2020/b"), &[new_file("2020/b/x"), new_file("2020/b/x/y")]);
        assert!(matches!(broken, Err(WriteError::Refused(..) | WriteError::Exists(_))), "{broken:?}");
        assert!(!folder.path().join("2020").exists());
        let change = ChangedFile { path: "2019/a/project.yaml".into(), old: b"y".to_vec(), new: b"z".to_vec() };
        let stale = write_new_and_change(&beneath, Some("2021/c"), &[new_file("2021/c/x")], Some(&change));
        assert!(matches!(stale, Err(WriteError::Unchanged(..))) && !folder.path().join("2021").exists());
        let deep = ConfinedFolder::new(folder.path().join("new/one"));
        assert!(write_new(&deep, None, &[new_file("x"), new_file("x")]).is_err());
        assert!(!folder.path().join("new").exists());
        assert_eq!(fs::read_to_string(folder.path().join("2019/a/project.yaml")).unwrap(), "x");
    }
}
