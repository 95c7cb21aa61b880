//! Makes git repositories for tests, with nothing of the user's own settings in them.

#![allow(dead_code, reason = "each test uses what it needs")]
#![allow(clippy::unwrap_used, reason = "what is wrong in a test should end it")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Holds a repository in a folder that is deleted afterwards.
pub struct Repository {
    folder: tempfile::TempDir,
    /// Day of the next commit, counted from 2020-01-01.
    day: std::cell::Cell<u32>,
}

impl Repository {
    /// Starts an empty repository with a branch `main`.
    pub fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap(), day: std::cell::Cell::new(0) };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// Returns its work tree.
    pub fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// Runs git in the work tree, and returns what it says.
    pub fn git(&self, arguments: &[&str]) -> String {
        git(&self.path(), self.day.get(), arguments)
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces text in a file that holds it.
    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path().join(path)).unwrap();
        assert!(text.contains(old), "{path} has no {old}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Commits everything, a month after the commit before, and returns the commit.
    pub fn commit(&self, message: &str) -> String {
        self.day.set(self.day.get() + 30);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Lets a month pass and runs git, for merges and reverts.
    pub fn later(&self, arguments: &[&str]) -> String {
        self.day.set(self.day.get() + 30);
        self.git(arguments)
    }
}

/// Runs git in a folder on a day counted from 2020-01-01, away from the user's settings.
pub fn git(folder: &Path, day: u32, arguments: &[&str]) -> String {
    let date = format!("{} +0100", 1_577_880_000 + u64::from(day) * 86_400);
    let done = Command::new("git")
        .current_dir(folder)
        .args(["-c", "protocol.file.allow=always", "-c", "core.autocrlf=false"])
        .args(arguments)
        .env_clear()
        .envs(
            std::env::vars()
                .filter(|(name, _)| ["PATH", "SYSTEMROOT", "TMP", "TEMP"].contains(&name.to_uppercase().as_str())),
        )
        .envs([("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" })])
        .envs([("GIT_AUTHOR_NAME", "Kari Nordmann"), ("GIT_AUTHOR_EMAIL", "kari@example.no")])
        .envs([("GIT_COMMITTER_NAME", "Ola Nordmann"), ("GIT_COMMITTER_EMAIL", "ola@example.no")])
        .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
        .output()
        .unwrap();
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

/// Runs the program in a folder.
pub fn stimulab(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_stimulab"))
        .current_dir(folder)
        .args(arguments)
        .env("STIMULAB_LANG", "en")
        .env("STIMULAB_TODAY", "2026-11-23")
        .env_remove("GITHUB_STEP_SUMMARY")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

/// Runs the program and returns its exit code and all it says.
pub fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let done = stimulab(folder, arguments);
    let said = [done.stdout, done.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (done.status.code().unwrap(), said)
}

const SETTINGS: &str = "programme: {name: StimuLab}\nlanguage: nb\nprocess: triple-diamond\n";
const ORGANISATIONS: &str =
    "arkivverket: {name: Arkivverket, kind: state}\nnav: {name: NAV, kind: state}\npwc: {name: PwC, kind: company}\n";

/// Makes a history with what histories have: projects that come, move on, change their folder and go, branches that meet, a
/// change taken back, files that are broken for a while, and things that are no files.
pub fn history() -> Repository {
    let repository = Repository::new();
    let at = |path: &str| format!("portfolio/{path}");
    repository.write("README.md", "Not a portfolio yet.\n");
    repository.commit("Start the repository");
    repository.write(&at("stimulab.yaml"), SETTINGS);
    repository.write(&at("organisations.yaml"), ORGANISATIONS);
    repository.commit("Start the portfolio");
    repository.write(&at("2019/round.yaml"), "applications: 38\ngrant_total: 18800000\n");
    let arkiv = "title: Arkivfloken\nowner: arkivverket\nvendor: pwc\nphase: selected\nbudget:\n  grant: 2500000\n\
        milestones:\n  - {phase: selected, on: 2019-12}\n";
    repository.write(&at("2019/arkiv/project.yaml"), arkiv);
    repository.write(&at("2019/arkiv/challenge.md"), "Arkivering er *vanskelig* for mange.\n");
    repository.commit("Add Arkivfloken");
    repository.write(&at("2019/gjeld/project.yaml"), "title: Gjeldsfloken\nowner: nav\nphase: selected\n");
    repository.commit("Add Gjeldsfloken");
    repository.git(&["switch", "--quiet", "--create", "side"]);
    repository.replace(&at("2019/gjeld/project.yaml"), "phase: selected", "phase: procurement");
    repository.commit("Move Gjeldsfloken on");
    repository.git(&["switch", "--quiet", "main"]);
    repository.replace(&at("2019/arkiv/project.yaml"), "grant: 2500000", "grant: 2900000");
    repository.commit("Raise the grant of Arkivfloken");
    repository.later(&["merge", "--quiet", "--no-ff", "-m", "Merge the work on Gjeldsfloken", "side"]);
    repository.later(&["revert", "--no-edit", "HEAD~1"]);
    repository.git(&["mv", &at("2019/arkiv"), &at("2019/arkivfloken")]);
    repository.replace(&at("2019/arkivfloken/project.yaml"), "owner:", "former_ids: [2019/arkiv]\nowner:");
    repository.commit("Give Arkivfloken the folder of its title");
    repository.replace(&at("2019/arkivfloken/project.yaml"), "phase: selected\nbudget", "phase: procurement\nbudget");
    repository.replace(
        &at("2019/arkivfloken/project.yaml"),
        "on: 2019-12}\n",
        "on: 2019-12}\n  - {phase: procurement, on: 2020-09-01, approved_by: styringsgruppen}\n",
    );
    repository.commit("Arkivfloken looks for a vendor");
    repository.write(&at("2019/gjeld/project.yaml"), "title: [broken\nowner: : nav\n");
    repository.commit("Break a file");
    repository.write(&at("2019/gjeld/project.yaml"), "title: Gjeldsfloken\nowner: skatteetaten\nphase: procurement\n");
    repository.write(&at("2019/gjeld/challenge.md"), "Se [bilaget](documents/bilag.md) og [notatet](notat.md).\n");
    repository.write(&at("2019/gjeld/documents/bilag.md"), "Et bilag.\n");
    repository.commit("Mend the file, with an owner nobody knows");
    repository.write(&at("2019/Æ ø/project.yaml"), "\u{feff}title: Æøå\r\nowner: nav\r\n");
    repository.write(&at("2019/empty/.gitkeep"), "");
    repository.write(&at("2020.txt"), "stray\n");
    repository.write(&at("2019-x/project.yaml"), "title: Ikke et år\n");
    let head = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{head},portfolio/2019/other")]);
    fs::create_dir_all(repository.path().join(at("2019/other"))).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::{ffi::OsStrExt, fs::symlink};
        symlink("../gjeld/challenge.md", repository.path().join(at("2019/arkivfloken/purpose.md"))).unwrap();
        symlink("gjeld", repository.path().join(at("2019/lenke"))).unwrap();
        let name = std::ffi::OsStr::from_bytes(b"portfolio/2019/gjeld/r\xf8d.md");
        fs::write(repository.path().join(name), "x\n").unwrap();
    }
    repository.day.set(repository.day.get() + 30);
    repository.git(&["add", "--all", "portfolio/2019", "portfolio/2020.txt", "portfolio/2019-x"]);
    repository.git(&["commit", "--quiet", "-m", "Add what is no project"]);
    repository.git(&["rm", "-r", "--quiet", "portfolio/2019/arkivfloken"]);
    repository.commit("Remove Arkivfloken");
    repository
}

/// The file of the one project of [`one_project`].
pub const FILE: &str = "portfolio/2019/arkiv/project.yaml";

/// Makes a portfolio of one project, in which every value has lines of its own around it.
pub fn one_project() -> Repository {
    let repository = Repository::new();
    repository.write("portfolio/stimulab.yaml", "programme: {name: StimuLab}\nlanguage: nb\n");
    let text = "title: Arkivfloken\n# one\n# two\n# three\nowner: arkivverket\n# four\n# five\n# six\nphase: selected\n\
        # seven\n# eight\n# nine\nbudget: {grant: 2500000}\n";
    repository.write(FILE, text);
    repository.write("portfolio/2019/arkiv/challenge.md", "Arkivering er vanskelig.\n");
    repository.commit("Add Arkivfloken");
    repository
}

/// Tells the events of a log: what it did, the field, and the value after.
pub fn told(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let (code, text) = said(folder, &[&["log", "--format", "json", "--lang", "en"], arguments].concat());
    assert_eq!(code, 0, "{text}");
    let document: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"));
    let word = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let line = |event: &serde_json::Value| {
        format!("{} {} {}", word(&event["event"]), word(&event["field"]), word(&event["after"]))
    };
    document["events"].as_array().unwrap().iter().map(line).collect()
}
