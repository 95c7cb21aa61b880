//! Prints errors and their hints.

use std::process::ExitCode;

use anyhow::Error;
use stimulab::{language::Language, texts::Texts, wording::identity_number::masked};

use super::{
    context::{self, Context},
    failure::Failure,
    terminal,
};

/// Prints an error and its hint, and returns the exit code of a program that could not run.
pub fn report(error: &Error, context: Option<&Context>) -> ExitCode {
    let texts =
        context.map_or_else(|| Texts::of(context::requested_language().unwrap_or(Language::BOKMAAL)), Context::texts);
    let (message, hint) = message_and_hint(error, &texts);
    terminal::say_error(&message, hint.as_deref(), context.map(Context::color));
    ExitCode::from(2)
}

/// Prints an error after which the program goes on.
pub fn print(error: &Error, texts: &Texts) {
    let (message, hint) = message_and_hint(error, texts);
    terminal::say_error(&message, hint.as_deref(), None);
}

fn message_and_hint(error: &Error, texts: &Texts) -> (String, Option<String>) {
    let Some(failure) = error.downcast_ref::<Failure>() else { return (format!("{error:#}"), None) };
    let hint = format!("{}.{}", failure.key.name(), failure.hint);
    // Paths are not masked, because the user needs them to find the file.
    let shown = |(name, value): &(&'static str, String)| {
        let is_path = ["path", "folder", "place"].contains(name);
        (*name, if is_path { value.clone() } else { masked(value).into_owned() })
    };
    let args: Vec<_> = failure.args.iter().map(shown).collect();
    let hint = texts.find(&hint).map(|_| texts.fill_named(&hint, &args));
    (texts.fill(failure.key, &args), hint)
}
