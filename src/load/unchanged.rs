//! What was read of one revision and is the same in another.

use std::{
    collections::HashMap,
    sync::{Mutex, OnceLock, PoisonError},
};

use super::{file_names::SETTINGS, observations::Observations};
use crate::{model::Project, source::Source};

/// What there is of a folder: its project, if it is one, and what was found in it.
pub type Read = (Option<Project>, Observations);

/// Keeps what the first of two revisions says, for projects whose folder is the same in the second: the settings must be
/// the same, too, and nobody may have looked beyond the folder.
#[derive(Default)]
pub struct UnchangedProjects {
    settings: OnceLock<Option<Vec<u8>>>,
    projects: Mutex<HashMap<String, (Vec<u8>, Read)>>,
}

impl UnchangedProjects {
    /// Returns whether anything can be the same in a revision.
    pub fn holds_for(&self, source: &dyn Source) -> bool {
        let stamp = source.stamp(SETTINGS);
        stamp.is_some() && *self.settings.get_or_init(|| stamp.clone()) == stamp
    }

    /// Takes what was read of a folder that is the same.
    pub fn take(&self, source: &dyn Source, folder: &str) -> Option<Read> {
        let (stamp, read) = self.projects.lock().unwrap_or_else(PoisonError::into_inner).remove(folder)?;
        (source.stamp(folder)? == stamp).then_some(read)
    }

    /// Keeps what was read of a folder.
    pub fn keep(&self, source: &dyn Source, folder: &str, read: &Read) {
        if let Some(stamp) = source.stamp(folder) {
            let kept = (stamp, read.clone());
            self.projects.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), kept);
        }
    }
}
