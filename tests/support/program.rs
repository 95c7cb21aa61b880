//! Runs the program in the same environment on every machine.

use std::{
    ffi::OsStr,
    path::Path,
    process::{Command, Output, Stdio},
};

/// The file of the program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_stimulab");

/// The day on which every test happens, unless it sets another.
pub const TODAY: &str = "2026-11-23";

/// What a program needs of the machine to start at all.
const NEEDED: [&str; 4] = ["PATH", "SYSTEMROOT", "TEMP", "TMP"];

/// Puts a command into a folder and an environment without languages, colours, continuous integration or settings of the user.
pub fn in_clean_environment(mut command: Command, folder: &Path) -> Command {
    let needed = std::env::vars_os()
        .filter(|(name, _)| name.to_str().is_some_and(|name| NEEDED.contains(&name.to_uppercase().as_str())));
    command.current_dir(folder).stdin(Stdio::null()).env_clear().envs(needed).env("LC_ALL", "C");
    command.env("STIMULAB_TODAY", TODAY);
    command
}

/// Prepares a run of the program in a folder.
pub fn program(folder: &Path, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(words);
    in_clean_environment(command, folder)
}

/// Runs the program in a folder.
pub fn run(folder: &Path, words: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    program(folder, words).output().unwrap()
}

/// Runs the program, which must succeed, and returns what it printed.
pub fn printed(folder: &Path, words: &[&str]) -> String {
    let done = run(folder, words);
    assert!(done.status.success(), "stimulab {}: {}", words.join(" "), text(&done.stderr));
    text(&done.stdout)
}

/// Runs the program in English, and returns its exit code and all it says.
pub fn said(folder: &Path, words: &[&str]) -> (i32, String) {
    let done = program(folder, words).env("STIMULAB_LANG", "en").output().unwrap();
    (done.status.code().unwrap(), text(&done.stdout) + &text(&done.stderr))
}

/// Returns bytes as text.
pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
