//! What commits did to the folders of projects, whatever the folders were called.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::renames::{Known, renames};
use crate::{
    load::project_of,
    source::git::{Files, FolderChange, FolderId, GitError, Repository, Step},
};

/// A commit that adds more projects than this is told as one event without looking into them.
pub const MANY: usize = 20;

/// The file that makes a folder a project.
pub const FILE: &str = "project.yaml";

/// A project's folder in one commit: its path, and the files right in it.
pub type Version<'s> = (&'s str, Arc<Files>);

/// Holds a project's folder before and after a commit, under the names it had.
pub struct Move<'s> {
    /// The commit.
    pub step: &'s Step,
    /// The folder before; none where the project is new.
    pub before: Option<Version<'s>>,
    /// The folder after; none where the project is gone.
    pub after: Option<Version<'s>>,
    /// What it was in the other branches that a merge brings together.
    pub also: Vec<Version<'s>>,
    /// Whether its commit adds so many that nobody looks into each.
    pub is_one_of_many: bool,
}

impl<'s> Move<'s> {
    /// Returns the path it has now, or had last.
    pub fn path(&self) -> &'s str {
        self.after.as_ref().or(self.before.as_ref()).map_or("", |(path, _)| path)
    }

    /// Lists what it was before, in each branch that knew it.
    pub fn befores(&self) -> impl Iterator<Item = &Version<'s>> {
        self.before.iter().chain(&self.also)
    }
}

/// Lists what happened to projects, oldest first; only to the one that has or had one of the ids in `only`, if any are
/// given, from its last name back to its first.
///
/// # Errors
/// Fails where an object is missing or damaged.
pub fn moves<'s>(repository: &Repository, steps: &'s [Step], only: &[String]) -> Result<Vec<Move<'s>>, GitError> {
    let mut folders = Folders { repository, known: HashMap::new() };
    if only.is_empty() {
        folders.list(steps.iter().flat_map(|step| &step.changes).flatten())?;
    }
    let ids = if only.is_empty() { None } else { Some(folders.names(steps, only)?) };
    let mut found = Vec::new();
    for step in steps {
        let lists = step.changes.iter().map(|changes| folders.moves(step, changes, ids.as_ref()));
        found.extend(merged(lists.collect::<Result<_, _>>()?));
    }
    Ok(found)
}

/// Keeps what a merge did that none of its parents had done.
fn merged(lists: Vec<Vec<Move<'_>>>) -> Vec<Move<'_>> {
    let mut lists = lists.into_iter();
    let mut first = lists.next().unwrap_or_default();
    for other in lists {
        let mut other: HashMap<_, _> =
            other.into_iter().map(|found| ((found.path(), found.after.is_some()), found)).collect();
        first.retain_mut(|found| {
            let same = other.remove(&(found.path(), found.after.is_some()));
            same.is_some_and(|same| {
                found.also.extend(same.before);
                true
            })
        });
    }
    for found in first.iter_mut().filter(|found| found.before.is_none() && !found.also.is_empty()) {
        found.before = Some(found.also.remove(0));
    }
    first
}

/// Holds what folders hold, as far as it was asked for.
struct Folders<'r> {
    repository: &'r Repository,
    known: HashMap<FolderId, Arc<Files>>,
}

impl Folders<'_> {
    fn list<'c>(&mut self, changes: impl Iterator<Item = &'c FolderChange>) -> Result<(), GitError> {
        let ids = changes.flat_map(|change| {
            [change.before, change.after].into_iter().flatten().map(|id| (id, change.path.as_str()))
        });
        let unknown = ids.filter(|(id, _)| !self.known.contains_key(id));
        let listed = self.repository.list_all(unknown)?;
        self.known.extend(listed.into_iter().map(|(id, files)| (id, Arc::new(files))));
        Ok(())
    }

    /// Returns a folder that is a project: as long as it holds the project's file.
    fn project<'s>(&self, change: &'s FolderChange, id: Option<FolderId>) -> Option<Version<'s>> {
        let files = self.known.get(&id?)?;
        files.find(FILE).map(|_| (change.path.as_str(), Arc::clone(files)))
    }

    /// Returns all names that a project ever had, by those that are known.
    fn names(&mut self, steps: &[Step], only: &[String]) -> Result<HashSet<String>, GitError> {
        let mut ids: HashSet<String> = only.iter().cloned().collect();
        for step in steps.iter().rev() {
            for changes in &step.changes {
                for found in self.moves(step, changes, Some(&ids))? {
                    if let Some((before, _)) = found.before {
                        ids.insert(before.to_owned());
                    }
                }
            }
        }
        Ok(ids)
    }

    /// Pairs the folders that a commit took away with those it brought, where they are the same project; keeps those with one
    /// of the ids.
    fn moves<'s>(
        &mut self,
        step: &'s Step,
        changes: &'s [FolderChange],
        ids: Option<&HashSet<String>>,
    ) -> Result<Vec<Move<'s>>, GitError> {
        let is_own = |path: &str| ids.is_none_or(|ids| ids.contains(path));
        let own: Vec<&FolderChange> = changes.iter().filter(|change| is_own(&change.path)).collect();
        self.list(own.iter().copied())?;
        let versions = |folders: &Self, change: &'s FolderChange| {
            (folders.project(change, change.before), folders.project(change, change.after))
        };
        // Who comes or goes may have another name in the same commit.
        let (olds, news) = changes.iter().fold((0_usize, 0_usize), |(olds, news), change| {
            (olds + usize::from(change.before.is_some()), news + usize::from(change.after.is_some()))
        });
        let has_pair = own.iter().any(|change| match versions(self, change) {
            (None, Some(_)) => olds > usize::from(change.before.is_some()),
            (Some(_), None) => news > usize::from(change.after.is_some()),
            _ => false,
        });
        let looked: Vec<&FolderChange> = if has_pair { changes.iter().collect() } else { own };
        self.list(looked.iter().copied())?;
        let new = |before, after, is_one_of_many| Move { step, before, after, also: Vec::new(), is_one_of_many };
        let (mut gone, mut come, mut moves) = (Vec::new(), Vec::new(), Vec::new());
        for change in looked {
            match versions(self, change) {
                (None, None) => {}
                (Some(before), None) => gone.push(before),
                (None, Some(after)) => come.push(after),
                (before, after) => moves.push(new(before, after, false)),
            }
        }
        if !gone.is_empty() && !come.is_empty() {
            for (old, now) in renames(&known(self.repository, &gone)?, &known(self.repository, &come)?) {
                moves.push(new(Some(gone[old].clone()), Some(come[now].clone()), false));
            }
            let taken: HashSet<&str> =
                moves.iter().flat_map(|found| [&found.before, &found.after]).flatten().map(|(path, _)| *path).collect();
            gone.retain(|(path, _)| !taken.contains(path));
            come.retain(|(path, _)| !taken.contains(path));
        }
        let is_one_of_many = ids.is_none() && come.len() > MANY;
        moves.extend(gone.into_iter().map(|before| new(Some(before), None, false)));
        moves.extend(come.into_iter().map(|after| new(None, Some(after), is_one_of_many)));
        moves.retain(|found| is_own(found.path()));
        moves.sort_by_key(Move::path);
        Ok(moves)
    }
}

/// Reads what tells which project each of a list of folders is.
fn known<'s>(repository: &Repository, versions: &[Version<'s>]) -> Result<Vec<Known<'s>>, GitError> {
    let files = versions.iter().filter_map(|(path, files)| Some((files.find(FILE)?, format!("{path}/{FILE}"))));
    let texts = repository.read_all(&files.collect::<Vec<_>>(), |_, bytes| {
        let has_formers = memchr::memmem::find(bytes, b"former_ids").is_some();
        let formers = if has_formers { project_of(bytes).former_ids } else { Vec::new() };
        let former_ids = formers.iter().map(|former| former.value.to_string()).collect();
        (String::from_utf8_lossy(bytes).into_owned(), former_ids)
    })?;
    let known = versions.iter().zip(texts);
    Ok(known.map(|((path, _), (text, former_ids))| Known { id: path, text, former_ids }).collect())
}
