//! A portfolio in a folder of the file system.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

use super::{Entry, Kind, Source, Unreadable};

/// Reads a portfolio from the work tree.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Makes a source of the portfolio in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Returns the folder the portfolio is in.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl Source for Folder {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        WalkDir::new(self.root.join(folder))
            .min_depth(1)
            .max_depth(1)
            .sort_by_file_name()
            .into_iter()
            .map(|entry| {
                let entry = entry.map_err(|error| error.into_io_error().map_or(Unreadable::NotAFile, Into::into))?;
                let file_type = entry.file_type();
                let kind = match () {
                    () if file_type.is_symlink() => Kind::Link,
                    () if file_type.is_file() => Kind::File,
                    () if file_type.is_dir() => Kind::Folder,
                    () => Kind::Special,
                };
                Ok(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind })
            })
            .collect()
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let mut file = File::open(self.root.join(path))?;
        let meta = file.metadata()?;
        if !meta.is_file() {
            return Err(Unreadable::NotAFile);
        }
        let expected = usize::try_from(meta.len()).unwrap_or(usize::MAX);
        if expected > limit {
            return Err(Unreadable::TooLarge { limit });
        }
        // One byte more than expected lets the last read see the end without growing the buffer. The file may grow
        // while it is read: never take more than the limit.
        let mut bytes = Vec::with_capacity(expected + 1);
        file.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes) }
    }
}
