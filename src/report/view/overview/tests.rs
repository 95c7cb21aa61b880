//! What an overview counts, and what it never tells.

use std::fs;

use serde_json::Value;

use crate::{
    language::Language,
    load::{Nothing, load},
    model::About,
    report::{
        engine::{Document, Origin},
        view::{links::Links, make::make_view, target::Target},
    },
    source::Folder,
};

const SETTINGS: &str = "programme: {name: P, hosts: [a]}\ncriteria: {anchoring: {nb: Forankring}}\n";

/// Makes the overview of some years of a portfolio that consists of these files.
fn overview(files: &[(&str, &str)], first: i16, last: i16) -> Value {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in
        files.iter().chain(&[("stimulab.yaml", SETTINGS), ("organisations.yaml", "a: {name: A}\nb: {name: B}\n")])
    {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let source = Folder::new(folder.path());
    let loaded = load(&source, &Nothing).unwrap();
    assert!(loaded.observations.faults.is_empty(), "{:?}", loaded.observations.faults);
    let document = Document { name: "overview".into(), about: About::Years, summary: None, origin: Origin::BuiltIn };
    let target = Target::Years(first, last);
    let view = make_view(&loaded.portfolio, &source, &document, target, Language::BOKMAAL, Links::To(""), None);
    serde_json::to_value(view).unwrap()["overview"].take()
}

#[test]
fn what_is_internal_or_only_applied_leaves_no_trace() {
    let round = ("2020/round.yaml", "selected: 2\ngrant_total: 5000000\napplications: 9\n");
    let shown = (
        "2020/x/project.yaml",
        "title: X\nowner: a\nthemes: [t]\nphase: selected\nmilestones: [{phase: selected, on: 2020-05}]\n",
    );
    let after = ("2021/y/project.yaml", "title: Y\nowner: a\nphase: selected\n");
    let rest = "owner: [a, b]\nvendor: b\nthemes: [t, u]\nlife_event: e\nbudget: {grant: 123, own_funding: 4, earmarks: [{amount: 5}]}\n\
        assessment: {anchoring: weak}\nsources: [{title: S}]\ndoubts: [{key: budget, values: [a, b]}]\n";
    let internal = format!(
        "title: I\n{rest}phase: completed\nvisibility: internal\nmilestones: [{{phase: selected, on: 2020-05}}, {{phase: completed, on: 2020-06}}]\n"
    );
    let applied = format!("title: Z\n{rest}phase: applied\nmilestones: [{{phase: applied, on: 2020-04}}]\n");
    let with = [
        round,
        shown,
        after,
        ("2020/i/project.yaml", &internal),
        ("2020/i/results.yaml", "learnings: [{text: L}]\n"),
        ("2020/z/project.yaml", &applied),
        ("2021/i/project.yaml", &internal),
    ];
    for (first, last) in [(2020, 2020), (2020, 2021)] {
        assert_eq!(overview(&with, first, last), overview(&[round, shown, after], first, last));
    }
}

#[test]
fn a_change_stands_between_single_years_that_follow_each_other() {
    let files = [
        ("2015/round.yaml", "applications: 5\nthrough: 2016\n"),
        ("2017/round.yaml", "applications: 7\n"),
        ("2018/round.yaml", "applications: 4\ndoubts: [{key: applications, note: n}]\n"),
        ("2020/round.yaml", "applications: 9\n"),
    ];
    let table = &overview(&files, 2015, 2020)["figures"];
    let changes = table["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0]["years"], "2018");
    assert_eq!(changes[0]["applications"], serde_json::json!({"value": -3, "doubted": true}));
    assert_eq!(table["has_doubts"], true);
    assert_eq!(overview(&files, 2016, 2016)["years"], "2015–2016");
}

#[test]
fn no_more_projects_stand_beside_each_other_than_there_is_room_for() {
    let paths: Vec<String> = (1..=9).map(|at| format!("2020/p{at}/project.yaml")).collect();
    let project = "owner: a\nphase: selected\nassessment: {anchoring: strong}\n";
    let mut files: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), project)).collect();
    files.push(("2020/unassessed/project.yaml", "owner: a\nphase: selected\n"));
    let call = &overview(&files, 2020, 2020)["calls"][0];
    let sizes: Vec<_> = call["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|matrix| (matrix["first"].as_u64().unwrap(), matrix["projects"].as_array().unwrap().len()))
        .collect();
    assert_eq!(sizes, [(1, 5), (6, 4)]);
    assert_eq!(call["not_assessed"], 1);
    let labels: Vec<_> =
        call["projects"].as_array().unwrap().iter().map(|row| row["label"]["text"].as_str().unwrap()).collect();
    let mut unlike = labels.clone();
    unlike.sort_unstable();
    unlike.dedup();
    assert_eq!(unlike.len(), labels.len(), "two projects are called the same: {labels:?}");
}

#[test]
fn what_has_no_day_comes_after_what_has() {
    let milestones = "owner: a\nphase: explore\nmilestones: [{phase: selected, on: 2020}, {phase: procurement, on: 2020-03-31}, \
        {phase: diagnose, on: 2020-03}, {phase: explore, on: 2021-01-01}]\n";
    let made = overview(&[("2020/x/project.yaml", milestones)], 2020, 2020);
    let days = |key: &str| -> Vec<String> {
        made[key].as_array().unwrap().iter().map(|day| day["date"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(days("events"), ["2020-03-31", "2020-03", "2020"]);
    assert_eq!(days("later"), ["2021-01-01"]);
}
