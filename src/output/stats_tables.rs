//! What was counted, as tables of figures.

use super::number_table::{Figure, Figures, Writer};
use crate::query::stats::{
    By, CriteriaStats, Group, Groups, Languages, OverviewStats, ProjectCount, Shares, Stats, Sum, WrittenForm, Year,
    Years,
};

/// Makes tables of what was counted, with the names and sentences of the reader's language.
#[must_use]
pub fn tables(stats: &Stats, writer: Writer<'_>) -> Vec<Figures> {
    match stats {
        Stats::Overview(overview) => self::overview(overview, writer),
        Stats::Groups(groups) => vec![self::groups(groups, writer)],
        Stats::Years(years) => vec![self::years(years)],
        Stats::Languages(languages) => vec![self::languages(languages, writer)],
        Stats::Criteria(criteria) => vec![self::criteria(criteria)],
    }
}

fn count(number: usize) -> Figure {
    Figure::Count(number as u64)
}

fn or_nothing<T>(value: Option<T>, figure: fn(T) -> Figure) -> Figure {
    value.map_or(Figure::Nothing, figure)
}

/// Returns the column whose title names what the groups have in common.
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

/// Writes a group: its size first, then its money.
fn group(group: &Group, longest: f64) -> Vec<Figure> {
    let share = group.share.unwrap_or(0.0);
    vec![
        Figure::Name(group.name.clone()),
        count(group.projects),
        or_nothing(group.share, Figure::Share),
        Figure::Bar(if longest > 0.0 { share / longest } else { 0.0 }),
    ]
}

fn money(group: &Group) -> Vec<Figure> {
    let sum = |sum: Sum| [or_nothing(sum.known, Figure::Count), count(sum.unknown)];
    [sum(group.grant), sum(group.own_funding)].concat()
}

/// Returns the share that the longest bar stands for.
fn longest<'g>(groups: impl Iterator<Item = &'g Group>) -> f64 {
    groups.filter_map(|group| group.share).fold(0.0, f64::max)
}

/// Makes the last line: no bar, since it stands for everything.
fn last(mut row: Vec<Figure>) -> Vec<Figure> {
    for figure in &mut row {
        if matches!(figure, Figure::Bar(_)) {
            *figure = Figure::Bar(0.0);
        }
    }
    row
}

fn groups(groups: &Groups, writer: Writer<'_>) -> Figures {
    let longest = longest(groups.groups.iter());
    // Only phases that projects have left say how long they last.
    let has_months = groups.groups.iter().any(|group| group.median_months.is_some());
    let months = |one: &Group| has_months.then(|| or_nothing(one.median_months, Figure::Number));
    let row = |one: &Group| [group(one, longest), months(one).into_iter().collect(), money(one)].concat();
    let rows = groups.groups.iter().map(row).chain([last(row(&groups.total))]).collect();
    let note = groups.overlapping.then(|| writer.texts.get("stats.overlapping").to_owned());
    Figures {
        columns: [
            &[title(groups.by), "projects", "share", ""],
            has_months.then_some("median_months").as_slice(),
            &["grant_known", "grant_unknown", "own_known", "own_unknown"],
        ]
        .concat(),
        rows,
        notes: note.into_iter().collect(),
        ..Figures::default()
    }
}

fn years(years: &Years) -> Figures {
    let longest = longest(years.groups.iter().map(|year| &year.group));
    let is_published = |year: &Year| year.applications.or(year.selected).is_some() || year.grant_total.is_some();
    let has_published = years.groups.iter().any(is_published);
    // A difference is known only where everything else is.
    let has_difference = years.groups.iter().any(|year| year.grant_difference.is_some());
    let published = |year: &Year| {
        let difference = has_difference.then(|| or_nothing(year.grant_difference, Figure::Difference));
        let known = vec![
            or_nothing(year.applications.map(u64::from), Figure::Count),
            or_nothing(year.selected.map(u64::from), Figure::Count),
            or_nothing(year.success_rate, Figure::Share),
            or_nothing(year.grant_total, Figure::Count),
        ];
        known.into_iter().chain(difference).collect::<Vec<_>>()
    };
    let rows = years.groups.iter().map(|year| {
        let published = if has_published { published(year) } else { Vec::new() };
        [group(&year.group, longest), published, money(&year.group)].concat()
    });
    let sum = |of: &dyn Fn(&Year) -> Option<u64>| {
        or_nothing(years.groups.iter().filter_map(of).reduce(|a, b| a + b), Figure::Count)
    };
    let sums = [
        sum(&|year| year.applications.map(u64::from)),
        sum(&|year| year.selected.map(u64::from)),
        Figure::Nothing,
        sum(&|year| year.grant_total),
        Figure::Nothing,
    ];
    let columns = &["applications", "selected", "success", "grant_total", "difference"];
    let shown = if has_published { 4 + usize::from(has_difference) } else { 0 };
    let (columns, sums) = (&columns[..shown], sums[..shown].to_vec());
    let total = [last(group(&years.total, longest)), sums, money(&years.total)].concat();
    Figures {
        columns: [
            &["year", "projects", "share", ""],
            columns,
            &["grant_known", "grant_unknown", "own_known", "own_unknown"],
        ]
        .concat(),
        rows: rows.chain([total]).collect(),
        ..Figures::default()
    }
}

fn languages(languages: &Languages, writer: Writer<'_>) -> Figures {
    let row = |form: &WrittenForm, bar: f64| {
        vec![
            Figure::Name(form.name.clone()),
            count(form.projects),
            or_nothing(form.share, Figure::Share),
            count(form.documents),
            or_nothing(form.document_share, Figure::Share),
            count(form.words),
            or_nothing(form.word_share, Figure::Share),
            Figure::Bar(bar),
        ]
    };
    let rows = languages.groups.iter().map(|form| row(form, form.word_share.unwrap_or(0.0)));
    let measured =
        [("stats.law.words", languages.requirement.words), ("stats.law.documents", languages.requirement.documents)];
    let mut notes: Vec<String> = measured
        .iter()
        .filter_map(|(measure, shares)| law(writer, measure, *shares, languages.requirement.least))
        .collect();
    if notes.is_empty() {
        notes.push(writer.texts.get("stats.law.none").to_owned());
    }
    Figures {
        columns: vec!["language", "projects", "share", "documents", "document_share", "words", "word_share", ""],
        rows: rows.chain([row(&languages.total, 0.0)]).collect(),
        notes,
        ..Figures::default()
    }
}

/// Says whether each Norwegian written form has its share by one measure.
fn law(writer: Writer<'_>, measure: &str, shares: Shares, least: f64) -> Option<String> {
    let (nb, nn) = (shares.nb?, shares.nn?);
    let is_nynorsk = nn < nb;
    let key = match (shares.met?, is_nynorsk) {
        (true, _) => "stats.law.met",
        (false, true) => "stats.law.missed-nn",
        (false, false) => "stats.law.missed-nb",
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

fn criteria(criteria: &CriteriaStats) -> Figures {
    let rows = criteria.groups.iter().map(|one| {
        let counts = [one.strong, one.conditional, one.weak, one.not_assessed].map(count);
        std::iter::once(Figure::Name(one.name.clone())).chain(counts).collect()
    });
    Figures {
        columns: vec!["criterion", "strong", "conditional", "weak", "not_assessed"],
        rows: rows.collect(),
        ..Figures::default()
    }
}

fn overview(overview: &OverviewStats, writer: Writer<'_>) -> Vec<Figures> {
    let texts = writer.texts;
    let row = |name: &str, figure: Figure, unknown: usize| {
        let note =
            if unknown > 0 { Figure::Name(texts.count("stats.unknown-rounds", unknown)) } else { Figure::Nothing };
        vec![Figure::Name(texts.get(name).to_owned()), figure, note]
    };
    let sum = |name: &str, sum: Sum| row(name, or_nothing(sum.known, Figure::Count), sum.unknown);
    let facts = Figures {
        heading: Some(texts.get("stats.overview").to_owned()),
        columns: vec!["", "", ""],
        rows: vec![
            row("stats.projects", count(overview.projects), 0),
            row("stats.rounds", count(overview.rounds), 0),
            row("stats.organisations", count(overview.organisations), 0),
            sum("stats.applications", overview.applications),
            sum("stats.grant-total", overview.grant_total),
        ],
        ..Figures::default()
    };
    let counted = |heading: &str, counts: &[ProjectCount], more: usize| {
        let longest = counts.iter().filter_map(|one| one.share).fold(0.0, f64::max);
        let bar = |one: &ProjectCount| {
            Figure::Bar(one.share.map_or(0.0, |share| if longest > 0.0 { share / longest } else { 0.0 }))
        };
        Figures {
            heading: Some(texts.get(heading).to_owned()),
            columns: vec!["", "", ""],
            rows: counts
                .iter()
                .map(|one| vec![Figure::Name(one.name.clone()), count(one.projects), bar(one)])
                .collect(),
            notes: (more > 0).then(|| texts.count("stats.more-vendors", more)).into_iter().collect(),
        }
    };
    let parts = [
        counted("stats.by-phase", &overview.phases, 0),
        counted("stats.by-vendor", &overview.vendors, overview.more_vendors),
    ];
    std::iter::once(facts).chain(parts.into_iter().filter(|part| !part.rows.is_empty())).collect()
}
