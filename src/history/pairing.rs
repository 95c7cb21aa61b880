//! Which project of one portfolio is which of another, although its folder has another name.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::{
    renames::{Known, has_left, renames, swapped},
    side::Side,
};
use crate::{load::LARGEST, model::Project};

/// Holds a project before and after; one that was added or removed is only on one side.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'p> {
    /// The project before.
    pub before: Option<&'p Project>,
    /// The project after.
    pub after: Option<&'p Project>,
}

/// Pairs the projects of two portfolios, in order of id: by id, else by `former_ids`, else by what they say.
#[must_use]
pub fn projects<'p>(before: Side<'p>, after: Side<'p>) -> Vec<Pair<'p>> {
    let mut gone: HashMap<&str, &Project> = before.portfolio.projects.iter().map(|old| (&*old.id, old)).collect();
    let mut pairs = Vec::with_capacity(after.portfolio.projects.len());
    let mut come = Vec::new();
    for new in &after.portfolio.projects {
        match gone.remove(&*new.id) {
            Some(old) => pairs.push(Pair { before: Some(old), after: Some(new) }),
            None => come.push(new),
        }
    }
    let mut left = left(before, after, &come);
    left.extend(others(&pairs));
    let (apart, mut pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|pair: &Pair<'_>| left.contains(pair.id()));
    let mut gone: Vec<&Project> = gone.into_values().chain(apart.iter().filter_map(|pair| pair.before)).collect();
    come.extend(apart.iter().filter_map(|pair| pair.after));
    gone.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let found = if gone.is_empty() || come.is_empty() {
        Vec::new()
    } else {
        renames(&known(before, &gone), &known(after, &come))
    };
    let (olds, news): (HashSet<usize>, HashSet<usize>) = found.iter().copied().unzip();
    let alone = |projects: &[&'p Project], taken: &HashSet<usize>| -> Vec<&'p Project> {
        projects.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, project)| *project).collect()
    };
    pairs.extend(alone(&gone, &olds).into_iter().map(|old| Pair { before: Some(old), after: None }));
    pairs.extend(alone(&come, &news).into_iter().map(|new| Pair { before: None, after: Some(new) }));
    pairs.extend(found.into_iter().map(|(old, new)| Pair { before: Some(gone[old]), after: Some(come[new]) }));
    pairs.sort_by(|a, b| a.id().cmp(b.id()));
    pairs
}

impl Pair<'_> {
    /// Returns the id it has now, or had last.
    #[must_use]
    pub fn id(&self) -> &str {
        self.after.or(self.before).map_or("", |project| &project.id)
    }
}

/// Lists the ids that projects which came have taken along, although others go by them now.
fn left<'p>(before: Side<'p>, after: Side<'p>, come: &[&'p Project]) -> HashSet<&'p str> {
    let mut left = HashSet::new();
    for new in come {
        for former in &new.former_ids {
            let (old, stayed) =
                (before.portfolio.project_now(&former.value), after.portfolio.project_now(&former.value));
            let (Some(old), Some(stayed)) = (old, stayed) else { continue };
            if has_left(&text(before, old), &text(after, stayed), &text(after, new)) {
                left.insert(&*old.id);
            }
        }
    }
    left
}

/// Lists the ids by which other projects go now, because some changed their names with each other: each has the title that
/// another had.
fn others<'p>(pairs: &[Pair<'p>]) -> Vec<&'p str> {
    let title = |project: &'p Project| project.title.as_ref().map(|title| &title.value);
    let titles = |pair: &Pair<'p>| Some((title(pair.before?)?, title(pair.after?)?));
    let kept = pairs.iter().filter_map(|pair| Some((pair.after?, titles(pair)?)));
    let renamed: Vec<_> = kept.filter(|(_, (old, new))| old != new).collect();
    swapped(&renamed.iter().map(|(_, titles)| *titles).collect::<Vec<_>>())
        .into_iter()
        .map(|at| &*renamed[at].0.id)
        .collect()
}

fn text(side: Side<'_>, project: &Project) -> String {
    String::from_utf8_lossy(&side.source.read(&project.file(), LARGEST).unwrap_or_default()).into_owned()
}

/// Reads what tells which project each of a list is.
fn known<'p>(side: Side<'p>, projects: &[&'p Project]) -> Vec<Known<'p>> {
    let known = |project: &&'p Project| Known {
        id: &project.id,
        text: text(side, project),
        former_ids: project.former_ids.iter().map(|former| former.value.to_string()).collect(),
    };
    projects.par_iter().map(known).collect()
}
