//! What the commits did to projects, one after the other.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{Difference, ProseChange, facts, prose};
use crate::{
    comparison::likeness,
    document::decode,
    load::{project_of, year_of},
    model::{Date, Project, Prose},
    source::git::{BlobId, CommitId, Files, FolderChange, GitError, Repository, Step},
};

/// A commit that adds more projects than this is told as one event without looking into them.
pub const MANY: usize = 20;

/// The most folders that come and go in one commit and are compared with each other.
const MOST: usize = 64;

/// From which share of equal lines two folders are one, as git does.
const ALIKE: f64 = 0.5;

const FILE: &str = "project.yaml";

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

/// A folder in two versions, under the names it had.
struct Move<'s> {
    step: &'s Step,
    before: Option<(&'s str, &'s Files)>,
    after: Option<(&'s str, &'s Files)>,
    /// Whether its commit adds so many that nobody looks into each.
    is_one_of_many: bool,
}

/// Tells what the commits behind `tip` did to the projects of the portfolio in `folder`, oldest first; only to the one that
/// has or had one of the ids in `only`, if any are given, whatever its folder was called.
///
/// # Errors
/// Fails where an object is missing or damaged, or the clone is shallow.
pub fn log(repository: &Repository, tip: CommitId, folder: &str, only: &[String]) -> Result<Vec<Event>, GitError> {
    let steps = repository.walk(tip, folder, |name| year_of(name).is_some())?;
    let mut moves = Vec::new();
    for step in &steps {
        moves.extend(moves_of(repository, step)?);
    }
    if !only.is_empty() {
        keep(&mut moves, only);
    }
    let mut projects: Vec<(BlobId, String)> = Vec::new();
    let mut texts: Vec<(BlobId, String)> = Vec::new();
    for found in moves.iter().filter(|found| !found.is_one_of_many) {
        for (path, files, others) in [(found.before, found.after), (found.after, found.before)]
            .into_iter()
            .filter_map(|(one, other)| one.map(|(path, files)| (path, files, other.map(|(_, files)| files))))
        {
            for (name, blob) in files {
                let is_same = others.is_some_and(|others| others.iter().any(|other| other == &(name.clone(), *blob)));
                if name == FILE {
                    projects.push((*blob, format!("{path}/{name}")));
                } else if !is_same && others.is_some() && is_prose(name) {
                    texts.push((*blob, format!("{path}/{name}")));
                }
            }
        }
    }
    for list in [&mut projects, &mut texts] {
        list.sort_unstable();
        list.dedup_by_key(|(blob, _)| *blob);
    }
    let projects = repository.read_all(&projects, |bytes| Arc::new(project_of(bytes)))?;
    let texts = repository.read_all(&texts, |bytes| decode(bytes).unwrap_or_default().to_owned())?;
    let mut teller = Teller { projects: &projects, texts: &texts, sound: HashMap::new(), events: Vec::new() };
    for found in &moves {
        teller.tell(found);
    }
    Ok(teller.events)
}

/// Keeps what happened to one project, from its last name back to its first.
fn keep(moves: &mut Vec<Move<'_>>, only: &[String]) {
    let mut ids: HashSet<String> = only.iter().cloned().collect();
    let path = |at: Option<(&str, &Files)>| at.map(|(path, _)| path.to_owned());
    for found in moves.iter().rev() {
        if let (Some(old), Some(new)) = (path(found.before), path(found.after))
            && ids.contains(&new)
        {
            ids.insert(old);
        }
    }
    moves.retain_mut(|found| {
        found.is_one_of_many = false;
        path(found.after.or(found.before)).is_some_and(|path| ids.contains(&path))
    });
}

fn is_prose(name: &str) -> bool {
    Prose::named(name).is_some_and(|prose| Prose::TOPICS.contains(&&*prose.topic))
}

fn blob(files: &Files, name: &str) -> Option<BlobId> {
    files.iter().find(|(known, _)| known == name).map(|(_, blob)| *blob)
}

/// Pairs the folders that a commit took away with those it brought, where they are the same project.
fn moves_of<'s>(repository: &Repository, step: &'s Step) -> Result<Vec<Move<'s>>, GitError> {
    // A folder is a project as long as it holds the project's file.
    let of = |change: &'s FolderChange, files: &'s Option<Files>| {
        files.as_ref().filter(|files| blob(files, FILE).is_some()).map(|files| (change.path.as_str(), files))
    };
    let (mut gone, mut come, mut moves) = (Vec::new(), Vec::new(), Vec::new());
    for change in &step.folders {
        match (of(change, &change.before), of(change, &change.after)) {
            (None, None) => {}
            (Some(before), None) => gone.push(before),
            (None, Some(after)) => come.push(after),
            (before, after) => moves.push(Move { step, before, after, is_one_of_many: false }),
        }
    }
    if !gone.is_empty() && !come.is_empty() && gone.len().max(come.len()) <= MOST {
        for (old, new) in renames(repository, &gone, &come)? {
            moves.push(Move { step, before: Some(gone[old]), after: Some(come[new]), is_one_of_many: false });
        }
        let taken: HashSet<&str> =
            moves.iter().flat_map(|found| [found.before, found.after]).flatten().map(|(path, _)| path).collect();
        gone.retain(|(path, _)| !taken.contains(path));
        come.retain(|(path, _)| !taken.contains(path));
    }
    let is_one_of_many = come.len() > MANY;
    moves.extend(gone.into_iter().map(|before| Move {
        step,
        before: Some(before),
        after: None,
        is_one_of_many: false,
    }));
    moves.extend(come.into_iter().map(|after| Move { step, before: None, after: Some(after), is_one_of_many }));
    moves.sort_by_key(|found| found.after.or(found.before).map(|(path, _)| path));
    Ok(moves)
}

/// Finds which folders are the same: by `former_ids`, else by how many lines of the project's file are the same.
fn renames(
    repository: &Repository,
    gone: &[(&str, &Files)],
    come: &[(&str, &Files)],
) -> Result<Vec<(usize, usize)>, GitError> {
    let blobs = |list: &[(&str, &Files)]| -> Vec<(BlobId, String)> {
        list.iter().filter_map(|(path, files)| Some((blob(files, FILE)?, format!("{path}/{FILE}")))).collect()
    };
    let (old, new) = (blobs(gone), blobs(come));
    let texts = repository.read_all(&[old.clone(), new.clone()].concat(), |bytes| {
        (project_of(bytes), String::from_utf8_lossy(bytes).into_owned())
    })?;
    let mut found = Vec::new();
    for (after, (new, _)) in new.iter().enumerate() {
        for (before, (old, _)) in old.iter().enumerate() {
            let (Some((_, old)), Some((project, new))) = (texts.get(old), texts.get(new)) else { continue };
            let is_former = project.former_ids.iter().any(|former| &*former.value == gone[before].0);
            let ratio = if is_former { 2.0 } else { likeness(old, new) };
            if ratio >= ALIKE {
                found.push((ratio, before, after));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut olds, mut news) = (HashSet::new(), HashSet::new());
    found.retain(|(_, old, new)| !olds.contains(old) && !news.contains(new) && olds.insert(*old) && news.insert(*new));
    Ok(found.into_iter().map(|(_, old, new)| (old, new)).collect())
}

struct Teller<'t> {
    projects: &'t HashMap<BlobId, Arc<Project>>,
    texts: &'t HashMap<BlobId, String>,
    /// The last version of each project that could be read.
    sound: HashMap<String, Arc<Project>>,
    events: Vec<Event>,
}

impl Teller<'_> {
    fn tell(&mut self, found: &Move<'_>) {
        let version = |at: Option<(&str, &Files)>| {
            // What nobody looked into is not told in part, because a later commit was looked into.
            let (path, files) = at.filter(|_| !found.is_one_of_many)?;
            let project = self.projects.get(&blob(files, FILE)?)?;
            Some(Arc::new(Project { id: path.into(), ..(**project).clone() }))
        };
        let (mut before, after) = (version(found.before), version(found.after));
        if before.as_ref().is_some_and(|project| project.is_broken) {
            before = found.before.and_then(|(path, _)| self.sound.get(path).cloned());
        }
        if let Some(project) = after.as_ref().filter(|project| !project.is_broken) {
            self.sound.insert(project.id.to_string(), Arc::clone(project));
        }
        let Some((id, _)) = found.after.or(found.before) else { return };
        let event = |kind| Event {
            commit: found.step.commit,
            date: found.step.date,
            id: id.to_owned(),
            project: after.clone().or_else(|| before.clone()),
            kind,
        };
        match (found.before, found.after) {
            (None, _) => self.events.push(event(EventKind::Added)),
            (_, None) => {
                self.events.push(event(EventKind::Removed));
                return;
            }
            (Some((old, _)), Some((new, _))) if old != new => {
                self.events.push(event(EventKind::Renamed(old.to_owned())));
            }
            _ => {}
        }
        // A version that cannot be read says nothing of what changed; the next that can is compared with the last.
        let is_sound = |project: &Option<Arc<Project>>| project.as_ref().is_some_and(|project| !project.is_broken);
        if is_sound(&after) && (found.before.is_none() || is_sound(&before)) {
            let differences = facts(before.as_deref(), after.as_deref());
            self.events.extend(differences.into_iter().map(|found| event(EventKind::Changed(Box::new(found)))));
        }
        if let (Some((_, old)), Some((_, new))) = (found.before, found.after) {
            let texts = self.rewritten(old, new);
            self.events.extend(texts.into_iter().map(|text| event(EventKind::Rewritten(Box::new(text)))));
        }
    }

    fn rewritten(&self, old: &Files, new: &Files) -> Vec<ProseChange> {
        let gone = old.iter().map(|(name, _)| name).filter(|name| blob(new, name).is_none());
        let names = new.iter().map(|(name, _)| name).chain(gone).filter(|name| is_prose(name));
        names
            .filter_map(|name| {
                let text = |files: &Files| self.texts.get(&blob(files, name)?).map(String::as_str);
                let prose = Prose::named(name)?;
                if blob(old, name) == blob(new, name) { None } else { prose::change(&prose, text(old), text(new)) }
            })
            .collect()
    }
}
