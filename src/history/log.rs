//! What the commits did to projects, one after the other.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    attachments::{AttachmentChange, RESULTS, attachment_changes, changed_results},
    commit_effect::{CommitEffect, Versions, differing_prose},
    folder_contents::PROJECT_FILE,
    project_changes::{ProjectChange, project_changes},
    project_trace::{FollowedProject, changes_of_project},
};
use crate::{
    date::Date,
    history::event::Event,
    load::{LARGEST, SETTINGS, project_of, results_of, year_of},
    model::{Project, Results},
    progress::Progress,
    source::git::{BlobId, CommitId, CommitStep, Commits, GitError, Repository},
    text_encoding::decode,
};

/// Stands for a file that is too large to be read. It is not valid YAML.
const UNREAD: &[u8] = b"\0";

/// Lists what the commits up to `tip` did to the projects of the portfolio in `folder`, oldest first.
///
/// With `only`, lists what they did to that project, whatever its folder was called. A shallow clone is enough if all
/// commits that it lacks are older than `since`.
///
/// # Errors
/// Fails if an object is missing or damaged, or the clone lacks a part of the history.
pub fn log(
    repository: &Repository,
    tip: CommitId,
    folder: &str,
    only: Option<&FollowedProject>,
    since: Option<Date>,
    progress: &dyn Progress,
) -> Result<Vec<Event>, GitError> {
    // The life of one project is told from its beginning.
    let commits = walk(repository, tip, folder, since, only.is_some())?;
    if let Some(events) = events(repository, &commits, only, progress)? {
        return Ok(events);
    }
    let commits = walk(repository, tip, folder, since, true)?;
    Ok(events(repository, &commits, only, progress)?.unwrap_or_default())
}

/// Lists what commits did to projects; none if commits are needed that were left out, because a file was unreadable before
/// the first of them.
fn events(
    repository: &Repository,
    commits: &Commits,
    only: Option<&FollowedProject>,
    progress: &dyn Progress,
) -> Result<Option<Vec<Event>>, GitError> {
    let changes = match only {
        Some(project) => changes_of_project(repository, &commits.steps, project)?,
        None => project_changes(repository, &commits.steps)?,
    };
    let attachments = attachment_changes(repository, &changes)?;
    let contents = NeededFiles::of(&changes, &attachments).read(repository, progress)?;
    let mut versions = Versions::of(&contents.projects, &contents.results);
    let effects: Vec<CommitEffect<'_>> =
        changes.iter().zip(&attachments).map(|(change, attachments)| versions.effect(change, attachments)).collect();
    if versions.needs_older && !commits.is_whole {
        return Ok(None);
    }
    Ok(Some(effects.par_iter().flat_map_iter(|effect| effect.events(&contents.texts)).collect()))
}

/// Lists the commits that changed the portfolio, also those from before it moved to `folder`.
fn walk(
    repository: &Repository,
    tip: CommitId,
    folder: &str,
    since: Option<Date>,
    whole: bool,
) -> Result<Commits, GitError> {
    let mut folders = vec![folder.to_owned()];
    loop {
        let commits = repository.walk(tip, &folders, |name| year_of(name).is_some(), SETTINGS, since, whole)?;
        match former_folder(repository, &commits.steps, &folders)? {
            Some(former) => folders.push(former),
            None => return Ok(commits),
        }
    }
}

/// Returns the folder that the portfolio was in before it moved: the only portfolio folder of the parent commit that is
/// not in the commit itself.
fn former_folder(repository: &Repository, steps: &[CommitStep], known: &[String]) -> Result<Option<String>, GitError> {
    for step in steps.iter().filter(|step| step.begins) {
        let Some(parent) = step.parents.first() else { continue };
        let after = repository.portfolios(step.commit, SETTINGS)?;
        let mut removed = repository.portfolios(*parent, SETTINGS)?;
        removed.retain(|former| !known.contains(former) && !after.contains(former));
        if let [former] = removed.as_slice() {
            return Ok(Some(former.clone()));
        }
    }
    Ok(None)
}

/// Holds the files that the events are made from.
#[derive(Default)]
struct NeededFiles<'s> {
    projects: FileList<'s>,
    texts: FileList<'s>,
    results: FileList<'s>,
}

/// Holds the contents of those files, by folder and blob.
struct FileContents<'s> {
    projects: HashMap<(&'s str, BlobId), Arc<Project>>,
    texts: HashMap<(&'s str, BlobId), String>,
    results: HashMap<(&'s str, BlobId), Option<Arc<Results>>>,
}

impl<'s> NeededFiles<'s> {
    /// Collects the files, newest first: git stores older versions as differences from newer ones.
    fn of(changes: &'s [ProjectChange<'s>], attachments: &'s [Vec<AttachmentChange>]) -> Self {
        let mut needed = Self::default();
        for (change, attachments) in changes.iter().zip(attachments).rev().filter(|(change, _)| !change.is_one_of_many)
        {
            for (path, files) in change.after.iter().chain(change.befores()) {
                needed.projects.extend(files.find(PROJECT_FILE).map(|blob| (*path, PROJECT_FILE, blob)));
            }
            needed.add_results(change);
            needed.add_texts(change, attachments);
        }
        needed
    }

    fn add_results(&mut self, change: &ProjectChange<'s>) {
        if let (Some((path, _)), Some((before, after))) = (&change.after, changed_results(change)) {
            self.results.extend([before, after].into_iter().flatten().map(|blob| (*path, RESULTS, blob)));
            let others = change.other_parents.iter();
            self.results.extend(others.filter_map(|(path, files)| Some((*path, RESULTS, files.find(RESULTS)?))));
        }
    }

    fn add_texts(&mut self, change: &'s ProjectChange<'s>, attachments: &'s [AttachmentChange]) {
        let Some((path, new)) = &change.after else { return };
        for text in attachments.iter().filter(|attachment| attachment.is_text()) {
            let blobs = [text.before, text.after].into_iter().flatten();
            self.texts.extend(blobs.map(|blob| (*path, text.file.as_str(), blob)));
        }
        for (_, old) in change.befores() {
            let names = differing_prose(old, new);
            let files = names.flat_map(|name| [new, old].map(|files| Some((*path, name, files.find(name)?))));
            self.texts.extend(files.flatten());
        }
    }

    fn read(self, repository: &Repository, progress: &dyn Progress) -> Result<FileContents<'s>, GitError> {
        let project = |path: &str, bytes: Option<&[u8]>| {
            progress.advance();
            let id = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
            Arc::new(Project { id: id.into(), ..project_of(bytes.unwrap_or(UNREAD)) })
        };
        let text = |_: &str, bytes: Option<&[u8]>| {
            progress.advance();
            decode(bytes.unwrap_or_default()).unwrap_or_default().replace("\r\n", "\n")
        };
        Ok(FileContents {
            projects: self.projects.read(repository, project)?,
            texts: self.texts.read(repository, text)?,
            results: self.results.read(repository, |_, bytes| bytes.and_then(results_of).map(Arc::new))?,
        })
    }
}

/// Lists files to read, each content once for each folder.
#[derive(Default)]
struct FileList<'s> {
    listed: HashSet<(&'s str, BlobId)>,
    /// Folder, name, content.
    files: Vec<(&'s str, &'s str, BlobId)>,
}

impl<'s> FileList<'s> {
    fn extend(&mut self, files: impl IntoIterator<Item = (&'s str, &'s str, BlobId)>) {
        self.files.extend(files.into_iter().filter(|(path, _, blob)| self.listed.insert((path, *blob))));
    }

    fn read<T: Send>(
        mut self,
        repository: &Repository,
        make: impl Fn(&str, Option<&[u8]>) -> T + Sync,
    ) -> Result<HashMap<(&'s str, BlobId), T>, GitError> {
        // Git stores the versions of a file close to each other.
        self.files.sort_by_key(|(path, name, _)| (*path, *name));
        let files: Vec<_> = self.files.iter().map(|(path, name, blob)| (*blob, format!("{path}/{name}"))).collect();
        let keys = self.files.iter().map(|(path, _, blob)| (*path, *blob));
        Ok(keys.zip(repository.read_all(&files, LARGEST, make)?).collect())
    }
}
