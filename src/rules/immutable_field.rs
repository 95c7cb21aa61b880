//! `immutable-field`: a value that was frozen when the round was announced, and has changed.

use crate::{
    document::{FromYaml, Shapes},
    finding::{Arg, Message},
    history::{FieldDifference, project_differences, round_differences},
    model::{
        Portfolio, Project, Round,
        field::{self, FOLDER, ROUND},
    },
    rule::{Check, Sink, Transition, rule},
    similar_name::closest,
};

rule! {
    /// Finds a value that was frozen when the round was announced, and has changed.
    ///
    /// # Why
    ///
    /// What is announced is read, quoted and paid out. `frozen` in `stimulab.yaml` lists what must stay from then on: keys of
    /// `project.yaml` such as `budget.grant` or `title`, keys of `round.yaml` with `round.` in front, and `id` for the folder
    /// of a project. A key freezes everything below it. What was not known may still be filled in. What the old revision froze
    /// holds for the change that takes it out of `frozen`, too. A round is announced once its `announced` is given and past.
    /// The rule compares two revisions: it looks only where `check --since` names the one before; names in `frozen` that are
    /// no keys are always found.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # before: stimulab.yaml
    /// programme: {name: StimuLab, hosts: [arkivverket, pwc]}
    /// frozen: [id, budget.grant, round.grant_total]
    /// ```
    ///
    /// ```yaml
    /// # before: 2019/round.yaml
    /// announced: 2020
    /// ```
    ///
    /// ```yaml
    /// # before: 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// budget:
    ///   grant: 2500000
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// budget:
    ///   grant: 2900000
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// budget:
    ///   grant: 2500000
    ///   own_funding: 400000
    /// ```
    "immutable-field", "SL409", Error, Check::Transition(check), Check::Portfolio(check_names)
}

fn check(transition: &Transition<'_>, sink: &mut Sink<'_>) {
    let (old, new) = (transition.before.portfolio, transition.after.portfolio);
    // The keys that were frozen before count, too. Otherwise a change could unfreeze the key that it changes.
    let frozen = [new, old].into_iter().flat_map(|portfolio| &portfolio.settings.frozen);
    let frozen: Vec<&str> = frozen.map(|name| &*name.value).collect();
    if frozen.is_empty() {
        return;
    }
    let today = sink.today;
    let is_announced = |round: Option<&Round>| {
        round.and_then(|round| round.announced).is_some_and(|on| today.is_none_or(|today| !today.is_before(on.value)))
    };
    for pair in &transition.pairs {
        let Some(before) = pair.before.filter(|project| is_announced(old.round(project.year()))) else { continue };
        let freezes_projects = || frozen.iter().any(|name| !name.starts_with(ROUND));
        if frozen.contains(&FOLDER) || (pair.after.is_none() && freezes_projects()) {
            check_folder(before, pair.after, sink);
        }
        let Some(after) = pair.after.filter(|project| !project.is_broken) else { continue };
        for found in project_differences(Some(before), Some(after)) {
            if !after.unread.iter().any(|key| found.keys().starts_with(&**key)) {
                check_value(transition, &frozen, &after.file(), "", &found, sink);
            }
        }
    }
    for before in old.rounds.iter().filter(|round| is_announced(Some(round))) {
        // A removed round has none of the frozen values. For an unreadable one, nothing is known.
        let gone = Round { year: before.year, ..Round::default() };
        let after = new.rounds.iter().find(|round| round.year == before.year).unwrap_or(&gone);
        if new.knows(&after.file()) {
            for found in round_differences(before, after) {
                check_value(transition, &frozen, &after.file(), ROUND, &found, sink);
            }
        }
    }
}

/// Reports a project with a frozen folder that was moved or removed.
fn check_folder(before: &Project, after: Option<&Project>, sink: &mut Sink<'_>) {
    match after {
        Some(after) if after.id == before.id => {}
        Some(after) => {
            let message = Message::new(text!("moved")).with("before", &*before.id).with("after", &*after.id);
            sink.add(after.file(), None, message);
        }
        None => {
            sink.add(before.file(), None, Message::new(text!("removed")).with("before", &*before.id));
        }
    }
}

/// Reports a frozen value that changed.
fn check_value(
    transition: &Transition<'_>,
    frozen: &[&str],
    file: &str,
    prefix: &str,
    found: &FieldDifference,
    sink: &mut Sink<'_>,
) {
    let keys = format!("{prefix}{}", found.keys());
    let covers = |name: &&&str| keys == **name || keys.strip_prefix(**name).is_some_and(|rest| rest.starts_with('.'));
    let (Some(name), Some(before)) = (frozen.iter().find(covers), &found.before) else { return };
    let span = transition.span_of(file, &found.keys());
    let before = before.as_str().map_or_else(|| before.to_string(), str::to_owned);
    let key = if found.after.is_some() { text!("changed") } else { text!("taken") };
    let message = Message::new(key).with("key", found.path()).with("before", before).with("name", *name);
    sink.add(file, span, message);
}

/// Lists the names that `frozen` accepts: keys, and the keys on two levels below.
fn known_names() -> Vec<String> {
    let (mut shapes, mut of_rounds) = (Shapes::default(), Vec::new());
    field::below(&Round::shape(&mut shapes), &shapes, &mut Vec::new(), &mut of_rounds);
    let of_rounds = of_rounds.iter().map(|key| format!("{ROUND}{key}"));
    let is_shallow = |key: &String| key.matches('.').count() < 3;
    field::keys().into_iter().chain(of_rounds).filter(is_shallow).collect()
}

/// Reports unknown names in `frozen`.
fn check_names(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    if portfolio.settings.frozen.is_empty() {
        return;
    }
    let known = known_names();
    for name in portfolio.settings.frozen.iter().filter(|name| !known.contains(&name.value.to_string())) {
        let message = match closest(&name.value, known.iter().map(String::as_str)) {
            Some(near) => Message::new(text!("name-suggest")).with("suggestion", near),
            None => Message::new(text!("name")),
        };
        let usual = [FOLDER, "title", "owner", "budget.grant", "round.grant_total"].map(str::to_owned).to_vec();
        sink.add("stimulab.yaml", name.span, message.with("value", &*name.value).with("known", Arg::AllOf(usual)));
    }
}
