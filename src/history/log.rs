//! What the commits did to projects, one after the other.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    ChangeKind, Difference, FileChange, ProseChange,
    beside::{self, Attached, RESULTS, attached},
    facts,
    lineage::{Named, lineage},
    moves::{FILE, Move, Version, moves},
    prose, result_facts,
};
use crate::{
    document::decode,
    load::{SETTINGS, project_of, results_of, year_of},
    model::{Date, Project, Prose, Results},
    source::git::{BlobId, CommitId, Files, GitError, Repository, Step},
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
    /// It brought, changed or took away another file.
    File(FileChange),
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
    let mut folders = vec![folder.to_owned()];
    let mut steps = repository.walk(tip, &folders, |name| year_of(name).is_some(), SETTINGS, since)?;
    while let Some(former) = former_folder(repository, &steps, &folders)? {
        folders.push(former);
        steps = repository.walk(tip, &folders, |name| year_of(name).is_some(), SETTINGS, since)?;
    }
    let moves = match only {
        Some(named) => lineage(repository, &steps, named)?,
        None => moves(repository, &steps)?,
    };
    let attached = attached(repository, &moves)?;
    let (mut projects, mut texts, mut results) = (Wanted::default(), Wanted::default(), Wanted::default());
    // The newest first: git keeps older versions as what differs from newer ones.
    for (found, attached) in moves.iter().zip(&attached).rev().filter(|(found, _)| !found.is_one_of_many) {
        for (path, files) in found.after.iter().chain(found.befores()) {
            projects.extend(files.find(FILE).map(|blob| (*path, FILE, blob)));
        }
        let Some((path, new)) = &found.after else { continue };
        if let Some((before, after)) = beside::results(found) {
            results.extend([before, after].into_iter().flatten().map(|blob| (*path, RESULTS, blob)));
            let others = found.also.iter().filter_map(|(path, files)| Some((*path, RESULTS, files.find(RESULTS)?)));
            results.extend(others);
        }
        for of_text in attached.iter().filter(|attached| attached.is_text()) {
            let blobs = [of_text.before, of_text.after].into_iter().flatten();
            texts.extend(blobs.map(|blob| (*path, of_text.file.as_str(), blob)));
        }
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
    let texts = texts.read(repository, |_, bytes| decode(bytes).unwrap_or_default().replace("\r\n", "\n"))?;
    let results = results.read(repository, |_, bytes| results_of(bytes).map(Arc::new))?;
    let mut versions = Versions { projects: &projects, results: &results, sound: HashMap::new(), told: HashMap::new() };
    let told: Vec<Told<'_>> =
        moves.iter().zip(&attached).map(|(found, attached)| versions.told(found, attached)).collect();
    Ok(told.par_iter().flat_map_iter(|told| told.events(&texts)).collect())
}

/// Returns the folder that a portfolio was in before it moved: the only one of the commit before, where it is none of the
/// commit that moved it.
fn former_folder(repository: &Repository, steps: &[Step], known: &[String]) -> Result<Option<String>, GitError> {
    for step in steps.iter().filter(|step| step.begins) {
        let Some(parent) = step.parents.first() else { continue };
        if let [former] = repository.portfolios(*parent, SETTINGS)?.as_slice()
            && !known.contains(former)
            && !repository.portfolios(step.commit, SETTINGS)?.contains(former)
        {
            return Ok(Some(former.clone()));
        }
    }
    Ok(None)
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
    /// The last version that could be read before each that cannot be; none where there never was one.
    sound: HashMap<BlobId, Option<Arc<Project>>>,
    /// The versions of results; none of those that cannot be read.
    results: &'t HashMap<(&'t str, BlobId), Option<Arc<Results>>>,
    /// The last results that could be read before each that cannot be; none where there never were any.
    told: HashMap<BlobId, Option<Arc<Results>>>,
}

/// What results were and are; none where there are none.
type BeforeAndAfter = (Option<Arc<Results>>, Option<Arc<Results>>);

/// A project before and after a commit.
struct Told<'t> {
    found: &'t Move<'t>,
    before: Option<Arc<Project>>,
    after: Option<Arc<Project>>,
    /// Whether it is known what it was before, be it that nobody could ever read it.
    is_known: bool,
    /// What it was in the other branches of a merge.
    also: Vec<Arc<Project>>,
    /// Its results before and after, where they were changed and can be read.
    results: Option<BeforeAndAfter>,
    /// What its results were in the other branches of a merge.
    other_results: Vec<Option<Arc<Results>>>,
    attached: &'t [Attached],
}

impl<'t> Versions<'t> {
    fn told(&mut self, found: &'t Move<'t>, attached: &'t [Attached]) -> Told<'t> {
        // What nobody looked into is not told in part, because a later commit was looked into.
        let blob = |(_, files): &Version<'t>| files.find(FILE).filter(|_| !found.is_one_of_many);
        let version = |version: &Version<'t>| Some((blob(version)?, self.projects.get(&(version.0, blob(version)?))?));
        let is_sound = |project: &&Arc<Project>| !project.is_broken;
        let (mut before, mut is_known) =
            (found.before.as_ref().and_then(version).map(|(_, old)| Arc::clone(old)), true);
        if before.as_ref().is_some_and(|project| project.is_broken) {
            // A version that cannot be read says nothing of what changed; the next that can is compared with the last.
            let last = found.before.as_ref().and_then(blob).and_then(|blob| self.sound.get(&blob));
            (before, is_known) = (last.cloned().flatten(), last.is_some());
        }
        let after = found.after.as_ref().and_then(version);
        let also = found.also.iter().filter_map(version).map(|(_, other)| other).filter(is_sound).cloned().collect();
        let (blob, after) = (after.map(|(blob, _)| blob), after.map(|(_, new)| Arc::clone(new)));
        if let Some(blob) = blob.filter(|_| is_known && after.as_ref().is_some_and(|new| new.is_broken)) {
            self.sound.entry(blob).or_insert_with(|| before.clone());
        }
        let results = self.results(found);
        let other_results = found.also.iter().filter(|_| results.is_some()).map(|(path, files)| {
            files.find(RESULTS).and_then(|blob| self.results.get(&(*path, blob)).cloned().flatten())
        });
        let other_results = other_results.collect();
        Told { found, before, after, is_known, also, results, other_results, attached }
    }

    fn results(&mut self, found: &Move<'t>) -> Option<BeforeAndAfter> {
        let (path, _) = found.after.as_ref()?;
        let (before, after) = beside::results(found)?;
        let version = |blob| self.results.get(&(*path, blob)).cloned().flatten();
        let (old, is_known) = match before {
            None => (None, true),
            Some(blob) => match (version(blob), self.told.get(&blob)) {
                (Some(old), _) => (Some(old), true),
                (None, last) => (last.cloned().flatten(), last.is_some()),
            },
        };
        let new = match after {
            // What cannot be read is told when it can be again.
            Some(blob) => match version(blob) {
                Some(new) => Some(new),
                None => {
                    if is_known {
                        self.told.entry(blob).or_insert(old);
                    }
                    return None;
                }
            },
            None => None,
        };
        Some((old, new))
    }
}

impl Told<'_> {
    fn events(&self, texts: &HashMap<(&str, BlobId), String>) -> Vec<Event> {
        let Self { found, before, after, is_known, also, results, other_results, attached } = self;
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
        if *is_known && after.as_ref().is_some_and(|project| !project.is_broken) {
            let mut differences = facts(before.as_deref(), after.as_deref());
            // A merge tells only what is in none of the branches.
            for other in also {
                let others = facts(Some(other), after.as_deref());
                differences.retain(|found| others.iter().any(|other| other.path == found.path));
            }
            events.extend(differences.into_iter().map(|found| event(EventKind::Changed(Box::new(found)))));
        }
        if let Some((before, after)) = results {
            let mut differences = result_facts(before.as_deref(), after.as_deref());
            for other in other_results {
                let others = result_facts(other.as_deref(), after.as_deref());
                differences.retain(|found| others.iter().any(|other| other.path == found.path));
            }
            events.extend(differences.into_iter().map(|found| event(EventKind::Changed(Box::new(found)))));
        }
        let rewritten = self.rewritten(texts);
        events.extend(rewritten.into_iter().map(|text| event(EventKind::Rewritten(Box::new(text)))));
        for one in *attached {
            let text = |blob: Option<BlobId>| texts.get(&(found.path(), blob?)).map(String::as_str);
            let file = |kind| EventKind::File(FileChange { file: one.file.clone(), kind });
            let kind = match (one.before, one.after) {
                _ if one.is_text() => {
                    let told = prose::told(one.file.clone(), None, text(one.before), text(one.after));
                    told.map(|text| EventKind::Rewritten(Box::new(text)))
                }
                (None, _) => Some(file(ChangeKind::Added)),
                (_, None) => Some(file(ChangeKind::Removed)),
                _ => Some(file(ChangeKind::Changed)),
            };
            events.extend(kind.map(event));
        }
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
