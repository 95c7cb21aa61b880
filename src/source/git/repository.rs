//! A git repository: opens it and resolves revisions.

use std::path::{Path, PathBuf};

use gix::{
    odb::pack::cache::lru::MemoryCappedHashmap,
    revision::plumbing::{Graph, merge_base},
    traverse::commit::Simple,
};

use super::{
    GitError,
    error::cause,
    tree::TreeListing,
    verified::{Sound, named},
};
use crate::source::{FileKind, git::commit_id::CommitId, join_path};

/// How many bytes of objects each thread caches.
const CACHE_BYTES: usize = 8 * 1024 * 1024;

/// Holds a repository, which is never written to.
pub struct Repository {
    pub(super) shared: gix::ThreadSafeRepository,
    folder: PathBuf,
}

impl Repository {
    /// Finds the repository around a folder, as git does; git's environment variables are ignored.
    ///
    /// # Errors
    /// Fails if there is none, and if it cannot be opened.
    pub fn discover(folder: &Path) -> Result<Self, GitError> {
        let isolated = || gix::open::Options::isolated();
        let trust = gix::sec::trust::Mapping { full: isolated(), reduced: isolated() };
        let shared =
            gix::ThreadSafeRepository::discover_opts(folder, gix::discover::upwards::Options::default(), trust)
                .map_err(|error| {
                    if cause(&error).contains("Object format") {
                        return GitError::Format { format: "SHA-256" };
                    }
                    // A damaged repository can be found, but not opened.
                    match gix::discover::upwards(folder) {
                        Ok(_) => GitError::repository(&error),
                        Err(_) => GitError::NoRepository { folder: folder.display().to_string().replace('\\', "/") },
                    }
                })?;
        let repository = shared.to_thread_local();
        let references = repository.config_snapshot().string("extensions.refStorage");
        if references.is_some_and(|format| !format.eq_ignore_ascii_case(b"files")) {
            return Err(GitError::Format { format: "reftable" });
        }
        check_shallow_file(&repository)?;
        let folder = shared.work_dir().unwrap_or(shared.git_dir());
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        Ok(Self { shared, folder })
    }

    /// Makes a handle for one thread, with a cache of delta bases.
    pub(super) fn handle(&self) -> gix::Repository {
        let mut repository = self.shared.to_thread_local();
        // Git's library has no cache by default, and would decode a long delta chain once for each object in it.
        repository.objects.set_pack_cache(|| Box::new(MemoryCappedHashmap::new(CACHE_BYTES)));
        repository
    }

    /// Returns the folder that paths in a commit are relative to: the work tree, or the repository itself if it is
    /// bare.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns whether there is no work tree.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.shared.work_dir().is_none()
    }

    /// Lists the folders of a commit that have a settings file, at most three levels deep.
    ///
    /// # Errors
    /// Fails if an object is missing or damaged.
    pub fn portfolios(&self, commit: CommitId, settings: &str) -> Result<Vec<String>, GitError> {
        const DEEPEST: usize = 3;
        let repository = self.handle();
        let mut buffer = Vec::new();
        let tree = Sound(&repository).root(&commit.0, &mut buffer)?;
        let (mut found, mut folders) = (Vec::new(), vec![(tree, String::new(), 0)]);
        while let Some((tree, path, depth)) = folders.pop() {
            let listing = TreeListing::of(Sound(&repository).tree(&tree, &path, &mut buffer)?, &tree, &path)?;
            if listing.find(settings).is_some_and(|entry| entry.kind == FileKind::File) {
                found.push(path);
            } else if depth < DEEPEST {
                let below = listing.folders();
                folders.extend(below.map(|(name, id)| (id, join_path(&path, name), depth + 1)));
            }
        }
        Ok(found)
    }

    /// Finds the newest common ancestor of two commits.
    ///
    /// # Errors
    /// Fails if they have no common ancestor, or if this clone does not reach back so far.
    pub fn merge_base(&self, one: CommitId, other: CommitId) -> Result<CommitId, GitError> {
        let repository = self.shared.to_thread_local();
        let known = repository.commit_graph_if_enabled().ok().flatten();
        let mut graph = Graph::new(Sound(&repository), known.as_ref());
        let base = merge_base(one.0, &[other.0], &mut graph);
        match base.map_err(|error| GitError::object(&named(&one.0), &one.0, &gix::Error::from_error(error)))? {
            Some(bases) => Ok(CommitId(*bases.first())),
            None if repository.is_shallow().unwrap_or(false) => {
                let revision = format!("{}...{}", one.short(), other.short());
                Err(GitError::Shallow { revision, suggestion: None })
            }
            None => {
                // A missing commit may hide the common ancestor.
                let mut commits = Simple::new([one.0, other.0], Sound(&repository));
                let damage =
                    commits.find_map(Result::err).map(|error| GitError::object(&named(&one.0), &one.0, &error));
                Err(damage.unwrap_or_else(|| GitError::NothingInCommon { one: one.short(), other: other.short() }))
            }
        }
    }
}

/// Returns the folder of the work tree around a folder, also of a repository that this program cannot read.
#[must_use]
pub fn work_folder(folder: &Path) -> Option<PathBuf> {
    use gix::discover::repository::Path as Found;
    match gix::discover::upwards(folder).ok()?.0 {
        Found::WorkTree(folder) | Found::LinkedWorkTree { work_dir: folder, .. } => Some(folder),
        Found::Repository(_) => None,
    }
}

/// Fails if the file that lists the boundary commits of a shallow clone is malformed: git's library takes every line
/// for a commit id without checking it.
fn check_shallow_file(repository: &gix::Repository) -> Result<(), GitError> {
    let broken = |detail: &str| GitError::Repository { detail: format!("shallow: {detail}") };
    let file = repository.shallow_file().map_err(|error| GitError::repository(&error))?;
    let lines = match std::fs::metadata(&file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Ok(found) if !found.is_file() => return Err(broken("not a file")),
        _ => std::fs::read(&file).map_err(|error| broken(&error.to_string()))?,
    };
    let is_name = |line: &[u8]| line.len() == 40 && line.iter().all(u8::is_ascii_hexdigit);
    // The last line break ends the last line, and does not begin another.
    let lines = lines.strip_suffix(b"\n").unwrap_or(&lines);
    let mut lines = lines.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    match lines.position(|line| !is_name(line)) {
        // The file of a complete clone is empty.
        Some(0) if lines.next().is_none() && file.metadata().is_ok_and(|file| file.len() == 0) => Ok(()),
        Some(at) => Err(broken(&format!("line {} names no commit", at + 1))),
        None => Ok(()),
    }
}
