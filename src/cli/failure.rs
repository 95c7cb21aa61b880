//! Errors that the user can do something about.

use std::io::{self, ErrorKind};

use stimulab::{
    edit::ReplaceError,
    key, portable_name,
    source::{Refused, git::GitError},
    texts::Key,
    wording::control_characters::visible_line,
};

use super::cause::Cause;

/// Holds the key of an error text `failure.<key>`, and of its hint, such as `failure.<key>.help`.
#[derive(Debug, thiserror::Error)]
#[error("{}", key.name())]
pub struct Failure {
    pub(super) key: Key,
    pub(super) hint: &'static str,
    pub(super) args: Vec<(&'static str, FailureValue)>,
}

/// Holds what is filled into the text of a failure.
#[derive(Debug, Clone)]
pub enum FailureValue {
    Text(String),
    /// A cause, which is put into words when the language is known.
    Cause(Cause),
}

impl Failure {
    /// Makes a failure with a text, `failure.<name>`; the hint is `failure.<name>.help`.
    pub fn new(key: Key) -> Self {
        Self { key, hint: "help", args: Vec::new() }
    }

    /// Adds a value to be filled into the texts.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        // The name of a file may contain line breaks, which must not look like lines of the program.
        self.args.push((name, FailureValue::Text(visible_line(&value.into()).into_owned())));
        self
    }

    /// Adds lines of the program's own, whose breaks are kept, to be filled in as `{lines}`.
    pub fn with_lines(mut self, lines: String) -> Self {
        self.args.push(("lines", FailureValue::Text(lines)));
        self
    }

    /// Adds the cause, which is filled in as `{detail}`.
    pub fn because(mut self, cause: Cause) -> Self {
        self.args.push(("detail", FailureValue::Cause(cause)));
        self
    }

    /// Returns the failure once more.
    pub fn again(&self) -> Self {
        Self { key: self.key, hint: self.hint, args: self.args.clone() }
    }

    /// Uses a suggestion as the hint, if there is one.
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
            GitError::NoRepository { folder } => Failure::new(key!("failure.git-none")).with("folder", folder),
            GitError::Repository { detail } => {
                Failure::new(key!("failure.git-broken")).because(Cause::foreign(&detail))
            }
            GitError::Format { format } => Failure::new(key!("failure.git-format")).with("format", format),
            GitError::NoCommits => Failure::new(key!("failure.git-empty")),
            GitError::UnknownRevision { revision, suggestion } => {
                Failure::new(key!("failure.git-revision")).with("revision", revision).suggesting(suggestion.as_deref())
            }
            GitError::Ambiguous { revision } => Failure::new(key!("failure.git-ambiguous")).with("revision", revision),
            GitError::Several { revision } => Failure::new(key!("failure.git-several")).with("revision", revision),
            GitError::Pattern { revision } => Failure::new(key!("failure.git-pattern")).with("revision", revision),
            GitError::NoDate { date } => Failure::new(key!("failure.git-date")).with("date", date),
            GitError::NotACommit { revision } => Failure::new(key!("failure.git-no-commit")).with("revision", revision),
            GitError::Reflog { revision } => Failure::new(key!("failure.git-reflog")).with("revision", revision),
            GitError::BeforeHistory { date, first } => {
                Failure::new(key!("failure.git-before")).with("date", date).with("first", first)
            }
            GitError::Shallow { revision, suggestion } => {
                Failure::new(key!("failure.git-shallow")).with("revision", revision).suggesting(suggestion.as_deref())
            }
            GitError::Partial { path, id } => {
                Failure::new(key!("failure.git-partial")).with("path", path).with("id", id)
            }
            GitError::NothingInCommon { one, other } => {
                Failure::new(key!("failure.git-apart")).with("one", one).with("other", other)
            }
            GitError::Incomplete => Failure::new(key!("failure.git-incomplete")),
            GitError::NoPortfolio { revision, folder } => {
                Failure::new(key!("failure.git-no-portfolio")).with("revision", revision).with("folder", folder)
            }
            GitError::Object { path, id, detail } => Failure::new(key!("failure.git-object"))
                .with("path", path)
                .with("id", id)
                .because(Cause::foreign(&detail)),
        }
    }
}

/// Fails if Windows could not hold a file or folder on a path, so that a portfolio would not be checked out there.
pub fn require_portable(path: &str) -> Result<(), Failure> {
    let refused = path.split('/').find(|name| portable_name::defect(name).is_some());
    refused.map_or(Ok(()), |name| {
        Err(Failure::new(key!("failure.unportable"))
            .with("name", name)
            .with("suggestion", portable_name::portable(name)))
    })
}

/// Returns the error for a file or folder that was refused.
pub fn refused(shown: &str, refused: &Refused) -> Failure {
    match refused {
        Refused::Link => Failure::new(key!("failure.link")).with("path", shown),
        Refused::Special => Failure::new(key!("failure.special")).with("path", shown),
        Refused::Io(error) => system(shown, error),
    }
}

/// Returns the error for a file that was not replaced.
pub fn unwritten(shown: &str, error: &ReplaceError) -> Failure {
    match error {
        ReplaceError::Changed => Failure::new(key!("failure.changed")).with("path", shown),
        ReplaceError::HardLinks => Failure::new(key!("failure.hard-links")).with("path", shown),
        ReplaceError::Refused(why) => refused(shown, why),
    }
}

/// Returns the error for an error of the system; the common ones have texts of their own.
pub fn system(shown: &str, error: &io::Error) -> Failure {
    let failure = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Failure::new(key!("failure.disk-full")),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::new(key!("failure.not-allowed")),
        ErrorKind::IsADirectory => Failure::new(key!("failure.folder-there")),
        ErrorKind::NotADirectory => Failure::new(key!("failure.not-folder")),
        _ => Failure::new(key!("failure.unwritable")).because(Cause::of_system(error)),
    };
    failure.with("path", shown)
}
