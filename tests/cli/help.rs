//! The help is whole in every language, and its examples work.

use std::fs;

use crate::support::{
    copy,
    program::{printed, program, run},
    repository::git,
    root,
};

const LANGUAGES: [&str; 3] = ["nb", "nn", "en"];

/// Returns the names of the commands: the first words of the lines below the heading.
fn commands() -> Vec<String> {
    let help = printed(root(), &["--help", "--lang", "en"]);
    let list = help.split_once("Commands:\n").unwrap().1.split("\n\n").next().unwrap();
    let names = list.lines().filter(|line| !line.starts_with("   ")).filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

#[test]
fn help_is_in_every_language() {
    let commands = commands();
    assert!(commands.len() >= 13, "{commands:?}");
    for language in LANGUAGES {
        for command in &commands {
            let help = printed(root(), &[command, "--help", "--lang", language]);
            assert_eq!(help, printed(root(), &["help", command, "--lang", language]));
            assert_eq!(help, printed(root(), &[command, "-h", "--lang", language]));
            let keys = ["help.", "usage.", "note.", "{"].iter().filter(|key| help.contains(**key));
            assert_eq!(keys.count(), 0, "the help of {command} lacks a text in {language}: {help}");
            let own = help.split_once("--portfolio").expect("the flags of every command come last").1;
            let last = ["--at", "--lang", "--color", "--quiet", "--verbose", "--help"].map(|flag| own.find(flag));
            assert!(last.is_sorted() && last[0].is_some(), "{command} in {language}: {last:?}");
        }
    }
}

#[test]
fn no_line_of_the_help_is_wider_than_a_page() {
    for command in commands() {
        for language in LANGUAGES {
            let help = printed(root(), &[&command, "--help", "--lang", language]);
            let widest = help.lines().max_by_key(|line| line.chars().count()).unwrap();
            assert!(widest.chars().count() <= 100, "{widest}");
        }
    }
}

/// Splits a command as a shell does.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| if at % 2 == 1 { vec![part] } else { part.split_whitespace().collect() });
    words.map(str::to_owned).collect()
}

#[test]
fn examples_of_the_help_work_on_the_portfolio() {
    for command in commands() {
        let help = printed(root(), &[&command, "--help", "--lang", "en"]);
        let lines = help.split_once("Examples:\n").unwrap().1.split("\n\n").next().unwrap();
        let examples = lines.lines().filter_map(|line| line.strip_prefix("  stimulab "));
        let folder = tempfile::tempdir().unwrap();
        if command != "init" {
            copy::folder(&root().join("portfolio"), &folder.path().join("portfolio"));
            git(folder.path(), 0, &["init", "--quiet"]);
            git(folder.path(), 2000, &["add", "--all"]);
            git(folder.path(), 2000, &["commit", "--quiet", "-m", "Keep the portfolio"]);
        }
        for example in examples.map(|line| line.split("  ").next().unwrap()) {
            let done = run(folder.path(), words(example));
            let said = String::from_utf8_lossy(&done.stderr);
            // Nobody is there to be asked.
            let asks = example == "new" && said.contains("--year");
            assert!(done.status.success() || asks, "stimulab {example}: {said}");
        }
    }
}

#[test]
fn without_a_command_the_program_says_where_you_are() {
    let folder = tempfile::tempdir().unwrap();
    let lost = run(folder.path(), [] as [&str; 0]);
    assert_eq!(lost.status.code(), Some(2), "there is no portfolio, so nothing can be said of it");
    assert!(lost.stdout.is_empty() && String::from_utf8_lossy(&lost.stderr).contains("stimulab init"));
    assert!(printed(folder.path(), &["init"]).contains("portfolio/stimulab.yaml"));
    let first = printed(folder.path(), &[]);
    assert!(first.contains("stimulab new"), "{first}");
    // A portfolio with findings is no failure of this command; `check` is proposed first.
    fs::write(folder.path().join("portfolio/stimulab.yaml"), "language: nb\nno_such_key: 1\n").unwrap();
    let broken = program(folder.path(), [] as [&str; 0]).output().unwrap();
    let said = String::from_utf8_lossy(&broken.stdout).into_owned();
    assert_eq!(broken.status.code(), Some(0));
    assert!(said.split("stimulab ").nth(1).is_some_and(|next| next.starts_with("check")), "{said}");
}
