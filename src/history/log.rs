//! What the commits did to projects, one after the other.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    Difference, ProseChange, facts,
    lineage::{Named, lineage},
    moves::{FILE, Move, Version, moves},
    prose,
};
use crate::{
    document::decode,
    load::{project_of, year_of},
    model::{Date, Project, Prose},
    source::git::{BlobId, CommitId, Files, GitError, Repository},
};

/// Holds something that a commit did to a project.
#[derive(Debug, Clone)]
pub struct Event {
    /// The commit.
    pub commit: CommitId,
    /// The day it was written.
    pub date: Option<Date>,
    /// The project's id after the commit; before it where the project is gone.
    pub id: String,
    /// The project after the commit, else before it; none where nothing looked into it.
    pub project: Option<Arc<Project>>,
    /// What it did.
    pub kind: EventKind,
}

/// Says what a commit did to a project.
#[derive(Debug, Clone)]
pub enum EventKind {
    /// It added it.
    Added,
    /// It removed it.
    Removed,
    /// It gave the folder another name; the id before.
    Renamed(String),
    /// It changed a value.
    Changed(Box<Difference>),
    /// It changed a text.
    Rewritten(Box<ProseChange>),
}

/// Tells what the commits behind `tip` did to the projects of the portfolio in `folder`, oldest first; only to `only`,
/// if it is given, whatever its folder was called. A shallow clone is enough where
/// all that it lacks was written before `since`.
///
/// # Errors
/// Fails where an object is missing or damaged, or the clone lacks a part of the history.
pub fn log(
    repository: &Repository,
    tip: CommitId,
    folder: &str,
    only: Option<&Named>,
    since: Option<Date>,
) -> Result<Vec<Event>, GitError> {
    let steps = repository.walk(tip, folder, |name| year_of(name).is_some(), since)?;
    let moves = match only {
        Some(named) => lineage(repository, &steps, named)?,
        None => moves(repository, &steps)?,
    };
    let (mut projects, mut texts) = (Wanted::default(), Wanted::default());
    // The newest first: git keeps older versions as what differs from newer ones.
    for found in moves.iter().rev().filter(|found| !found.is_one_of_many) {
        for (path, files) in found.after.iter().chain(found.befores()) {
            projects.extend(files.find(FILE).map(|blob| (*path, FILE, blob)));
        }
        let Some((path, new)) = &found.after else { continue };
        for (_, old) in found.befores() {
            let changed =
                unlike(old, new).flat_map(|name| [new, old].map(|files| Some((*path, name, files.find(name)?))));
            texts.extend(changed.flatten());
        }
    }
    let projects = projects.read(repository, |path, bytes| {
        let id = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        Arc::new(Project { id: id.into(), ..project_of(bytes) })
    })?;
    let texts = texts.read(repository, |_, bytes| decode(bytes).unwrap_or_default().to_owned())?;
    let mut versions = Versions { projects: &projects, sound: HashMap::new() };
    let told: Vec<Told<'_>> = moves.iter().map(|found| versions.told(found)).collect();
    Ok(told.par_iter().flat_map_iter(|told| told.events(&texts)).collect())
}

/// Files that are to be read, each content once under each path.
#[derive(Default)]
struct Wanted<'s> {
    seen: HashSet<(&'s str, BlobId)>,
    /// Folder, name, content.
    files: Vec<(&'s str, &'s str, BlobId)>,
}

impl<'s> Wanted<'s> {
    fn extend(&mut self, files: impl IntoIterator<Item = (&'s str, &'s str, BlobId)>) {
        self.files.extend(files.into_iter().filter(|(path, _, blob)| self.seen.insert((path, *blob))));
    }

    fn read<T: Send>(
        mut self,
        repository: &Repository,
        make: impl Fn(&str, &[u8]) -> T + Sync,
    ) -> Result<HashMap<(&'s str, BlobId), T>, GitError> {
        // The versions of a file are near each other.
        self.files.sort_by_key(|(path, name, _)| (*path, *name));
        let files: Vec<_> = self.files.iter().map(|(path, name, blob)| (*blob, format!("{path}/{name}"))).collect();
        let keys = self.files.iter().map(|(path, _, blob)| (*path, *blob));
        Ok(keys.zip(repository.read_all(&files, make)?).collect())
    }
}

/// Lists the names of texts that are not the same in two versions of a folder.
fn unlike<'f>(old: &'f Files, new: &'f Files) -> impl Iterator<Item = &'f str> {
    let gone = old.iter().filter(|(name, _)| new.find(name).is_none());
    let names = new.iter().chain(gone).map(|(name, _)| name);
    names.filter(|name| old.find(name) != new.find(name) && is_prose(name))
}

fn is_prose(name: &str) -> bool {
    Prose::named(name).is_some_and(|prose| Prose::TOPICS.contains(&&*prose.topic))
}

/// The versions of projects.
struct Versions<'t> {
    projects: &'t HashMap<(&'t str, BlobId), Arc<Project>>,
    /// The last version of each project that could be read.
    sound: HashMap<&'t str, Arc<Project>>,
}

/// A project before and after a commit.
struct Told<'t> {
    found: &'t Move<'t>,
    before: Option<Arc<Project>>,
    after: Option<Arc<Project>>,
    /// What it was in the other branches of a merge.
    also: Vec<Arc<Project>>,
}

impl<'t> Versions<'t> {
    fn told(&mut self, found: &'t Move<'t>) -> Told<'t> {
        let version = |(path, files): &Version<'t>| {
            // What nobody looked into is not told in part, because a later commit was looked into.
            let blob = files.find(FILE).filter(|_| !found.is_one_of_many)?;
            self.projects.get(&(*path, blob)).cloned()
        };
        let (mut before, after) = (found.before.as_ref().and_then(version), found.after.as_ref().and_then(version));
        let also = found.also.iter().filter_map(version).filter(|project| !project.is_broken).collect();
        if before.as_ref().is_some_and(|project| project.is_broken) {
            before = found.before.as_ref().and_then(|(path, _)| self.sound.get(path).cloned());
        }
        if let (Some((path, _)), Some(project)) = (&found.after, after.as_ref().filter(|project| !project.is_broken)) {
            self.sound.insert(path, Arc::clone(project));
        }
        Told { found, before, after, also }
    }
}

impl Told<'_> {
    fn events(&self, texts: &HashMap<(&str, BlobId), String>) -> Vec<Event> {
        let Self { found, before, after, also } = self;
        let event = |kind| Event {
            commit: found.step.commit,
            date: found.step.date,
            id: found.path().to_owned(),
            project: after.clone().or_else(|| before.clone()),
            kind,
        };
        let mut events = Vec::new();
        match (&found.before, &found.after) {
            (None, _) => events.push(event(EventKind::Added)),
            (_, None) => return vec![event(EventKind::Removed)],
            (Some((old, _)), Some((new, _))) if found.befores().all(|(path, _)| path != new) => {
                events.push(event(EventKind::Renamed((*old).to_owned())));
            }
            _ => {}
        }
        // A version that cannot be read says nothing of what changed; the next that can is compared with the last.
        let is_sound = |project: &Option<Arc<Project>>| project.as_ref().is_some_and(|project| !project.is_broken);
        if is_sound(after) && (found.before.is_none() || is_sound(before)) {
            let mut differences = facts(before.as_deref(), after.as_deref());
            // A merge tells only what is in none of the branches.
            for other in also {
                let others = facts(Some(other), after.as_deref());
                differences.retain(|found| others.iter().any(|other| other.path == found.path));
            }
            events.extend(differences.into_iter().map(|found| event(EventKind::Changed(Box::new(found)))));
        }
        let texts = self.rewritten(texts);
        events.extend(texts.into_iter().map(|text| event(EventKind::Rewritten(Box::new(text)))));
        events
    }

    fn rewritten(&self, texts: &HashMap<(&str, BlobId), String>) -> Vec<ProseChange> {
        let (Some((_, old)), Some((path, new))) = (&self.found.before, &self.found.after) else { return Vec::new() };
        let is_own = |name: &&str| self.found.also.iter().all(|(_, other)| other.find(name) != new.find(name));
        unlike(old, new)
            .filter(is_own)
            .filter_map(|name| {
                let text = |files: &Files| texts.get(&(*path, files.find(name)?)).map(String::as_str);
                prose::change(&Prose::named(name)?, text(old), text(new))
            })
            .collect()
    }
}
