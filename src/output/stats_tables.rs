//! Statistics as tables.

use super::number_table::{NumberCell, NumberTable, TableWriter};
use crate::{
    key, plural,
    query::stats::{
        By, CriteriaStats, Group, Groups, Languages, OverviewStats, ProjectCount, Shares, Stats, Sum, WrittenForm,
        Year, Years,
    },
    texts::Key,
};

/// Returns tables of statistics with the texts of the reader's language.
#[must_use]
pub fn tables(stats: &Stats, writer: TableWriter<'_>) -> Vec<NumberTable> {
    match stats {
        Stats::Overview(overview) => self::overview(overview, writer),
        Stats::Groups(groups) => vec![self::groups(groups, writer)],
        Stats::Years(years) => vec![self::years(years)],
        Stats::Languages(languages) => vec![self::languages(languages, writer)],
        Stats::Criteria(criteria) => vec![self::criteria(criteria)],
    }
}

fn count(number: usize) -> NumberCell {
    NumberCell::Count(number as u64)
}

fn or_nothing<T>(value: Option<T>, figure: fn(T) -> NumberCell) -> NumberCell {
    value.map_or(NumberCell::Nothing, figure)
}

/// Returns the column for the names of the groups.
fn title(by: By) -> &'static str {
    match by {
        By::Year => "year",
        By::Phase => "phase",
        By::Vendor => "vendors",
        By::Owner => "owners",
        By::Kind => "kind",
        By::Theme => "theme",
        By::LifeEvent => "life_event",
        By::Process => "process",
        By::Language => "language",
        By::Criterion => "criterion",
    }
}

/// Returns the name, size and share of a group.
fn group(group: &Group, longest: f64) -> Vec<NumberCell> {
    let share = group.share.unwrap_or(0.0);
    vec![
        NumberCell::Name(group.name.clone()),
        count(group.projects),
        or_nothing(group.share, NumberCell::Share),
        NumberCell::Bar(if longest > 0.0 { share / longest } else { 0.0 }),
    ]
}

fn money(group: &Group) -> Vec<NumberCell> {
    let sum = |sum: Sum| [or_nothing(sum.known, NumberCell::Count), count(sum.unknown)];
    [sum(group.grant), sum(group.own_funding)].concat()
}

/// Returns the share with the longest bar.
fn longest<'g>(groups: impl Iterator<Item = &'g Group>) -> f64 {
    groups.filter_map(|group| group.share).fold(0.0, f64::max)
}

/// Removes the bar from the total.
fn last(mut row: Vec<NumberCell>) -> Vec<NumberCell> {
    for figure in &mut row {
        if matches!(figure, NumberCell::Bar(_)) {
            *figure = NumberCell::Bar(0.0);
        }
    }
    row
}

fn groups(groups: &Groups, writer: TableWriter<'_>) -> NumberTable {
    let longest = longest(groups.groups.iter());
    // The duration is known only for phases that projects have left.
    let has_months = groups.groups.iter().any(|group| group.median_months.is_some());
    let months = |one: &Group| has_months.then(|| or_nothing(one.median_months, NumberCell::Number));
    let row = |one: &Group| [group(one, longest), months(one).into_iter().collect(), money(one)].concat();
    let rows = groups.groups.iter().map(row).chain([last(row(&groups.total))]).collect();
    let note = groups.overlapping.then(|| writer.texts.get(key!("stats.overlapping")).to_owned());
    NumberTable {
        columns: [
            &[title(groups.by), "projects", "share", ""],
            has_months.then_some("median_months").as_slice(),
            &["grant_known", "grant_unknown", "own_known", "own_unknown"],
        ]
        .concat(),
        rows,
        notes: note.into_iter().collect(),
        ..NumberTable::default()
    }
}

fn years(years: &Years) -> NumberTable {
    let longest = longest(years.groups.iter().map(|year| &year.group));
    let is_published = |year: &Year| year.applications.or(year.selected).is_some() || year.grant_total.is_some();
    let has_published = years.groups.iter().any(is_published);
    // A difference is known only if all amounts are known.
    let has_difference = years.groups.iter().any(|year| year.grant_difference.is_some());
    let columns = ["applications", "selected", "success", "grant_total", "difference"];
    let columns = &columns[..if has_published { 4 + usize::from(has_difference) } else { 0 }];
    let published = |counts: [Option<u64>; 3], success: Option<f64>, difference: Option<i64>| {
        let [applications, selected, grant_total] = counts.map(|count| or_nothing(count, NumberCell::Count));
        let (success, difference) =
            (or_nothing(success, NumberCell::Share), or_nothing(difference, NumberCell::Difference));
        let cells = [applications, selected, success, grant_total, difference];
        cells[..columns.len()].to_vec()
    };
    let counts = |year: &Year| [year.applications.map(u64::from), year.selected.map(u64::from), year.grant_total];
    let rows = years.groups.iter().map(|year| {
        let published = published(counts(year), year.success_rate, year.grant_difference);
        [group(&year.group, longest), published, money(&year.group)].concat()
    });
    let sums = [0, 1, 2].map(|at| years.groups.iter().filter_map(|year| counts(year)[at]).reduce(|a, b| a + b));
    let total = [last(group(&years.total, longest)), published(sums, None, None), money(&years.total)].concat();
    NumberTable {
        columns: [
            &["year", "projects", "share", ""],
            columns,
            &["grant_known", "grant_unknown", "own_known", "own_unknown"],
        ]
        .concat(),
        rows: rows.chain([total]).collect(),
        ..NumberTable::default()
    }
}

fn languages(languages: &Languages, writer: TableWriter<'_>) -> NumberTable {
    let row = |form: &WrittenForm, bar: f64| {
        vec![
            NumberCell::Name(form.name.clone()),
            count(form.projects),
            or_nothing(form.share, NumberCell::Share),
            count(form.documents),
            or_nothing(form.document_share, NumberCell::Share),
            count(form.words),
            or_nothing(form.word_share, NumberCell::Share),
            NumberCell::Bar(bar),
        ]
    };
    let rows = languages.groups.iter().map(|form| row(form, form.word_share.unwrap_or(0.0)));
    let measured = [
        (key!("stats.law.words"), languages.requirement.words),
        (key!("stats.law.documents"), languages.requirement.documents),
    ];
    let mut notes: Vec<String> = measured
        .iter()
        .filter_map(|(measure, shares)| law(writer, *measure, *shares, languages.requirement.least))
        .collect();
    if notes.is_empty() {
        notes.push(writer.texts.get(key!("stats.law.none")).to_owned());
    }
    NumberTable {
        columns: vec!["language", "projects", "share", "documents", "document_share", "words", "word_share", ""],
        rows: rows.chain([row(&languages.total, 0.0)]).collect(),
        notes,
        ..NumberTable::default()
    }
}

/// Describes whether both Norwegian written forms reach the required share by one measure.
fn law(writer: TableWriter<'_>, measure: Key, shares: Shares, least: f64) -> Option<String> {
    let (nb, nn) = (shares.nb?, shares.nn?);
    let is_nynorsk = nn < nb;
    let key = match (shares.met?, is_nynorsk) {
        (true, _) => key!("stats.law.met"),
        (false, true) => key!("stats.law.missed-nn"),
        (false, false) => key!("stats.law.missed-nb"),
    };
    let measure = writer.texts.get(measure).to_owned();
    let shown = [
        ("measure", measure),
        ("nb", writer.percent(nb)),
        ("nn", writer.percent(nn)),
        ("least", writer.percent(least)),
    ];
    Some(writer.texts.fill(key, &shown))
}

fn criteria(criteria: &CriteriaStats) -> NumberTable {
    let rows = criteria.groups.iter().map(|one| {
        let counts = [one.strong, one.conditional, one.weak, one.not_assessed].map(count);
        std::iter::once(NumberCell::Name(one.name.clone())).chain(counts).collect()
    });
    NumberTable {
        columns: vec!["criterion", "strong", "conditional", "weak", "not_assessed"],
        rows: rows.collect(),
        ..NumberTable::default()
    }
}

fn overview(overview: &OverviewStats, writer: TableWriter<'_>) -> Vec<NumberTable> {
    let texts = writer.texts;
    let row = |name: Key, figure: NumberCell, unknown: usize| {
        let note = if unknown > 0 {
            NumberCell::Name(texts.count(plural!("stats.unknown-rounds"), unknown))
        } else {
            NumberCell::Nothing
        };
        vec![NumberCell::Name(texts.get(name).to_owned()), figure, note]
    };
    let sum = |name: Key, sum: Sum| row(name, or_nothing(sum.known, NumberCell::Count), sum.unknown);
    let facts = NumberTable {
        heading: Some(texts.get(key!("stats.overview")).to_owned()),
        columns: vec!["", "", ""],
        rows: vec![
            row(key!("stats.projects"), count(overview.projects), 0),
            row(key!("stats.rounds"), count(overview.rounds), 0),
            row(key!("stats.organisations"), count(overview.organisations), 0),
            sum(key!("stats.applications"), overview.applications),
            sum(key!("stats.grant-total"), overview.grant_total),
        ],
        ..NumberTable::default()
    };
    let counted = |heading: Key, counts: &[ProjectCount], more: usize| {
        let longest = counts.iter().filter_map(|one| one.share).fold(0.0, f64::max);
        let bar = |one: &ProjectCount| {
            NumberCell::Bar(one.share.map_or(0.0, |share| if longest > 0.0 { share / longest } else { 0.0 }))
        };
        NumberTable {
            heading: Some(texts.get(heading).to_owned()),
            columns: vec!["", "", ""],
            rows: counts
                .iter()
                .map(|one| vec![NumberCell::Name(one.name.clone()), count(one.projects), bar(one)])
                .collect(),
            notes: (more > 0).then(|| texts.count(plural!("stats.more-vendors"), more)).into_iter().collect(),
        }
    };
    let parts = [
        counted(key!("stats.by-phase"), &overview.phases, 0),
        counted(key!("stats.by-vendor"), &overview.vendors, overview.more_vendors),
    ];
    std::iter::once(facts).chain(parts.into_iter().filter(|part| !part.rows.is_empty())).collect()
}
