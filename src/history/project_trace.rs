//! Follows one project through the commits, whatever its folder was called.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

use super::{
    folder_contents::{FileInFolder, FolderContents, Version},
    project_changes::{FollowedNames, ProjectChange, changes_since_parent, merge_parents},
    renames::is_same,
};
use crate::{
    load::project_of,
    source::git::{CommitId, CommitStep, GitError, Repository},
};

/// Names the project to follow.
#[derive(Debug, Clone)]
pub struct FollowedProject {
    /// Its id in the newest commit, or the last id that it had.
    pub id: String,
    /// Whether the newest commit has it.
    pub exists: bool,
    /// The ids it had before.
    pub former_ids: Vec<String>,
}

/// Lists what happened to a project, oldest first.
///
/// Changes under a name count only while the project had that name. Changes that a merge discarded do not count.
///
/// # Errors
/// Fails if an object is missing or damaged.
pub fn changes_of_project<'s>(
    repository: &Repository,
    steps: &'s [CommitStep],
    project: &FollowedProject,
) -> Result<Vec<ProjectChange<'s>>, GitError> {
    let mut folders = FolderContents::of(repository);
    match trace_back(&mut folders, steps, project)? {
        Trace::Changes(changes) => Ok(changes),
        Trace::RenamedTo(index, id) => {
            let id = last_name(&mut folders, &steps[index + 1..], id)?;
            let renamed = FollowedProject { id, exists: false, former_ids: Vec::new() };
            match trace_back(&mut folders, steps, &renamed)? {
                Trace::Changes(changes) => Ok(changes),
                Trace::RenamedTo(..) => Ok(Vec::new()),
            }
        }
    }
}

/// Says where a name led.
enum Trace<'s> {
    /// To the changes of a project.
    Changes(Vec<ProjectChange<'s>>),
    /// To another name: the index of the step that renamed the project, and the new name.
    RenamedTo(usize, String),
}

/// Says whether a project has a name at a commit.
#[derive(Clone)]
enum Presence<'s> {
    /// It has the name.
    Certain,
    /// It has the name if a folder of that name exists. Holds the folder that was added under the name later, if known.
    Possible(Option<Version<'s>>),
}

/// Holds the names that a project may have at a commit.
#[derive(Clone, Default)]
struct NamesAtCommit<'s> {
    current: BTreeMap<String, Presence<'s>>,
    /// Files under those names whose changes do not count, because a later merge took them from another branch.
    discarded: BTreeSet<FileInFolder>,
    /// Names in `former_ids` that were not found yet.
    former: Vec<String>,
}

impl<'s> NamesAtCommit<'s> {
    /// Returns the names at the newest commit.
    fn at_tip(project: &FollowedProject) -> Self {
        let presence = if project.exists { Presence::Certain } else { Presence::Possible(None) };
        let current = BTreeMap::from([(project.id.clone(), presence)]);
        Self { current, discarded: BTreeSet::new(), former: project.former_ids.clone() }
    }

    /// Adds what is known from another child commit.
    fn add(&mut self, other: Self) {
        self.discarded.retain(|file| !other.current.contains_key(&file.0) || other.discarded.contains(file));
        self.discarded.extend(other.discarded.into_iter().filter(|file| !self.current.contains_key(&file.0)));
        for (name, presence) in other.current {
            let known = self.current.entry(name).or_insert_with(|| presence.clone());
            if matches!(presence, Presence::Certain) {
                *known = presence;
            }
        }
        self.former.retain(|former| other.former.contains(former));
    }

    /// Keeps the names that lead to one parent of a commit.
    ///
    /// If a merge took the project unchanged from one parent, the changes in the other parents do not count. The same
    /// holds for a single file.
    fn towards(&self, step: &CommitStep, parent: usize, differing: &[BTreeSet<FileInFolder>]) -> Self {
        let is_unchanged = |parent: usize, name: &str| {
            step.changes.get(parent).is_some_and(|changes| changes.iter().all(|change| change.path != name))
        };
        let leads = |name: &str, presence: &Presence<'s>| {
            matches!(presence, Presence::Possible(_))
                || is_unchanged(parent, name)
                || !(0..step.parents.len()).any(|parent| is_unchanged(parent, name))
        };
        let current = self.current.iter().filter(|(name, presence)| leads(name, presence));
        let current: BTreeMap<_, _> = current.map(|(name, presence)| (name.clone(), presence.clone())).collect();
        let is_from_other = |file: &&FileInFolder| differing.iter().any(|files| !files.contains(file));
        let lost = differing.get(parent).into_iter().flatten().filter(is_from_other);
        let discarded =
            self.discarded.iter().chain(lost).filter(|file| current.contains_key(&file.0)).cloned().collect();
        Self { current, discarded, former: self.former.clone() }
    }

    /// Lists the discarded files under one name.
    fn discarded_files(&self, name: &str) -> BTreeSet<String> {
        self.discarded.iter().filter(|(path, _)| *path == name).map(|(_, file)| file.clone()).collect()
    }
}

/// Follows a project from the newest commit to the first one.
fn trace_back<'s>(
    folders: &mut FolderContents<'_>,
    steps: &'s [CommitStep],
    project: &FollowedProject,
) -> Result<Trace<'s>, GitError> {
    let Some(tip) = steps.last() else { return Ok(Trace::Changes(Vec::new())) };
    let mut names: HashMap<CommitId, NamesAtCommit<'s>> = HashMap::from([(tip.commit, NamesAtCommit::at_tip(project))]);
    let mut of_steps: Vec<Vec<ProjectChange<'s>>> = Vec::new();
    for (index, step) in steps.iter().enumerate().rev() {
        let Some(own) = names.remove(&step.commit) else { continue };
        let is_merge = step.parents.len() > 1;
        let current = own.current.keys().map(String::as_str);
        let differing = if is_merge { folders.differing_files(step, current)? } else { Vec::new() };
        let mut of_parents = Vec::new();
        for parent in 0..step.parents.len().max(step.changes.len()) {
            let mut own = own.towards(step, parent, &differing);
            if let Some(changes) = step.changes.get(parent) {
                let current = own.current.keys().map(String::as_str).collect();
                let followed = FollowedNames { current, former: &own.former };
                let found = changes_since_parent(folders, step, changes, Some(&followed))?;
                let (before, changes) = before_commit(folders, &own, found)?;
                own = match before {
                    Before::Names(before) => before,
                    Before::RenamedTo(id) if of_steps.is_empty() => return Ok(Trace::RenamedTo(index, id)),
                    Before::RenamedTo(_) => NamesAtCommit::default(),
                };
                of_parents.push(changes);
            }
            if let Some(parent) = step.parents.get(parent).filter(|_| !own.current.is_empty()) {
                match names.entry(*parent) {
                    Entry::Occupied(mut there) => there.get_mut().add(own),
                    Entry::Vacant(free) => drop(free.insert(own)),
                }
            }
        }
        let changes = if step.is_own { merge_parents(of_parents) } else { Vec::new() };
        if !changes.is_empty() {
            of_steps.push(changes);
        }
    }
    Ok(Trace::Changes(of_steps.into_iter().rev().flatten().collect()))
}

/// Says what names a project had before a commit.
enum Before<'s> {
    /// These names.
    Names(NamesAtCommit<'s>),
    /// The project that had the name was renamed to this id.
    RenamedTo(String),
}

/// Returns the names that a project had before a commit, and those of the commit's changes that are changes of the project.
fn before_commit<'s>(
    folders: &FolderContents<'_>,
    own: &NamesAtCommit<'s>,
    mut found: Vec<ProjectChange<'s>>,
) -> Result<(Before<'s>, Vec<ProjectChange<'s>>), GitError> {
    let mut before = NamesAtCommit { former: own.former.clone(), ..NamesAtCommit::default() };
    let (mut changes, mut renamed_to) = (Vec::new(), None);
    for (name, presence) in &own.current {
        let discarded = own.discarded_files(name);
        let discarded_at =
            |path: &str| discarded.iter().map(|file| (path.to_owned(), file.clone())).collect::<Vec<_>>();
        let arrived = take_first(&mut found, |change| is_at(change.after.as_ref(), name));
        let left =
            take_first(&mut found, |change| is_at(change.before.as_ref(), name) && !is_at(change.after.as_ref(), name));
        match (arrived, left) {
            (Some(mut arrived), left) => {
                arrived.discarded.clone_from(&discarded);
                before.discarded.extend(discarded_at(arrived.before.as_ref().map_or(name, |(path, _)| path)));
                add_names_before(&mut before, name, &arrived, left.is_some());
                changes.push(arrived);
            }
            (None, Some(left)) => match &left.after {
                Some((path, _)) => renamed_to = Some((*path).to_owned()),
                None if came_back(folders, &left, presence)? => {
                    before.discarded.extend(discarded_at(name));
                    before.current.insert(name.clone(), Presence::Certain);
                    changes.push(left);
                }
                None => {}
            },
            (None, None) => {
                before.discarded.extend(discarded_at(name));
                before.current.entry(name.clone()).or_insert_with(|| presence.clone());
            }
        }
    }
    changes.sort_by_key(ProjectChange::path);
    let before = match renamed_to {
        Some(id) if before.current.is_empty() => Before::RenamedTo(id),
        _ => Before::Names(before),
    };
    Ok((before, changes))
}

/// Adds the names before a commit in which the project got or kept `name`.
fn add_names_before<'s>(before: &mut NamesAtCommit<'s>, name: &str, arrived: &ProjectChange<'s>, has_other_left: bool) {
    if let Some((path, _)) = &arrived.before {
        before.former.retain(|former| former != path);
        before.current.insert((*path).to_owned(), Presence::Certain);
        return;
    }
    for former in std::mem::take(&mut before.former) {
        before.current.entry(former).or_insert(Presence::Possible(None));
    }
    // If another project left the name in the same commit, an earlier folder of that name was the other project.
    if !has_other_left {
        before.current.insert(name.to_owned(), Presence::Possible(arrived.after.clone()));
    }
}

fn is_at(version: Option<&Version<'_>>, name: &str) -> bool {
    version.is_some_and(|(path, _)| *path == name)
}

fn take_first<T>(items: &mut Vec<T>, is_wanted: impl Fn(&T) -> bool) -> Option<T> {
    items.iter().position(is_wanted).map(|index| items.remove(index))
}

/// Returns whether a removed project is the one that was added under the same name later.
fn came_back(
    folders: &FolderContents<'_>,
    removed: &ProjectChange<'_>,
    presence: &Presence<'_>,
) -> Result<bool, GitError> {
    let (Presence::Possible(Some(added)), Some(removed)) = (presence, &removed.before) else { return Ok(true) };
    let identities = folders.identities(&[removed.clone(), added.clone()])?;
    let title = |text: &str| project_of(text.as_bytes()).title.map(|title| title.value);
    Ok(match identities.as_slice() {
        [old, new] => {
            is_same(&old.text, &new.text) || title(&old.text).is_some_and(|old| Some(old) == title(&new.text))
        }
        _ => false,
    })
}

/// Follows a name forwards through commits to the last name that the project got.
fn last_name(folders: &mut FolderContents<'_>, steps: &[CommitStep], mut name: String) -> Result<String, GitError> {
    for step in steps {
        for changes in &step.changes {
            let names = FollowedNames { current: HashSet::from([name.as_str()]), former: &[] };
            let found = changes_since_parent(folders, step, changes, Some(&names))?.into_iter();
            let mut next = found.filter(|change| is_at(change.before.as_ref(), &name));
            if let Some((path, _)) = next.find_map(|change| change.after) {
                name = path.to_owned();
            }
        }
    }
    Ok(name)
}
