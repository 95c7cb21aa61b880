//! Confined file access on systems without folder handles: each part of a path is checked before it is used.
//!
//! Windows reports junctions as links; a file that a cloud service has not downloaded yet is an ordinary file.

use std::{
    ffi::OsString,
    fs::{self, File, FileType, OpenOptions},
    io,
    path::{Path, PathBuf},
};

use super::{access::Use, refused::Refused};
use crate::source::FileKind;

/// Holds the path of the folder.
#[derive(Debug, Clone)]
pub struct Base {
    root: PathBuf,
}

impl Base {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub fn open(&self, path: &str, what_for: Use) -> Result<File, Refused> {
        let whole = match what_for {
            Use::New { .. } => {
                let whole = self.around(path)?;
                match fs::symlink_metadata(&whole) {
                    Ok(about) if about.file_type().is_symlink() => return Err(Refused::Link),
                    _ => whole,
                }
            }
            Use::Read | Use::Append => {
                let whole = self.whole(path)?;
                // The kind is checked before the file is opened, since opening a pipe would wait.
                match kind(fs::symlink_metadata(&whole)?.file_type()) {
                    FileKind::Special => return Err(Refused::Special),
                    FileKind::Folder => return Err(io::ErrorKind::IsADirectory.into()),
                    FileKind::File | FileKind::Link => whole,
                }
            }
        };
        let mut options = OpenOptions::new();
        match what_for {
            Use::Read => options.read(true),
            Use::Append => options.append(true),
            Use::New { .. } => options.write(true).create_new(true),
        };
        Ok(options.open(whole)?)
    }

    pub fn list(&self, path: &str) -> Result<Vec<(OsString, FileKind)>, Refused> {
        let entries = fs::read_dir(self.whole(path)?)?;
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
        Ok(kind(fs::symlink_metadata(self.around(path)?)?.file_type()))
    }

    pub fn is_of_same_owner(&self, path: &str, _: &File) -> Result<bool, Refused> {
        Ok(self.kind(path)? == FileKind::Folder)
    }

    pub fn make_folder(&self, path: &str) -> Result<(), Refused> {
        Ok(fs::create_dir(self.around(path)?)?)
    }

    pub fn rename(&self, from: &str, to: &str) -> Result<(), Refused> {
        Ok(fs::rename(self.around(from)?, self.around(to)?)?)
    }

    pub fn remove_file(&self, path: &str) -> Result<(), Refused> {
        Ok(fs::remove_file(self.around(path)?)?)
    }

    pub fn remove_folder(&self, path: &str) -> Result<(), Refused> {
        Ok(fs::remove_dir(self.around(path)?)?)
    }

    /// Returns the full path, after checking that no part of it is a link.
    fn whole(&self, path: &str) -> Result<PathBuf, Refused> {
        let mut whole = self.root.clone();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            whole.push(part);
            if kind(fs::symlink_metadata(&whole)?.file_type()) == FileKind::Link {
                return Err(Refused::Link);
            }
        }
        Ok(whole)
    }

    /// Returns the full path, after checking that no part of it except the last is a link.
    fn around(&self, path: &str) -> Result<PathBuf, Refused> {
        let (folder, name) = super::access::parted(path);
        Ok(self.whole(folder)?.join(name))
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
