//! Files that are no ordinary files, and folders that may not be read or written; only Unix has all of them.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    process::Command,
};

use tempfile::TempDir;

use crate::support::program::run;

fn portfolio() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("2019/a")).unwrap();
    for (path, text) in [
        ("stimulab.yaml", "programme: {name: StimuLab}\n"),
        ("organisations.yaml", "digdir: {name: Digdir, kind: state}\n"),
        ("2019/a/project.yaml", "title: A\nowner: digdir\nphase: selected\n"),
        ("2019/a/challenge.md", "Tekst.\n"),
    ] {
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

/// Returns the lines of a check in the short format, without the words.
fn found(folder: &Path) -> Vec<String> {
    let out = run(folder, ["check", "--format", "short"]);
    assert_eq!(String::from_utf8(out.stderr).unwrap(), "");
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().map(|line| line.split_once("]: ").unwrap().0.to_owned() + "]").collect()
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Returns whether the one who runs the tests may do what the permissions forbid, as root may, and says so.
fn permissions_do_not_count() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x");
    fs::write(&file, "x").unwrap();
    set_mode(&file, 0o000);
    let may = fs::read(&file).is_ok();
    if may {
        eprintln!("skipped: this user may read and write what the permissions forbid (root?)");
    }
    may
}

#[test]
fn links_are_told_and_never_followed() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x.md"), "hemmelig").unwrap();
    let folder = portfolio();
    let at = |path: &str| folder.path().join(path);
    symlink(outside.path().join("x.md"), at("2019/a/purpose.md")).unwrap();
    symlink(outside.path(), at("2019/b")).unwrap();
    symlink(outside.path(), at("2020")).unwrap();
    symlink("loop", at("2019/loop")).unwrap();
    symlink("..", at("2019/up")).unwrap();
    symlink("finnes-ikke", at("about.md")).unwrap();
    let files = ["2019/a/purpose.md", "2019/b", "2019/loop", "2019/up", "2020", "about.md"];
    assert_eq!(found(folder.path()), files.map(|file| format!("{file}:1:1: error[unreadable-file]")));
    let page = run(folder.path(), ["render", "announcement", "2019"]);
    assert!(!String::from_utf8(page.stdout).unwrap().contains("hemmelig"));
}

#[test]
fn a_linked_project_file_is_told() {
    let folder = portfolio();
    let project = folder.path().join("2019/a/project.yaml");
    fs::rename(&project, folder.path().join("2019/a/.real.yaml")).unwrap();
    symlink(".real.yaml", &project).unwrap();
    assert_eq!(found(folder.path()), ["2019/a/project.yaml:1:1: error[unreadable-file]"]);
}

#[test]
fn a_pipe_is_told_and_not_waited_for() {
    let folder = portfolio();
    let made = Command::new("mkfifo")
        .arg(folder.path().join("2019/a/results.yaml"))
        .arg(folder.path().join("2019/round.yaml"))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no mkfifo here");
        return;
    }
    let files = ["2019/a/results.yaml", "2019/round.yaml"];
    assert_eq!(found(folder.path()), files.map(|file| format!("{file}:1:1: error[unreadable-file]")));
}

#[test]
fn what_may_not_be_read_is_told() {
    if permissions_do_not_count() {
        return;
    }
    let folder = portfolio();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir(at("2020")).unwrap();
    set_mode(&at("2019/a/challenge.md"), 0o000);
    set_mode(&at("2020"), 0o000);
    let told = found(folder.path());
    set_mode(&at("2020"), 0o755);
    assert_eq!(told, ["2019/a/challenge.md:1:1: error[unreadable-file]", "2020:1:1: error[unreadable-file]"]);
}

#[test]
fn where_nothing_may_be_written_nothing_is_left() {
    if permissions_do_not_count() {
        return;
    }
    let folder = portfolio();
    set_mode(folder.path(), 0o555);
    let new = run(folder.path(), ["new", "--year", "2026", "--slug", "ny", "--owner", "digdir"]);
    let render = run(folder.path(), ["render", "announcement", "2019", "-o", "side.md"]);
    set_mode(folder.path(), 0o755);
    for out in [new, render] {
        assert_eq!(out.status.code(), Some(2));
        assert!(String::from_utf8(out.stderr).unwrap().starts_with("feil: kan ikke skrive "));
    }
    let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["2019", "organisations.yaml", "stimulab.yaml"]);
}

#[test]
fn a_read_only_page_is_not_replaced() {
    if permissions_do_not_count() {
        return;
    }
    let folder = portfolio();
    let page = folder.path().join("side.md");
    fs::write(&page, "gammel").unwrap();
    set_mode(&page, 0o444);
    assert_eq!(run(folder.path(), ["render", "announcement", "2019", "-o", "side.md"]).status.code(), Some(2));
    assert_eq!(fs::read_to_string(&page).unwrap(), "gammel");
}

#[test]
fn names_that_command_a_terminal_are_told_on_one_line() {
    let folder = portfolio();
    for name in ["ny\nlinje", "\u{1b}[31m", "a b", "æøå", "-rf", "%00"] {
        fs::create_dir_all(folder.path().join("2019").join(name)).unwrap();
        fs::write(folder.path().join("2019/a").join(format!("{name}.txt")), "x").unwrap();
    }
    // One for each that the portfolio has no place for, and one more for each of the four that Windows cannot hold.
    assert_eq!(found(folder.path()).len(), 16);
    for format in ["short", "human", "json", "github", "sarif", "junit", "gitlab"] {
        let out = run(folder.path(), ["check", "--format", format]);
        let text = String::from_utf8(out.stdout).unwrap();
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{format}: {text:?}");
        // Those that count lines must not be misled.
        let is_by_line = ["short", "github"].contains(&format);
        assert!(!is_by_line || !text.contains("ny\nlinje"), "{format}: {text}");
    }
}

#[test]
fn a_file_that_breaks_a_rule_everywhere_takes_seconds() {
    let project = "title: A\nowner: digdir\nphase: selected\n";
    let partners = (0..6_000).fold(String::new(), |text, number| text + "x" + &number.to_string() + ", ");
    for (path, text) in [
        // One endless word, one endless line, and more comments than anybody writes.
        ("2019/a/challenge.md", "a\u{ad}".repeat(60_000)),
        ("2019/a/challenge.md", "a\u{a0}b ".repeat(30_000)),
        ("2019/a/challenge.md", "<!-- --> a.internal.md ".repeat(8_000)),
        ("2019/a/challenge.md", format!("<div>{}", "<!-- -->".repeat(20_000))),
        ("2019/a/challenge.md", "[a](b.md) ".repeat(10_000)),
        ("2019/a/challenge.md", "<!-- stimulab: allow(raw-html) x -->\n".repeat(8_000)),
        ("2019/a/project.yaml", project.to_owned() + &"# stimulab: allow(raw-html) x\n".repeat(25_000)),
        ("2019/a/project.yaml", format!("{project}partners: [{partners}]\n")),
    ] {
        let folder = portfolio();
        fs::write(folder.path().join(path), &text).unwrap();
        let start = std::time::Instant::now();
        let lines = found(folder.path()).len();
        let shown: String = text.chars().take(60).collect();
        // Ten thousand of a rule are kept, so that counts and comparisons hold.
        assert!((1..=20_000).contains(&lines), "{lines} findings of {shown}");
        assert!(start.elapsed().as_secs() < 60, "{:?} for {shown}", start.elapsed());
    }
}

#[test]
fn a_file_that_cannot_be_mended_keeps_no_other_from_it() {
    if permissions_do_not_count() {
        return;
    }
    let folder = portfolio();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir(at("2019/b")).unwrap();
    let faulty = "title: A\u{ad}rkiv\nowner: digdir\nphase: selected\n";
    fs::write(at("2019/a/project.yaml"), faulty).unwrap();
    fs::write(at("2019/b/project.yaml"), faulty).unwrap();
    set_mode(&at("2019/a"), 0o555);
    let out = run(folder.path(), ["check", "--fix"]);
    let again = run(folder.path(), ["check", "--fix"]);
    set_mode(&at("2019/a"), 0o755);
    assert_eq!(out.status.code(), Some(2));
    let said = String::from_utf8(again.stderr).unwrap();
    assert!(said.contains("kan ikke skrive") && !said.contains("Fant ingenting"), "{said}");
    assert_eq!(fs::read_to_string(at("2019/a/project.yaml")).unwrap(), faulty);
    assert_eq!(fs::read_to_string(at("2019/b/project.yaml")).unwrap(), faulty.replace('\u{ad}', ""));
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains("2019/a/project.yaml") && !said.contains(".tmp"), "{said}");
    assert!(String::from_utf8(out.stdout).unwrap().contains("warning[word-paste]"), "what is left is shown");
}

#[test]
fn letters_that_a_mac_keeps_in_its_own_way_are_told() {
    let folder = portfolio();
    let at = |path: &str| folder.path().join(path);
    fs::create_dir(at("2019/a/documents")).unwrap();
    fs::write(at("2019/a/documents/pa\u{30a}.md"), "Skisse.\n").unwrap();
    fs::write(at("2019/a/challenge.md"), "Les [skissen](documents/p\u{e5}.md).\n").unwrap();
    fs::write(at("organisations.yaml"), "raa: {name: Ra\u{30a} AS, kind: company}\n").unwrap();
    let milestones = "milestones: [{phase: selected, on: 2026-05, approved_by: S, document: documents/p\u{e5}.md}]\n";
    fs::write(at("2019/a/project.yaml"), format!("title: A\nowner: R\u{e5} AS\nphase: selected\n{milestones}"))
        .unwrap();
    let text = String::from_utf8(run(folder.path(), ["check", "--lang", "en"]).stdout).unwrap();
    assert_eq!(text.matches("exists, but letters such as å or é are stored differently").count(), 2, "{text}");
    assert!(text.contains("did you mean raa?"), "{text}");
}
