//! Shares loaded projects between two revisions in which they are the same.

use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock, PoisonError},
};

use super::{file_names::SETTINGS, observations::Observations};
use crate::{model::Project, source::Source};

/// The project of a folder, if it is one, and the observations made in the folder.
pub type LoadedProject = (Option<Project>, Observations);

/// Stores the projects of the first of two revisions, and returns those whose folder is the same in the second. The
/// settings must be the same too, and loading the project must not have read anything outside its folder.
#[derive(Default)]
pub struct UnchangedProjects {
    settings: OnceLock<Option<Vec<u8>>>,
    projects: Mutex<HashMap<String, (Vec<u8>, LoadedProject)>>,
}

impl UnchangedProjects {
    /// Returns whether projects can be shared with a revision: it must have the same settings.
    pub fn applies_to(&self, source: &dyn Source) -> bool {
        let stamp = source.stamp(SETTINGS);
        stamp.is_some() && *self.settings.get_or_init(|| stamp.clone()) == stamp
    }

    /// Takes the result of loading a folder, if the folder is the same.
    pub fn take(&self, source: &dyn Source, folder: &str) -> Option<LoadedProject> {
        let (stamp, read) = self.projects.lock().unwrap_or_else(PoisonError::into_inner).remove(folder)?;
        (source.stamp(folder)? == stamp).then_some(read)
    }

    /// Stores the result of loading a folder.
    pub fn store(&self, source: &dyn Source, folder: &str, read: &LoadedProject) {
        if let Some(stamp) = source.stamp(folder) {
            let kept = (stamp, read.clone());
            self.projects.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), kept);
        }
    }
}
