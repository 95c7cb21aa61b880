//! The source of a command's portfolio: a folder of the work tree, or a commit.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Result;
use stimulab::{
    key,
    load::SETTINGS,
    plural,
    source::{
        ConfinedFolder, Empty, Entry, Folder, Lookup, Source, Unreadable,
        git::{Commit, GitError, Repository, Uncommitted, WorkTree},
    },
    wording::control_characters::visible_line,
};

use super::{context::Context, failure::Failure, relative_path::resolved};

/// Holds the files of a portfolio.
#[derive(Clone)]
pub enum PortfolioFiles {
    /// A folder of the work tree.
    Folder(Folder),
    /// A commit, and the folder where a checkout would write the files.
    Commit(Arc<Commit>, PathBuf),
    /// A commit without a portfolio, and the folder where a checkout would write one.
    Nothing(PathBuf),
}

impl PortfolioFiles {
    /// Finds the portfolio at a revision: in its present folder, in its folder at that time if it has moved, or in the named
    /// folder, which need not be on the disk.
    pub fn at(context: &Context, revision: &str) -> Result<Self> {
        Self::found(context, revision)?.map_err(|(_, error)| Failure::from(error).into())
    }

    /// Finds the portfolio at a revision; a revision without one is not an error.
    pub fn at_or_nothing(context: &Context, revision: &str) -> Result<Self> {
        match Self::found(context, revision)? {
            Ok(files) => Ok(files),
            Err((repository, GitError::NoPortfolio { folder, .. })) => {
                context
                    .say(key!("note.since-nothing"), &[("revision", revision.to_owned()), ("folder", folder.clone())]);
                Ok(Self::Nothing(root(&repository, &folder)))
            }
            Err((_, error)) => Err(Failure::from(error).into()),
        }
    }

    /// Finds the portfolio at a revision; the inner error may be that it has none.
    fn found(context: &Context, revision: &str) -> Result<Result<Self, (Repository, GitError)>> {
        let (repository, folders) = self::repository(context)?;
        let commit = repository.resolve(revision).map_err(Failure::from)?;
        let error = match repository.portfolio(commit, revision, &folders, SETTINGS) {
            Ok(commit) => return Ok(Ok(Self::of(&repository, commit))),
            Err(error) => error,
        };
        let GitError::NoPortfolio { folder, .. } = &error else { return Ok(Err((repository, error))) };
        let mut gone = repository.portfolios(commit, SETTINGS).map_err(Failure::from)?;
        let is_here = |folder: &str| repository.folder().join(folder).join(SETTINGS).symlink_metadata().is_ok();
        gone.retain(|former| !is_here(former));
        // If exactly one portfolio of that revision is gone, this one was moved.
        match gone.as_slice() {
            [former] if is_here(folder) => {
                let found = repository.portfolio(commit, revision, std::slice::from_ref(former), SETTINGS);
                let shown = if former.is_empty() { "." } else { former };
                let moved = [("revision", revision.to_owned()), ("from", shown.to_owned()), ("to", folder.clone())];
                context.say(key!("note.moved"), &moved);
                Ok(Ok(Self::of(&repository, found.map_err(Failure::from)?)))
            }
            _ => Ok(Err((repository, error))),
        }
    }

    fn of(repository: &Repository, commit: Commit) -> Self {
        let root = root(repository, commit.folder());
        Self::Commit(Arc::new(commit), root)
    }

    /// Returns the full id of the commit; none for the work tree.
    pub fn commit(&self) -> Option<String> {
        match self {
            Self::Folder(_) | Self::Nothing(_) => None,
            Self::Commit(commit, _) => Some(commit.id().to_string()),
        }
    }

    /// Returns the folder of the portfolio in the commit; none for the work tree.
    pub fn folder_in_repository(&self) -> Option<String> {
        match self {
            Self::Folder(_) | Self::Nothing(_) => None,
            Self::Commit(commit, _) => Some(commit.folder().to_owned()),
        }
    }

    /// Returns the folder of the work tree that contains the files, or would contain them.
    pub fn root(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder.root(),
            Self::Commit(_, root) | Self::Nothing(root) => root,
        }
    }

    /// Returns the folder for writing.
    pub fn beneath(&self) -> ConfinedFolder {
        match self {
            Self::Folder(folder) => folder.confined().clone(),
            Self::Commit(_, root) | Self::Nothing(root) => ConfinedFolder::new(root),
        }
    }

    /// Fails if git could not read a part of the commit.
    pub fn fail_on_git_error(&self) -> Result<(), Failure> {
        match self {
            Self::Folder(_) | Self::Nothing(_) => Ok(()),
            Self::Commit(commit, _) => commit.failure().map_or(Ok(()), |error| Err(error.into())),
        }
    }

    /// Returns the files with stamps that show, without reading them, whether they are the same as in a commit.
    ///
    /// Files on the disk that git would not commit are left out.
    pub fn stamped(&self, context: &Context) -> Result<Box<dyn Source + '_>> {
        Ok(match self {
            Self::Folder(folder) => {
                let left_out = self.left_out()?;
                let absent = left_out.as_ref().map_or(0, Uncommitted::count_absent);
                if absent > 0 {
                    context.say(key!("note.sparse"), &[("count", absent.to_string())]);
                }
                let converted = left_out.as_ref().map(Uncommitted::converted).unwrap_or_default();
                for (by, files) in converted {
                    say_converted(context, by, &files);
                }
                Box::new(WorkTree::new(folder, left_out))
            }
            Self::Commit(..) | Self::Nothing(_) => Box::new(self.clone()),
        })
    }

    /// Returns what git would not commit of the files on the disk; none for a commit, and where there is no repository.
    pub fn left_out(&self) -> Result<Option<Uncommitted>> {
        match self {
            Self::Folder(folder) => Ok(Uncommitted::of(folder.root()).map_err(Failure::from)?),
            Self::Commit(..) | Self::Nothing(_) => Ok(None),
        }
    }

    /// Returns whether a file or folder exists.
    pub fn has(&self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        path.is_empty() || matches!(self.find(folder, name), Ok(Lookup::Exact(_)))
    }

    fn source(&self) -> &dyn Source {
        match self {
            Self::Folder(folder) => folder,
            Self::Commit(commit, _) => &**commit,
            Self::Nothing(_) => &Empty,
        }
    }
}

impl Source for PortfolioFiles {
    fn entries(&self, folder: &str) -> Result<Vec<Entry>, Unreadable> {
        self.source().entries(folder)
    }

    fn read(&self, path: &str, limit: usize) -> Result<Vec<u8>, Unreadable> {
        self.source().read(path, limit)
    }

    fn stamp(&self, path: &str) -> Option<Vec<u8>> {
        self.source().stamp(path)
    }
}

/// Prints which files git has in another form than the disk.
fn say_converted(context: &Context, by: String, files: &[String]) {
    const SHOWN: usize = 3;
    let more = if files.len() > SHOWN { ", …" } else { "" };
    let shown = files[..files.len().min(SHOWN)].join(", ") + more;
    let args = [("count", files.len().to_string()), ("by", by), ("files", shown)];
    let args = args.map(|(name, value)| (name, visible_line(&value).into_owned()));
    context.note(&context.texts().fill_plural(plural!("note.converted"), files.len(), &args));
}

/// Returns the path on the disk of a folder of a repository.
fn root(repository: &Repository, folder: &str) -> PathBuf {
    match folder {
        "" | "." => repository.folder().to_owned(),
        folder => repository.folder().join(folder),
    }
}

/// Finds the repository, and the folders in it that may be the portfolio, the most likely first.
pub fn repository(context: &Context) -> Result<(Repository, Vec<String>)> {
    let on_disk = context.root();
    let named = context.portfolio_argument().map(|named| context.folder().join(named));
    let folder = resolved(on_disk.as_deref().ok().or(named.as_deref()).unwrap_or(context.folder()));
    let there = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(&folder);
    let repository = Repository::discover(there).map_err(Failure::from)?;
    let Ok(inside) = folder.strip_prefix(repository.folder()) else {
        let folder = folder.display().to_string().replace('\\', "/");
        return Err(Failure::from(GitError::NoRepository { folder }).into());
    };
    let slashed = |path: &Path| path.display().to_string().replace('\\', "/");
    let mut folders = vec![slashed(inside)];
    if on_disk.is_err() {
        let around = inside.ancestors().skip(1).filter(|_| named.is_none());
        folders.extend(around.map(slashed));
        folders.push(slashed(&inside.join("portfolio")));
    }
    Ok((repository, folders))
}
