//! Runs beside one another on one portfolio, and readers that go away.

use std::{
    fs,
    process::{Child, Stdio},
};

use crate::support::program::{program, run};

fn portfolio() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("2019/a")).unwrap();
    for (path, text) in [
        ("stimulab.yaml", "programme: {name: StimuLab, hosts: [digdir]}\n"),
        ("organisations.yaml", "digdir: {name: Digdir, kind: state}\n"),
        ("2019/round.yaml", "applications: 3\n"),
        ("2019/a/project.yaml", "title: Å\nowner: digdir\nphase: selected\n"),
        ("2019/a/challenge.md", "Tekst.\n"),
    ] {
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

#[test]
fn of_two_that_add_the_same_project_one_wins() {
    for round in 0..10 {
        let folder = portfolio();
        let start = |owner: &str| {
            let words = ["new", "--year", "2026", "--slug", "ny", "--title", owner, "--owner", "digdir"];
            program(folder.path(), words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let runs: [Child; 4] = ["En", "To", "Tre", "Fire"].map(start);
        let codes = runs.map(|mut run| run.wait().unwrap().code().unwrap());
        assert_eq!(codes.iter().filter(|code| **code == 0).count(), 1, "round {round}: {codes:?}");
        assert_eq!(codes.iter().filter(|code| **code == 2).count(), 3, "round {round}: {codes:?}");
        let mut files: Vec<_> =
            fs::read_dir(folder.path().join("2026/ny")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        files.sort();
        assert_eq!(files, ["assessment.md", "challenge.md", "project.yaml", "purpose.md"]);
        assert!(folder.path().join("2026/round.yaml").is_file(), "round {round}");
    }
}

#[test]
fn of_two_that_add_projects_to_a_new_year_both_win() {
    for round in 0..10 {
        let folder = portfolio();
        let start = |slug: &str| {
            let words = ["new", "--year", "2026", "--slug", slug, "--owner", "digdir"];
            program(folder.path(), words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let runs: [Child; 4] = ["en", "to", "tre", "fire"].map(start);
        let codes = runs.map(|mut run| run.wait().unwrap().code().unwrap());
        assert_eq!(codes, [0; 4], "round {round}");
        assert_eq!(run(folder.path(), ["check", "--quiet"]).status.code(), Some(0));
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = portfolio();
    // More than a pipe holds, so that writing meets the closed end.
    fs::write(folder.path().join("2019/a/notater.md"), "x").unwrap();
    fs::write(folder.path().join("2019/a/project.yaml"), "ukjent: 1\n".repeat(2_000)).unwrap();
    for words in
        [&["explain"][..], &["check", "--format", "json"], &["check"], &["list"], &["render", "announcement", "2019"]]
    {
        let mut child = program(folder.path(), words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let done = child.wait_with_output().unwrap();
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(!said.contains("panicked") && !said.contains("error"), "{words:?}: {said}");
        let expected = i32::from(words[0] == "check");
        assert_eq!(done.status.code(), Some(expected), "{words:?}: {said}");
    }
}
