//! Compares two portfolios.

use std::{collections::BTreeSet, sync::LazyLock};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::{
    difference::FieldDifference,
    file_changes::{FileChange, FileChanges, FolderPair},
    money_totals::Totals,
    project_pairs::{Pair, pair_projects},
    prose_changes::ProseChange,
    record_comparison::differences,
};
use crate::{
    document::{FromYaml, Shape, Shapes},
    history::{change_kind::ChangeKind, side::Side},
    model::{Organisation, Process, Project, Results, Round, Settings},
};

/// Holds what happened to a project, an organisation, a round or a process model.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityChange {
    /// What happened.
    pub kind: ChangeKind,
    /// Its id after, or before if it was removed.
    pub id: String,
    /// Its id before, if it differs.
    pub former: Option<String>,
    /// The values that differ.
    pub differences: Vec<FieldDifference>,
    /// The texts that differ.
    pub prose: Vec<ProseChange>,
    /// The other files that differ.
    pub files: Vec<FileChange>,
}

/// Holds all changes between two portfolios.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// Of the settings.
    pub settings: Vec<FieldDifference>,
    /// Of the texts in the portfolio's folder, such as `about.md`.
    pub prose: Vec<ProseChange>,
    /// Of the other files there, and of the templates.
    pub files: Vec<FileChange>,
    /// Of the projects, in order of id.
    pub projects: Vec<EntityChange>,
    /// Of the rounds.
    pub rounds: Vec<EntityChange>,
    /// Of the register of organisations.
    pub organisations: Vec<EntityChange>,
    /// Of the process models.
    pub processes: Vec<EntityChange>,
    /// The totals of all projects, before and after.
    pub totals: (Totals, Totals),
}

impl Changes {
    /// Returns whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let lists = [&self.projects, &self.rounds, &self.organisations, &self.processes];
        let is_same = self.settings.is_empty() && self.prose.is_empty() && self.files.is_empty();
        is_same && lists.iter().all(|list| list.is_empty())
    }
}

/// Compares two portfolios: field by field, and their texts and other files.
#[must_use]
pub fn compare(before: Side<'_>, after: Side<'_>) -> Changes {
    let (old, new) = (before.portfolio, after.portfolio);
    let projects =
        pair_projects(before, after).into_par_iter().filter_map(|pair| project(before, after, pair)).collect();
    let settings = Records::of::<Settings>();
    let own = FolderPair { before: (before, Some("")), after: (after, Some("")) }.of_portfolio();
    Changes {
        settings: settings.compare(&settings.root, Some(&old.settings), Some(&new.settings)),
        prose: own.prose,
        files: own.files,
        projects,
        rounds: rounds(before, after),
        organisations: records(
            &old.organisations,
            &new.organisations,
            |organisation| organisation.id.value.to_string(),
            is_same_organisation,
        ),
        processes: records(&old.processes, &new.processes, |process: &Process| process.id.to_string(), |_, _| false),
        totals: (Totals::of(old), Totals::of(new)),
    }
}

/// Returns whether two entries with different ids are the same organisation.
fn is_same_organisation(old: &Organisation, new: &Organisation) -> bool {
    let number = |one: &Organisation| one.number.as_ref().map(|number| number.value.clone());
    let name = |one: &Organisation| one.name.as_ref().map(|name| name.value.clone());
    match (number(old), number(new)) {
        (Some(old), Some(new)) => old == new,
        _ => name(old).is_some() && name(old) == name(new),
    }
}

/// The shape of a project. Needed for every step of a history, so it is made once.
static PROJECT: LazyLock<Records> = LazyLock::new(Records::of::<Project>);

/// The shape of results.
static RESULTS: LazyLock<Records> = LazyLock::new(Records::of::<Results>);

/// Holds the shape of a kind of record.
struct Records {
    shapes: Shapes,
    root: Shape,
}

impl Records {
    fn of<T: FromYaml>() -> Self {
        let mut shapes = Shapes::default();
        let root = T::shape(&mut shapes);
        Self { shapes, root }
    }

    fn compare<T: Serialize + PartialEq>(
        &self,
        shape: &Shape,
        old: Option<&T>,
        new: Option<&T>,
    ) -> Vec<FieldDifference> {
        if old == new {
            return Vec::new();
        }
        let value = |record: Option<&T>| record.map(|record| serde_json::to_value(record).unwrap_or(Value::Null));
        differences(&self.shapes, shape, value(old).as_ref(), value(new).as_ref())
    }
}

fn records<T: FromYaml + Serialize + PartialEq>(
    old: &[T],
    new: &[T],
    id: impl Fn(&T) -> String,
    is_same: impl Fn(&T, &T) -> bool,
) -> Vec<EntityChange> {
    let shapes = Records::of::<T>();
    let index = |list: &[T]| {
        list.iter().enumerate().map(|(at, one)| (id(one), at)).collect::<std::collections::BTreeMap<_, _>>()
    };
    let (mut removed, mut added) = (index(old), index(new));
    let ids: Vec<String> = removed.keys().filter(|id| added.contains_key(*id)).cloned().collect();
    let mut changes = Vec::new();
    let mut add = |kind, id: String, former, before: Option<&T>, after: Option<&T>| {
        let differences = shapes.compare(&shapes.root, before, after);
        if kind != ChangeKind::Changed || !differences.is_empty() {
            changes.push(EntityChange { kind, id, former, differences, prose: Vec::new(), files: Vec::new() });
        }
    };
    for id in ids {
        if let (Some(before), Some(after)) = (removed.remove(&id), added.remove(&id)) {
            add(ChangeKind::Changed, id, None, old.get(before), new.get(after));
        }
    }
    for (former, before) in removed {
        let now = added.iter().find(|(_, after)| is_same(&old[before], &new[**after])).map(|(id, _)| id.clone());
        match now {
            Some(id) => {
                let after = added.remove(&id);
                add(ChangeKind::Renamed, id, Some(former), old.get(before), after.and_then(|after| new.get(after)));
            }
            None => add(ChangeKind::Removed, former, None, old.get(before), None),
        }
    }
    for (id, after) in added {
        add(ChangeKind::Added, id, None, None, new.get(after));
    }
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

/// Compares the rounds, and the texts and pictures in their folders.
fn rounds(before: Side<'_>, after: Side<'_>) -> Vec<EntityChange> {
    let (old, new) = (&before.portfolio.rounds, &after.portfolio.rounds);
    let mut changes = records(old, new, |round| round.year.to_string(), |_, _| false);
    let years: BTreeSet<i16> = old.iter().chain(new).map(|round| round.year).collect();
    for year in years {
        let id = year.to_string();
        let in_rounds = |rounds: &[Round]| rounds.iter().any(|round| round.year == year).then_some(&*id);
        let FileChanges { prose, files } =
            FolderPair { before: (before, in_rounds(old)), after: (after, in_rounds(new)) }.of_round();
        if prose.is_empty() && files.is_empty() {
            continue;
        }
        match changes.iter_mut().find(|change| change.id == id) {
            Some(change) => (change.prose, change.files) = (prose, files),
            None => {
                let (kind, former, differences) = (ChangeKind::Changed, None, Vec::new());
                changes.push(EntityChange { kind, id, former, differences, prose, files });
            }
        }
    }
    changes.sort_by(|a, b| a.id.cmp(&b.id));
    changes
}

/// Compares a project; none if nothing changed.
fn project<'p>(before: Side<'p>, after: Side<'p>, pair: Pair<'p>) -> Option<EntityChange> {
    let kind = match (pair.before, pair.after) {
        (None, _) => ChangeKind::Added,
        (_, None) => ChangeKind::Removed,
        (Some(old), Some(new)) if old.id != new.id => ChangeKind::Renamed,
        (Some(old), Some(_)) => {
            // If git knows that the folder is equal, it is not read.
            let stamp = before.source.stamp(&old.id);
            if stamp.is_some() && stamp == after.source.stamp(&old.id) {
                return None;
            }
            ChangeKind::Changed
        }
    };
    let differences = project_differences(pair.before, pair.after);
    let folder = |project: Option<&'p Project>| project.map(|project| &*project.id);
    let own = FolderPair { before: (before, folder(pair.before)), after: (after, folder(pair.after)) }.of_project();
    let is_changed = kind != ChangeKind::Changed || !differences.is_empty() || !own.is_empty();
    is_changed.then(|| EntityChange {
        kind,
        id: pair.id().to_owned(),
        former: pair.before.filter(|_| kind == ChangeKind::Renamed).map(|old| old.id.to_string()),
        differences,
        prose: own.prose,
        files: own.files,
    })
}

/// Compares two versions of a round.
#[must_use]
pub fn round_differences(before: &Round, after: &Round) -> Vec<FieldDifference> {
    let shapes = Records::of::<Round>();
    shapes.compare(&shapes.root, Some(before), Some(after))
}

/// Compares two versions of a project and its results.
#[must_use]
pub fn project_differences(before: Option<&Project>, after: Option<&Project>) -> Vec<FieldDifference> {
    let mut found = Vec::new();
    if before != after {
        found = PROJECT.compare(&PROJECT.root, before, after);
    }
    let results = |project: Option<&Project>| project.and_then(|project| project.results.clone());
    found.extend(results_differences(results(before).as_deref(), results(after).as_deref()));
    found
}

/// Compares two versions of results.
#[must_use]
pub fn results_differences(before: Option<&Results>, after: Option<&Results>) -> Vec<FieldDifference> {
    RESULTS.compare(&RESULTS.root, before, after)
}
