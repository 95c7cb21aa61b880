//! Confined file access on Unix: works with handles of folders, so that no folder can be replaced by a link meanwhile.

use std::{
    ffi::OsString,
    fs::File,
    os::{
        fd::{AsFd, BorrowedFd, OwnedFd},
        unix::ffi::OsStringExt,
    },
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use rustix::{
    fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, mkdirat, openat, renameat, statat, unlinkat},
    io::Errno,
};

use super::{
    access::{Use, parted},
    refused::Refused,
};
use crate::source::FileKind;

/// Holds the path of the folder, and its handle once it was opened.
#[derive(Debug, Clone)]
pub struct Base {
    root: PathBuf,
    handle: Arc<OnceLock<OwnedFd>>,
}

/// Holds the handle of the root folder, or of a folder below it.
enum Folder<'b> {
    Root(BorrowedFd<'b>),
    Below(OwnedFd),
}

impl AsFd for Folder<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Root(handle) => *handle,
            Self::Below(handle) => handle.as_fd(),
        }
    }
}

/// Flags to open a folder only to open files below it. Linux allows that even if listing the folder is not permitted.
#[cfg(any(target_os = "linux", target_os = "android"))]
const PASSED: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const PASSED: OFlags = OFlags::DIRECTORY.union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Flags for everything that is opened below the folder. Opening a pipe does not wait.
const ALWAYS: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);

impl From<Errno> for Refused {
    fn from(error: Errno) -> Self {
        Self::Io(error.into())
    }
}

impl Base {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), handle: Arc::default() }
    }

    pub fn open(&self, path: &str, what_for: Use) -> Result<File, Refused> {
        let (flags, mode) = match what_for {
            Use::Read => (OFlags::RDONLY, Mode::empty()),
            Use::Append => (OFlags::WRONLY | OFlags::APPEND, Mode::empty()),
            Use::New { is_private } => (
                OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL,
                Mode::from_raw_mode(if is_private { 0o600 } else { 0o666 }),
            ),
        };
        match self.opened(path, flags | ALWAYS, mode) {
            Ok(handle) => Ok(handle.into()),
            // A socket cannot be opened, and a pipe not for writing while no one reads it.
            Err(Errno::NXIO | Errno::OPNOTSUPP) => Err(Refused::Special),
            Err(error) => Err(self.why(path, error)),
        }
    }

    pub fn list(&self, path: &str) -> Result<Vec<(OsString, FileKind)>, Refused> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | ALWAYS;
        let handle = self.opened(path, flags, Mode::empty()).map_err(|error| self.why(path, error))?;
        let mut folder = Dir::new(handle)?;
        let mut entries = Vec::new();
        while let Some(entry) = folder.next() {
            let entry = entry?;
            let name = entry.file_name();
            if [&b"."[..], b".."].contains(&name.to_bytes()) {
                continue;
            }
            let kind = match entry.file_type() {
                // Some file systems do not report the kind in a listing.
                FileType::Unknown => {
                    let about = statat(folder.fd()?, name, AtFlags::SYMLINK_NOFOLLOW)?;
                    kind(FileType::from_raw_mode(about.st_mode))
                }
                known => kind(known),
            };
            entries.push((OsString::from_vec(name.to_bytes().to_vec()), kind));
        }
        Ok(entries)
    }

    pub fn kind(&self, path: &str) -> Result<FileKind, Refused> {
        if path.is_empty() {
            return self.root().map(|_| FileKind::Folder).map_err(Refused::from);
        }
        let (folder, name) = self.around(path)?;
        let about = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(kind(FileType::from_raw_mode(about.st_mode)))
    }

    pub fn is_of_same_owner(&self, path: &str, file: &File) -> Result<bool, Refused> {
        let (folder, name) = self.around(path)?;
        let about = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(about.st_uid == std::os::unix::fs::MetadataExt::uid(&file.metadata()?))
    }

    pub fn make_folder(&self, path: &str) -> Result<(), Refused> {
        let (folder, name) = self.around(path)?;
        Ok(mkdirat(&folder, name, Mode::from_raw_mode(0o777))?)
    }

    pub fn rename(&self, from: &str, to: &str) -> Result<(), Refused> {
        let ((from, old), (to, new)) = (self.around(from)?, self.around(to)?);
        Ok(renameat(&from, old, &to, new)?)
    }

    pub fn remove_file(&self, path: &str) -> Result<(), Refused> {
        let (folder, name) = self.around(path)?;
        Ok(unlinkat(&folder, name, AtFlags::empty())?)
    }

    pub fn remove_folder(&self, path: &str) -> Result<(), Refused> {
        let (folder, name) = self.around(path)?;
        Ok(unlinkat(&folder, name, AtFlags::REMOVEDIR)?)
    }

    /// Returns the handle of the folder itself, whose path may contain links.
    fn root(&self) -> Result<BorrowedFd<'_>, Errno> {
        if let Some(handle) = self.handle.get() {
            return Ok(handle.as_fd());
        }
        let opened = openat(CWD, &self.root, PASSED.difference(OFlags::NOFOLLOW), Mode::empty())?;
        Ok(self.handle.get_or_init(|| opened).as_fd())
    }

    /// Opens the folder of a path, and returns the name in it.
    fn around<'p>(&self, path: &'p str) -> Result<(Folder<'_>, &'p str), Refused> {
        let (folder, name) = parted(path);
        if folder.is_empty() {
            return Ok((Folder::Root(self.root()?), name));
        }
        let opened = self.opened(folder, PASSED, Mode::empty()).map_err(|error| self.why(folder, error))?;
        Ok((Folder::Below(opened), name))
    }

    /// Opens a path, no part of which may be a link: in one step if the system supports it, else part by part.
    fn opened(&self, path: &str, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
        let root = self.root()?;
        let path = if path.is_empty() { "." } else { path };
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            use rustix::fs::{ResolveFlags, openat2};
            let rules = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
            match openat2(root, path, flags, mode, rules) {
                // An old kernel, a container that forbids new system calls, or a folder that is being moved.
                Err(Errno::NOSYS | Errno::PERM | Errno::AGAIN | Errno::INVAL) => {}
                opened => return opened,
            }
        }
        part_by_part(root, path, flags, mode)
    }

    /// Says why a path could not be opened: systems report a link that they must not follow by several different errors.
    fn why(&self, path: &str, error: Errno) -> Refused {
        let may_be_link = [Errno::LOOP, Errno::NOTDIR, Errno::MLINK, Errno::EXIST].contains(&error);
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let is_link = |end: usize| {
            let about = self.root().and_then(|root| {
                let (folder, name) = parted(&path[..end]);
                let folder = if folder.is_empty() { "." } else { folder };
                statat(part_by_part(root, folder, PASSED, Mode::empty())?, name, AtFlags::SYMLINK_NOFOLLOW)
            });
            about.is_ok_and(|about| FileType::from_raw_mode(about.st_mode) == FileType::Symlink)
        };
        if may_be_link && ends.clone().any(is_link) { Refused::Link } else { error.into() }
    }
}

/// Opens a path part by part, each relative to the handle of the one before.
pub fn part_by_part(root: BorrowedFd<'_>, path: &str, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
    let (folders, name) = parted(path);
    let mut folder = Folder::Root(root);
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        folder = Folder::Below(openat(&folder, part, PASSED, Mode::empty())?);
    }
    openat(&folder, name, flags, mode)
}

fn kind(found: FileType) -> FileKind {
    match found {
        FileType::RegularFile => FileKind::File,
        FileType::Directory => FileKind::Folder,
        FileType::Symlink => FileKind::Link,
        _ => FileKind::Special,
    }
}
