//! `succeeded-organisation`: an organisation that had a successor before the project began.

use crate::{
    date::Date,
    document::{At, SharedStr, Span},
    finding::Message,
    key,
    model::{APPLIED, Organisation, Portfolio, Project, SELECTED},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds an organisation in a project that began after another organisation had taken over from it.
    ///
    /// # Why
    ///
    /// Organisations are merged and renamed. A project keeps the organisation it had at the time, but one that begins later
    /// belongs to the successor, or the question for its projects misses some. A project begins with its first milestone, else
    /// with the year of its call; a party that joined later, when it joined. Where a date is known in part only and could be
    /// early enough, nothing is said.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # organisations.yaml
    /// difi: {name: Difi, kind: state, succeeded_by: {organisation: arkivverket, on: 2018-06-30}}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: difi
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "succeeded-organisation", "SL215", Warning, Check::Portfolio(check)
}

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in &portfolio.projects {
        let began = beginning(project, sink.today);
        for party in project.parties() {
            let Some(id) = &party.organisation else { continue };
            if let Some(message) = message(portfolio, id, party.from.unwrap_or(began)) {
                let place = place(portfolio, id);
                sink.add(project.file(), id.span, message).relate(
                    "organisations.yaml",
                    place,
                    key!("related.successor"),
                );
            }
        }
    }
    for round in &portfolio.rounds {
        let chosen = round.announced.map_or(Date::of_year(round.year), |announced| announced.value);
        for id in round.selected_by.iter() {
            if let Some(message) = message(portfolio, id, chosen) {
                let place = place(portfolio, id);
                sink.add(round.file(), id.span, message).relate("organisations.yaml", place, key!("related.successor"));
            }
        }
    }
}

/// Returns the earliest date at which a project is known to have begun.
///
/// Ignores milestones after today, which the rule `future-milestone` reports.
fn beginning(project: &Project, today: Option<Date>) -> Date {
    let year = Date::of_year(project.year());
    let first = project
        .milestones
        .iter()
        .filter_map(|milestone| milestone.on.map(|on| (on.value, milestone)))
        .filter(|(on, _)| today.is_none_or(|today| !today.is_before(*on)))
        .min_by_key(|(on, _)| *on);
    match first {
        // If the first milestone is a later phase, the project may have begun earlier.
        Some((on, milestone))
            if milestone.phase.as_ref().is_some_and(|phase| [APPLIED, SELECTED].contains(&&*phase.value)) =>
        {
            on
        }
        Some((on, _)) => on.min(year),
        None => year,
    }
}

fn message(portfolio: &Portfolio, id: &At<SharedStr>, used: Date) -> Option<Message> {
    let organisation = portfolio.organisation(id)?;
    let (successor, on) = succession(organisation)?;
    on.is_before(used).then(|| {
        Message::new(text!("message"))
            .with("value", &*id.value)
            .with("successor", successor)
            .with("date", on.to_string())
    })
}

/// Returns the span of the successor in the register.
fn place(portfolio: &Portfolio, id: &str) -> Option<Span> {
    let succession = portfolio.organisation(id)?.succeeded_by.as_ref()?;
    succession.organisation.as_ref().map(|successor| successor.span)
}

fn succession(organisation: &Organisation) -> Option<(&str, Date)> {
    let succession = organisation.succeeded_by.as_ref()?;
    Some((&**succession.organisation.as_ref()?, succession.on?.value))
}
