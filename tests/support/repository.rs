//! Makes git repositories for tests, with nothing of the user's own settings in them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::program::in_clean_environment;

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
        repository.git(&["init", "--quiet", "--template=", "--initial-branch=main"]);
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

/// Keeps a repository in memory, so that each test gets its own without git making it anew.
pub struct Kept {
    entries: Vec<(PathBuf, Content)>,
    day: u32,
}

enum Content {
    Folder,
    File(Vec<u8>),
    #[cfg(unix)]
    Link(PathBuf),
}

impl Kept {
    /// Reads everything in a repository.
    pub fn of(repository: &Repository) -> Self {
        let from = repository.path();
        let entries = walkdir::WalkDir::new(&from).min_depth(1).into_iter().map(Result::unwrap);
        let entry = |entry: walkdir::DirEntry| {
            let content = match entry.file_type() {
                kind if kind.is_dir() => Content::Folder,
                #[cfg(unix)]
                kind if kind.is_symlink() => Content::Link(fs::read_link(entry.path()).unwrap()),
                _ => Content::File(fs::read(entry.path()).unwrap()),
            };
            (entry.path().strip_prefix(&from).unwrap().to_owned(), content)
        };
        Self { entries: entries.map(entry).collect(), day: repository.day.get() }
    }

    /// Writes it into a folder of its own.
    pub fn copy(&self) -> Repository {
        let repository = Repository { folder: tempfile::tempdir().unwrap(), day: self.day.into() };
        let to = repository.path();
        for (path, content) in &self.entries {
            match content {
                Content::Folder => fs::create_dir(to.join(path)).unwrap(),
                Content::File(bytes) => fs::write(to.join(path), bytes).unwrap(),
                #[cfg(unix)]
                Content::Link(target) => std::os::unix::fs::symlink(target, to.join(path)).unwrap(),
            }
        }
        repository
    }
}

/// Runs git in a folder on a day counted from 2020-01-01, away from the user's settings.
pub fn git(folder: &Path, day: u32, arguments: &[&str]) -> String {
    let date = format!("{} +0100", 1_577_880_000 + u64::from(day) * 86_400);
    let mut command = Command::new("git");
    command.args(["-c", "protocol.file.allow=always", "-c", "core.autocrlf=false"]).args(arguments);
    let done = in_clean_environment(command, folder)
        .envs([("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_CONFIG_GLOBAL", if cfg!(windows) { "NUL" } else { "/dev/null" })])
        .envs([("GIT_AUTHOR_NAME", "Kari Nordmann"), ("GIT_AUTHOR_EMAIL", "kari@example.no")])
        .envs([("GIT_COMMITTER_NAME", "Ola Nordmann"), ("GIT_COMMITTER_EMAIL", "ola@example.no")])
        .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
        .output()
        .unwrap();
    assert!(done.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}
