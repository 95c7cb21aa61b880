//! A source that reads a folder of the file system.

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::{
    Entry, FileKind, Source, Unreadable,
    confined::{ConfinedFolder, Refused},
};

/// Reads a portfolio from the work tree.
#[derive(Debug, Clone)]
pub struct Folder {
    confined: ConfinedFolder,
}

impl Folder {
    /// Makes a source of the portfolio in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { confined: ConfinedFolder::new(root) }
    }

    /// Returns the folder the portfolio is in.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.confined.root()
    }

    /// Returns the access to files below the folder, for reading and writing.
    #[must_use]
    pub fn confined(&self) -> &ConfinedFolder {
        &self.confined
    }
}

impl Source for Folder {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        let mut found = match self.confined.list(folder) {
            // A file has no entries.
            Err(Refused::Io(error))
                if error.kind() == io::ErrorKind::NotADirectory
                    && matches!(self.confined.kind(folder), Ok(Some(FileKind::File))) =>
            {
                return Ok(Vec::new());
            }
            listing => listing?,
        };
        found.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let text =
            |name: std::ffi::OsString| name.into_string().unwrap_or_else(|name| name.to_string_lossy().into_owned());
        Ok(found.into_iter().map(|(name, kind)| Entry { name: text(name), kind }).collect())
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        let (mut file, about) = self.confined.open(path)?;
        let expected = usize::try_from(about.len()).unwrap_or(usize::MAX);
        if expected > limit {
            return Err(Unreadable::TooLarge { limit });
        }
        // Files that the system generates, as in `/proc`, have a length of zero.
        let wanted = if expected == 0 { limit.saturating_add(1) } else { expected };
        // Reading stops at the known length: this saves one system call that looks for the end of the file.
        let mut bytes = Vec::with_capacity(expected);
        file.by_ref().take(wanted as u64).read_to_end(&mut bytes).map_err(Refused::from)?;
        if bytes.len() > limit { Err(Unreadable::TooLarge { limit }) } else { Ok(bytes) }
    }
}
