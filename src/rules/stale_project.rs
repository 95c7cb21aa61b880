//! `stale-project`: a project under way of which nothing was heard for a year.

use crate::{
    date::Date,
    finding::Message,
    model::{APPLIED, COMPLETED, Portfolio, Process, Project, lifecycle::place},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a project under way whose last milestone is more than a year old.
    ///
    /// # Why
    ///
    /// A phase seldom lasts a year. Most often the project went on, was completed or stopped, and nobody wrote it down. A period
    /// that reaches further than the last milestone counts as well. Nothing is said of projects without a dated milestone, nor
    /// where `unknown: [milestones]` says that the sources tell no more.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: procurement
    /// milestones:
    ///   - {phase: selected, on: 2019-12}
    ///   - {phase: procurement, on: 2020-02}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// phase: stopped
    /// milestones:
    ///   - {phase: selected, on: 2019-12}
    ///   - {phase: procurement, on: 2020-02}
    ///   - {phase: stopped, on: 2020-05}
    /// ```
    "stale-project", "SL406", Hint, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let Some(today) = sink.today else { return };
    for project in portfolio.projects.iter().filter(|project| !project.is_unpublished("milestones")) {
        let (Some(process), Some(phase)) = (portfolio.known_process_of(project), &project.phase) else { continue };
        if !is_under_way(process, phase) {
            continue;
        }
        if let Some(last) = last_date(project).filter(|last| last.is_more_than_a_year_before(today)) {
            let message = Message::new(text!("message")).with("value", &*phase.value).with("last", last.to_string());
            sink.add(project.file(), phase.span, message);
        }
    }
}

fn is_under_way(process: &Process, phase: &str) -> bool {
    place(process, phase).is_some() && ![APPLIED, COMPLETED].contains(&phase)
}

/// Returns the latest known date. Of dates that may be equal, the least exact one.
fn last_date(project: &Project) -> Option<Date> {
    let milestones = project.milestones.iter().filter_map(|milestone| milestone.on);
    let mut last = milestones.map(|on| on.value).reduce(Date::later)?;
    for end in project.period.iter().flat_map(|period| [period.from, period.until]).flatten() {
        last = last.later(end.value);
    }
    Some(last)
}
