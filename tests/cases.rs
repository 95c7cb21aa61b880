//! Golden cases: each folder in `tests/cases/` holds commands, an input, and what the program says.
//!
//! - `cmd`: one command a line, run one after the other in a fresh copy of the input. `stimulab …` runs the program,
//!   `cat PATH` shows a file, `body PATH` a page without its head and styles, `ls` lists all files, `replace PATH OLD NEW`
//!   puts other words in a file, and `VAR=value` in front sets a variable. `#` starts a comment.
//! - `input/`: what the commands find in their folder; or a file `input` that names a folder of this repository.
//! - `output.snap`: standard output, standard error and exit code of each command. A snapshot is a claim that this output
//!   is right: read it before you accept it (`INSTA_UPDATE=always cargo test --test cases`, then `git diff`).
//!
//! `INSTA_GLOB_FILTER='*fix-*'` chooses cases by the name of their folder, `RULE=raw-html` those that show a rule.

#![allow(clippy::unwrap_used, reason = "what is wrong in a test should end it")]

mod support;

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use support::{copy, program::program, root};

#[test]
fn cases() {
    let mut asked = Vec::new();
    insta::glob!("cases/*/cmd", |cmd| asked.push(cmd.parent().unwrap().to_owned()));
    asked.retain(|case| is_about_rule(case));
    assert!(!asked.is_empty(), "there is no such case");
    let outputs: BTreeMap<PathBuf, String> = asked.into_par_iter().map(|case| (case.clone(), output(&case))).collect();
    insta::glob!("cases/*/cmd", |cmd| {
        let case = cmd.parent().unwrap();
        let Some(output) = outputs.get(case) else { return };
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_snapshot_suffix("");
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!("output", output));
    });
}

/// Returns whether a case shows the rule that `RULE` names, if that names one.
fn is_about_rule(case: &Path) -> bool {
    let said = || fs::read_to_string(case.join("output.snap")).unwrap_or_default();
    std::env::var("RULE").ok().is_none_or(|rule| said().contains(&format!("[{rule}]")))
}

/// Runs the commands of a case and returns what they say.
fn output(case: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    copy::folder(&input(case), folder.path());
    let mut out = String::new();
    for line in fs::read_to_string(case.join("cmd")).unwrap().lines() {
        if !line.trim().is_empty() && !line.starts_with('#') {
            run(line, folder.path(), &mut out);
        }
    }
    out
}

fn input(case: &Path) -> PathBuf {
    let named = case.join("input");
    if named.is_file() {
        return root().join(fs::read_to_string(named).unwrap().trim());
    }
    named
}

fn run(line: &str, folder: &Path, out: &mut String) {
    let words = words(line);
    let (variables, words): (Vec<_>, Vec<_>) = {
        let at = words.iter().position(|word| !word.contains('=')).unwrap_or(words.len());
        (words[..at].to_vec(), words[at..].to_vec())
    };
    writeln!(out, "$ {line}").unwrap();
    match words[0].as_str() {
        "cat" => out.push_str(&fs::read_to_string(folder.join(&words[1])).unwrap()),
        "body" => {
            let page = fs::read_to_string(folder.join(&words[1])).unwrap();
            out.push_str(&page[page.find("<body").unwrap()..]);
        }
        "replace" => {
            let path = folder.join(&words[1]);
            let old = fs::read_to_string(&path).unwrap();
            assert!(old.contains(&words[2]), "there is no '{}' in {}", words[2], words[1]);
            fs::write(&path, old.replace(&words[2], &words[3])).unwrap();
        }
        "ls" => {
            let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
            for file in files.filter(|file| file.file_type().is_file()) {
                let path = file.path().strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                writeln!(out, "{path}").unwrap();
            }
        }
        "stimulab" => {
            let mut command = program(folder, &words[1..]);
            let done = command.envs(variables.iter().filter_map(|word| word.split_once('='))).output().unwrap();
            let real = folder.canonicalize().unwrap();
            let text = |bytes: &[u8]| {
                let text = String::from_utf8_lossy(bytes).replace("\r\n", "⏎\n").replace('\u{feff}', "[BOM]");
                // Where the copy lies, and what the program's file is called, differ between machines.
                let places = [real.as_path(), folder].map(|place| place.display().to_string().replace('\\', "/"));
                places
                    .iter()
                    .fold(text, |text, place| text.replace(place, "[FOLDER]"))
                    .replace("stimulab.exe", "stimulab")
            };
            out.push_str(&text(&done.stdout));
            for line in text(&done.stderr).lines() {
                writeln!(out, "stderr: {line}").unwrap();
            }
            writeln!(out, "exit code: {}", done.status.code().unwrap()).unwrap();
        }
        other => panic!("cases know no command '{other}'"),
    }
    out.push('\n');
}

/// Splits a line into words as a shell does, with double quotes around those that have spaces.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for c in line.trim().chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words
}

#[test]
fn every_folder_is_a_case() {
    for entry in fs::read_dir(root().join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        assert!(
            folder.join("cmd").is_file() && folder.join("output.snap").is_file(),
            "{} is no whole case",
            folder.display()
        );
    }
}
