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
    access::{Access, split_path},
    refused::Refused,
};
use crate::source::FileKind;

/// Holds the path of the folder, and its handle once it was opened.
#[derive(Debug, Clone)]
pub struct HandleBase {
    root: PathBuf,
    handle: Arc<OnceLock<OwnedFd>>,
}

/// Holds the handle of the root folder, or of a folder below it.
enum FolderHandle<'b> {
    Root(BorrowedFd<'b>),
    Below(OwnedFd),
}

impl AsFd for FolderHandle<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Root(handle) => *handle,
            Self::Below(handle) => handle.as_fd(),
        }
    }
}

/// Flags to open a folder only to open files below it. Linux allows that even if listing the folder is not permitted.
#[cfg(any(target_os = "linux", target_os = "android"))]
const PASS_THROUGH: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const PASS_THROUGH: OFlags = OFlags::DIRECTORY.union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);

/// Flags for everything that is opened below the folder. Opening a pipe does not wait.
const OPEN_FLAGS: OFlags = OFlags::NOFOLLOW.union(OFlags::CLOEXEC).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);

impl From<Errno> for Refused {
    fn from(error: Errno) -> Self {
        Self::Io(error.into())
    }
}

impl HandleBase {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), handle: Arc::default() }
    }

    pub fn open(&self, path: &str, access: Access) -> Result<File, Refused> {
        let (flags, mode) = match access {
            Access::Read => (OFlags::RDONLY, Mode::empty()),
            Access::Append => (OFlags::WRONLY | OFlags::APPEND, Mode::empty()),
            Access::New { is_private } => (
                OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL,
                Mode::from_raw_mode(if is_private { 0o600 } else { 0o666 }),
            ),
        };
        match self.open_handle(path, flags | OPEN_FLAGS, mode) {
            Ok(handle) => Ok(handle.into()),
            // A socket cannot be opened, and a pipe not for writing while no one reads it.
            Err(Errno::NXIO | Errno::OPNOTSUPP) => Err(Refused::Special),
            Err(error) => Err(self.refusal(path, error)),
        }
    }

    pub fn list(&self, path: &str) -> Result<Vec<(OsString, FileKind)>, Refused> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OPEN_FLAGS;
        let handle = self.open_handle(path, flags, Mode::empty()).map_err(|error| self.refusal(path, error))?;
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
                    let metadata = statat(folder.fd()?, name, AtFlags::SYMLINK_NOFOLLOW)?;
                    kind(FileType::from_raw_mode(metadata.st_mode))
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
        let (folder, name) = self.parent(path)?;
        let metadata = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(kind(FileType::from_raw_mode(metadata.st_mode)))
    }

    pub fn has_same_owner(&self, path: &str, file: &File) -> Result<bool, Refused> {
        let (folder, name) = self.parent(path)?;
        let metadata = statat(&folder, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(metadata.st_uid == std::os::unix::fs::MetadataExt::uid(&file.metadata()?))
    }

    pub fn make_folder(&self, path: &str) -> Result<(), Refused> {
        let (folder, name) = self.parent(path)?;
        Ok(mkdirat(&folder, name, Mode::from_raw_mode(0o777))?)
    }

    pub fn rename(&self, from: &str, to: &str) -> Result<(), Refused> {
        let ((from, old), (to, new)) = (self.parent(from)?, self.parent(to)?);
        Ok(renameat(&from, old, &to, new)?)
    }

    pub fn remove_file(&self, path: &str) -> Result<(), Refused> {
        let (folder, name) = self.parent(path)?;
        Ok(unlinkat(&folder, name, AtFlags::empty())?)
    }

    pub fn remove_folder(&self, path: &str) -> Result<(), Refused> {
        let (folder, name) = self.parent(path)?;
        Ok(unlinkat(&folder, name, AtFlags::REMOVEDIR)?)
    }

    /// Returns the handle of the folder itself, whose path may contain links.
    fn root(&self) -> Result<BorrowedFd<'_>, Errno> {
        if let Some(handle) = self.handle.get() {
            return Ok(handle.as_fd());
        }
        let opened = openat(CWD, &self.root, PASS_THROUGH.difference(OFlags::NOFOLLOW), Mode::empty())?;
        Ok(self.handle.get_or_init(|| opened).as_fd())
    }

    /// Opens the folder of a path, and returns the name in it.
    fn parent<'p>(&self, path: &'p str) -> Result<(FolderHandle<'_>, &'p str), Refused> {
        let (folder, name) = split_path(path);
        if folder.is_empty() {
            return Ok((FolderHandle::Root(self.root()?), name));
        }
        let opened =
            self.open_handle(folder, PASS_THROUGH, Mode::empty()).map_err(|error| self.refusal(folder, error))?;
        Ok((FolderHandle::Below(opened), name))
    }

    /// Opens a path, no part of which may be a link: in one step if the system supports it, else part by part.
    fn open_handle(&self, path: &str, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
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
        open_part_by_part(root, path, flags, mode)
    }

    /// Says why a path could not be opened: systems report a link that they must not follow by several different
    /// errors.
    fn refusal(&self, path: &str, error: Errno) -> Refused {
        let may_be_link = [Errno::LOOP, Errno::NOTDIR, Errno::MLINK, Errno::EXIST].contains(&error);
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let is_link = |end: usize| {
            let metadata = self.root().and_then(|root| {
                let (folder, name) = split_path(&path[..end]);
                let folder = if folder.is_empty() { "." } else { folder };
                statat(open_part_by_part(root, folder, PASS_THROUGH, Mode::empty())?, name, AtFlags::SYMLINK_NOFOLLOW)
            });
            metadata.is_ok_and(|metadata| FileType::from_raw_mode(metadata.st_mode) == FileType::Symlink)
        };
        if may_be_link && ends.clone().any(is_link) { Refused::Link } else { error.into() }
    }
}

/// Opens a path part by part, each relative to the handle of the one before.
pub fn open_part_by_part(root: BorrowedFd<'_>, path: &str, flags: OFlags, mode: Mode) -> Result<OwnedFd, Errno> {
    let (folders, name) = split_path(path);
    let mut folder = FolderHandle::Root(root);
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        folder = FolderHandle::Below(openat(&folder, part, PASS_THROUGH, Mode::empty())?);
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
