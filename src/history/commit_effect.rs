//! What one commit did to one project, once the files are read.

use std::{collections::HashMap, sync::Arc};

use super::{
    attachments::{AttachmentChange, RESULTS, changed_results},
    change_kind::ChangeKind,
    compare::{project_differences, results_differences},
    difference::FieldDifference,
    event::{Event, EventKind},
    file_changes::FileChange,
    folder_contents::{PROJECT_FILE, Version},
    project_changes::ProjectChange,
    prose_changes::{self, ProseChange},
};
use crate::{
    model::{Project, Prose, Results},
    source::git::{BlobId, GitFolder},
};

/// Lists the names of the prose files that differ between two versions of a folder.
pub fn differing_prose<'f>(old: &'f GitFolder, new: &'f GitFolder) -> impl Iterator<Item = &'f str> {
    let removed = old.iter().filter(|(name, _)| new.find(name).is_none());
    let names = new.iter().chain(removed).map(|(name, _)| name);
    names.filter(|name| old.find(name) != new.find(name) && is_prose(name))
}

fn is_prose(name: &str) -> bool {
    Prose::named(name).is_some_and(|prose| Prose::TOPICS.contains(&&*prose.topic))
}

/// Holds the versions of projects and their results.
pub struct Versions<'t> {
    projects: &'t HashMap<(&'t str, BlobId), Arc<Project>>,
    /// For each unreadable version, the last readable version before it; none if there was no readable version.
    last_projects: HashMap<(&'t str, BlobId), Option<Arc<Project>>>,
    /// The versions of results; none for the unreadable ones.
    results: &'t HashMap<(&'t str, BlobId), Option<Arc<Results>>>,
    /// For each unreadable version of results, the last readable version before it.
    last_results: HashMap<(&'t str, BlobId), Option<Arc<Results>>>,
    /// Whether an unreadable version was met, and no version before it.
    pub needs_older: bool,
}

/// Results before and after a commit; none where there are none.
type BeforeAndAfter = (Option<Arc<Results>>, Option<Arc<Results>>);

/// Holds a project before and after a commit.
pub struct CommitEffect<'t> {
    change: &'t ProjectChange<'t>,
    before: Option<Arc<Project>>,
    after: Option<Arc<Project>>,
    /// Whether `before` is known. This is also true if no version was readable.
    is_before_known: bool,
    /// The project in the other branches of a merge.
    other_parents: Vec<Arc<Project>>,
    /// The results before and after, if they changed and are readable.
    results: Option<BeforeAndAfter>,
    /// The results in the other branches of a merge.
    other_results: Vec<Option<Arc<Results>>>,
    attachments: &'t [AttachmentChange],
}

impl<'t> Versions<'t> {
    /// Takes the versions that were read.
    pub fn of(
        projects: &'t HashMap<(&'t str, BlobId), Arc<Project>>,
        results: &'t HashMap<(&'t str, BlobId), Option<Arc<Results>>>,
    ) -> Self {
        Self { projects, results, last_projects: HashMap::new(), last_results: HashMap::new(), needs_older: false }
    }

    /// Returns what a commit did. Must be called for the oldest commit first.
    pub fn effect(&mut self, change: &'t ProjectChange<'t>, attachments: &'t [AttachmentChange]) -> CommitEffect<'t> {
        let project = |version: &Version<'t>| self.projects.get(&Self::project_key(change, version)?).cloned();
        let after = change.after.as_ref().and_then(project);
        let others = change.other_parents.iter().filter_map(project);
        let other_parents = others.filter(|project| !project.is_broken).collect();
        let (before, is_before_known) = self.before(change);
        self.needs_older |= !is_before_known;
        if let (Some(version), Some(project)) = (&change.after, &after)
            && let Some((_, blob)) = Self::project_key(change, version)
            && is_before_known
            && project.is_broken
        {
            self.last_projects.insert((change.path(), blob), before.clone());
        }
        let results = self.results(change);
        let others = change.other_parents.iter().filter(|_| results.is_some());
        let other_results = others.map(|(path, files)| self.results_version(path, files.find(RESULTS)?)).collect();
        CommitEffect { change, before, after, is_before_known, other_parents, results, other_results, attachments }
    }

    /// Returns what identifies the version of a project; none if its commit adds too many projects to read each.
    fn project_key(change: &ProjectChange<'t>, (path, files): &Version<'t>) -> Option<(&'t str, BlobId)> {
        files.find(PROJECT_FILE).filter(|_| !change.is_one_of_many).map(|blob| (*path, blob))
    }

    /// Returns the last readable version before a commit, and whether it is known.
    fn before(&self, change: &ProjectChange<'t>) -> (Option<Arc<Project>>, bool) {
        let key = change.before.as_ref().and_then(|version| Self::project_key(change, version));
        match key.and_then(|key| Some((key, self.projects.get(&key)?))) {
            Some((key, project)) if project.is_broken => {
                let last = self.last_projects.get(&key);
                (last.cloned().flatten(), last.is_some())
            }
            version => (version.map(|(_, project)| Arc::clone(project)), true),
        }
    }

    fn results_version(&self, path: &'t str, blob: BlobId) -> Option<Arc<Results>> {
        self.results.get(&(path, blob)).cloned().flatten()
    }

    fn results(&mut self, change: &ProjectChange<'t>) -> Option<BeforeAndAfter> {
        let (path, _) = change.after.as_ref()?;
        let (before, after) = changed_results(change).filter(|_| !change.discarded.contains(RESULTS))?;
        let (old, is_known) = match before {
            None => (None, true),
            Some(blob) => {
                match (self.results_version(path, blob), self.last_results.get(&(change.before.as_ref()?.0, blob))) {
                    (Some(old), _) => (Some(old), true),
                    (None, last) => (last.cloned().flatten(), last.is_some()),
                }
            }
        };
        self.needs_older |= !is_known;
        let Some(blob) = after else { return Some((old, None)) };
        let new = self.results_version(path, blob);
        // An unreadable version has no events. The next readable one is compared with the last readable one.
        if new.is_none() && is_known {
            self.last_results.insert((change.path(), blob), old);
            return None;
        }
        new.map(|new| (old, Some(new)))
    }
}

impl CommitEffect<'_> {
    /// Lists the events, given the texts of the prose files.
    pub fn events(&self, texts: &HashMap<(&str, BlobId), String>) -> Vec<Event> {
        let mut kinds: Vec<EventKind> = self.folder_event().into_iter().collect();
        if self.change.after.is_some() {
            kinds.extend(self.differences().into_iter().map(|found| EventKind::Changed(Box::new(found))));
            kinds.extend(self.prose_changes(texts).into_iter().map(|found| EventKind::Rewritten(Box::new(found))));
            kinds.extend(self.attachments.iter().filter_map(|attachment| self.attachment_event(attachment, texts)));
        }
        kinds.into_iter().map(|kind| self.event(kind)).collect()
    }

    fn event(&self, kind: EventKind) -> Event {
        Event {
            commit: self.change.step.commit,
            date: self.change.step.date,
            id: self.change.path().to_owned(),
            project: self.after.clone().or_else(|| self.before.clone()),
            kind,
        }
    }

    fn folder_event(&self) -> Option<EventKind> {
        match (&self.change.before, &self.change.after) {
            (None, _) => Some(EventKind::Added),
            (_, None) => Some(EventKind::Removed),
            (Some((old, _)), Some((new, _))) => {
                let is_renamed = self.change.befores().all(|(path, _)| path != new);
                is_renamed.then(|| EventKind::Renamed((*old).to_owned()))
            }
        }
    }

    /// Compares the project and its results with those before.
    fn differences(&self) -> Vec<FieldDifference> {
        let is_readable = self.after.as_ref().is_some_and(|project| !project.is_broken);
        let mut found = Vec::new();
        if self.is_before_known && is_readable && !self.change.discarded.contains(PROJECT_FILE) {
            let others: Vec<_> = self.other_parents.iter().map(Some).collect();
            found = merged_differences(self.before.as_ref(), &others, |before| {
                project_differences(before.map(|project| &**project), self.after.as_deref())
            });
        }
        if let Some((before, after)) = &self.results {
            let others: Vec<_> = self.other_results.iter().map(Option::as_ref).collect();
            found.extend(merged_differences(before.as_ref(), &others, |before| {
                results_differences(before.map(|results| &**results), after.as_deref())
            }));
        }
        found
    }

    fn prose_changes(&self, texts: &HashMap<(&str, BlobId), String>) -> Vec<ProseChange> {
        let (Some((_, old)), Some((path, new))) = (&self.change.before, &self.change.after) else { return Vec::new() };
        let is_of_commit = |name: &&str| {
            !self.change.discarded.contains(*name)
                && self.change.other_parents.iter().all(|(_, other)| other.find(name) != new.find(name))
        };
        differing_prose(old, new)
            .filter(is_of_commit)
            .filter_map(|name| {
                let text = |files: &GitFolder| texts.get(&(*path, files.find(name)?)).map(String::as_str);
                prose_changes::prose_change(&Prose::named(name)?, text(old), text(new))
            })
            .collect()
    }

    fn attachment_event(
        &self,
        attachment: &AttachmentChange,
        texts: &HashMap<(&str, BlobId), String>,
    ) -> Option<EventKind> {
        let file = attachment.file.clone();
        if attachment.is_text() {
            let text = |blob: Option<BlobId>| texts.get(&(self.change.path(), blob?)).map(String::as_str);
            let found = prose_changes::text_change(file, None, text(attachment.before), text(attachment.after));
            return found.map(|found| EventKind::Rewritten(Box::new(found)));
        }
        let kind = match (attachment.before, attachment.after) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        };
        Some(EventKind::File(FileChange { file, kind }))
    }
}

/// Returns the differences from the first parent that are also differences from the other parents of a merge.
fn merged_differences<T>(
    first: Option<&T>,
    others: &[Option<&T>],
    differences: impl Fn(Option<&T>) -> Vec<FieldDifference>,
) -> Vec<FieldDifference> {
    let mut found = differences(first);
    for other in others {
        let from_other = differences(*other);
        found.retain(|found| from_other.iter().any(|other| other.path == found.path));
    }
    found
}
