//! Golden cases: each folder in `tests/cases/` holds commands, an input, and what the program says.
//!
//! - `cmd`: one command a line, run one after the other in a fresh copy of the input. `stimulab …` runs the program,
//!   `cat PATH` shows a file, `body PATH` a page without its head and styles, `ls` lists all files, `replace PATH OLD NEW`
//!   puts other words in a file, and `VAR=value` in front sets a variable. `#` starts a comment.
//! - `input/`: what the commands find in their folder; or a file `input` that names a folder of this repository.
//! - `output.snap`: standard output, standard error and exit code of each command. A snapshot is a claim that this output
//!   is right: read it before you accept it (`INSTA_UPDATE=always cargo test --test cases`, then `git diff`).

#![allow(clippy::unwrap_used, reason = "what is wrong in a test should end it")]

mod copy;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The day on which every case happens, unless it sets `STIMULAB_TODAY` itself.
const TODAY: &str = "2026-11-23";

#[test]
fn cases() {
    insta::glob!("cases/*/cmd", |cmd| {
        let case = cmd.parent().unwrap();
        let folder = tempfile::tempdir().unwrap();
        copy::folder(&input(case), folder.path());
        let mut out = String::new();
        for line in
            fs::read_to_string(cmd).unwrap().lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        {
            run(line, folder.path(), &mut out);
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_snapshot_suffix("");
        settings.set_omit_expression(true);
        settings.remove_input_file();
        settings.bind(|| insta::assert_snapshot!("output", out));
    });
}

fn input(case: &Path) -> PathBuf {
    let named = case.join("input");
    if named.is_file() {
        return Path::new(env!("CARGO_MANIFEST_DIR")).join(fs::read_to_string(named).unwrap().trim());
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
            let mut command = Command::new(env!("CARGO_BIN_EXE_stimulab"));
            // The language, the terminal and the colours of the machine must not matter.
            command.args(&words[1..]).current_dir(folder).env_remove("STIMULAB_LANG").env_remove("CLICOLOR_FORCE");
            command.env("LC_ALL", "C").env("LANGUAGE", "").env("NO_COLOR", "1").env("STIMULAB_TODAY", TODAY);
            command.envs(variables.iter().filter_map(|word| word.split_once('=')));
            let done = command.stdin(std::process::Stdio::null()).output().unwrap();
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
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap() {
        let folder = entry.unwrap().path();
        assert!(
            folder.join("cmd").is_file() && folder.join("output.snap").is_file(),
            "{} is no whole case",
            folder.display()
        );
    }
}

#[test]
fn every_rule_is_broken_in_a_case() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap();
    let said: String =
        folders.map(|entry| fs::read_to_string(entry.unwrap().path().join("output.snap")).unwrap()).collect();
    // These compare two revisions, which a folder cannot hold: `tests/history/`.
    let of_changes = ["history-rewritten", "illegal-transition", "immutable-field", "lost-project"];
    let is_missing = |name: &&str| !of_changes.contains(name) && !said.contains(&format!("[{name}]: "));
    let missing: Vec<&str> = stimulab::rules::ALL.iter().map(|rule| rule.name).filter(is_missing).collect();
    assert_eq!(missing, Vec::<&str>::new(), "no case shows these rules");
}
