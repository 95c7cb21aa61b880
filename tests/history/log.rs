//! What `log` tells of a project and of the whole portfolio.

use crate::{
    repositories::history,
    support::{program::said, repository::git as run_git},
};

#[test]
fn the_life_of_a_project_is_told_through_its_renames() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "--detach", "HEAD~2"]);
    let (code, text) = said(&folder, &["log", "arkivfloken", "--format", "md", "--lang", "en"]);
    assert_eq!(code, 0, "{text}");
    // The names of commits depend on nothing but what is committed.
    insta::assert_snapshot!("log_of_a_project", text);
    for word in ["2019/arkivfloken", "2019/arkiv", "Arkivfloken"] {
        assert_eq!(said(&folder, &["log", word, "--format", "md", "--lang", "en"]).1, text, "{word}");
    }
    repository.git(&["switch", "--quiet", "main"]);
    // It is gone, and its history is not.
    let (code, gone) = said(&folder, &["log", "2019/arkivfloken", "--format", "csv", "--lang", "en"]);
    assert!(code == 0 && gone.contains(";removed;"), "{gone}");
    let (code, text) = said(&folder, &["log", "2019/arkivflokken"]);
    assert!(code == 2 && text.contains("nothing is called '2019/arkivflokken'"), "{text}");
}

#[test]
fn the_portfolio_is_told_commit_by_commit() {
    let repository = history();
    let folder = repository.path();
    let (code, text) = said(&folder, &["log", "--format", "md", "--lang", "en"]);
    assert_eq!(code, 0, "{text}");
    insta::assert_snapshot!("log_of_the_portfolio", text);
    let json = |arguments: &[&str]| {
        let (code, text) = said(&folder, &[&["log", "--format", "json"], arguments].concat());
        assert_eq!(code, 0, "{text}");
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["version"], 1);
        document["events"].as_array().unwrap().clone()
    };
    let all = json(&[]);
    // Every commit that git says changed a project's file is there, and no other.
    let of_git = repository.git(&[
        "log",
        "--no-merges",
        "--format=%H",
        "--",
        "portfolio/2019/*/project.yaml",
        "portfolio/2019/*/challenge.md",
    ]);
    let mut of_git: Vec<&str> = of_git.lines().collect();
    let mut ours: Vec<&str> = all.iter().map(|event| event["commit"].as_str().unwrap()).collect();
    ours.dedup();
    of_git.sort_unstable();
    ours.sort_unstable();
    let broken = repository.git(&["rev-list", "-1", "HEAD^{/Break a file}"]);
    assert_eq!(ours, of_git.into_iter().filter(|commit| *commit != broken).collect::<Vec<_>>());
    let phases = json(&["--field", "phase"]);
    assert!(phases.len() < all.len() && phases.iter().all(|event| event["field"] == "phase"));
    let approved: Vec<_> = phases.iter().filter(|event| event["approved_by"] == "styringsgruppen").collect();
    assert_eq!(approved.len(), 1);
    assert_eq!((&approved[0]["before"], &approved[0]["after"]), (&"selected".into(), &"procurement".into()));
    let (early, late) = (json(&["--until", "2020-06"]), json(&["--since", "2020-07"]));
    assert_eq!(early.len() + late.len(), all.len());
    assert!(early.iter().all(|event| event["date"].as_str().unwrap() < "2020-07"));
    assert_eq!(json(&["--field", "grant"]).len(), json(&["--field", "budget.grant"]).len());
    assert!(!json(&["--field", "challenge"]).is_empty() || all.iter().all(|event| event["event"] != "rewritten"));
    let shallow = tempfile::tempdir().unwrap();
    let url = format!("file://{}", folder.display());
    run_git(shallow.path(), 0, &["clone", "--quiet", "--depth=2", &url, "shallow"]);
    let (code, text) = said(&shallow.path().join("shallow"), &["log"]);
    assert!(code == 2 && text.contains("lacks a part of the history"), "{text}");
}
