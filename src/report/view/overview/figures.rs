//! The key figures of each call up to the last one covered, and the changes from the year before.

use std::collections::BTreeSet;

use serde::Serialize;

use super::scope::{Scope, last_year};
use crate::{
    model::Round,
    query::{ids, stats::Year},
    report::view::builder::ViewBuilder,
};

/// The keys of `round.yaml` whose doubts make a figure uncertain, in the order of the columns.
pub const DOUBTED: [&str; 3] = ["selected", "applications", "grant_total"];

#[derive(Debug, Serialize)]
pub struct KeyFigures {
    rows: Vec<KeyFiguresRow>,
    changes: Vec<YearChange>,
    has_doubts: bool,
    has_least: bool,
}

/// Holds the figures of a call; `None` for what is unknown.
#[derive(Debug, Serialize)]
struct KeyFiguresRow {
    years: String,
    covered: bool,
    projects: KeyFigure,
    applications: KeyFigure,
    share: Option<f64>,
    grant: KeyFigure,
    organisations: KeyFigure,
    vendors: KeyFigure,
}

/// Holds a number, whether it is a lower bound, and whether the sources disagree on it.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct KeyFigure {
    pub value: Option<u64>,
    pub least: bool,
    pub doubted: bool,
}

/// Holds the changes from the year before; `None` if either figure is not certain.
#[derive(Debug, Serialize)]
struct YearChange {
    years: String,
    projects: FigureDifference,
    applications: FigureDifference,
    share: Option<i64>,
    grant: FigureDifference,
    organisations: FigureDifference,
    vendors: FigureDifference,
}

#[derive(Debug, Serialize)]
struct FigureDifference {
    value: Option<i64>,
    doubted: bool,
}

impl ViewBuilder<'_> {
    /// Returns the figures of the calls up to the last one covered.
    pub fn figures(&self, scope: &Scope<'_>) -> KeyFigures {
        let last = scope.rounds.last().map_or(i16::MAX, |round| round.year);
        let is_covered = |round: &Round| scope.rounds.iter().any(|covered| covered.year == round.year);
        let rounds: Vec<&Round> = self.portfolio.rounds.iter().filter(|round| round.year <= last).collect();
        let rows: Vec<KeyFiguresRow> =
            rounds.iter().map(|round| self.figures_of(scope, round, is_covered(round))).collect();
        let pairs = rounds.windows(2).zip(rows.windows(2));
        let change = |(rounds, rows): (&[&Round], &[KeyFiguresRow])| {
            // A call of several years cannot be compared with a single year.
            let are_neighbours = rounds.iter().all(|round| round.year == last_year(round))
                && rounds[0].year + 1 == rounds[1].year
                && is_covered(rounds[1]);
            are_neighbours.then(|| YearChange::between(&rows[0], &rows[1])).filter(YearChange::has_values)
        };
        let changes = pairs.filter_map(change).collect();
        let any = |is: fn(&KeyFigure) -> bool| {
            let all = |row: &KeyFiguresRow| [row.projects, row.applications, row.grant, row.organisations, row.vendors];
            rows.iter().flat_map(all).any(|figure| figure.value.is_some() && is(&figure))
        };
        let (has_doubts, has_least) = (any(|figure| figure.doubted), any(|figure| figure.least));
        KeyFigures { rows, changes, has_doubts, has_least }
    }

    fn figures_of(&self, scope: &Scope<'_>, round: &Round, covered: bool) -> KeyFiguresRow {
        let members = scope.members_of(round.year);
        let year = Year::of_round(self.portfolio, round, members, members.len());
        let [selected, applications, grant] = DOUBTED.map(|key| round.is_doubted(key));
        // The parties of selected projects that are not in the portfolio are unknown.
        let is_complete = year.selected.is_some_and(|selected| selected as usize == members.len());
        let has_vendors = members.iter().all(|project| ids(&project.vendor).next().is_some());
        let vendors: BTreeSet<&str> = members.iter().flat_map(|project| ids(&project.vendor)).collect();
        // Vendors have a column of their own.
        let parties = members.iter().flat_map(|project| ids(&project.owner).chain(ids(&project.partners)));
        let organisations: BTreeSet<&str> = parties.collect();
        let has_owners = members.iter().all(|project| {
            ids(&project.owner).next().is_some() && !project.unknown.iter().any(|key| &*key.value == "partners")
        });
        let counted = |count: usize, is_complete: bool| KeyFigure {
            value: Some(count as u64).filter(|count| *count > 0),
            least: !is_complete,
            doubted: false,
        };
        KeyFiguresRow {
            years: round.years(),
            covered,
            projects: match year.selected {
                Some(count) => KeyFigure { value: Some(count.into()), least: false, doubted: selected },
                None => counted(members.len(), false),
            },
            applications: KeyFigure { value: year.applications.map(u64::from), least: false, doubted: applications },
            share: year.success_rate,
            grant: KeyFigure { value: year.grant_total.filter(|total| *total > 0), least: false, doubted: grant },
            organisations: counted(organisations.len(), is_complete && has_owners),
            vendors: counted(vendors.len(), is_complete && has_vendors),
        }
    }
}

impl YearChange {
    #[expect(clippy::cast_possible_truncation, reason = "a difference of shares lies between -100 and 100")]
    fn between(before: &KeyFiguresRow, now: &KeyFiguresRow) -> Self {
        let share = before.share.zip(now.share).map(|(before, now)| ((now - before) * 100.0).round() as i64);
        Self {
            years: now.years.clone(),
            projects: FigureDifference::between(before.projects, now.projects),
            applications: FigureDifference::between(before.applications, now.applications),
            share,
            grant: FigureDifference::between(before.grant, now.grant),
            organisations: FigureDifference::between(before.organisations, now.organisations),
            vendors: FigureDifference::between(before.vendors, now.vendors),
        }
    }

    fn has_values(&self) -> bool {
        let all = [&self.projects, &self.applications, &self.grant, &self.organisations, &self.vendors];
        self.share.is_some() || all.iter().any(|difference| difference.value.is_some())
    }
}

impl FigureDifference {
    fn between(before: KeyFigure, now: KeyFigure) -> Self {
        let known =
            |figure: KeyFigure| figure.value.filter(|_| !figure.least).and_then(|value| i64::try_from(value).ok());
        let value = known(before).zip(known(now)).map(|(before, now)| now - before);
        Self { value, doubted: before.doubted || now.doubted }
    }
}
