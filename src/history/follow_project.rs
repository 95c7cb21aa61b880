//! One project through the commits, whatever its folder was called.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

use super::{
    folder_changes::{FileOf, Folders, Move, Names, Version, merged},
    renames::is_same,
};
use crate::{
    load::project_of,
    source::git::{CommitId, CommitStep, GitError, Repository},
};

/// Names one project.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its id at the tip, or the last it had.
    pub id: String,
    /// Whether it is there at the tip.
    pub is_there: bool,
    /// The ids it had before.
    pub former_ids: Vec<String>,
}

/// Lists what happened to a project, oldest first. A name counts only for the time that the project had it, and what a merge
/// threw away does not count.
///
/// # Errors
/// Fails where an object is missing or damaged.
pub fn lineage<'s>(repository: &Repository, steps: &'s [CommitStep], named: &Named) -> Result<Vec<Move<'s>>, GitError> {
    let mut folders = Folders::of(repository);
    match back(&mut folders, steps, named)? {
        Found::Moves(moves) => Ok(moves),
        // It goes by another name by now.
        Found::Became(at, id) => {
            let id = last_name(&mut folders, &steps[at + 1..], id)?;
            match back(&mut folders, steps, &Named { id, is_there: false, former_ids: Vec::new() })? {
                Found::Moves(moves) => Ok(moves),
                Found::Became(..) => Ok(Vec::new()),
            }
        }
    }
}

/// What a name led to.
enum Found<'s> {
    /// What happened to the project.
    Moves(Vec<Move<'s>>),
    /// The step that gave the project another name, and that name.
    Became(usize, String),
}

/// Whether a project goes by a name at a commit.
#[derive(Clone)]
enum Presence<'s> {
    /// It does.
    Here,
    /// It does if it is there; what was added under the name later, where that is known.
    Perhaps(Option<Version<'s>>),
}

/// Holds what a project may be called at a commit.
#[derive(Clone, Default)]
struct Called<'s> {
    now: BTreeMap<String, Presence<'s>>,
    /// Its files under those names that do not count: a merge took them from elsewhere.
    without: BTreeSet<FileOf>,
    /// Names it is said to have had, and has not been seen with.
    former: Vec<String>,
}

impl<'s> Called<'s> {
    /// Takes in what another commit after this one knows.
    fn add(&mut self, other: Self) {
        self.without.retain(|file| !other.now.contains_key(&file.0) || other.without.contains(file));
        self.without.extend(other.without.into_iter().filter(|file| !self.now.contains_key(&file.0)));
        for (name, presence) in other.now {
            let known = self.now.entry(name).or_insert_with(|| presence.clone());
            if matches!(presence, Presence::Here) {
                *known = presence;
            }
        }
        self.former.retain(|former| other.former.contains(former));
    }

    /// Keeps the names that lead to one parent of a commit. Where a merge took a project over as it was in one, what the
    /// others did to it does not count; where it took a file, what they did to that one does not.
    fn towards(&self, step: &CommitStep, parent: usize, others: &[BTreeSet<FileOf>]) -> Self {
        let is_same = |parent: usize, name: &str| {
            step.changes.get(parent).is_some_and(|changes| changes.iter().all(|change| change.path != name))
        };
        let leads = |name: &str, presence: &Presence<'s>| {
            matches!(presence, Presence::Perhaps(_))
                || is_same(parent, name)
                || !(0..step.parents.len()).any(|parent| is_same(parent, name))
        };
        let now = self.now.iter().filter(|(name, presence)| leads(name, presence));
        let now: BTreeMap<_, _> = now.map(|(name, presence)| (name.clone(), presence.clone())).collect();
        let is_elsewhere = |file: &&FileOf| others.iter().any(|others| !others.contains(file));
        let lost = others.get(parent).into_iter().flatten().filter(is_elsewhere);
        let without = self.without.iter().chain(lost).filter(|file| now.contains_key(&file.0)).cloned().collect();
        Self { now, without, former: self.former.clone() }
    }
}

/// Goes from the tip back to the first commit.
fn back<'s>(folders: &mut Folders<'_>, steps: &'s [CommitStep], named: &Named) -> Result<Found<'s>, GitError> {
    let Some(tip) = steps.last() else { return Ok(Found::Moves(Vec::new())) };
    let presence = if named.is_there { Presence::Here } else { Presence::Perhaps(None) };
    let now = BTreeMap::from([(named.id.clone(), presence)]);
    let first = Called { now, without: BTreeSet::new(), former: named.former_ids.clone() };
    let mut known: HashMap<CommitId, Called<'s>> = HashMap::from([(tip.commit, first)]);
    let mut of_steps = Vec::new();
    for (at, step) in steps.iter().enumerate().rev() {
        let Some(own) = known.remove(&step.commit) else { continue };
        let mut lists = Vec::new();
        let is_merge = step.parents.len() > 1;
        let others = if is_merge { folders.other_files(step, own.now.keys().map(String::as_str))? } else { Vec::new() };
        for parent in 0..step.parents.len().max(step.changes.len()) {
            let mut own = own.towards(step, parent, &others);
            if let Some(changes) = step.changes.get(parent) {
                let called = Names { now: own.now.keys().map(String::as_str).collect(), former: &own.former };
                let found = folders.moves(step, changes, Some(&called))?;
                let (before, moves) = earlier(folders, own, found)?;
                own = match before {
                    Before::Called(before) => before,
                    Before::Another(id) if of_steps.is_empty() => return Ok(Found::Became(at, id)),
                    Before::Another(_) => Called::default(),
                };
                lists.push(moves);
            }
            if let Some(parent) = step.parents.get(parent).filter(|_| !own.now.is_empty()) {
                match known.entry(*parent) {
                    Entry::Occupied(mut there) => there.get_mut().add(own),
                    Entry::Vacant(free) => drop(free.insert(own)),
                }
            }
        }
        let moves = if step.is_own { merged(lists) } else { Vec::new() };
        if !moves.is_empty() {
            of_steps.push(moves);
        }
    }
    Ok(Found::Moves(of_steps.into_iter().rev().flatten().collect()))
}

/// What a project was called before a commit.
enum Before<'s> {
    /// The names.
    Called(Called<'s>),
    /// Who had the name got the one that is told, and is another project or goes by that one now.
    Another(String),
}

/// Returns what a project was called before a commit that did something to folders of its names, and what of it is its own.
fn earlier<'s>(
    folders: &Folders<'_>,
    own: Called<'s>,
    found: Vec<Move<'s>>,
) -> Result<(Before<'s>, Vec<Move<'s>>), GitError> {
    let mut before = Called { now: BTreeMap::new(), without: BTreeSet::new(), former: own.former };
    let (mut moves, mut another) = (Vec::new(), None);
    let is_at = |version: &Option<Version<'_>>, name: &str| version.as_ref().is_some_and(|(path, _)| *path == name);
    let mut found: Vec<Option<Move<'s>>> = found.into_iter().map(Some).collect();
    let mut take = |is: &dyn Fn(&Move<'s>) -> bool| {
        found.iter_mut().find(|found| found.as_ref().is_some_and(is)).and_then(Option::take)
    };
    for (name, presence) in own.now {
        let without: BTreeSet<String> =
            own.without.iter().filter(|(path, _)| *path == name).map(|(_, file)| file.clone()).collect();
        let carried = |path: &str| without.iter().map(|file| (path.to_owned(), file.clone())).collect::<Vec<_>>();
        let arrived = take(&|found| is_at(&found.after, &name));
        let left = take(&|found| is_at(&found.before, &name) && !is_at(&found.after, &name));
        match (arrived, left) {
            (Some(mut arrived), left) => {
                arrived.without.clone_from(&without);
                let earlier = arrived.before.as_ref().map_or(name.as_str(), |(path, _)| *path).to_owned();
                before.without.extend(carried(&earlier));
                match (&arrived.before, &arrived.after) {
                    (Some((path, _)), _) => {
                        before.former.retain(|former| former != path);
                        before.now.insert((*path).to_owned(), Presence::Here);
                    }
                    (None, added) => {
                        for former in std::mem::take(&mut before.former) {
                            before.now.entry(former).or_insert(Presence::Perhaps(None));
                        }
                        // Where another left the name in the same commit, nobody had it who could come back.
                        if left.is_none() {
                            before.now.insert(name, Presence::Perhaps(added.clone()));
                        }
                    }
                }
                moves.push(arrived);
            }
            (None, Some(left)) => match &left.after {
                Some((path, _)) => another = Some((*path).to_owned()),
                None if came_back(folders, &left, &presence)? => {
                    before.without.extend(carried(&name));
                    before.now.insert(name, Presence::Here);
                    moves.push(left);
                }
                None => {}
            },
            (None, None) => {
                before.without.extend(carried(&name));
                before.now.entry(name).or_insert(presence);
            }
        }
    }
    moves.sort_by_key(Move::path);
    let before = match another {
        Some(another) if before.now.is_empty() => Before::Another(another),
        _ => Before::Called(before),
    };
    Ok((before, moves))
}

/// Returns whether a project that was removed is the one that was added under its name later.
fn came_back(folders: &Folders<'_>, left: &Move<'_>, presence: &Presence<'_>) -> Result<bool, GitError> {
    let (Presence::Perhaps(Some(added)), Some(removed)) = (presence, &left.before) else { return Ok(true) };
    let texts = folders.known(&[removed.clone(), added.clone()])?;
    let title = |text: &str| project_of(text.as_bytes()).title.map(|title| title.value);
    Ok(match texts.as_slice() {
        [old, new] => {
            is_same(&old.text, &new.text) || title(&old.text).is_some_and(|old| Some(old) == title(&new.text))
        }
        _ => false,
    })
}

/// Follows a name from the commits after one to the last that the project got.
fn last_name(folders: &mut Folders<'_>, steps: &[CommitStep], mut name: String) -> Result<String, GitError> {
    for step in steps {
        for changes in &step.changes {
            let names = Names { now: HashSet::from([name.as_str()]), former: &[] };
            let found = folders.moves(step, changes, Some(&names))?.into_iter();
            let mut next = found.filter(|found| found.before.as_ref().is_some_and(|(path, _)| *path == name));
            if let Some((path, _)) = next.find_map(|found| found.after) {
                name = path.to_owned();
            }
        }
    }
    Ok(name)
}
