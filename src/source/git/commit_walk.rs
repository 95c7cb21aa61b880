//! The commits behind a revision, and what each did to the folders of projects.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use gix::{
    ObjectId,
    objs::{TreeRefIter, tree::EntryRef},
};
use rayon::prelude::*;

use super::{
    commit_id::CommitId,
    contents::FolderId,
    date::commit_day,
    error::GitError,
    reachable::Reachable,
    repository::Repository,
    tree_diff::{find, unlike},
    verified::{Sound, named},
};
use crate::date::Date;

/// The fewest commits a thread takes; neighbours share most of their folders, and the first of them costs much more than the
/// others, since git keeps it as what differs from many newer ones.
const CHUNK: usize = 64;

/// How many bytes of folders a thread remembers.
const REMEMBERED: usize = 8 * 1024 * 1024;

/// Holds a commit and the folders of projects it changed.
#[derive(Debug, Clone)]
pub struct CommitStep {
    /// The commit.
    pub commit: CommitId,
    /// The day it was made, where its committer was.
    pub date: Option<Date>,
    /// The commits before it, as far as the clone has them.
    pub parents: Vec<CommitId>,
    /// The folders that are not the same as in each of its parents, in the order of the parents; those of a first commit are
    /// all new.
    pub changes: Vec<Vec<FolderChange>>,
    /// Whether its parents have no portfolio, and it has one.
    pub begins: bool,
    /// Whether a folder is unlike all parents: else a merge did nothing of its own.
    pub is_own: bool,
}

/// Holds commits with what each did, oldest first.
#[derive(Debug)]
pub struct Commits {
    /// The commits.
    pub steps: Vec<CommitStep>,
    /// Whether the older ones are among them too.
    pub is_whole: bool,
}

/// Holds what a commit did to a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderChange {
    /// Its path in the portfolio: year and name.
    pub path: String,
    /// What it held before; none where it was not there.
    pub before: Option<FolderId>,
    /// What it holds after; none where it is not there any more.
    pub after: Option<FolderId>,
}

impl Repository {
    /// Lists the commits behind one, oldest first and none before its parents, with what each did to the folders that lie in
    /// folders of years; `folders` are those of the portfolio, the one it had last first, as long as they hold `settings`.
    ///
    /// Commits made before `since` may be left out, unless the `whole` history is needed; and a shallow clone is enough where
    /// all that it lacks was made before.
    ///
    /// # Errors
    /// Fails where an object is missing or damaged, or the clone lacks a part of the history.
    pub fn walk(
        &self,
        tip: CommitId,
        folders: &[String],
        is_year: fn(&str) -> bool,
        settings: &str,
        since: Option<Date>,
        whole: bool,
    ) -> Result<Commits, GitError> {
        let repository = self.handle();
        let edge = repository.shallow_commits().map_err(|error| GitError::repository(&error))?;
        let edge: HashSet<ObjectId> = edge.iter().flat_map(|edge| edge.iter().copied()).collect();
        let Reachable { commits, is_whole } = Reachable::from(&repository, tip.0, if whole { None } else { since })?;
        let parts = |folder: &'_ String| folder.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let parts: Vec<Vec<String>> = folders.iter().map(parts).collect();
        let chunk = commits.len().div_ceil(rayon::current_num_threads()).max(CHUNK);
        let steps: Result<Vec<Vec<CommitStep>>, GitError> = commits
            .par_chunks(chunk)
            .map(|commits| {
                let repository = self.handle();
                let (portfolios, trees, are_portfolios) = (HashMap::new(), HashMap::new(), HashMap::new());
                let (parts, buffer) = (&parts, Vec::new());
                let mut walker =
                    Walker { repository, parts, is_year, settings, are_portfolios, portfolios, trees, held: 0, buffer };
                // Git keeps the newest version of a folder whole and the older ones as what differs from it.
                commits
                    .iter()
                    .map(|(id, parents)| {
                        let step = walker.step(*id, (!edge.contains(id)).then_some(parents))?;
                        let is_known = !edge.contains(id) || since.is_some_and(|since| step.is_before(since));
                        if is_known { Ok(step) } else { Err(GitError::Incomplete) }
                    })
                    .collect()
            })
            .collect();
        Ok(Commits { steps: steps?.into_iter().flatten().rev().collect(), is_whole })
    }
}

impl CommitStep {
    fn is_before(&self, since: Date) -> bool {
        self.date.is_some_and(|date| date.is_before(since))
    }
}

struct Walker<'w> {
    repository: gix::Repository,
    /// The folders of the portfolio, part by part.
    parts: &'w [Vec<String>],
    is_year: fn(&str) -> bool,
    /// The name of the file that makes a folder a portfolio.
    settings: &'w str,
    /// Whether folders that were looked at are portfolios.
    are_portfolios: HashMap<ObjectId, bool>,
    /// The portfolio's folder in commits that were looked at.
    portfolios: HashMap<ObjectId, Option<ObjectId>>,
    /// Folders that were read, since the next commit has nearly the same.
    trees: HashMap<ObjectId, Arc<Vec<u8>>>,
    held: usize,
    /// Where objects are put together.
    buffer: Vec<u8>,
}

/// Holds a folder that is not the same in two trees: its name, and its tree before and after.
type Unlike = (String, Option<ObjectId>, Option<ObjectId>);

impl Walker<'_> {
    /// Looks at a commit; without parents, where what it did is not known.
    fn step(&mut self, id: ObjectId, parents: Option<&Vec<ObjectId>>) -> Result<CommitStep, GitError> {
        let commit = Sound(&self.repository).commit(&id, &mut self.buffer)?;
        // A time that cannot be read hides no change.
        let date = commit_day(&commit, &id).ok().flatten();
        let mut step = CommitStep {
            commit: CommitId(id),
            date,
            parents: Vec::new(),
            changes: Vec::new(),
            is_own: false,
            begins: false,
        };
        let Some(parents) = parents else { return Ok(step) };
        step.parents = parents.iter().copied().map(CommitId).collect();
        let after = self.portfolio(id)?;
        let mut before: Vec<Option<ObjectId>> =
            parents.iter().map(|parent| self.portfolio(*parent)).collect::<Result<_, _>>()?;
        step.begins = after.is_some() && !before.is_empty() && before.iter().all(Option::is_none);
        if before.is_empty() {
            before.push(None);
        }
        step.changes = before.into_iter().map(|before| self.years(before, after)).collect::<Result<_, _>>()?;
        let is_in = |changes: &Vec<FolderChange>, path: &str| changes.iter().any(|change| change.path == path);
        step.is_own = step.changes.split_first().is_some_and(|(first, others)| {
            first.iter().any(|change| others.iter().all(|other| is_in(other, &change.path)))
        });
        Ok(step)
    }

    /// Returns the folder of the portfolio in a commit.
    fn portfolio(&mut self, commit: ObjectId) -> Result<Option<ObjectId>, GitError> {
        if let Some(known) = self.portfolios.get(&commit) {
            return Ok(*known);
        }
        let tree = Sound(&self.repository).root(&commit, &mut self.buffer)?;
        let mut portfolio = None;
        for parts in self.parts {
            let mut found = Some(tree);
            for part in parts {
                let Some(tree) = found else { break };
                found = find(&self.tree(tree, &named(&commit))?, part.as_bytes());
            }
            if let Some(found) = found
                && self.is_portfolio(found, &named(&commit))?
            {
                portfolio = Some(found);
                break;
            }
        }
        self.portfolios.insert(commit, portfolio);
        Ok(portfolio)
    }

    /// Returns whether a folder holds a portfolio: its settings.
    fn is_portfolio(&mut self, folder: ObjectId, path: &str) -> Result<bool, GitError> {
        if let Some(known) = self.are_portfolios.get(&folder) {
            return Ok(*known);
        }
        let tree = self.tree(folder, path)?;
        let is_settings = |entry: EntryRef<'_>| entry.filename == self.settings.as_bytes();
        let is_portfolio = TreeRefIter::from_bytes(&tree, folder.kind()).flatten().any(is_settings);
        self.are_portfolios.insert(folder, is_portfolio);
        Ok(is_portfolio)
    }

    fn tree(&mut self, id: ObjectId, path: &str) -> Result<Arc<Vec<u8>>, GitError> {
        if let Some(tree) = self.trees.get(&id) {
            return Ok(Arc::clone(tree));
        }
        // The room it is put together in is three times as large, and is used again for the next.
        let data = Arc::new(Sound(&self.repository).tree(&id, path, &mut self.buffer)?.to_vec());
        if self.held + data.len() > REMEMBERED {
            self.trees.clear();
            self.held = 0;
        }
        self.held += data.len();
        self.trees.insert(id, Arc::clone(&data));
        Ok(data)
    }

    /// Lists the folders in years that are not the same.
    fn years(&mut self, before: Option<ObjectId>, after: Option<ObjectId>) -> Result<Vec<FolderChange>, GitError> {
        let mut found = Vec::new();
        if before == after {
            return Ok(found);
        }
        for (year, before, after) in self.folders(before, after, "")? {
            if (self.is_year)(&year) {
                let folders = self.folders(before, after, &year)?.into_iter();
                found.extend(folders.map(|(name, before, after)| FolderChange {
                    path: format!("{year}/{name}"),
                    before: before.map(FolderId),
                    after: after.map(FolderId),
                }));
            }
        }
        Ok(found)
    }

    /// Lists the folders in a folder that are not the same: name, before, after.
    fn folders(
        &mut self,
        before: Option<ObjectId>,
        after: Option<ObjectId>,
        path: &str,
    ) -> Result<Vec<Unlike>, GitError> {
        let mut read = |id: Option<ObjectId>| id.map_or(Ok(Arc::default()), |id| self.tree(id, path));
        let (before, after) = (read(before)?, read(after)?);
        let mut found = Vec::new();
        unlike(&before, &after, |name, old, new| found.push((name.to_string(), old, new)));
        Ok(found)
    }
}
