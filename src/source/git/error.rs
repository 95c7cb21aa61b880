//! The error type for reading git.

/// Says why a revision cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum GitError {
    /// The folder is not in a git repository.
    #[error("no git repository around {folder}")]
    NoRepository {
        /// The folder.
        folder: String,
    },
    /// There is a repository, but it cannot be opened or read.
    #[error("the git repository cannot be read: {detail}")]
    Repository {
        /// What git's library says.
        detail: String,
    },
    /// The repository stores its objects or references in a format that is not supported.
    #[error("the git repository uses {format}")]
    Format {
        /// The format.
        format: &'static str,
    },
    /// There are no commits.
    #[error("nothing is committed yet")]
    NoCommits,
    /// No revision has that name.
    #[error("no revision '{revision}'")]
    UnknownRevision {
        /// The revision as asked for.
        revision: String,
        /// A branch or tag with a similar name.
        suggestion: Option<String>,
    },
    /// Several commits begin with these digits.
    #[error("'{revision}' is ambiguous")]
    Ambiguous {
        /// The revision as asked for.
        revision: String,
    },
    /// It names several commits.
    #[error("'{revision}' names several commits")]
    Several {
        /// The revision as asked for.
        revision: String,
    },
    /// It searches messages by a pattern.
    #[error("'{revision}' searches by a pattern")]
    Pattern {
        /// The revision as asked for.
        revision: String,
    },
    /// It looks like a date, but the calendar has no such day or month.
    #[error("no date '{date}'")]
    NoDate {
        /// The date as asked for.
        date: String,
    },
    /// It names a file or a folder, not a commit.
    #[error("'{revision}' is no commit")]
    NotACommit {
        /// The revision as asked for.
        revision: String,
    },
    /// It depends on the reflog, which differs between clones.
    #[error("'{revision}' depends on this clone")]
    Reflog {
        /// The revision as asked for.
        revision: String,
    },
    /// History begins after the date.
    #[error("history begins {first}, after {date}")]
    BeforeHistory {
        /// The date asked for.
        date: String,
        /// The day of the first commit.
        first: String,
    },
    /// The clone is shallow and lacks the part of history that is needed.
    #[error("the clone is shallow and lacks '{revision}'")]
    Shallow {
        /// The revision or date as asked for.
        revision: String,
        /// A branch or tag with a similar name.
        suggestion: Option<String>,
    },
    /// The clone is partial, and lacks an object.
    #[error("{path}: the clone is partial and lacks object {id}")]
    Partial {
        /// The path in the portfolio, or the commit.
        path: String,
        /// The object's id.
        id: String,
    },
    /// Two commits have no common ancestor.
    #[error("{one} and {other} have no common commit")]
    NothingInCommon {
        /// The first commit.
        one: String,
        /// The second commit.
        other: String,
    },
    /// The clone is shallow, and the whole history is needed.
    #[error("the clone is shallow, and all of its history is needed")]
    Incomplete,
    /// The commit holds no portfolio in that folder.
    #[error("no portfolio in {folder} at '{revision}'")]
    NoPortfolio {
        /// The revision as asked for.
        revision: String,
        /// The folder in the repository.
        folder: String,
    },
    /// An object is missing or damaged.
    #[error("{path}: object {id}: {detail}")]
    Object {
        /// The path in the portfolio, or the commit.
        path: String,
        /// The object's id.
        id: String,
        /// What git's library says.
        detail: String,
    },
}

impl GitError {
    /// Makes the error for a repository that cannot be read.
    pub(super) fn repository(error: &gix::Error) -> Self {
        Self::Repository { detail: cause(error) }
    }

    /// Makes the error for an object that is missing or damaged.
    pub(super) fn object(path: &str, id: &gix::oid, error: &gix::Error) -> Self {
        Self::Object { path: path.to_owned(), id: id.to_hex_with_len(12).to_string(), detail: cause(error) }
    }

    /// Makes the error for an object that is not of the expected kind.
    pub(super) fn kind(path: &str, id: &gix::oid, expected: gix::objs::Kind, found: gix::objs::Kind) -> Self {
        let detail = format!("a {found} and no {expected}");
        Self::Object { path: path.to_owned(), id: id.to_hex_with_len(12).to_string(), detail }
    }
}

/// Returns the innermost cause, on one line.
pub(super) fn cause(error: &gix::Error) -> String {
    error.probable_cause().to_string().replace('\n', " ")
}
