//! Tests the requirements of gates in all combinations.

use super::*;
use crate::document::{Faults, FromYaml, yaml};

/// What the gate of the tests asks for.
const THINGS: [&str; 4] = ["title", "budget.grant", "document", "approved_by"];

/// Each way to say what the sources do not publish: what it excuses in a move that is recorded, and in one that is made now.
const WAYS: &[(&str, &[&str], &[&str])] = &[
    ("", &[], &[]),
    ("vendor", &[], &[]),
    ("title", &["title"], &["title"]),
    ("budget", &["budget.grant"], &["budget.grant"]),
    ("grant", &["budget.grant"], &["budget.grant"]),
    ("budget.grant", &["budget.grant"], &["budget.grant"]),
    ("milestones", &["document", "approved_by"], &[]),
    ("document", &["document"], &["document"]),
    ("milestones.document", &["document"], &["document"]),
    ("approved_by", &["approved_by"], &["approved_by"]),
    ("milestones.approved_by", &["approved_by"], &["approved_by"]),
    ("document, approved_by", &["document", "approved_by"], &["document", "approved_by"]),
    ("milestones.document, milestones.approved_by", &["document", "approved_by"], &["document", "approved_by"]),
    ("milestones, document", &["document", "approved_by"], &["document"]),
    ("milestones, milestones.approved_by", &["document", "approved_by"], &["approved_by"]),
    ("budget.document", &[], &[]),
];

fn read<T: FromYaml>(text: &str) -> T {
    let mut faults = Faults::default();
    let read = T::from_yaml(&yaml::parse(text, &mut faults).unwrap(), &mut faults).unwrap();
    assert_eq!(faults.into_list(), [], "{text}");
    read
}

/// Returns a phase whose gate asks for all of the things, with more keys of the gate.
fn phase(more: &str) -> Phase {
    read(&format!("{{id: a, gate: {{requires: [title, budget.grant], document: Bilag, approved_by: Styret{more}}}}}"))
}

/// Returns the project that has some of the things, and the milestone that leads on.
fn project(has: impl Fn(&str) -> bool, unknown: &str) -> (Project, Milestone) {
    let line = |thing: &str, line: &'static str| if has(thing) { line } else { "" };
    let (title, grant) = (line("title", "title: Navn\n"), line("budget.grant", ", grant: 500000"));
    let (document, by) = (line("document", ", document: bilag.md"), line("approved_by", ", approved_by: Styret"));
    let project = format!("{title}budget: {{own_funding: 400000{grant}}}\nunknown: [{unknown}]\n");
    (read(&project), read(&format!("{{phase: b{document}{by}}}")))
}

fn states(requirements: &[GateRequirement<'_>]) -> Vec<State> {
    requirements.iter().map(|requirement| requirement.state).collect()
}

#[test]
fn each_thing_has_one_answer_in_each_combination() {
    for (more, is_inferred) in [("", false), (", inferred: true", true)] {
        let phase = phase(more);
        for there in 0..1 << THINGS.len() {
            let has =
                |thing: &str| THINGS.iter().position(|known| *known == thing).is_some_and(|at| there >> at & 1 == 1);
            for (unknown, recorded, now) in WAYS {
                let (project, milestone) = project(has, unknown);
                for (made, excused) in [(GatePassage::Recorded, recorded), (GatePassage::Now, now)] {
                    let expected = THINGS.map(|thing| match thing {
                        _ if has(thing) => State::There,
                        "document" | "approved_by" if is_inferred => State::NotAsked,
                        _ if excused.contains(&thing) => State::Unpublished,
                        _ => State::Missing,
                    });
                    let found = requirements(&project, &phase, Some(&milestone), made, &|_| true);
                    assert_eq!(states(&found), expected, "{there:04b} [{unknown}] {made:?}{more}");
                }
            }
        }
    }
}

#[test]
fn the_things_are_those_of_the_gate_in_order() {
    let (phase, project) = (phase(""), Project::default());
    let things = requirements(&project, &phase, None, GatePassage::Now, &|_| true)
        .into_iter()
        .map(|requirement| requirement.item);
    let (document, by) = (Text::Plain("Bilag".into()), Text::Plain("Styret".into()));
    let expected =
        [GateItem::Key("title"), GateItem::Key("budget.grant"), GateItem::Document(&document), GateItem::Approval(&by)];
    assert_eq!(things.collect::<Vec<_>>(), expected);
    for without in ["{id: a}", "{id: a, gate: {decision: Veien videre}}"] {
        assert_eq!(requirements(&project, &read(without), None, GatePassage::Now, &|_| true), [], "{without}");
    }
}

#[test]
fn a_milestone_that_is_not_there_or_names_no_file_that_is_lacks_its_document() {
    let phase = phase("");
    let (project, milestone) = project(|_| true, "");
    let document = |milestone: Option<&Milestone>, has_document: &dyn Fn(&str) -> bool| {
        states(&requirements(&project, &phase, milestone, GatePassage::Now, has_document))[2..].to_vec()
    };
    assert_eq!(document(Some(&milestone), &|name| name == "bilag.md"), [State::There, State::There]);
    assert_eq!(document(Some(&milestone), &|_| false), [State::Missing, State::There]);
    assert_eq!(document(None, &|_| true), [State::Missing, State::Missing]);
}

#[test]
fn what_could_not_be_read_is_missing_and_a_key_that_does_not_exist_is_not_asked_for() {
    let project = Project { unread: vec!["title".into(), "budget".into()], ..Project::default() };
    for (key, state) in [
        ("title", State::Missing),
        ("budget.grant", State::Missing),
        ("budget", State::Missing),
        ("vendor", State::Missing),
        ("tittel", State::NotAsked),
    ] {
        assert_eq!(state_of(&project, key), state, "{key}");
    }
    assert_eq!(state_of(&Project::default(), "budget.grant"), State::Missing, "a budget that is not there");
    assert_eq!(state_of(&Project::default(), "budget.sum"), State::NotAsked);
}
