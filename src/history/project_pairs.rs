//! Pairs the projects of two portfolios, also if their folders were renamed.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::{
    project_identity::ProjectIdentity,
    renames::{has_moved, renames, swapped, unpaired},
    side::Side,
};
use crate::{load::LARGEST, model::Project};

/// Holds a project before and after. A project that was added or removed is only on one side.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'p> {
    /// The project before.
    pub before: Option<&'p Project>,
    /// The project after.
    pub after: Option<&'p Project>,
}

/// Pairs the projects of two portfolios: by id, else by `former_ids`, else by their text. Returns them in order of id.
#[must_use]
pub fn pair_projects<'p>(before: Side<'p>, after: Side<'p>) -> Vec<Pair<'p>> {
    let mut removed: HashMap<&str, &Project> = before.portfolio.projects.iter().map(|old| (&*old.id, old)).collect();
    let mut pairs = Vec::with_capacity(after.portfolio.projects.len());
    let mut added = Vec::new();
    for new in &after.portfolio.projects {
        match removed.remove(&*new.id) {
            Some(old) => pairs.push(Pair { before: Some(old), after: Some(new) }),
            None => added.push(new),
        }
    }
    let mut reused = moved_ids(before, after, &added);
    reused.extend(swapped_ids(&pairs));
    let (split, mut pairs): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|pair: &Pair<'_>| reused.contains(pair.id()));
    let mut removed: Vec<&Project> = removed.into_values().chain(split.iter().filter_map(|pair| pair.before)).collect();
    added.extend(split.iter().filter_map(|pair| pair.after));
    removed.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    pairs.extend(pair_renamed(before, after, removed, added));
    pairs.sort_by(|a, b| a.id().cmp(b.id()));
    pairs
}

/// Pairs the renamed projects, and returns the others on one side only.
fn pair_renamed<'p>(
    before: Side<'p>,
    after: Side<'p>,
    removed: Vec<&'p Project>,
    added: Vec<&'p Project>,
) -> Vec<Pair<'p>> {
    let found = if removed.is_empty() || added.is_empty() {
        Vec::new()
    } else {
        renames(&identities(before, &removed), &identities(after, &added))
    };
    let renamed = found.iter().map(|(old, new)| Pair { before: Some(removed[*old]), after: Some(added[*new]) });
    let mut pairs: Vec<Pair<'p>> = renamed.collect();
    let (old, new): (HashSet<usize>, HashSet<usize>) = found.into_iter().unzip();
    pairs.extend(unpaired(removed, &old).into_iter().map(|old| Pair { before: Some(old), after: None }));
    pairs.extend(unpaired(added, &new).into_iter().map(|new| Pair { before: None, after: Some(new) }));
    pairs
}

impl Pair<'_> {
    /// Returns the id after, else the id before.
    #[must_use]
    pub fn id(&self) -> &str {
        self.after.or(self.before).map_or("", |project| &project.id)
    }
}

/// Lists the ids that belong to another project now, because an added project names them in its `former_ids`.
fn moved_ids<'p>(before: Side<'p>, after: Side<'p>, added: &[&'p Project]) -> HashSet<&'p str> {
    let mut moved = HashSet::new();
    for new in added {
        for former in &new.former_ids {
            let find = |side: Side<'p>| side.portfolio.project_now(&former.value);
            let (Some(old), Some(stayed)) = (find(before), find(after)) else { continue };
            if has_moved(&text(before, old), &text(after, stayed), &text(after, new)) {
                moved.insert(&*old.id);
            }
        }
    }
    moved
}

/// Lists the ids that projects exchanged: each project has the title that another had.
fn swapped_ids<'p>(pairs: &[Pair<'p>]) -> Vec<&'p str> {
    let title = |project: &'p Project| project.title.as_ref().map(|title| &title.value);
    let titles = |pair: &Pair<'p>| Some((title(pair.before?)?, title(pair.after?)?));
    let with_titles = pairs.iter().filter_map(|pair| Some((pair.after?, titles(pair)?)));
    let retitled: Vec<_> = with_titles.filter(|(_, (old, new))| old != new).collect();
    let swapped = swapped(&retitled.iter().map(|(_, titles)| *titles).collect::<Vec<_>>());
    swapped.into_iter().map(|index| &*retitled[index].0.id).collect()
}

fn text(side: Side<'_>, project: &Project) -> String {
    String::from_utf8_lossy(&side.source.read(&project.file(), LARGEST).unwrap_or_default()).into_owned()
}

/// Reads what identifies each project.
fn identities<'p>(side: Side<'p>, projects: &[&'p Project]) -> Vec<ProjectIdentity<'p>> {
    let identity = |project: &&'p Project| ProjectIdentity {
        id: &project.id,
        text: text(side, project),
        former_ids: project.former_ids.iter().map(|former| former.value.to_string()).collect(),
    };
    projects.par_iter().map(identity).collect()
}
