//! What the program says when it cannot do what was asked.

use std::io::{self, ErrorKind};

use stimulab::{
    edit::ReplaceError,
    source::{Refused, git::GitError},
    wording::control_characters::visible_line,
};

/// Holds a reason the user can do something about, as the key of a text; the hint is `<key>.help` or another key below it.
#[derive(Debug, thiserror::Error)]
#[error("{key}")]
pub struct Failure {
    pub(super) key: &'static str,
    pub(super) hint: &'static str,
    pub(super) args: Vec<(&'static str, String)>,
}

impl Failure {
    /// Makes a failure whose text is `failure.<key>`.
    pub fn new(key: &'static str) -> Self {
        Self { key, hint: "help", args: Vec::new() }
    }

    /// Adds a value to be filled into the texts.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        // A name of a file, or a word of one, must not pass for a line of the program's own.
        self.args.push((name, visible_line(&value.into()).into_owned()));
        self
    }

    /// Hints at what was probably meant instead of at the remedy.
    pub fn suggesting(self, suggestion: Option<&str>) -> Self {
        match suggestion {
            Some(suggestion) => Self { hint: "suggest", ..self.with("suggestion", suggestion) },
            None => self,
        }
    }
}

impl From<GitError> for Failure {
    fn from(error: GitError) -> Self {
        match error {
            GitError::NoRepository { folder } => Failure::new("git-none").with("folder", folder),
            GitError::Repository { detail } => Failure::new("git-broken").with("detail", detail),
            GitError::Format { format } => Failure::new("git-format").with("format", format),
            GitError::NoCommits => Failure::new("git-empty"),
            GitError::UnknownRevision { revision, suggestion } => {
                Failure::new("git-revision").with("revision", revision).suggesting(suggestion.as_deref())
            }
            GitError::NotACommit { revision } => Failure::new("git-no-commit").with("revision", revision),
            GitError::Reflog { revision } => Failure::new("git-reflog").with("revision", revision),
            GitError::BeforeHistory { date, first } => {
                Failure::new("git-before").with("date", date).with("first", first)
            }
            GitError::Shallow { revision } => Failure::new("git-shallow").with("revision", revision),
            GitError::NothingInCommon { one, other } => Failure::new("git-apart").with("one", one).with("other", other),
            GitError::Incomplete => Failure::new("git-incomplete"),
            GitError::NoPortfolio { revision, folder } => {
                Failure::new("git-no-portfolio").with("revision", revision).with("folder", folder)
            }
            GitError::Object { path, id, detail } => {
                Failure::new("git-object").with("path", path).with("id", id).with("detail", detail)
            }
        }
    }
}

/// Says in plain words why a file or folder was not touched.
pub fn refused(shown: &str, refused: &Refused) -> Failure {
    match refused {
        Refused::Link => Failure::new("link").with("path", shown),
        Refused::Special => Failure::new("special").with("path", shown),
        Refused::Io(error) => system(shown, error),
    }
}

/// Says in plain words why a file was not replaced.
pub fn unwritten(shown: &str, error: &ReplaceError) -> Failure {
    match error {
        ReplaceError::Changed => Failure::new("changed").with("path", shown),
        ReplaceError::HardLinks => Failure::new("hard-links").with("path", shown),
        ReplaceError::Refused(why) => refused(shown, why),
    }
}

/// Says in plain words what the system says, where its own would not help.
pub fn system(shown: &str, error: &io::Error) -> Failure {
    let failure = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Failure::new("disk-full"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::new("not-allowed"),
        ErrorKind::IsADirectory => Failure::new("folder-there"),
        ErrorKind::NotADirectory => Failure::new("not-folder"),
        _ => Failure::new("unwritable").with("detail", error.to_string()),
    };
    failure.with("path", shown)
}
