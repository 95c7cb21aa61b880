//! File access below a folder, on every system.

use std::{
    ffi::OsString,
    fs::{File, Metadata},
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{access::Access, refused::Refused};
use crate::source::{FileKind, Unreadable};

#[cfg(not(unix))]
use super::portable::PathBase as Base;
#[cfg(unix)]
use super::unix::HandleBase as Base;

/// The largest file that is read to compare it, in bytes.
const MAX_BYTES: u64 = 256 * 1024 * 1024;

impl From<Refused> for Unreadable {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Link => Self::Link,
            Refused::Special => Self::NotAFile,
            Refused::Io(error) => match error.kind() {
                io::ErrorKind::NotFound => Self::Missing,
                io::ErrorKind::PermissionDenied => Self::Denied,
                io::ErrorKind::IsADirectory => Self::NotAFile,
                _ => Self::Other(error.to_string()),
            },
        }
    }
}

/// Reads and writes files below a folder, by paths with forward slashes.
#[derive(Debug, Clone)]
pub struct ConfinedFolder {
    root: PathBuf,
    base: Base,
}

impl ConfinedFolder {
    /// Wraps a folder, which need not exist yet.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self { base: Base::new(&root), root }
    }

    /// Returns the folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Opens a regular file for reading.
    ///
    /// # Errors
    /// Fails if there is none, and if the path contains a link.
    pub fn open(&self, path: &str) -> Result<(File, Metadata), Refused> {
        self.open_regular(path, Access::Read)
    }

    /// Opens a regular file for appending, which tests whether it may be written.
    ///
    /// # Errors
    /// Fails as [`Self::open`] does.
    pub fn open_to_append(&self, path: &str) -> Result<(File, Metadata), Refused> {
        self.open_regular(path, Access::Append)
    }

    /// Creates a new file; an existing file or link is never replaced.
    ///
    /// # Errors
    /// Fails if the file exists, and if the path contains a link.
    pub fn create(&self, path: &str, is_private: bool) -> Result<File, Refused> {
        self.base.open(&normalised(path)?, Access::New { is_private })
    }

    /// Reads a whole regular file, to compare it with its replacement.
    ///
    /// # Errors
    /// Fails as [`Self::open`] does, and if the file is larger than any that the program replaces.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, Refused> {
        let (file, metadata) = self.open(path)?;
        let mut bytes = Vec::new();
        if metadata.len() <= MAX_BYTES {
            file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        }
        let is_too_large = metadata.len() > MAX_BYTES || bytes.len() as u64 > MAX_BYTES;
        if is_too_large { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
    }

    /// Lists a folder, in no particular order.
    ///
    /// # Errors
    /// Fails if it is not a folder, and if the path contains a link.
    pub fn list(&self, folder: &str) -> Result<Vec<(OsString, FileKind)>, Refused> {
        self.base.list(&normalised(folder)?)
    }

    /// Returns the kind of what is at a path, without opening it; none where there is nothing.
    ///
    /// # Errors
    /// Fails if the path to it contains a link.
    pub fn kind(&self, path: &str) -> Result<Option<FileKind>, Refused> {
        match self.base.kind(&normalised(path)?) {
            Ok(kind) => Ok(Some(kind)),
            Err(Refused::Io(error)) if is_absent(&error) => Ok(None),
            Err(refused) => Err(refused),
        }
    }

    /// Returns whether a file and a folder have the same owner; true on systems that do not tell owners.
    ///
    /// # Errors
    /// Fails if there is no such folder, and if the path to it contains a link.
    pub fn has_same_owner(&self, folder: &str, file: &File) -> Result<bool, Refused> {
        self.base.has_same_owner(&normalised(folder)?, file)
    }

    /// Creates a folder; returns whether it is new.
    ///
    /// # Errors
    /// Fails if something else has its name, and if the path contains a link.
    pub fn make_folder(&self, path: &str) -> Result<bool, Refused> {
        let path = normalised(path)?;
        match self.base.make_folder(&path) {
            Ok(()) => Ok(true),
            Err(Refused::Io(error)) if error.kind() == io::ErrorKind::AlreadyExists => match self.base.kind(&path)? {
                FileKind::Folder => Ok(false),
                FileKind::Link => Err(Refused::Link),
                FileKind::File | FileKind::Special => Err(io::ErrorKind::NotADirectory.into()),
            },
            Err(refused) => Err(refused),
        }
    }

    /// Creates a folder and the missing folders above it; `made` is called with each.
    ///
    /// # Errors
    /// Fails as [`Self::make_folder`] does.
    pub fn make_folders(&self, path: &str, mut made: impl FnMut(&str)) -> Result<(), Refused> {
        let path = normalised(path)?;
        let ends = path.match_indices('/').map(|(at, _)| at).chain((!path.is_empty()).then_some(path.len()));
        for end in ends {
            if self.make_folder(&path[..end])? {
                made(&path[..end]);
            }
        }
        Ok(())
    }

    /// Moves a file, and replaces an existing one.
    ///
    /// # Errors
    /// Fails if it cannot be moved, and if a path contains a link.
    pub fn rename(&self, from: &str, to: &str) -> Result<(), Refused> {
        self.base.rename(&normalised(from)?, &normalised(to)?)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// Fails if there is none, and if the path to it contains a link.
    pub fn remove_file(&self, path: &str) -> Result<(), Refused> {
        self.base.remove_file(&normalised(path)?)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Fails if it is not empty, and if the path to it contains a link.
    pub fn remove_folder(&self, path: &str) -> Result<(), Refused> {
        self.base.remove_folder(&normalised(path)?)
    }

    fn open_regular(&self, path: &str, access: Access) -> Result<(File, Metadata), Refused> {
        let file = self.base.open(&normalised(path)?, access)?;
        let metadata = file.metadata()?;
        match metadata.file_type() {
            found if found.is_file() => Ok((file, metadata)),
            found if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            _ => Err(Refused::Special),
        }
    }
}

/// Returns whether an error means that there is nothing at a path.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Normalises a path; one that leads out of the folder is refused.
fn normalised(path: &str) -> Result<String, Refused> {
    // On Windows, a backslash and a colon separate folders, drives and streams; elsewhere they are ordinary characters.
    let is_wrong = |part: &str| part == ".." || part.contains('\0') || (cfg!(windows) && part.contains(['\\', ':']));
    let parts = || path.split('/').filter(|part| !part.is_empty() && *part != ".");
    if path.starts_with('/') || parts().any(is_wrong) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(parts().collect::<Vec<_>>().join("/"))
}
