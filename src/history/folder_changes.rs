//! What commits did to the folders of projects, whatever the folders were called.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use super::renames::{Known, has_left, renames, swapped};
use crate::{
    load::{LARGEST, project_of},
    source::git::{CommitStep, FolderChange, FolderId, GitError, GitFolder, Repository},
};

/// A commit that adds more projects than this is told as one event without looking into them.
pub const MANY: usize = 20;

/// The file that makes a folder a project.
pub const FILE: &str = "project.yaml";

/// A project's folder in one commit: its path, and the files right in it.
pub type Version<'s> = (&'s str, Arc<GitFolder>);

/// A file right in a project's folder: the folder's path, and its name.
pub type FileOf = (String, String);

/// Holds a project's folder before and after a commit, under the names it had.
pub struct Move<'s> {
    /// The commit.
    pub step: &'s CommitStep,
    /// The folder before; none where the project is new.
    pub before: Option<Version<'s>>,
    /// The folder after; none where the project is gone.
    pub after: Option<Version<'s>>,
    /// What it was in the other branches that a merge brings together.
    pub also: Vec<Version<'s>>,
    /// Whether its commit adds so many that nobody looks into each.
    pub is_one_of_many: bool,
    /// The files right in the folder of which a later merge threw away what it did to them.
    pub without: BTreeSet<String>,
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

/// Lists what happened to projects, oldest first.
///
/// # Errors
/// Fails where an object is missing or damaged.
pub fn moves<'s>(repository: &Repository, steps: &'s [CommitStep]) -> Result<Vec<Move<'s>>, GitError> {
    let mut folders = Folders::of(repository);
    let steps: Vec<&CommitStep> = steps.iter().filter(|step| step.is_own).collect();
    folders.list(steps.iter().flat_map(|step| &step.changes).flatten())?;
    let mut found = Vec::new();
    for step in steps {
        let lists = step.changes.iter().map(|changes| folders.moves(step, changes, None));
        found.extend(merged(lists.collect::<Result<_, _>>()?));
    }
    Ok(found)
}

/// Keeps what a merge did that none of its parents had done.
pub fn merged(lists: Vec<Vec<Move<'_>>>) -> Vec<Move<'_>> {
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
pub struct Folders<'r> {
    repository: &'r Repository,
    known: HashMap<FolderId, Arc<GitFolder>>,
}

impl<'r> Folders<'r> {
    /// Knows none yet.
    pub fn of(repository: &'r Repository) -> Self {
        Self { repository, known: HashMap::new() }
    }

    fn list<'c>(&mut self, changes: impl Iterator<Item = &'c FolderChange>) -> Result<(), GitError> {
        let ids = changes.flat_map(|change| {
            [change.before, change.after].into_iter().flatten().map(|id| (id, change.path.as_str()))
        });
        let unknown = ids.filter(|(id, _)| !self.known.contains_key(id));
        let listed = self.repository.list_all(unknown)?;
        self.known.extend(listed.into_iter().map(|(id, files)| (id, Arc::new(files))));
        Ok(())
    }

    /// Looks into the folders that a merge changed of those with the names, and lists for each of its parents the files right in
    /// them that are others there.
    ///
    /// # Errors
    /// Fails where an object is missing or damaged.
    pub fn other_files<'n>(
        &mut self,
        step: &CommitStep,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<Vec<BTreeSet<FileOf>>, GitError> {
        let names: HashSet<&str> = names.collect();
        let own = |changes: &'_ Vec<FolderChange>| -> Vec<FolderChange> {
            changes.iter().filter(|change| names.contains(change.path.as_str())).cloned().collect()
        };
        let of_parents: Vec<Vec<FolderChange>> = step.changes.iter().map(own).collect();
        self.list(of_parents.iter().flatten())?;
        let others = |change: &FolderChange| {
            let files = [change.before, change.after].map(|id| id.and_then(|id| self.known.get(&id)));
            let blob = |files: Option<&Arc<GitFolder>>, name: &str| files.and_then(|files| files.find(name));
            let names = files.into_iter().flatten().flat_map(|files| files.iter().map(|(name, _)| name.to_owned()));
            let names = names.filter(|name| blob(files[0], name) != blob(files[1], name));
            names.map(|name| (change.path.clone(), name)).collect::<Vec<_>>()
        };
        Ok(of_parents.iter().map(|changes| changes.iter().flat_map(others).collect()).collect())
    }

    /// Returns a folder that is a project: as long as it holds the project's file.
    fn project<'s>(&self, change: &'s FolderChange, id: Option<FolderId>) -> Option<Version<'s>> {
        let files = self.known.get(&id?)?;
        files.find(FILE).map(|_| (change.path.as_str(), Arc::clone(files)))
    }

    /// Pairs the folders that a commit took away with those it brought, where they are the same project; keeps those that
    /// have or had one of the names, if any are given.
    ///
    /// # Errors
    /// Fails where an object is missing or damaged.
    pub fn moves<'s>(
        &mut self,
        step: &'s CommitStep,
        changes: &'s [FolderChange],
        names: Option<&Names<'_>>,
    ) -> Result<Vec<Move<'s>>, GitError> {
        let is_own = |path: &str| names.is_none_or(|names| names.now.contains(path));
        let own: Vec<&FolderChange> = changes.iter().filter(|change| is_own(&change.path)).collect();
        if own.is_empty() {
            return Ok(Vec::new());
        }
        self.list(own.iter().copied())?;
        let versions = |folders: &Self, change: &'s FolderChange| {
            (folders.project(change, change.before), folders.project(change, change.after))
        };
        // Who comes or goes may have another name in the same commit, and who stays may have left it to another.
        let count = |is: fn(&FolderChange) -> bool| changes.iter().filter(|change| is(change)).count();
        let (olds, news) = (count(|change| change.before.is_some()), count(|change| change.after.is_some()));
        let come = count(|change| change.before.is_none());
        let has_pair = own.iter().any(|change| match versions(self, change) {
            (None, Some(_)) => olds > usize::from(change.before.is_some()),
            (Some(_), None) => news > usize::from(change.after.is_some()),
            (Some(before), Some(after)) => come > 0 || own.len() < changes.len() && self.is_another(&before, &after),
            (None, None) => false,
        });
        let looked: Vec<&FolderChange> = if has_pair { changes.iter().collect() } else { own };
        self.list(looked.iter().copied())?;
        let new = |before, after, is_one_of_many| {
            let (also, without) = (Vec::new(), BTreeSet::new());
            Move { step, before, after, also, is_one_of_many, without }
        };
        let (mut gone, mut come, mut stayed) = (Vec::new(), Vec::new(), Vec::new());
        for change in looked {
            match versions(self, change) {
                (None, None) => {}
                (Some(before), None) => gone.push(before),
                (None, Some(after)) => come.push(after),
                (Some(before), Some(after)) => stayed.push((before, after)),
            }
        }
        let files = |(before, after): &(Version<'_>, Version<'_>)| (before.1.find(FILE), after.1.find(FILE));
        let mut others = swapped(&stayed.iter().map(files).collect::<Vec<_>>());
        // Without titles of their own, two that say the same are only alike.
        if !others.iter().all(|at| self.is_another(&stayed[*at].0, &stayed[*at].1)) {
            others.clear();
        }
        for at in others.into_iter().rev() {
            let (before, after) = stayed.swap_remove(at);
            gone.push(before);
            come.push(after);
        }
        let mut moves = Vec::new();
        if !(come.is_empty() || gone.is_empty() && stayed.is_empty()) {
            let mut news = self.known(&come)?;
            for known in news.iter_mut().filter(|known| is_own(known.id)) {
                known.former_ids.extend(names.into_iter().flat_map(|names| names.former.iter().cloned()));
            }
            let left = self.left(&stayed, &news)?;
            for at in left.into_iter().rev() {
                let (before, after) = stayed.swap_remove(at);
                news.extend(self.known(std::slice::from_ref(&after))?);
                gone.push(before);
                come.push(after);
            }
            let pairs = if gone.is_empty() { Vec::new() } else { renames(&self.known(&gone)?, &news) };
            let (olds, news): (HashSet<usize>, HashSet<usize>) = pairs.iter().copied().unzip();
            moves.extend(pairs.iter().map(|(old, now)| new(Some(gone[*old].clone()), Some(come[*now].clone()), false)));
            gone = alone(gone, &olds);
            come = alone(come, &news);
        }
        let is_one_of_many = names.is_none() && come.len() > MANY;
        moves.extend(stayed.into_iter().map(|(before, after)| new(Some(before), Some(after), false)));
        moves.extend(gone.into_iter().map(|before| new(Some(before), None, false)));
        moves.extend(come.into_iter().map(|after| new(None, Some(after), is_one_of_many)));
        moves.retain(|found| [&found.before, &found.after].into_iter().flatten().any(|(path, _)| is_own(path)));
        moves.sort_by_key(Move::path);
        Ok(moves)
    }

    /// Returns whether a folder that stayed may hold another project now: it has another title.
    fn is_another(&self, before: &Version<'_>, after: &Version<'_>) -> bool {
        if before.1.find(FILE) == after.1.find(FILE) {
            return false;
        }
        // What cannot be read is told where it is looked at.
        let texts = self.known(&[before.clone(), after.clone()]).unwrap_or_default();
        let titles: Vec<_> = texts.iter().map(|known| project_of(known.text.as_bytes()).title).collect();
        let titles: Vec<_> = titles.into_iter().map(|title| title.map(|title| title.value)).collect();
        titles.iter().all(Option::is_some) && titles.windows(2).any(|titles| titles[0] != titles[1])
    }

    /// Lists which of the folders that stayed are another project now, by their places: one that came has taken the id along.
    fn left(&self, stayed: &[(Version<'_>, Version<'_>)], news: &[Known<'_>]) -> Result<Vec<usize>, GitError> {
        let mut left = Vec::new();
        for new in news {
            let is_former = |path: &str| new.former_ids.iter().any(|former| former == path);
            for (at, (before, after)) in stayed.iter().enumerate().filter(|(_, (before, _))| is_former(before.0)) {
                let texts = self.known(&[before.clone(), after.clone()])?;
                if let [old, now] = texts.as_slice()
                    && has_left(&old.text, &now.text, &new.text)
                {
                    left.push(at);
                }
            }
        }
        left.sort_unstable();
        left.dedup();
        Ok(left)
    }

    /// Reads what tells which project each of a list of folders is.
    ///
    /// # Errors
    /// Fails where an object is missing or damaged.
    pub fn known<'s>(&self, versions: &[Version<'s>]) -> Result<Vec<Known<'s>>, GitError> {
        let files = versions.iter().filter_map(|(path, files)| Some((files.find(FILE)?, format!("{path}/{FILE}"))));
        let texts = self.repository.read_all(&files.collect::<Vec<_>>(), LARGEST, |_, bytes| {
            // Of one that is too large to be a project's, nothing tells which project it is.
            let bytes = bytes.unwrap_or_default();
            let has_formers = memchr::memmem::find(bytes, b"former_ids").is_some();
            let formers = if has_formers { project_of(bytes).former_ids } else { Vec::new() };
            let former_ids = formers.iter().map(|former| former.value.to_string()).collect();
            (String::from_utf8_lossy(bytes).into_owned(), former_ids)
        })?;
        let known = versions.iter().zip(texts);
        Ok(known.map(|((path, _), (text, former_ids))| Known { id: path, text, former_ids }).collect())
    }
}

/// Holds what a project is called after a commit.
pub struct Names<'n> {
    /// The names that are looked for.
    pub now: HashSet<&'n str>,
    /// The names it is known to have had before.
    pub former: &'n [String],
}

/// Keeps what is not among those that were found.
fn alone<T>(list: Vec<T>, found: &HashSet<usize>) -> Vec<T> {
    list.into_iter().enumerate().filter(|(at, _)| !found.contains(at)).map(|(_, one)| one).collect()
}
