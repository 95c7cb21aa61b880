//! What git cannot give is told as that, and never taken for something else.

use std::{fs, process::Command};

use crate::{
    repositories::history,
    support::{program::said, repository::git as run_git},
};

#[test]
fn what_git_cannot_give_is_an_error_and_no_finding() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("stimulab.yaml"), "language: nb\n").unwrap();
    let (code, text) = said(outside.path(), &["--at", "HEAD", "list"]);
    assert!(code == 2 && text.contains("is not in a git repository"), "{text}");
    run_git(outside.path(), 0, &["init", "--quiet"]);
    for revision in ["HEAD", "2020"] {
        let (code, text) = said(outside.path(), &["--at", revision, "list"]);
        assert!(code == 2 && text.contains("there are no commits yet"), "{text}");
    }
    let repository = history();
    let folder = repository.path();
    let object = |revision: &str| {
        let id = repository.git(&["rev-parse", revision]);
        folder.join(format!(".git/objects/{}/{}", &id[..2], &id[2..]))
    };
    let check = |revision: &str| said(&folder, &["--at", revision, "check"]);
    let damage = |revision: &str, bytes: Option<&[u8]>, path: &str| {
        let object = object(revision);
        let sound = fs::read(&object).unwrap();
        fs::remove_file(&object).unwrap();
        if let Some(bytes) = bytes {
            fs::write(&object, bytes).unwrap();
        }
        let (code, text) = check("HEAD~1");
        assert!(code == 2 && text.contains("damaged or incomplete"), "{revision}: {code} {text}");
        assert!(text.contains(path), "{text}");
        assert!(!text.contains("unreadable-file"), "{text}");
        fs::write(&object, sound).unwrap();
        assert!(check("HEAD~1").0 == 1, "as it was");
    };
    damage("HEAD~1:portfolio/2019/gjeld/project.yaml", None, "2019/gjeld/project.yaml");
    damage("HEAD~1:portfolio/2019/gjeld/project.yaml", Some(b"no object"), "2019/gjeld/project.yaml");
    damage("HEAD~1:portfolio/2019/gjeld", None, "2019/gjeld");
    damage("HEAD~1:portfolio/2019", None, "2019");
    damage("HEAD~1:portfolio", None, "portfolio");
}

#[test]
fn a_damaged_object_is_never_read_as_if_it_were_sound() {
    let repository = history();
    let folder = repository.path();
    let said_so = ["damaged or incomplete", "cannot be read"];
    let questions: [&[&str]; 3] = [&["--at", "HEAD~1", "check"], &["log"], &["diff", "HEAD~1", "HEAD"]];
    for revision in ["HEAD~1:portfolio/2019/gjeld/project.yaml", "HEAD~1:portfolio/2019", "HEAD~1"] {
        let id = repository.git(&["rev-parse", revision]);
        let path = folder.join(format!(".git/objects/{}/{}", &id[..2], &id[2..]));
        let sound = fs::read(&path).unwrap();
        let as_it_is: Vec<_> = questions.iter().map(|question| said(&folder, question)).collect();
        let write = |bytes: &[u8]| {
            fs::remove_file(&path).unwrap();
            fs::write(&path, bytes).unwrap();
        };
        // Half of it gone, and then a byte here and there.
        let half = sound.iter().enumerate().map(|(at, byte)| if at < sound.len() / 2 { *byte } else { 0 }).collect();
        let flipped = (0..sound.len()).step_by(17).map(|at| {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x21;
            bytes
        });
        for bytes in std::iter::once(half).chain(flipped) {
            write(&bytes);
            for (question, as_it_is) in questions.iter().zip(&as_it_is) {
                let answer = said(&folder, question);
                let is_refused = answer.0 == 2 && said_so.iter().any(|words| answer.1.contains(words));
                // A byte that unpacking does not look at changes nothing.
                assert!(is_refused || answer == *as_it_is, "{revision} {question:?}: {} {}", answer.0, answer.1);
            }
        }
        write(&sound);
    }
}

#[test]
fn a_repository_in_another_format_is_no_empty_one() {
    for (option, format) in [("--object-format=sha256", "SHA-256"), ("--ref-format=reftable", "reftable")] {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new("git").args(["init", "--quiet", option]).arg(folder.path()).output().unwrap();
        // Older versions of git do not know them.
        if !made.status.success() {
            continue;
        }
        fs::write(folder.path().join("stimulab.yaml"), "language: nb\n").unwrap();
        run_git(folder.path(), 0, &["add", "--all"]);
        run_git(folder.path(), 0, &["commit", "--quiet", "-m", "Start"]);
        for command in [&["--at", "HEAD", "list"][..], &["log"], &["diff"], &["check", "--history"]] {
            let (code, text) = said(folder.path(), command);
            assert!(code == 2 && text.contains(&format!("uses {format}")), "{command:?}: {text}");
        }
    }
}

#[test]
fn a_missing_commit_is_not_a_missing_revision() {
    let repository = history();
    let folder = repository.path();
    let id = repository.git(&["rev-parse", "HEAD"]);
    fs::remove_file(folder.join(format!(".git/objects/{}/{}", &id[..2], &id[2..]))).unwrap();
    for revision in ["HEAD", "main", "2021", "main~1"] {
        let (code, text) = said(&folder, &["--at", revision, "list"]);
        assert!(code == 2 && text.contains("damaged or incomplete"), "{revision}: {text}");
    }
    let (code, text) = said(&folder, &["log"]);
    assert!(code == 2 && text.contains("damaged or incomplete"), "{text}");
}

#[test]
fn commits_with_nothing_in_common_are_told_from_damaged_ones() {
    let repository = history();
    let folder = repository.path();
    repository.git(&["switch", "--quiet", "--orphan", "other"]);
    repository.write("x.md", "x\n");
    repository.commit("Begin anew");
    repository.git(&["switch", "--quiet", "main"]);
    let (code, text) = said(&folder, &["check", "--since", "other..."]);
    assert!(code == 2 && text.contains("have no common commit"), "{text}");
    repository.git(&["switch", "--quiet", "--create", "branch"]);
    let lost = repository.commit("One");
    repository.commit("Two");
    fs::remove_file(folder.join(format!(".git/objects/{}/{}", &lost[..2], &lost[2..]))).unwrap();
    let (code, text) = said(&folder, &["check", "--since", "main..."]);
    assert!(code == 2 && text.contains("damaged or incomplete"), "{text}");
}
