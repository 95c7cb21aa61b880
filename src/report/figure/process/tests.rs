//! The figure of a process model: its shapes and its sentence.

use minijinja::value::Value;
use serde_json::{Value as Json, json};

use super::data::{FigurePhase, ProcessFigure, Standing};
use crate::report::figure::{
    context::FigureText,
    tests::{drawn, view},
};

fn words(text: &str) -> Json {
    json!({"text": text, "lang": null})
}

/// Returns the view of a project that is `at` a phase, of a model whose phases have the steps that open and close.
fn project(at: &str, phases: &[(&str, &[bool])]) -> Value {
    let step = |opens: &bool| json!({"name": words(if *opens { "Åpne" } else { "Lukke" }), "opens": opens});
    let phase = |(id, turns): &(&str, &[bool])| json!({"id": id, "name": words(id), "steps": turns.iter().map(step).collect::<Vec<_>>()});
    let ids: Vec<&str> =
        ["selected"].into_iter().chain(phases.iter().map(|(id, _)| *id)).chain(["completed"]).collect();
    let here = ids.iter().position(|id| *id == at);
    let standing = |stage: usize| match here {
        Some(here) if stage < here => "passed",
        Some(here) if stage == here => "here",
        _ => "ahead",
    };
    let on = |id: &str| (id == at).then_some("2020-02");
    let course = ids
        .iter()
        .enumerate()
        .map(|(stage, id)| json!({"phase": id, "name": words(id), "standing": standing(stage), "on": on(id)}));
    view(json!({
        "heading": words("Den samskapende bydelen"),
        "course": course.collect::<Vec<_>>(),
        "process_model": {"name": words("Modellen"), "phases": phases.iter().map(phase).collect::<Vec<_>>()},
    }))
}

const DIAMONDS: &[(&str, &[bool])] = &[("Forstå", &[true, false]), ("Utforske og definere", &[true, false])];

fn draw(project: &Value) -> String {
    drawn("nb", |context| [ProcessFigure::read(project, context).unwrap().draw(context)])
}

fn said(project: &Value) -> String {
    let mut sentence = String::new();
    drawn("nb", |context| {
        let process = ProcessFigure::read(project, context).unwrap();
        sentence = process.sentence(context, &mut |words| words.text.clone());
        None
    });
    sentence
}

#[test]
fn diamonds_open_and_close() {
    insta::assert_snapshot!(draw(&project("Utforske og definere", DIAMONDS)));
}

#[test]
fn a_model_without_diamonds_is_a_line_of_arrows() {
    insta::assert_snapshot!(draw(&project("completed", &[("Rigge", &[]), ("Samle", &[])])));
}

#[test]
fn it_is_said_where_the_project_is() {
    assert_eq!(said(&project("Forstå", DIAMONDS)), "Prosjektet er kommet til fase 1 av 2 i Modellen: Forstå.");
    let before = "Prosjektet har ikke begynt på fasene i Modellen. Status: selected.";
    assert_eq!(said(&project("selected", DIAMONDS)), before);
    let after = "Prosjektet er fullført og har alle fasene i Modellen bak seg.";
    assert_eq!(said(&project("completed", DIAMONDS)), after);
    let unknown = "Det er ikke kjent hvor langt prosjektet er kommet i Modellen.";
    assert_eq!(said(&project("?", DIAMONDS)), unknown);
}

#[test]
fn phases_that_only_open_or_turn_often_stay_in_their_place() {
    let phase = |turns: &[bool]| {
        let opens = turns.to_vec();
        let words = FigureText::default();
        FigurePhase { number: 1, name: words, steps: Vec::new(), standing: Standing::Ahead, on: None, opens }
    };
    let outline = |turns: &[bool]| phase(turns).outline((0.0, 0.0), (40.0, 20.0));
    assert_eq!(outline(&[true, false]), "M0 10L20 0L40 10L20 20z");
    assert_eq!(outline(&[true]), "M0 10L40 0L40 20z");
    assert_eq!(outline(&[false]), "M0 0L40 10L0 20z");
    assert_eq!(outline(&[true, false, true, false]), "M0 10L10 0L20 10L30 0L40 10L30 20L10 20z");
}

#[test]
fn many_phases_stand_in_rows() {
    let many: Vec<(&str, &[bool])> = vec![("a", &[]); 9];
    let drawing = draw(&project("?", &many));
    let numbers = drawing.lines().filter(|line| line.contains("text-anchor=\"middle\"")).count();
    assert_eq!(numbers, 9);
}

#[test]
fn a_project_without_phases_cannot_be_drawn() {
    for model in [json!(null), json!({"name": null, "phases": []})] {
        let project = view(json!({"heading": words("a"), "course": [], "process_model": model}));
        drawn("nb", |context| {
            assert!(ProcessFigure::read(&project, context).is_err());
            None
        });
    }
}
