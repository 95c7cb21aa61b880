//! The phases that every project has before and after those of its process model.

use std::sync::LazyLock;

use rayon::prelude::*;

use super::{Milestone, Phase, Process, Project};
use crate::{
    date::Date,
    document::{At, Faults, FromYaml, yaml},
    embedded,
    model::phase_id::COMPLETED,
};

static LIFECYCLE: LazyLock<Process> =
    LazyLock::new(|| built_in("lifecycle", embedded::template("lifecycle.yaml").unwrap_or_default()));

/// Returns the phases that are the same for every process model.
#[must_use]
pub fn lifecycle() -> &'static Process {
    &LIFECYCLE
}

/// A built-in process model. It is parsed at the first use: parsing all models takes longer than reading a small portfolio.
type Model = LazyLock<Process, Box<dyn FnOnce() -> Process + Send>>;

static MODELS: LazyLock<Vec<(&str, Model)>> = LazyLock::new(|| {
    let model = |(id, text)| (id, Model::new(Box::new(move || built_in(id, text))));
    embedded::processes().into_iter().map(model).collect()
});

/// Returns the built-in process models except those whose ids are known.
pub fn models(is_known: impl Fn(&str) -> bool + Sync) -> Vec<&'static Process> {
    MODELS.par_iter().filter(|(id, _)| !is_known(id)).map(|(_, model)| &**model).collect()
}

/// Parses a built-in process model. A test checks that it has no fault.
fn built_in(id: &str, text: &str) -> Process {
    let mut faults = Faults::default();
    let process = yaml::parse(text, &mut faults).and_then(|root| Process::from_yaml(&root, &mut faults));
    Process { id: id.into(), ..process.unwrap_or_default() }
}

/// Lists the phases of a project that follows `process`, from applied to completed. `stopped` is not among them.
pub fn course(process: &Process) -> impl Iterator<Item = &Phase> + Clone {
    let named = |phase: &&Phase, id: &str| phase.id.as_ref().is_some_and(|known| &*known.value == id);
    let around = lifecycle().phases.iter();
    let before = around.clone().take_while(move |phase| !named(phase, COMPLETED));
    let after = around.filter(move |phase| named(phase, COMPLETED));
    before.chain(&process.phases).chain(after)
}

/// Returns the index of a phase among the phases of a project that follows `process`.
#[must_use]
pub fn place(process: &Process, phase: &str) -> Option<usize> {
    course(process).position(|known| known.id.as_ref().is_some_and(|id| &*id.value == phase))
}

/// Says why a milestone is in the wrong order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disorder {
    /// Its date is before that of an earlier entry.
    Dated(At<Date>),
    /// Its phase comes before the phase of the previous entry, and it has no reason.
    Back,
}

/// Lists the milestones of a project in the wrong order, each with the earlier entry that it conflicts with.
#[must_use]
pub fn disorders<'a>(project: &'a Project, process: &Process) -> Vec<(&'a Milestone, &'a Milestone, Disorder)> {
    let mut found = Vec::new();
    // The milestones with a later date than all before them. The first conflict of a milestone is with one of these.
    let mut latest: Vec<(Date, &At<Milestone>)> = Vec::new();
    for (at, milestone) in project.milestones.iter().enumerate() {
        let before = &project.milestones[..at];
        let later = milestone.on.and_then(|on| {
            let first = latest.partition_point(|(other, _)| !on.is_before(*other));
            latest.get(first).map(|(_, other)| (*other, on))
        });
        if let Some(on) = milestone.on.map(|on| on.value).filter(|on| latest.last().is_none_or(|(last, _)| last < on)) {
            latest.push((on, milestone));
        }
        if let Some((other, on)) = later {
            found.push((&milestone.value, &other.value, Disorder::Dated(on)));
        } else if let Some(last) = before.last()
            && let (Some(from), Some(to)) = (place_of(process, last), place_of(process, milestone))
            && to < from
            && milestone.reason.is_none()
        {
            found.push((&milestone.value, &last.value, Disorder::Back));
        }
    }
    found
}

/// Returns the index of the phase that a milestone began.
#[must_use]
pub fn place_of(process: &Process, milestone: &Milestone) -> Option<usize> {
    milestone.phase.as_ref().and_then(|phase| place(process, phase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_models_have_no_fault() {
        let texts = embedded::processes().into_iter().map(|(_, text)| text);
        for text in texts.chain(embedded::template("lifecycle.yaml")) {
            let mut faults = Faults::default();
            let root = yaml::parse(text, &mut faults).unwrap();
            Process::from_yaml(&root, &mut faults).unwrap();
            assert_eq!(faults.into_list(), []);
        }
    }

    #[test]
    fn the_course_goes_from_applied_to_completed() {
        let (_, text) = embedded::processes().into_iter().find(|(id, _)| *id == "triple-diamond").unwrap();
        let process = built_in("triple-diamond", text);
        let ids: Vec<_> = course(&process).map(|phase| &*phase.id.as_ref().unwrap().value).collect();
        assert_eq!(ids, ["applied", "selected", "procurement", "diagnose", "explore", "develop", "completed"]);
    }

    #[test]
    fn milestones_are_out_of_order_only_where_no_day_would_fit() {
        let (_, text) = embedded::processes().into_iter().find(|(id, _)| *id == "triple-diamond").unwrap();
        let process = built_in("triple-diamond", text);
        let out_of_order = |milestones: &str| {
            let (mut faults, text) = (Faults::default(), format!("milestones: [{milestones}]"));
            let project = Project::from_yaml(&yaml::parse(&text, &mut faults).unwrap(), &mut faults).unwrap();
            assert_eq!(faults.into_list(), [], "{milestones}");
            disorders(&project, &process).into_iter().map(|(_, _, why)| why).collect::<Vec<_>>()
        };
        for fine in [
            "{phase: selected, on: 2020}, {phase: procurement, on: 2020-02}, {phase: diagnose, on: 2020}",
            "{phase: selected, on: 2020-02-11}, {phase: procurement, on: 2020-02}, {phase: diagnose, on: 2020-02-11}",
            "{phase: selected}, {phase: procurement}, {phase: stopped}, {phase: diagnose}",
            "{phase: explore, on: 2020}, {phase: diagnose, on: 2021, reason: Problemet var et annet.}",
            "{phase: explore}, {phase: unheard-of}, {phase: diagnose}",
        ] {
            assert_eq!(out_of_order(fine), [], "{fine}");
        }
        let dated =
            out_of_order("{phase: selected, on: 2020-03}, {phase: procurement}, {phase: diagnose, on: 2020-02-11}");
        assert!(matches!(dated[..], [Disorder::Dated(_)]));
        assert_eq!(out_of_order("{phase: explore, on: 2020}, {phase: diagnose, on: 2021}"), [Disorder::Back]);
    }
}
