//! Which project of one portfolio is which of another, although its folder has another name.

use std::collections::{HashMap, HashSet};

use super::Side;
use crate::{comparison::likeness, load::LARGEST, model::Project};

/// From which share of equal lines two projects are one, as git does.
const ALIKE: f64 = 0.5;

/// The most projects that come and go at once and are compared with each other.
const MOST: usize = 64;

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
    come.retain(|new| {
        let old = new.former_ids.iter().find_map(|former| gone.remove(&*former.value));
        pairs.extend(old.map(|old| Pair { before: Some(old), after: Some(new) }));
        old.is_none()
    });
    let mut gone: Vec<&Project> = gone.into_values().collect();
    gone.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    let alike = if gone.len().max(come.len()) <= MOST { alike(before, &gone, after, &come) } else { Vec::new() };
    let found: HashSet<&str> = alike.iter().flat_map(|(old, new)| [&*old.id, &*new.id]).collect();
    let is_alone = |project: &&&Project| !found.contains(&*project.id);
    pairs.extend(gone.iter().filter(is_alone).map(|old| Pair { before: Some(old), after: None }));
    pairs.extend(come.iter().filter(is_alone).map(|new| Pair { before: None, after: Some(new) }));
    pairs.extend(alike.into_iter().map(|(old, new)| Pair { before: Some(old), after: Some(new) }));
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

/// Finds projects that went and projects that came whose files are nearly the same, the likest first.
fn alike<'p>(
    before: Side<'p>,
    gone: &[&'p Project],
    after: Side<'p>,
    come: &[&'p Project],
) -> Vec<(&'p Project, &'p Project)> {
    let text = |side: Side<'p>, project: &Project| {
        let bytes = side.source.read(&project.file(), LARGEST).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let old: Vec<String> = gone.iter().map(|project| text(before, project)).collect();
    let mut found = Vec::new();
    for new in come {
        let written = text(after, new);
        for (project, old) in gone.iter().zip(&old) {
            let ratio = likeness(old, &written);
            if ratio >= ALIKE && !written.trim().is_empty() {
                found.push((ratio, *project, *new));
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (&a.1.id, &a.2.id).cmp(&(&b.1.id, &b.2.id))));
    let mut taken = HashSet::new();
    found.retain(|(_, old, new)| {
        let is_free = !taken.contains(&("old", &*old.id)) && !taken.contains(&("new", &*new.id));
        if is_free {
            taken.insert(("old", &*old.id));
            taken.insert(("new", &*new.id));
        }
        is_free
    });
    found.into_iter().map(|(_, old, new)| (old, new)).collect()
}
