//! The tours in `README.md` and `LESMEG.md` are true: each `console` block is run, and says what it shows.

use std::{fs, path::Path};

use crate::support::{
    copy,
    program::{printed, program},
    repository::git,
    root,
};

/// Runs the commands of a page's `console` blocks in a copy of the repository's portfolio and returns the page as it should be.
fn as_run(page: &str, language: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let portfolio = root().join("portfolio");
    copy::folder(&portfolio, &folder.path().join("portfolio"));
    let_a_year_pass(folder.path());
    let mut out = String::new();
    let mut is_tour = false;
    for line in page.lines() {
        match line {
            "```console" => is_tour = true,
            "```" if is_tour => is_tour = false,
            _ if is_tour && !line.starts_with("$ ") => continue,
            _ => {}
        }
        out += &format!("{line}\n");
        if let (true, Some(command)) = (is_tour, line.strip_prefix("$ stimulab ")) {
            out += &run(command, folder.path(), language);
        }
    }
    out
}

/// Keeps the portfolio in git with a revision from before a project moved on, which is called `last-year`.
fn let_a_year_pass(folder: &Path) {
    let file = folder.join("portfolio/2018/gjeldsfloka/project.yaml");
    let now = fs::read_to_string(&file).unwrap();
    let then = now.replacen("phase: diagnose", "phase: procurement", 1).replacen("  - {phase: diagnose}\n", "", 1);
    assert_ne!(now, then);
    git(folder, 0, &["init", "--quiet"]);
    for (day, text, tag) in [(2200, &then, "last-year"), (2500, &now, "now")] {
        fs::write(&file, text).unwrap();
        git(folder, day, &["add", "--all"]);
        git(folder, day, &["commit", "--quiet", "-m", "Keep the portfolio"]);
        git(folder, day, &["tag", tag]);
    }
}

fn run(command: &str, folder: &Path, language: &str) -> String {
    // Every second part stands between quotes and is one word.
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
    let done = program(folder, words).env("STIMULAB_LANG", language).output().unwrap();
    String::from_utf8(done.stdout).unwrap().replace("\r\n", "\n")
        + &String::from_utf8(done.stderr).unwrap().replace("\r\n", "\n")
}

#[test]
fn tours_are_true() {
    for (name, language) in [("README.md", "en"), ("LESMEG.md", "nb")] {
        let page = fs::read_to_string(root().join(name)).unwrap();
        let run = as_run(&page, language);
        // To accept: TOUR=write cargo test --test cli readme, then read the difference.
        if std::env::var_os("TOUR").is_some() {
            fs::write(root().join(name), &run).unwrap();
            continue;
        }
        let differing = page.lines().zip(run.lines()).find(|(page, run)| page != run);
        assert!(page == run, "{name} shows what the program does not say: {differing:?}");
    }
}

#[test]
fn the_first_command_of_the_page_is_the_one_that_is_tested() {
    let page = fs::read_to_string(root().join("README.md")).unwrap();
    let first = page.split_once("```sh\n").unwrap().1.lines().next().unwrap();
    let arguments = first.strip_prefix("cargo run --release -- ").expect("the page opens with the main job");
    let folder = tempfile::tempdir().unwrap();
    let portfolio = root().join("portfolio");
    let words = ["--portfolio", portfolio.to_str().unwrap()].into_iter().chain(arguments.split(' '));
    printed(folder.path(), &words.collect::<Vec<_>>());
    let written = folder.path().join(arguments.rsplit(' ').next().unwrap());
    assert_eq!(
        fs::read_to_string(written).unwrap(),
        fs::read_to_string(root().join("examples/announcement-2019.html")).unwrap()
    );
}
