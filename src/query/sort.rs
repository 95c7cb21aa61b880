//! Sorts projects by one or more columns.

use std::{cmp::Ordering, str::FromStr};

use super::{
    column::{Cell, Column},
    display_names::DisplayNames,
};
use crate::{
    collation::NorwegianOrder,
    model::{COMPLETED, Project, STOPPED, field::Accessor, lifecycle},
};

/// Names a column to sort by, and the direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    column: Column,
    is_descending: bool,
}

impl FromStr for SortKey {
    type Err = String;

    /// Parses the name of a column. A minus before it means descending order. Returns an unknown name as the error.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (is_descending, name) = text.trim().strip_prefix('-').map_or((false, text.trim()), |name| (true, name));
        Column::find(name).map(|column| Self { column, is_descending }).ok_or_else(|| name.to_owned())
    }
}

/// Holds the value of a project in the column to sort by.
enum SortValue {
    Number(u64),
    /// An id or a date, sorted by characters.
    Plain(String),
    /// A name, sorted in Norwegian order.
    Name(String),
}

/// Sorts projects by the keys, then by id. Unknown values come last.
pub fn sort(projects: &mut [&Project], keys: &[SortKey], names: DisplayNames<'_>) {
    if keys.is_empty() {
        return;
    }
    let order = NorwegianOrder::load();
    projects.sort_by_cached_key(|project| project.id.clone());
    // Sorts by the last key first: the sort is stable.
    for key in keys.iter().rev() {
        let mut valued: Vec<(Option<SortValue>, &Project)> =
            projects.iter().map(|project| (value(key.column, names, project), *project)).collect();
        valued.sort_by(|(a, _), (b, _)| match (a, b) {
            (Some(a), Some(b)) if key.is_descending => compare(b, a, &order),
            (Some(a), Some(b)) => compare(a, b, &order),
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        for (place, (_, project)) in projects.iter_mut().zip(valued) {
            *place = project;
        }
    }
}

fn value(column: Column, names: DisplayNames<'_>, project: &Project) -> Option<SortValue> {
    if matches!(column.read, Accessor::Phase(_)) {
        return position(names, project).map(|at| SortValue::Number(at as u64));
    }
    match column.cell(names, project) {
        Cell::Nothing => None,
        Cell::Number(number) => Some(SortValue::Number(number)),
        Cell::Text(text) => Some(match column.read {
            Accessor::Word(_) | Accessor::Year(_) | Accessor::Date(_) => SortValue::Plain(text),
            _ => SortValue::Name(text),
        }),
    }
}

/// Returns the index of a project's phase. Stopped comes after all others.
pub(super) fn position(names: DisplayNames<'_>, project: &Project) -> Option<usize> {
    let phase = &*project.phase.as_ref()?.value;
    let process = names.portfolio.process_of(project)?;
    let mut ids = lifecycle::course(process).filter_map(|phase| phase.id.as_ref());
    // Completed comes after every phase of every process model.
    match phase {
        COMPLETED => Some(usize::MAX - 1),
        STOPPED => Some(usize::MAX),
        _ => ids.position(|id| *id.value == *phase),
    }
}

fn compare(a: &SortValue, b: &SortValue, order: &NorwegianOrder) -> Ordering {
    match (a, b) {
        (SortValue::Number(a), SortValue::Number(b)) => a.cmp(b),
        (SortValue::Plain(a), SortValue::Plain(b)) => a.cmp(b),
        (SortValue::Name(a), SortValue::Name(b)) => order.compare(a, b),
        // A column holds values of one kind.
        _ => Ordering::Equal,
    }
}
