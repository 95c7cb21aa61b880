//! An index of the lines of many projects, which finds those that a text is most like.

use std::{cmp::Reverse, collections::HashMap};

use super::project_identity::ProjectIdentity;

/// How many places of lines are looked up for one text.
const MAX_PLACES: usize = 512;

/// How many candidates one text has.
const MAX_CANDIDATES: usize = 16;

/// Holds where each line is, and each name of a folder.
pub struct IdentityIndex<'p> {
    projects: HashMap<(&'p str, bool), Vec<usize>>,
}

impl<'p> IdentityIndex<'p> {
    /// Indexes the projects with the given indexes.
    pub fn of(projects: &'p [ProjectIdentity<'_>], indexes: &[usize]) -> Self {
        let mut index: HashMap<_, Vec<usize>> = HashMap::new();
        for at in indexes {
            for key in keys(&projects[*at]) {
                let places = index.entry(key).or_default();
                if places.last() != Some(at) {
                    places.push(*at);
                }
            }
        }
        Self { projects: index }
    }

    /// Returns the projects that have the rarest lines in common with another, or its name, the most likely first.
    ///
    /// The work does not grow with the number of projects.
    pub fn candidates(&self, project: &ProjectIdentity<'_>) -> Vec<usize> {
        let mut shared: Vec<_> = keys(project).filter_map(|key| self.projects.get_key_value(&key)).collect();
        shared.sort_unstable_by_key(|(key, places)| (places.len(), **key));
        shared.dedup_by_key(|(key, _)| **key);
        let (mut scores, mut remaining) = (HashMap::new(), MAX_PLACES);
        for (_, places) in shared {
            for place in places.iter().take(remaining) {
                // A line in two projects tells more than a line in a hundred.
                *scores.entry(*place).or_insert(0) += 1 + 1_000_000 / places.len();
            }
            remaining = remaining.saturating_sub(places.len());
        }
        let mut candidates: Vec<(usize, usize)> = scores.into_iter().collect();
        candidates.sort_unstable_by_key(|(place, score)| (Reverse(*score), *place));
        candidates.into_iter().take(MAX_CANDIDATES).map(|(place, _)| place).collect()
    }
}

/// Lists the lines of a project, and the name of its folder, which is marked.
fn keys<'k>(project: &'k ProjectIdentity<'_>) -> impl Iterator<Item = (&'k str, bool)> {
    let lines = project.text.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.map(|line| (line, false)).chain(std::iter::once((project.name(), true)))
}
