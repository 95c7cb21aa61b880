//! A portfolio in a folder of the file system.

use std::{
    ffi::OsString,
    fs::{self, File, FileType},
    io::{self, Read},
    path::{Path, PathBuf},
};

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
        let path = self.root.join(folder);
        let listing = match fs::read_dir(&path) {
            // A file has no entries.
            Err(error) if error.kind() == io::ErrorKind::NotADirectory && path.is_file() => return Ok(Vec::new()),
            listing => listing?,
        };
        let mut found: Vec<_> = listing
            .map(|entry| entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))))
            .collect::<io::Result<_>>()?;
        found.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let entry = |(name, file_type): (OsString, FileType)| {
            let kind = match () {
                () if file_type.is_symlink() => Kind::Link,
                () if file_type.is_file() => Kind::File,
                () if file_type.is_dir() => Kind::Folder,
                () => Kind::Special,
            };
            Entry { name: name.into_string().unwrap_or_else(|name| name.to_string_lossy().into_owned()), kind }
        };
        Ok(found.into_iter().map(entry).collect())
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
        // What is said to be empty may be made up by the system as it is read.
        let wanted = if expected == 0 { limit.saturating_add(1) } else { expected };
        // A file that grows while it is read is taken as it was, so that nobody has to look for its end once more.
        let mut bytes = Vec::with_capacity(expected);
        file.by_ref().take(wanted as u64).read_to_end(&mut bytes)?;
        if bytes.len() > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes) }
    }
}
