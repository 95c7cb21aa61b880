//! What the program says when it cannot do what was asked.

use std::process::ExitCode;

use anyhow::Error;
use stimulab::{language::Language, source::git::GitError, texts::Texts, wording::visible::visible_line};

use super::{context::Context, terminal};

/// Holds a reason the user can do something about, as the key of a text; the hint is `<key>.help` or another key below it.
#[derive(Debug, thiserror::Error)]
#[error("{key}")]
pub struct Failure {
    key: &'static str,
    hint: &'static str,
    args: Vec<(&'static str, String)>,
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

/// Prints an error and its hint, and returns the exit code of a program that could not run.
pub fn report(error: &Error, context: Option<&Context>) -> ExitCode {
    let texts = context.map_or_else(|| Texts::of(Language::BOKMAAL), Context::texts);
    let (message, hint) = words(error, &texts);
    terminal::say_error(&message, hint.as_deref(), context.map(Context::color));
    ExitCode::from(2)
}

/// Says what was wrong with an answer before the question is put again.
pub fn say(error: &Error, texts: &Texts) {
    let (message, hint) = words(error, texts);
    terminal::say_error(&message, hint.as_deref(), None);
}

fn words(error: &Error, texts: &Texts) -> (String, Option<String>) {
    let Some(failure) = error.downcast_ref::<Failure>() else { return (format!("{error:#}"), None) };
    let key = format!("failure.{}", failure.key);
    let hint = format!("{key}.{}", failure.hint);
    let hint = texts.find(&hint).map(|_| texts.fill(&hint, &failure.args));
    (texts.fill(&key, &failure.args), hint)
}
