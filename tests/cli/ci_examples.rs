//! The commands in `examples/ci/` and in the hooks for pre-commit work on the portfolio as they stand.

use std::fs;

use crate::support::{copy, program::run, repository::git, root};

/// Lists the commands of the program in a file: what stands after `run:`, `entry:`, `-` or at the start of a line.
fn commands(text: &str) -> Vec<String> {
    let command = |line: &str| {
        let line = line.trim_start_matches(|letter| " -".contains(letter));
        let line = line.strip_prefix("run: ").or(line.strip_prefix("entry: ")).unwrap_or(line);
        let arguments = line.strip_prefix("stimulab ")?;
        Some(arguments.split(['>', '|']).next().unwrap().trim().to_owned())
    };
    text.lines().filter_map(command).collect()
}

#[test]
fn commands_work_as_they_stand() {
    let root = root();
    let folder = tempfile::tempdir().unwrap();
    copy::folder(&root.join("portfolio"), &folder.path().join("portfolio"));
    // What is compared with is the main branch of the place it was cloned from.
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "--all"],
        &["commit", "--quiet", "-m", "Keep the portfolio"],
        &["update-ref", "refs/remotes/origin/main", "HEAD"],
    ] {
        git(folder.path(), 0, arguments);
    }
    let examples = fs::read_dir(root.join("examples/ci")).unwrap().map(|entry| entry.unwrap().path());
    let mut tried = 0;
    for file in examples.chain([root.join(".pre-commit-hooks.yaml")]) {
        for command in commands(&fs::read_to_string(&file).unwrap()) {
            let done = run(folder.path(), command.split_whitespace());
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{}: stimulab {command}: {said}", file.display());
            tried += 1;
        }
    }
    assert!(tried >= 6, "only {tried} commands were found");
}

/// Returns whether a word is the full name of a commit.
fn is_commit(word: &str) -> bool {
    word.len() == 40 && word.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[test]
fn what_others_wrote_is_named_by_its_commit() {
    let root = root();
    let mut tried = 0;
    for entry in fs::read_dir(root.join("examples/ci")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let uses: Vec<&str> =
            text.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses: ")).collect();
        for line in &uses {
            let (action, comment) = line.split_once(" # ").unwrap_or((line, ""));
            let (_, version) = action.split_once('@').unwrap();
            assert!(is_commit(version), "{}: {line} can be moved to other code", path.display());
            assert!(
                comment.starts_with('v') && comment.contains('.'),
                "{}: {line} does not say its version",
                path.display()
            );
            tried += 1;
        }
        if uses.is_empty() {
            continue;
        }
        // The password of the run would lie in `.git/config`, beside what a stranger wrote.
        let checkouts = uses.iter().filter(|line| line.starts_with("actions/checkout@")).count();
        assert_eq!(text.matches("persist-credentials: false").count(), checkouts, "{}", path.display());
        let (top, jobs) = text.split_once("\njobs:").unwrap();
        assert!(top.contains("\npermissions:\n  contents: read") && !top.contains(": write"), "{}", path.display());
        assert!(!jobs.contains("contents: write") && !text.contains("pull_request_target"), "{}", path.display());
    }
    assert!(tried >= 4, "only {tried} actions were found");
}
