//! What the commits did to projects, one after the other.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    attachments::{self, RESULTS, attached},
    commit_events::{Told, Versions, unlike},
    folder_changes::{FILE, moves},
    follow_project::{Named, lineage},
};
use crate::{
    date::Date,
    history::event::Event,
    load::{LARGEST, SETTINGS, project_of, results_of, year_of},
    model::Project,
    source::git::{BlobId, CommitId, CommitStep, GitError, Repository},
    text_encoding::decode,
};

/// Stands for a file that is too large to be read, and is no YAML either.
const UNREAD: &[u8] = b"\0";

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
        if let Some((before, after)) = attachments::results(found) {
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
        Arc::new(Project { id: id.into(), ..project_of(bytes.unwrap_or(UNREAD)) })
    })?;
    let texts = texts
        .read(repository, |_, bytes| decode(bytes.unwrap_or_default()).unwrap_or_default().replace("\r\n", "\n"))?;
    let results = results.read(repository, |_, bytes| bytes.and_then(results_of).map(Arc::new))?;
    let mut versions = Versions::of(&projects, &results);
    let told: Vec<Told<'_>> =
        moves.iter().zip(&attached).map(|(found, attached)| versions.told(found, attached)).collect();
    Ok(told.par_iter().flat_map_iter(|told| told.events(&texts)).collect())
}

/// Returns the folder that a portfolio was in before it moved: the only one of the commit before, where it is none of the
/// commit that moved it.
fn former_folder(repository: &Repository, steps: &[CommitStep], known: &[String]) -> Result<Option<String>, GitError> {
    for step in steps.iter().filter(|step| step.begins) {
        let Some(parent) = step.parents.first() else { continue };
        let now = repository.portfolios(step.commit, SETTINGS)?;
        let mut gone = repository.portfolios(*parent, SETTINGS)?;
        gone.retain(|former| !known.contains(former) && !now.contains(former));
        if let [former] = gone.as_slice() {
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
        make: impl Fn(&str, Option<&[u8]>) -> T + Sync,
    ) -> Result<HashMap<(&'s str, BlobId), T>, GitError> {
        // The versions of a file are near each other.
        self.files.sort_by_key(|(path, name, _)| (*path, *name));
        let files: Vec<_> = self.files.iter().map(|(path, name, blob)| (*blob, format!("{path}/{name}"))).collect();
        let keys = self.files.iter().map(|(path, _, blob)| (*path, *blob));
        Ok(keys.zip(repository.read_all(&files, LARGEST, make)?).collect())
    }
}
