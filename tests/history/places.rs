//! Where findings are shown: servers of builds want the paths of the repository, people those from where they are.

use std::path::Path;

use serde_json::Value;

use crate::support::{program::said, repository::Repository};

const FILE: &str = "min portefølje/2019/arkiv/project.yaml";

fn one_fault() -> Repository {
    let repository = Repository::new();
    repository.write("min portefølje/stimulab.yaml", "language: nb\n");
    repository.write(FILE, "title: Arkiv\nphase: '[a](1) {0}'\n");
    repository.commit("Start");
    repository
}

/// Returns the paths that each format names.
fn places(folder: &Path, options: &[&str]) -> [String; 5] {
    let told = |format: &str| {
        let (_, text) = said(folder, &[options, &["check", "--only", "unknown-phase", "--format", format]].concat());
        let read = || serde_json::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let found = match format {
            "sarif" => {
                read().pointer("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri").cloned().unwrap()
            }
            "gitlab" => read().pointer("/0/location/path").cloned().unwrap(),
            "json" => read().pointer("/findings/0/file").cloned().unwrap(),
            "github" => text.split_once("file=").unwrap().1.split(',').next().unwrap().into(),
            _ => text.split(':').next().unwrap().into(),
        };
        found.as_str().unwrap().to_owned()
    };
    ["github", "gitlab", "sarif", "json", "short"].map(told)
}

#[test]
fn servers_see_the_paths_of_the_repository() {
    let repository = one_fault();
    let address = "min%20portef%C3%B8lje/2019/arkiv/project.yaml";
    let from = |here: &str| [FILE, FILE, address, here, here].map(str::to_owned);
    let folder = repository.path();
    let named = ["--portfolio", "min portefølje"];
    assert_eq!(places(&folder, &named), from(FILE));
    assert_eq!(places(&folder.join("min portefølje"), &[]), from("2019/arkiv/project.yaml"));
    assert_eq!(places(&folder.join("min portefølje/2019/arkiv"), &[]), from("../../2019/arkiv/project.yaml"));
    assert_eq!(places(&folder.join("min portefølje"), &["--at", "HEAD"]), from("2019/arkiv/project.yaml"));
    let other = tempfile::tempdir().unwrap();
    let tree = other.path().join("tree");
    repository.git(&["worktree", "add", "--quiet", tree.to_str().unwrap(), "HEAD"]);
    assert_eq!(places(&tree.join("min portefølje"), &[]), from("2019/arkiv/project.yaml"));
}

#[test]
fn without_a_repository_paths_are_those_from_here() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("2019/arkiv")).unwrap();
    std::fs::write(folder.path().join("stimulab.yaml"), "language: nb\n").unwrap();
    std::fs::write(folder.path().join("2019/arkiv/project.yaml"), "phase: nope\n").unwrap();
    assert_eq!(places(folder.path(), &[]), ["2019/arkiv/project.yaml"; 5].map(str::to_owned));
    let (_, text) = said(folder.path(), &["check", "--format", "sarif"]);
    assert!(text.contains("the folder in which the command was run"), "{text}");
}

#[test]
fn a_message_of_sarif_holds_no_link_and_no_placeholder() {
    let repository = one_fault();
    let (_, text) =
        said(&repository.path().join("min portefølje"), &["check", "--only", "unknown-phase", "--format", "sarif"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    let message = document.pointer("/runs/0/results/0/message/text").unwrap().as_str().unwrap();
    assert!(message.contains("\\[a\\](1) {{0}}"), "{message}");
    let rules = document.pointer("/runs/0/tool/driver/rules").unwrap().as_array().unwrap();
    assert!(rules.iter().all(|rule| rule["id"].is_string() && rule.get("name").is_none()));
    assert!(text.contains("the root folder of the repository"));
}
