//! Confined file access on systems without folder handles: each part of a path is checked before it is used.
//!
//! Windows reports junctions as links; a file that a cloud service has not downloaded yet is an ordinary file.

use std::{
    ffi::OsString,
    fs::{self, File, FileType, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use super::{access::Access, refused::Refused};
use crate::source::FileKind;

/// Holds the path of the folder.
#[derive(Debug, Clone)]
pub struct PathBase {
    root: PathBuf,
}

impl PathBase {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub fn open(&self, path: &str, access: Access) -> Result<File, Refused> {
        let full = match access {
            Access::New { .. } => {
                let full = self.checked_parent(path)?;
                match fs::symlink_metadata(&full) {
                    Ok(metadata) if metadata.file_type().is_symlink() => return Err(Refused::Link),
                    _ => full,
                }
            }
            Access::Read | Access::Append => {
                let full = self.checked(path)?;
                // The kind is checked before the file is opened, since opening a pipe would wait.
                match kind(fs::symlink_metadata(&full)?.file_type()) {
                    FileKind::Special => return Err(Refused::Special),
                    FileKind::Folder => return Err(io::ErrorKind::IsADirectory.into()),
                    FileKind::File | FileKind::Link => full,
                }
            }
        };
        let mut options = OpenOptions::new();
        match access {
            Access::Read => options.read(true),
            Access::Append => options.append(true),
            Access::New { .. } => options.write(true).create_new(true),
        };
        Ok(options.open(full)?)
    }

    pub fn list(&self, path: &str) -> Result<Vec<(OsString, FileKind)>, Refused> {
        let entries = fs::read_dir(self.checked(path)?)?;
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            Ok((entry.file_name(), kind(entry.file_type()?)))
        };
        Ok(entries.map(entry).collect::<io::Result<_>>()?)
    }

    pub fn kind(&self, path: &str) -> Result<FileKind, Refused> {
        if path.is_empty() {
            return Ok(kind(fs::metadata(&self.root)?.file_type()));
        }
        Ok(kind(fs::symlink_metadata(self.checked_parent(path)?)?.file_type()))
    }

    pub fn has_same_owner(&self, path: &str, _: &File) -> Result<bool, Refused> {
        Ok(self.kind(path)? == FileKind::Folder)
    }

    pub fn make_folder(&self, path: &str) -> Result<(), Refused> {
        Ok(fs::create_dir(self.checked_parent(path)?)?)
    }

    pub fn rename(&self, from: &str, to: &str) -> Result<(), Refused> {
        Ok(fs::rename(self.checked_parent(from)?, self.checked_parent(to)?)?)
    }

    pub fn remove_file(&self, path: &str) -> Result<(), Refused> {
        Ok(fs::remove_file(self.checked_parent(path)?)?)
    }

    pub fn remove_folder(&self, path: &str) -> Result<(), Refused> {
        Ok(fs::remove_dir(self.checked_parent(path)?)?)
    }

    /// Returns the full path, after checking that no part of it is a link.
    fn checked(&self, path: &str) -> Result<PathBuf, Refused> {
        let mut full = self.root.clone();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            full.push(part);
            if kind(fs::symlink_metadata(&full)?.file_type()) == FileKind::Link {
                return Err(Refused::Link);
            }
        }
        Ok(full)
    }

    /// Returns the full path, after checking that no part of it except the last is a link.
    fn checked_parent(&self, path: &str) -> Result<PathBuf, Refused> {
        let (folder, name) = super::access::split_path(path);
        Ok(self.checked(folder)?.join(name))
    }
}

fn kind(found: FileType) -> FileKind {
    match () {
        () if found.is_symlink() => FileKind::Link,
        () if found.is_file() => FileKind::File,
        () if found.is_dir() => FileKind::Folder,
        () => FileKind::Special,
    }
}
