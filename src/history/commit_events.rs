//! What one commit did to one project, once its files are read.

use std::{collections::HashMap, sync::Arc};

use super::{
    attachments::{self, Attached, RESULTS},
    change_kind::ChangeKind,
    compare::{facts, result_facts},
    event::{Event, EventKind},
    file_changes::FileChange,
    folder_changes::{FILE, Move, Version},
    prose_changes::{self, ProseChange},
};
use crate::{
    model::{Project, Prose, Results},
    source::git::{BlobId, GitFolder},
};

/// Lists the names of texts that are not the same in two versions of a folder.
pub fn unlike<'f>(old: &'f GitFolder, new: &'f GitFolder) -> impl Iterator<Item = &'f str> {
    let gone = old.iter().filter(|(name, _)| new.find(name).is_none());
    let names = new.iter().chain(gone).map(|(name, _)| name);
    names.filter(|name| old.find(name) != new.find(name) && is_prose(name))
}

fn is_prose(name: &str) -> bool {
    Prose::named(name).is_some_and(|prose| Prose::TOPICS.contains(&&*prose.topic))
}

/// The versions of projects.
pub struct Versions<'t> {
    projects: &'t HashMap<(&'t str, BlobId), Arc<Project>>,
    /// The last version that could be read before each that cannot be; none where there never was one.
    sound: HashMap<(&'t str, BlobId), Option<Arc<Project>>>,
    /// The versions of results; none of those that cannot be read.
    results: &'t HashMap<(&'t str, BlobId), Option<Arc<Results>>>,
    /// The last results that could be read before each that cannot be; none where there never were any.
    told: HashMap<(&'t str, BlobId), Option<Arc<Results>>>,
}

/// What results were and are; none where there are none.
type BeforeAndAfter = (Option<Arc<Results>>, Option<Arc<Results>>);

/// A project before and after a commit.
pub struct Told<'t> {
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
    /// Takes the versions that were read.
    pub fn of(
        projects: &'t HashMap<(&'t str, BlobId), Arc<Project>>,
        results: &'t HashMap<(&'t str, BlobId), Option<Arc<Results>>>,
    ) -> Self {
        Self { projects, results, sound: HashMap::new(), told: HashMap::new() }
    }

    /// Returns what a commit did; commits come oldest first.
    pub fn told(&mut self, found: &'t Move<'t>, attached: &'t [Attached]) -> Told<'t> {
        // What nobody looked into is not told in part, because a later commit was looked into.
        let blob = |(_, files): &Version<'t>| files.find(FILE).filter(|_| !found.is_one_of_many);
        let version = |version: &Version<'t>| Some((blob(version)?, self.projects.get(&(version.0, blob(version)?))?));
        let is_sound = |project: &&Arc<Project>| !project.is_broken;
        let (mut before, mut is_known) =
            (found.before.as_ref().and_then(version).map(|(_, old)| Arc::clone(old)), true);
        if before.as_ref().is_some_and(|project| project.is_broken) {
            // A version that cannot be read says nothing of what changed; the next that can is compared with the last.
            let last = found.before.as_ref().and_then(|old| self.sound.get(&(old.0, blob(old)?)));
            (before, is_known) = (last.cloned().flatten(), last.is_some());
        }
        let after = found.after.as_ref().and_then(version);
        let also = found.also.iter().filter_map(version).map(|(_, other)| other).filter(is_sound).cloned().collect();
        let (blob, after) = (after.map(|(blob, _)| blob), after.map(|(_, new)| Arc::clone(new)));
        if let Some(blob) = blob.filter(|_| is_known && after.as_ref().is_some_and(|new| new.is_broken)) {
            self.sound.insert((found.path(), blob), before.clone());
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
        let (before, after) = attachments::results(found).filter(|_| !found.without.contains(RESULTS))?;
        let version = |blob| self.results.get(&(*path, blob)).cloned().flatten();
        let (old, is_known) = match before {
            None => (None, true),
            Some(blob) => match (version(blob), self.told.get(&(found.before.as_ref()?.0, blob))) {
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
                        self.told.insert((found.path(), blob), old);
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
    /// Lists what there is to tell.
    pub fn events(&self, texts: &HashMap<(&str, BlobId), String>) -> Vec<Event> {
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
        if *is_known && !found.without.contains(FILE) && after.as_ref().is_some_and(|project| !project.is_broken) {
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
                    let told = prose_changes::told(one.file.clone(), None, text(one.before), text(one.after));
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
        let is_own = |name: &&str| {
            !self.found.without.contains(*name)
                && self.found.also.iter().all(|(_, other)| other.find(name) != new.find(name))
        };
        unlike(old, new)
            .filter(is_own)
            .filter_map(|name| {
                let text = |files: &GitFolder| texts.get(&(*path, files.find(name)?)).map(String::as_str);
                prose_changes::change(&Prose::named(name)?, text(old), text(new))
            })
            .collect()
    }
}
