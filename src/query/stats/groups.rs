//! Counts projects by a common value.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::Serialize;

use super::{by::By, group::Group};
use crate::{
    collation::NorwegianOrder,
    document::{Choice, SharedStr},
    key,
    model::{
        COMPLETED, Project, STOPPED,
        field::{self, Accessor},
        lifecycle, phase_durations,
    },
    query::display_names::{DisplayNames, ids},
};

/// Holds the groups, sorted by size; phases in their order. The unknown group comes last.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Groups {
    /// What the projects are counted by.
    pub by: By,
    /// The groups.
    pub groups: Vec<Group>,
    /// All projects, each counted once.
    pub total: Group,
    /// Whether a project is in several groups. Then the sum of the groups exceeds the total.
    pub overlapping: bool,
}

impl Groups {
    /// Counts projects in each group they belong to.
    pub(super) fn new(by: By, names: DisplayNames<'_>, projects: &[&Project]) -> Self {
        let durations = if by == By::Phase { durations(projects) } else { BTreeMap::new() };
        let mut members = members(by, names, projects);
        // A phase without projects is listed if its duration is known.
        for phase in durations.keys() {
            members.entry(Some(phase)).or_default();
        }
        let unknown = names.texts.get(key!("stats.unknown"));
        let group = |(key, members): (Option<&str>, Vec<&Project>)| {
            let duration = key.and_then(|key| durations.get(key));
            let example = members.first().copied().or_else(|| duration.map(|(project, _)| *project));
            let name = key.zip(example).map(|(key, example)| name(by, names, key, example));
            let group = Group::new(key, name.as_deref().unwrap_or(unknown), &members, projects.len());
            Group { median_months: duration.and_then(|(_, months)| median(months)), ..group }
        };
        let mut groups: Vec<Group> = members.into_iter().map(group).collect();
        sort(by, names, &mut groups);
        let counted: usize = groups.iter().map(|group| group.projects).sum();
        Self { by, groups, total: Group::total(names, projects), overlapping: counted > projects.len() }
    }
}

/// Collects the projects of each group.
fn members<'p>(
    by: By,
    names: DisplayNames<'p>,
    projects: &[&'p Project],
) -> BTreeMap<Option<&'p str>, Vec<&'p Project>> {
    let mut members: BTreeMap<Option<&str>, Vec<&Project>> = BTreeMap::new();
    for project in projects {
        let mut keys = keys(by, names, project);
        keys.sort_unstable();
        keys.dedup();
        if keys.is_empty() {
            members.entry(None).or_default().push(project);
        }
        for key in keys {
            members.entry(Some(key)).or_default().push(project);
        }
    }
    members
}

fn sort(by: By, names: DisplayNames<'_>, groups: &mut [Group]) {
    if by == By::Phase {
        let phases = phase_order(names);
        let index = |group: &Group| phases.iter().position(|id| Some(*id) == group.id.as_deref());
        groups.sort_by_cached_key(|group| (group.id.is_none(), index(group).unwrap_or(usize::MAX)));
    } else {
        let order = NorwegianOrder::load();
        groups.sort_by(|a, b| {
            let size = |group: &Group| (group.id.is_none(), Reverse(group.projects));
            size(a).cmp(&size(b)).then_with(|| order.compare(&a.name, &b.name))
        });
    }
}

/// Collects the durations of the phases that projects have left, in months, with one of the projects.
fn durations<'p>(projects: &[&'p Project]) -> BTreeMap<SharedStr, (&'p Project, Vec<f64>)> {
    let mut durations: BTreeMap<SharedStr, (&Project, Vec<f64>)> = BTreeMap::new();
    for project in projects {
        for duration in phase_durations(project) {
            durations.entry(duration.phase).or_insert_with(|| (project, Vec::new())).1.push(duration.months);
        }
    }
    durations
}

/// Returns the median, rounded to one decimal.
fn median(numbers: &[f64]) -> Option<f64> {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    let upper = *numbers.get(numbers.len() / 2)?;
    let lower = if numbers.len().is_multiple_of(2) { numbers[numbers.len() / 2 - 1] } else { upper };
    Some((f64::midpoint(lower, upper) * 10.0).round() / 10.0)
}

/// Returns the accessor of the field that projects are counted by.
fn accessor(by: By) -> Option<Accessor> {
    field::listed().find(|field| field.group == Some(by.word())).map(|field| field.read)
}

/// Lists the values of a project.
fn keys<'p>(by: By, names: DisplayNames<'p>, project: &'p Project) -> Vec<&'p str> {
    match accessor(by) {
        Some(Accessor::Phase(read) | Accessor::LifeEvent(read)) => read(project).into_iter().collect(),
        Some(Accessor::Process(read)) => vec![read(names.portfolio, project)],
        Some(Accessor::Words(read)) => read(project),
        Some(Accessor::Parties(read)) => ids(read(project)).collect(),
        None if by == By::Kind => {
            let owners = ids(&project.owner).filter_map(|id| names.portfolio.organisation(id));
            owners.filter_map(|owner| owner.kind).map(Choice::word).collect()
        }
        // These have statistics of their own.
        _ => Vec::new(),
    }
}

fn name<'p>(by: By, names: DisplayNames<'p>, key: &'p str, first: &'p Project) -> String {
    match accessor(by) {
        Some(Accessor::Phase(_)) => names.phase(first, key).to_owned(),
        Some(Accessor::LifeEvent(_)) => names.life_event(key).to_owned(),
        Some(Accessor::Process(_)) => names.process(key).to_owned(),
        Some(Accessor::Parties(_)) => names.organisation(key).to_owned(),
        None if by == By::Kind => Choice::from_word(key).map_or_else(
            || key.to_owned(),
            |kind: crate::model::OrganisationKind| names.choice("organisation-kind", kind),
        ),
        _ => key.to_owned(),
    }
}

/// Lists the ids of all phases in order. Those of the default process model come before those of other models.
fn phase_order(names: DisplayNames<'_>) -> Vec<&str> {
    let is_last = |id: &&str| [COMPLETED, STOPPED].contains(id);
    let around = || lifecycle::lifecycle().phase_ids();
    let portfolio = names.portfolio;
    let usual = portfolio.settings.process.as_ref().map(|id| &*id.value);
    let mut models: Vec<_> = portfolio.processes.iter().collect();
    models.sort_by_key(|model| Some(&*model.id) != usual);
    let of_models = models.into_iter().flat_map(crate::model::Process::phase_ids);
    around().filter(|id| !is_last(id)).chain(of_models).chain(around().filter(is_last)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{At, OneOrMany, Span},
        language::Language,
        model::{Organisation, OrganisationKind, Party, Portfolio},
        texts::Texts,
    };

    fn at<T>(value: T) -> At<T> {
        At { value, span: Span::default() }
    }

    fn project(id: &str, owners: &[&str]) -> Project {
        let party = |id: &&str| at(Party { organisation: Some(at((*id).into())), ..Party::default() });
        Project {
            id: id.into(),
            owner: OneOrMany::from(owners.iter().map(party).collect::<Vec<_>>()),
            ..Project::default()
        }
    }

    #[test]
    fn projects_are_counted_by_fields_and_by_the_kind_of_their_owners() {
        let mut groups: Vec<_> = field::ALL.iter().filter_map(|field| field.group).chain(["kind"]).collect();
        let mut words: Vec<_> = By::ALL.iter().map(|(word, _)| *word).collect();
        groups.sort_unstable();
        words.sort_unstable();
        assert_eq!(groups, words);
    }

    #[test]
    fn the_median_is_the_middle_number() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 9.0]), Some(3.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 9.0]), Some(3.0));
    }

    #[test]
    fn a_phase_that_all_have_left_keeps_its_median() {
        let text = "phase: explore\nmilestones: [{phase: diagnose, on: 2020-01}, {phase: explore, on: 2020-04}]\n";
        let mut portfolio = Portfolio::default();
        portfolio.projects = vec![crate::load::project_of(text.as_bytes())];
        let texts = Texts::of(Language::BOKMAAL);
        let projects: Vec<&Project> = portfolio.projects.iter().collect();
        let groups =
            Groups::new(By::Phase, DisplayNames { portfolio: &portfolio, texts: &texts, today: None }, &projects);
        let found: Vec<_> =
            groups.groups.iter().map(|group| (group.id.as_deref(), group.projects, group.median_months)).collect();
        assert_eq!(found, [(Some("diagnose"), 0, Some(3.0)), (Some("explore"), 1, None)]);
    }

    #[test]
    fn a_project_counts_once_for_each_kind_of_its_owners() {
        let organisation = |id: &str, kind| Organisation { id: at(id.into()), kind, ..Organisation::default() };
        let mut portfolio = Portfolio::default();
        portfolio.organisations = vec![
            organisation("a", Some(OrganisationKind::State)),
            organisation("b", Some(OrganisationKind::State)),
            organisation("c", Some(OrganisationKind::Municipality)),
            organisation("d", None),
        ];
        portfolio.projects =
            vec![project("2019/x", &["a", "b", "c"]), project("2019/y", &["d"]), project("2019/z", &["a"])];
        portfolio.index();
        let texts = Texts::of(Language::BOKMAAL);
        let projects: Vec<&Project> = portfolio.projects.iter().collect();
        let groups =
            Groups::new(By::Kind, DisplayNames { portfolio: &portfolio, texts: &texts, today: None }, &projects);
        let found: Vec<_> = groups.groups.iter().map(|group| (group.id.as_deref(), group.projects)).collect();
        assert_eq!(found, [(Some("state"), 2), (Some("municipality"), 1), (None, 1)]);
        assert_eq!((groups.total.projects, groups.overlapping), (3, true));
    }
}
