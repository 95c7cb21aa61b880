//! Prints errors and their hints.

use std::process::ExitCode;

use anyhow::Error;
use stimulab::{language::Language, texts::Texts, wording::identity_number::masked};

use super::{
    context::{self, Context},
    failure::{Failure, FailureValue},
    terminal,
    usage_error::UsageError,
};

/// Prints an error and its hint, and returns the exit code of a program that could not run.
pub fn report(error: &Error, context: Option<&Context>) -> ExitCode {
    context.inspect(|context| context.settle_language());
    let texts =
        context.map_or_else(|| Texts::of(context::requested_language().unwrap_or(Language::BOKMAAL)), Context::texts);
    let (message, hint) = message_and_hint(error, &texts);
    terminal::say_error(&message, hint.as_deref(), context.map(Context::color), &texts);
    ExitCode::from(2)
}

/// Prints a complaint about the command line.
pub fn print_complaint(complaint: &UsageError, context: &Context) {
    let texts = context.texts();
    let (message, own) = of_failure(&complaint.failure, &texts);
    let hint = complaint.hint.as_ref().map(|hint| of_failure(hint, &texts).0);
    terminal::say_error(&message, hint.or(own).as_deref(), Some(context.color()), &texts);
}

/// Prints an error after which the program goes on.
pub fn print(error: &Error, texts: &Texts) {
    let (message, hint) = message_and_hint(error, texts);
    terminal::say_error(&message, hint.as_deref(), None, texts);
}

fn message_and_hint(error: &Error, texts: &Texts) -> (String, Option<String>) {
    match error.downcast_ref::<Failure>() {
        Some(failure) => of_failure(failure, texts),
        None => (format!("{error:#}"), None),
    }
}

fn of_failure(failure: &Failure, texts: &Texts) -> (String, Option<String>) {
    let hint = format!("{}.{}", failure.key.name(), failure.hint);
    // Paths are not masked, because the user needs them to find the file.
    let shown = |(name, value): &(&'static str, FailureValue)| {
        let is_path = ["path", "folder", "place"].contains(name);
        let text = match value {
            FailureValue::Text(text) => text.clone(),
            FailureValue::Cause(cause) => cause.text(texts),
        };
        (*name, if is_path { text } else { masked(&text).into_owned() })
    };
    let args: Vec<_> = failure.args.iter().map(shown).collect();
    let hint = texts.find(&hint).map(|_| texts.fill_named(&hint, &args));
    (texts.fill(failure.key, &args), hint)
}
