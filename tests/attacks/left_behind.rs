//! What runs that were killed leave behind: git ignores it, nothing speaks of it, and the next run takes it away.

use std::{fs, process::Stdio, time::Duration};

use crate::{
    ground::Ground,
    support::{
        program::{program, text},
        repository::git,
    },
};

const LEFT: &str = ".stimulab-tmp";

/// Lays what a killed run leaves.
fn leave(folder: &std::path::Path) {
    fs::create_dir(folder.join(LEFT)).unwrap();
    fs::write(folder.join(LEFT).join(".gitignore"), "*\n").unwrap();
    fs::write(folder.join(LEFT).join("4711-0.tmp"), "title: halv").unwrap();
}

#[test]
fn git_ignores_it_and_no_command_speaks_of_it() {
    let ground = Ground::new();
    git(&ground.portfolio(), 0, &["init", "--quiet"]);
    git(&ground.portfolio(), 0, &["add", "--all"]);
    git(&ground.portfolio(), 0, &["commit", "--quiet", "-m", "Begin"]);
    let before = text(&ground.run(&["check", "--format", "json"]).stdout);
    leave(&ground.portfolio());
    assert_eq!(git(&ground.portfolio(), 0, &["status", "--porcelain"]), "");
    let check = program(ground.folder.path(), ["check", "--format", "json"]).output().unwrap();
    assert_eq!(text(&check.stdout), before);
}

#[test]
fn the_next_run_takes_it_away() {
    for words in [
        &["check"][..],
        &["list"],
        &["check", "--fix"],
        &["schema", "--write"],
        &["render", "report", "2019/a", "--write"],
        &["new", "--year", "2026", "--slug", "ny", "--owner", "digdir"],
    ] {
        let ground = Ground::new();
        leave(&ground.portfolio());
        ground.run(words);
        assert!(!ground.at(LEFT).exists(), "{words:?}");
    }
    let ground = Ground::new();
    leave(&ground.outside());
    assert!(ground.run(&["render", "announcement", "2019", "-o", "outside/side.md"]).status.success());
    let names: Vec<_> = fs::read_dir(ground.outside()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["side.md"]);
}

#[test]
fn a_run_that_lives_keeps_what_it_writes() {
    let ground = Ground::new();
    leave(&ground.portfolio());
    let lock = fs::File::open(ground.at(LEFT).join(".gitignore")).unwrap();
    lock.lock_shared().unwrap();
    assert!(ground.run(&["list"]).status.success());
    assert!(ground.run(&["render", "report", "2019/a", "--write"]).status.success());
    assert!(ground.at(LEFT).join("4711-0.tmp").is_file());
    drop(lock);
    ground.run(&["list"]);
    assert!(!ground.at(LEFT).exists());
}

#[test]
fn a_run_that_is_killed_leaves_whole_files_and_nothing_that_git_sees() {
    let ground = Ground::new();
    let files: Vec<String> = (0..40).map(|number| format!("2019/p{number}/project.yaml")).collect();
    let (faulty, mended) =
        ("title: A\u{ad}rkiv\nowner: digdir\nphase: selected\n", "title: Arkiv\nowner: digdir\nphase: selected\n");
    for file in &files {
        ground.write(file, faulty);
    }
    git(&ground.portfolio(), 0, &["init", "--quiet"]);
    git(&ground.portfolio(), 0, &["add", "--all"]);
    git(&ground.portfolio(), 0, &["commit", "--quiet", "-m", "Begin"]);
    for wait in [20, 40, 60, 90, 130] {
        let mut command = program(ground.folder.path(), ["check", "--fix"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
        for file in &files {
            let now = fs::read_to_string(ground.at(file)).unwrap();
            assert!(now == faulty || now == mended, "{file}: {now}");
        }
        let seen = git(&ground.portfolio(), 0, &["status", "--porcelain", "--untracked-files=all"]);
        assert!(!seen.contains("??"), "{seen}");
    }
    ground.run(&["check", "--fix"]);
    assert!(!ground.at(LEFT).exists());
    assert!(files.iter().all(|file| fs::read_to_string(ground.at(file)).unwrap() == mended));
}

#[cfg(unix)]
#[test]
fn owner_and_mode_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let ground = Ground::new();
    let file = ground.at("2019/a/project.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    // Only a superuser gives files away; the mode is told in any case.
    let is_given = chown(&file, Some(12_345), Some(54_321)).is_ok();
    assert!(ground.run(&["check", "--fix"]).status.code().is_some());
    let about = fs::metadata(&file).unwrap();
    assert!(!fs::read_to_string(&file).unwrap().contains('\u{ad}'));
    assert_eq!(about.mode() & 0o7777, 0o664);
    if is_given {
        assert_eq!((about.uid(), about.gid()), (12_345, 54_321));
    }
}
