//! Names that some systems cannot hold: found in any commit, and never made.

use crate::support::{
    program::said,
    repository::{Repository, git as run_git},
};

const PROJECT: &str = "title: Arkiv\nowner: arkivverket\nphase: applied\n";

fn portfolio() -> Repository {
    let repository = Repository::new();
    repository.write("stimulab.yaml", "language: nb\n");
    repository.write("organisations.yaml", "arkivverket: {name: Arkivverket, kind: state}\n");
    repository.write("2019/arkiv/project.yaml", PROJECT);
    repository.commit("Start");
    repository
}

/// Commits empty files with names that need not be on this system, and returns what the rule finds.
fn found(repository: &Repository, paths: &[&str]) -> Vec<String> {
    repository.write(".git/nothing", "");
    let blob = repository.git(&["hash-object", "-w", ".git/nothing"]);
    for path in paths {
        let entry = format!("100644,{blob},{path}");
        let arguments = ["-c", "core.protectNTFS=false", "update-index", "--add", "--cacheinfo", &entry];
        run_git(&repository.path(), 0, &arguments);
    }
    repository.later(&["commit", "--quiet", "-m", "Add names"]);
    let check = ["--at", "HEAD", "check", "--only", "unportable-name", "--format", "json"];
    let (code, text) = said(&repository.path(), &check);
    assert_eq!(code, i32::from(text.contains("\"unportable-name\"")), "{text}");
    let document: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
    document["findings"].as_array().unwrap().iter().map(|one| one["file"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_name_is_found_once() {
    let repository = portfolio();
    let wrong = [
        "2019/arkiv/documents/Referat: møte.md",
        "2019/arkiv/documents/a?.md",
        "2019/arkiv/documents/aux.md",
        "2019/arkiv/documents/avtale.md",
        "2019/arkiv/documents/deep/slutt.",
        "2019/arkiv/documents/pa\u{30a}.md",
        "2019/arkiv/report/nul.md",
        "2019/con",
        "lpt1.txt",
        "templates/prn.md.j2",
    ];
    let fine = [
        "2019/arkiv/documents/Avtale.md",
        "2019/arkiv/documents/console.md",
        "2019/arkiv/documents/p\u{e5}.md",
        "2019/arkiv/documents/-a b,c;d.md",
    ];
    let mut told = found(&repository, &[&wrong[..], &fine].concat());
    // Of two names that are one, either may be the one that is told.
    for told in &mut told {
        *told = told.replace("Avtale.md", "avtale.md").replace("p\u{e5}.md", "pa\u{30a}.md");
    }
    told.sort();
    assert_eq!(told, wrong);
}

#[test]
fn a_path_that_is_too_long_is_found_where_it_becomes_so() {
    let repository = portfolio();
    let long = format!("2019/arkiv/documents/{}/{}", "a".repeat(100), "b".repeat(80));
    let (first, second) = (format!("{long}/x.md"), format!("{long}/y/z.md"));
    assert_eq!(found(&repository, &[&first, &second]), [long]);
}

#[test]
fn no_command_makes_such_a_name() {
    let repository = portfolio();
    let folder = repository.path();
    let new = |more: &[&str]| said(&folder, &[&["new", "--year", "2020", "--owner", "arkivverket"], more].concat());
    assert_eq!(new(&["--title", "Aux"]).0, 0);
    assert!(folder.join("2020/aux-prosjekt/project.yaml").is_file());
    let long = "Helhetlig og sammenhengende oppfølging av barn og unge med sammensatte behov";
    assert_eq!(new(&["--title", long]).0, 0);
    assert!(folder.join("2020/helhetlig-og-sammenhengende-oppfolging-av-barn-og-unge-med").is_dir());
    let (code, text) = new(&["--slug", "con"]);
    assert!(code == 2 && text.contains("con-prosjekt"), "{text}");
    assert_eq!(new(&["--slug", &"x".repeat(61)]).0, 2);
    for path in ["nul.md", "ut/a:b.html", "ut./x.md"] {
        let (code, text) = said(&folder, &["render", "overview", "2019", "-o", path]);
        assert!(code == 2 && text.contains("cannot be the name"), "{path}: {text}");
    }
    let (code, text) = said(&folder, &["init", "aux"]);
    assert!(code == 2 && text.contains("cannot be the name"), "{text}");
}
