//! Complaints about a command line, in the reader's language.

use std::error::Error as _;

use clap::{
    Arg, Command,
    error::{ContextKind, ContextValue, ErrorKind},
};
use stimulab::{key, texts::Texts};

use super::{
    failure::Failure,
    help_texts::{name_of, text_of, translated},
};

/// Holds what is wrong with a command line, and what to do about it.
pub struct UsageError {
    /// What is wrong; without a hint of the next field, its own is shown.
    pub failure: Failure,
    pub hint: Option<Failure>,
}

impl From<Failure> for UsageError {
    fn from(failure: Failure) -> Self {
        Self { failure, hint: None }
    }
}

/// Returns the complaint for an error of `clap`.
pub fn usage_error(error: &clap::Error, root: &Command, command: Option<&str>, texts: &Texts) -> UsageError {
    let said = |kind| words(error, kind);
    let first = |kind| said(kind).into_iter().next().unwrap_or_default();
    let argument = || translated(&first(ContextKind::InvalidArg), texts);
    let about = |key| Failure::new(key).with("argument", argument());
    match error.kind() {
        ErrorKind::InvalidSubcommand => no_command(&first(ContextKind::InvalidSubcommand), root, &said),
        ErrorKind::UnknownArgument => unknown_argument(&first(ContextKind::InvalidArg), root, &said),
        ErrorKind::InvalidValue if first(ContextKind::InvalidValue).is_empty() => {
            let hint = values(&said(ContextKind::ValidValue));
            let meant = || explained(&first(ContextKind::InvalidArg), root, command, texts);
            UsageError { failure: about(key!("usage.no-value")), hint: hint.or_else(meant) }
        }
        ErrorKind::InvalidValue => {
            let failure = about(key!("usage.bad-value")).with("value", first(ContextKind::InvalidValue));
            let hint = suggested(&said(ContextKind::SuggestedValue));
            UsageError { failure, hint: hint.or_else(|| values(&said(ContextKind::ValidValue))) }
        }
        ErrorKind::ValueValidation => {
            let failure = about(key!("usage.bad-value")).with("value", first(ContextKind::InvalidValue));
            let why = error.source().and_then(|why| why.downcast_ref::<Failure>());
            UsageError { failure, hint: why.map(Failure::again) }
        }
        ErrorKind::ArgumentConflict => conflict(&argument(), &said(ContextKind::PriorArg), texts),
        ErrorKind::MissingRequiredArgument => {
            let missing = said(ContextKind::InvalidArg);
            let failure =
                Failure::new(key!("usage.required")).with("arguments", translated(&missing.join(", "), texts));
            UsageError { failure, hint: missing.first().and_then(|first| explained(first, root, command, texts)) }
        }
        ErrorKind::TooManyValues => about(key!("usage.option-value")).into(),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => about(key!("usage.count")).into(),
        ErrorKind::NoEquals => about(key!("usage.equals")).into(),
        ErrorKind::InvalidUtf8 => Failure::new(key!("usage.not-text")).into(),
        _ => Failure::new(key!("usage.unclear")).into(),
    }
}

/// Returns the complaint that there is no such command.
pub fn no_command(name: &str, root: &Command, said: &dyn Fn(ContextKind) -> Vec<String>) -> UsageError {
    let known: Vec<&str> = root.get_subcommands().map(Command::get_name).collect();
    let failure = Failure::new(key!("usage.no-command")).with("name", name).with("known", known.join(", "));
    UsageError { failure, hint: suggested(&said(ContextKind::SuggestedSubcommand)) }
}

fn unknown_argument(argument: &str, root: &Command, said: &dyn Fn(ContextKind) -> Vec<String>) -> UsageError {
    if !argument.starts_with('-') {
        return Failure::new(key!("usage.too-many")).with("argument", argument).into();
    }
    let name = argument.trim_start_matches('-').split('=').next().unwrap_or_default();
    let has_it = |command: &&Command| command.get_arguments().any(|arg| arg.get_long() == Some(name));
    let others: Vec<String> =
        root.get_subcommands().filter(has_it).map(|command| format!("stimulab {}", command.get_name())).collect();
    let elsewhere = || {
        let command = others.first()?;
        Some(Failure::new(key!("usage.elsewhere")).with("command", command))
    };
    let value = || (!said(ContextKind::Suggested).is_empty()).then(|| Failure::new(key!("usage.dashes")));
    let failure = Failure::new(key!("usage.no-option")).with("argument", argument);
    UsageError { failure, hint: suggested(&said(ContextKind::SuggestedArg)).or_else(elsewhere).or_else(value) }
}

fn conflict(argument: &str, others: &[String], texts: &Texts) -> UsageError {
    let other = translated(&others.join(", "), texts);
    if other.is_empty() || other == argument {
        return Failure::new(key!("usage.twice")).with("argument", argument).into();
    }
    Failure::new(key!("usage.conflict")).with("argument", argument).with("other", other).into()
}

/// Returns what the help says of an argument, which is written as `clap` writes it: `--year <YEAR>` or `<ID>`.
fn explained(argument: &str, root: &Command, command: Option<&str>, texts: &Texts) -> Option<Failure> {
    let command = root.find_subcommand(command?)?;
    let is_meant = |arg: &&Arg| match argument.strip_prefix("--") {
        Some(option) => arg.get_long() == option.split(' ').next(),
        None => arg.is_positional() && argument == arg.to_string().replace('[', "<").replace(']', ">"),
    };
    let arg = command.get_arguments().find(is_meant)?;
    let owner = if arg.is_global_set() { "any" } else { command.get_name() };
    let about = text_of(owner, name_of(arg), texts);
    Some(Failure::new(key!("usage.about")).with("argument", translated(argument, texts)).with("about", about))
}

/// Returns the nearest of several names, which clap gives last.
fn suggested(names: &[String]) -> Option<Failure> {
    names.last().map(|name| Failure::new(key!("usage.suggest")).with("name", name))
}

fn values(names: &[String]) -> Option<Failure> {
    let key = if names.len() == 1 { key!("usage.value") } else { key!("usage.values") };
    (!names.is_empty()).then(|| Failure::new(key).with("values", names.join(", ")))
}

/// Returns the words of one kind that come with an error.
fn words(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(word)) => vec![word.clone()],
        Some(ContextValue::Strings(words)) => words.clone(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}
