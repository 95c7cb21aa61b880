//! What commits did to projects, whatever their folders were called.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    folder_contents::{FolderContents, PROJECT_FILE, Version},
    project_identity::ProjectIdentity,
    renames::{has_moved, renames, swapped, unpaired},
};
use crate::source::git::{CommitStep, FolderChange, FolderId, GitError, Repository};

/// A commit that adds more projects than this becomes one event. The projects are not read.
pub const MANY: usize = 20;

/// Holds a project's folder before and after a commit, under the names it had.
pub struct ProjectChange<'s> {
    /// The commit.
    pub step: &'s CommitStep,
    /// The folder before; none if the project is new.
    pub before: Option<Version<'s>>,
    /// The folder after; none if the project was removed.
    pub after: Option<Version<'s>>,
    /// The folder in the other branches of a merge.
    pub other_parents: Vec<Version<'s>>,
    /// Whether the commit adds so many projects that they are not read.
    pub is_one_of_many: bool,
    /// The files of the folder that this commit changed and a later merge took from another branch.
    pub discarded: BTreeSet<String>,
}

impl<'s> ProjectChange<'s> {
    fn new(step: &'s CommitStep, before: Option<Version<'s>>, after: Option<Version<'s>>) -> Self {
        let (other_parents, discarded) = (Vec::new(), BTreeSet::new());
        Self { step, before, after, other_parents, is_one_of_many: false, discarded }
    }

    /// Returns the path after the commit, else the path before it.
    pub fn path(&self) -> &'s str {
        self.after.as_ref().or(self.before.as_ref()).map_or("", |(path, _)| path)
    }

    fn key(&self) -> (&'s str, bool) {
        (self.path(), self.after.is_some())
    }

    /// Lists the folder before the commit, in each branch that had it.
    pub fn befores(&self) -> impl Iterator<Item = &Version<'s>> {
        self.before.iter().chain(&self.other_parents)
    }
}

/// Lists what happened to projects, oldest first.
///
/// # Errors
/// Fails if an object is missing or damaged.
pub fn project_changes<'s>(
    repository: &Repository,
    steps: &'s [CommitStep],
) -> Result<Vec<ProjectChange<'s>>, GitError> {
    let mut folders = FolderContents::of(repository);
    let steps: Vec<&CommitStep> = steps.iter().filter(|step| step.is_own).collect();
    folders.list(steps.iter().flat_map(|step| &step.changes).flatten())?;
    let mut found = Vec::new();
    for step in steps {
        let of_parents = step.changes.iter().map(|changes| changes_since_parent(&mut folders, step, changes, None));
        found.extend(merge_parents(of_parents.collect::<Result<_, _>>()?));
    }
    Ok(found)
}

/// Merges the changes since each parent of a commit: keeps the changes that no parent had.
pub fn merge_parents(of_parents: Vec<Vec<ProjectChange<'_>>>) -> Vec<ProjectChange<'_>> {
    let mut of_parents = of_parents.into_iter();
    let mut first = of_parents.next().unwrap_or_default();
    for other in of_parents {
        let mut other: HashMap<_, _> = other.into_iter().map(|change| (change.key(), change)).collect();
        first.retain_mut(|change| {
            let same = other.remove(&change.key());
            same.is_some_and(|same| {
                change.other_parents.extend(same.before);
                true
            })
        });
    }
    for change in first.iter_mut().filter(|change| change.before.is_none() && !change.other_parents.is_empty()) {
        change.before = Some(change.other_parents.remove(0));
    }
    first
}

/// Holds the names of one project at a commit.
pub struct FollowedNames<'n> {
    /// The names to look for.
    pub current: HashSet<&'n str>,
    /// The names that the project is known to have had before.
    pub former: &'n [String],
}

/// Lists what a commit did to projects, given the folders that differ from one of its parents.
///
/// With `names`, keeps only the projects that have or had one of them.
///
/// # Errors
/// Fails if an object is missing or damaged.
pub fn changes_since_parent<'s>(
    folders: &mut FolderContents<'_>,
    step: &'s CommitStep,
    changes: &'s [FolderChange],
    names: Option<&FollowedNames<'_>>,
) -> Result<Vec<ProjectChange<'s>>, GitError> {
    let is_followed = |path: &str| names.is_none_or(|names| names.current.contains(path));
    let followed: Vec<&FolderChange> = changes.iter().filter(|change| is_followed(&change.path)).collect();
    if followed.is_empty() {
        return Ok(Vec::new());
    }
    folders.list(followed.iter().copied())?;
    let needed = if may_be_renamed(folders, changes, &followed) { changes.iter().collect() } else { followed };
    folders.list(needed.iter().copied())?;
    let mut by_kind = FoldersByKind::of(folders, &needed);
    by_kind.split_swapped(folders);
    let renamed = by_kind.take_renamed(folders, names)?;
    let mut found = by_kind.into_changes(step, renamed, names.is_none());
    found.retain(|change| [&change.before, &change.after].into_iter().flatten().any(|(path, _)| is_followed(path)));
    found.sort_by_key(ProjectChange::path);
    Ok(found)
}

/// Returns whether one of the followed folders may have another name before or after the commit. If so, all folders that
/// the commit changed must be read.
fn may_be_renamed(folders: &FolderContents<'_>, changes: &[FolderChange], followed: &[&FolderChange]) -> bool {
    let count = |id: fn(&FolderChange) -> Option<FolderId>| changes.iter().filter_map(id).count();
    let (before, after) = (count(|change| change.before), count(|change| change.after));
    let added = changes.len() - before;
    followed.iter().any(|change| match folders.versions(change) {
        (None, Some(_)) => before > usize::from(change.before.is_some()),
        (Some(_), None) => after > usize::from(change.after.is_some()),
        (Some(old), Some(new)) => added > 0 || followed.len() < changes.len() && folders.has_other_title(&old, &new),
        (None, None) => false,
    })
}

/// Holds the project folders that a commit changed, by what happened to each name.
#[derive(Default)]
struct FoldersByKind<'s> {
    removed: Vec<Version<'s>>,
    added: Vec<Version<'s>>,
    /// The name exists before and after.
    changed: Vec<(Version<'s>, Version<'s>)>,
}

impl<'s> FoldersByKind<'s> {
    fn of(folders: &FolderContents<'_>, changes: &[&'s FolderChange]) -> Self {
        let mut by_kind = Self::default();
        for change in changes {
            match folders.versions(change) {
                (None, None) => {}
                (Some(before), None) => by_kind.removed.push(before),
                (None, Some(after)) => by_kind.added.push(after),
                (Some(before), Some(after)) => by_kind.changed.push((before, after)),
            }
        }
        by_kind
    }

    /// Treats the project before and the project after as two projects, for the changed name at `index`.
    fn split(&mut self, index: usize) {
        let (before, after) = self.changed.swap_remove(index);
        self.removed.push(before);
        self.added.push(after);
    }

    /// Splits the names that projects exchanged in this commit.
    fn split_swapped(&mut self, folders: &FolderContents<'_>) {
        let files =
            |(before, after): &(Version<'_>, Version<'_>)| (before.1.find(PROJECT_FILE), after.1.find(PROJECT_FILE));
        let swapped = swapped(&self.changed.iter().map(files).collect::<Vec<_>>());
        // Two projects with the same text are not exchanged unless their titles are.
        if swapped.iter().all(|index| folders.has_other_title(&self.changed[*index].0, &self.changed[*index].1)) {
            swapped.into_iter().rev().for_each(|index| self.split(index));
        }
    }

    /// Takes out the projects that got another name, each before and after.
    fn take_renamed(
        &mut self,
        folders: &FolderContents<'_>,
        names: Option<&FollowedNames<'_>>,
    ) -> Result<Vec<(Version<'s>, Version<'s>)>, GitError> {
        if self.added.is_empty() || self.removed.is_empty() && self.changed.is_empty() {
            return Ok(Vec::new());
        }
        let mut added = folders.identities(&self.added)?;
        if let Some(names) = names {
            let followed = added.iter_mut().filter(|identity| names.current.contains(identity.id));
            followed.for_each(|identity| identity.former_ids.extend(names.former.iter().cloned()));
        }
        for index in self.moved_away(folders, &added)?.into_iter().rev() {
            self.split(index);
            added.extend(folders.identities(&self.added[self.added.len() - 1..])?);
        }
        if self.removed.is_empty() {
            return Ok(Vec::new());
        }
        let pairs = renames(&folders.identities(&self.removed)?, &added);
        let renamed = pairs.iter().map(|(old, new)| (self.removed[*old].clone(), self.added[*new].clone())).collect();
        let (old, new) = pairs.into_iter().unzip();
        self.removed = unpaired(std::mem::take(&mut self.removed), &old);
        self.added = unpaired(std::mem::take(&mut self.added), &new);
        Ok(renamed)
    }

    /// Lists the changed names that belong to another project now, because an added project names the old one's id among
    /// its `former_ids`.
    fn moved_away(
        &self,
        folders: &FolderContents<'_>,
        added: &[ProjectIdentity<'_>],
    ) -> Result<BTreeSet<usize>, GitError> {
        let mut moved = BTreeSet::new();
        for new in added {
            for (index, (before, after)) in self.changed.iter().enumerate() {
                if !new.former_ids.iter().any(|former| former == before.0) {
                    continue;
                }
                let identities = folders.identities(&[before.clone(), after.clone()])?;
                if let [old, stayed] = identities.as_slice()
                    && has_moved(&old.text, &stayed.text, &new.text)
                {
                    moved.insert(index);
                }
            }
        }
        Ok(moved)
    }

    fn into_changes(
        self,
        step: &'s CommitStep,
        renamed: Vec<(Version<'s>, Version<'s>)>,
        may_be_many: bool,
    ) -> Vec<ProjectChange<'s>> {
        let is_one_of_many = may_be_many && self.added.len() > MANY;
        let with_both = renamed.into_iter().chain(self.changed);
        let with_both = with_both.map(|(before, after)| ProjectChange::new(step, Some(before), Some(after)));
        let removed = self.removed.into_iter().map(|before| ProjectChange::new(step, Some(before), None));
        let added = self.added.into_iter().map(|after| {
            let change = ProjectChange::new(step, None, Some(after));
            ProjectChange { is_one_of_many, ..change }
        });
        with_both.chain(removed).chain(added).collect()
    }
}
