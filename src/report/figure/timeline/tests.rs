//! The timeline: its bars and its drawings.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::data::{Timeline, TimelineBar};
use crate::{
    date::Date,
    report::figure::tests::{drawn, view},
};

fn words(text: &str) -> Json {
    json!({"text": text, "lang": null})
}

/// Returns the view of a project of 2020 that has come to the last of some phases.
fn project(title: &str, phases: &[(&str, Option<&str>)], period: (Option<&str>, Option<&str>)) -> Json {
    let last = phases.len() - 1;
    let step = |(at, (phase, on)): (usize, &(&str, Option<&str>))| json!({"phase": phase, "name": words(phase), "standing": if at == last { "here" } else { "passed" }, "on": on});
    let ahead = [json!({"phase": "later", "name": words("Later"), "standing": "ahead", "on": null})];
    json!({
        "id": "2020/a", "heading": words(title), "year": 2020,
        "course": phases.iter().enumerate().map(step).chain(ahead).collect::<Vec<_>>(),
        "period": {"from": period.0, "until": period.1},
    })
}

const NO_PERIOD: (Option<&str>, Option<&str>) = (None, None);

fn stretches(phases: &[(&str, Option<&str>)], period: (Option<&str>, Option<&str>)) -> Vec<String> {
    let view = view(json!({"project": project("A", phases, period)}));
    let mut found = Vec::new();
    drawn("nb", |context| {
        let timeline = Timeline::read(&view, context).unwrap();
        let date = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        let text_alternative = |stretch: &TimelineBar| {
            let then = stretch.then.as_ref().map(|then| format!("+{}", then.text)).unwrap_or_default();
            let sign = if stretch.known { "=" } else { "?" };
            format!("{}{then} {}{sign}{}", stretch.phase.text, date(stretch.from), date(stretch.until))
        };
        found = timeline.projects[0].stretches.iter().map(text_alternative).collect();
        None
    });
    found
}

#[test]
fn only_what_is_known_at_both_ends_is_known() {
    let dated = [("selected", Some("2020-05-10")), ("procurement", Some("2020-06")), ("diagnose", Some("2021"))];
    let expected = ["selected 2020-05-10=2020-06", "procurement 2020-06?2021", "diagnose 2021?"];
    assert_eq!(stretches(&dated, NO_PERIOD), expected);
    let gap = [("selected", Some("2020-05")), ("procurement", None), ("diagnose", Some("2020-10"))];
    assert_eq!(stretches(&gap, NO_PERIOD), ["selected+procurement 2020-05?2020-10", "diagnose 2020-10?"]);
}

#[test]
fn a_period_stands_for_phases_without_dates() {
    let phases = [("selected", Some("2020")), ("diagnose", None), ("completed", None)];
    let period = (Some("2020-11"), Some("2021-11"));
    assert_eq!(stretches(&phases, period), ["selected 2020?2020-11", "Arbeid 2020-11=2021-11"]);
    assert_eq!(stretches(&phases, NO_PERIOD), ["selected+completed 2020?"]);
}

#[test]
fn the_line_shows_today_and_what_nobody_knows() {
    let done = [
        ("selected", Some("2020-03")),
        ("procurement", Some("2020-06-01")),
        ("diagnose", Some("2020-08")),
        ("completed", Some("2020-12")),
    ];
    let vague = [("selected", Some("2020")), ("diagnose", None)];
    let none = [("selected", None)];
    let stopped = [("selected", Some("2020-04-20")), ("stopped", Some("2020-09"))];
    let projects = [("Ferdig", &done[..]), ("Uviss", &vague), ("Ukjent", &none), ("Ærlig stanset", &stopped)];
    let projects: Vec<Json> = projects.into_iter().map(|(title, phases)| project(title, phases, NO_PERIOD)).collect();
    let view = view(json!({"projects": projects}));
    insta::assert_snapshot!(drawn("nb", |context| Timeline::read(&view, context).unwrap().draw(context)));
}

#[test]
fn many_projects_stand_in_several_figures() {
    let of_year = |year: i16, count: usize| {
        std::iter::repeat_with(move || {
            let mut project = project("A", &[("selected", Some("2020"))], NO_PERIOD);
            project["year"] = json!(year);
            project
        })
        .take(count)
    };
    let projects: Vec<Json> = of_year(2018, 4).chain(of_year(2019, 7)).chain(of_year(2020, 40)).collect();
    let view = view(json!({"projects": projects}));
    let mut parts = Vec::new();
    drawn("nb", |context| {
        let canvases = Timeline::read(&view, context).unwrap().draw(context);
        parts = canvases.iter().map(|canvas| canvas.details.matches("A:").count()).collect();
        canvases
    });
    assert_eq!(parts, [11, 12, 12, 12, 4]);
}

#[test]
fn very_many_projects_are_counted_by_year() {
    let phases = |at: usize| match at % 4 {
        0 => [("selected", Some("2020")), ("completed", Some("2021"))],
        1 => [("selected", Some("2020")), ("diagnose", None)],
        2 => [("applied", None), ("selected", None)],
        _ => [("selected", Some("2020")), ("stopped", None)],
    };
    let of = |count: usize| {
        let projects: Vec<Json> = (0..count)
            .map(|at| {
                let mut project = project("Ett av mange", &phases(at), NO_PERIOD);
                project["year"] = json!(2019 + at / 60);
                project
            })
            .collect();
        let view = view(json!({"projects": projects}));
        drawn("nb", |context| Timeline::read(&view, context).unwrap().draw(context))
    };
    assert!(of(100).contains("Ett av mange") && !of(100).contains("for mange"));
    insta::assert_snapshot!(of(101));
}

proptest! {
    #[test]
    fn any_dates_are_drawn(dates in prop::collection::vec(prop::option::of("(19|20)[0-9]{2}(-(0[1-9]|1[0-2]))?"), 1..6)) {
        let ids = ["selected", "procurement", "a", "b", "completed"];
        let phases: Vec<(&str, Option<&str>)> = ids.into_iter().zip(dates.iter().map(Option::as_deref)).collect();
        let view = view(json!({"project": project("A", &phases, NO_PERIOD)}));
        let drawing = drawn("en", |context| Timeline::read(&view, context).unwrap().draw(context));
        prop_assert!(!drawing.contains("NaN") && !drawing.contains("inf"), "{drawing}");
    }
}
