//! A git repository: opens it and resolves revisions.

use std::path::{Path, PathBuf};

use gix::{
    ObjectId,
    bstr::BStr,
    odb::pack::cache::lru::MemoryCappedHashmap,
    revision::plumbing::{Graph, merge_base},
    traverse::commit::Simple,
};

use super::{
    GitError,
    date::day,
    error::cause,
    tree::TreeListing,
    verified::{Sound, named},
};
use crate::{
    date::Date,
    similar_name::closest,
    source::{FileKind, git::commit_id::CommitId, join_path},
};

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

    /// Finds the commit that a revision names: any revision that git understands, or a date.
    ///
    /// A date (`2020`, `2020-06`, `2020-06-01`) names the newest commit of the current branch that was made before the
    /// end of that date. Only first parents are followed, so merged work counts from the day of the merge. The day of a
    /// commit is the one in its committer's time zone. A branch or tag with the same name as a date is preferred.
    ///
    /// # Errors
    /// Fails if nothing has that name, and if this clone does not reach back so far.
    pub fn resolve(&self, revision: &str) -> Result<CommitId, GitError> {
        let repository = self.shared.to_thread_local();
        let is_named = || repository.try_find_reference(revision).ok().flatten().is_some();
        if let Some(date) = Date::parse(revision).filter(|_| !is_named()) {
            return newest_before_end(&repository, date);
        }
        let unknown = || unknown_revision(&repository, revision);
        if is_reflog_date(revision) {
            return Err(GitError::Reflog { revision: revision.to_owned() });
        }
        let found = repository.rev_parse_single(<&BStr>::from(revision)).map_err(|_| unknown())?;
        let commit = Sound(&repository).peeled(found.detach(), revision)?;
        commit.map(CommitId).ok_or_else(|| GitError::NotACommit { revision: revision.to_owned() })
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
                Err(GitError::Shallow { revision: format!("{}...{}", one.short(), other.short()) })
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

/// Returns the commit that HEAD points to.
fn head(repository: &gix::Repository) -> Result<ObjectId, GitError> {
    let head = repository.head().map_err(|error| GitError::repository(&error))?;
    let Some(id) = head.id().map(gix::Id::detach) else { return Err(GitError::NoCommits) };
    Sound(repository).object(&id, "HEAD", &mut Vec::new()).map(|_| id)
}

/// Returns the most precise error for a revision that could not be resolved.
fn unknown_revision(repository: &gix::Repository, revision: &str) -> GitError {
    let revision = revision.to_owned();
    if let Ok(Some(found)) = repository.try_find_reference(&revision)
        && let Some(id) = found.target().try_id()
        && let Err(error) = Sound(repository).object(id, &revision, &mut Vec::new())
    {
        return error;
    }
    if let Err(error) = head(repository) {
        return error;
    }
    // A shallow clone does not have the older commits.
    let goes_back = revision.contains('~')
        || revision.contains('^')
        || revision.contains("...")
        || revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    if goes_back && repository.is_shallow().unwrap_or(false) {
        return GitError::Shallow { revision };
    }
    if let Some(error) = damage_behind(repository, &revision) {
        return error;
    }
    let names: Vec<String> = repository
        .references()
        .ok()
        .and_then(|references| {
            Some(references.all().ok()?.flatten().map(|found| found.name().shorten().to_string()).collect())
        })
        .unwrap_or_default();
    let suggestion = closest(&revision, names.iter().map(String::as_str)).map(str::to_owned);
    GitError::UnknownRevision { revision, suggestion }
}

/// Finds a damaged ancestor of the commit that a revision such as `main~3` counts back from.
fn damage_behind(repository: &gix::Repository, revision: &str) -> Option<GitError> {
    let from = revision.split(['~', '^']).next().filter(|from| *from != revision)?;
    let from = repository.rev_parse_single(<&BStr>::from(from)).ok()?.detach();
    match Sound(repository).peeled(from, revision) {
        Ok(from) => {
            Simple::new(from, Sound(repository)).find_map(Result::err).map(|error| GitError::repository(&error))
        }
        Err(error) => Some(error),
    }
}

/// Returns whether a revision selects a reflog entry by date, as `main@{yesterday}` does; `main@{1}` and
/// `main@{upstream}` do not.
fn is_reflog_date(revision: &str) -> bool {
    let Some((_, rest)) = revision.split_once("@{") else { return false };
    let inside = rest.split('}').next().unwrap_or_default();
    let is_number = inside.parse::<i64>().is_ok();
    let is_branch = ["u", "upstream", "push"].iter().any(|word| inside.eq_ignore_ascii_case(word));
    !is_number && !is_branch
}

/// Follows the current branch back to the newest commit that was made before the end of a date.
fn newest_before_end(repository: &gix::Repository, date: Date) -> Result<CommitId, GitError> {
    let shallow = repository.shallow_commits().map_err(|error| GitError::repository(&error))?;
    let (mut id, mut buffer) = (head(repository)?, Vec::new());
    loop {
        let commit = Sound(repository).commit(&id, &mut buffer)?;
        let made = commit.committer().and_then(|committer| committer.time());
        let made = day(made.map_err(|error| GitError::object(&named(&id), &id, &error))?);
        if made.is_some_and(|made| !date.is_before(made)) {
            return Ok(CommitId(id));
        }
        let is_edge = shallow.as_ref().is_some_and(|edge| edge.contains(&id));
        let parent = commit.parent_ids().next();
        match parent {
            Some(_) if is_edge => return Err(GitError::Shallow { revision: date.to_string() }),
            Some(parent) => id = parent,
            None => {
                let first = made.map_or_else(|| "?".to_owned(), |made| made.to_string());
                return Err(GitError::BeforeHistory { date: date.to_string(), first });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_clone_are_refused() {
        for fine in ["main", "main@{1}", "@{-1}", "HEAD@{0}", "main@{upstream}", "@{u}", "v1^{commit}"] {
            assert!(!is_reflog_date(fine), "{fine}");
        }
        for refused in ["main@{2015-01-01}", "@{yesterday}", "HEAD@{1 week ago}"] {
            assert!(is_reflog_date(refused), "{refused}");
        }
    }
}
