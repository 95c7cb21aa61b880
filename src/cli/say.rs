//! What the program prints and says, each in its form.

use std::borrow::Cow;

use anyhow::{Context as _, Result};
use serde::Serialize;
use stimulab::{
    load::Loaded,
    model::{Portfolio, Project},
    report::Format,
    wording::visible::{is_harmful, visible_line, without_commands},
};

use super::{
    context::Context,
    terminal::{self, Form},
};

/// How many projects a note names one by one.
const MOST_NAMED: usize = 10;

impl Context {
    /// Says on standard error that files have faults, for commands that do not show them.
    pub fn warn_of_faults(&self, loaded: &Loaded) {
        let count = loaded.observations.faults.iter().filter(|(_, fault)| fault.kind.loses_something()).count();
        if count > 0 {
            terminal::say(&self.texts().count("note.partly-read", count));
        }
    }

    /// Says on standard error which projects are in no document since it is not clear that they may be.
    pub fn warn_of_doubt(&self, portfolio: &Portfolio) {
        let doubtful: Vec<String> = portfolio
            .projects
            .iter()
            .filter(|project| project.is_doubtful())
            .map(|project| project.id.to_string())
            .collect();
        if doubtful.is_empty() {
            return;
        }
        let texts = self.texts();
        let (shown, more) = doubtful.split_at(doubtful.len().min(MOST_NAMED));
        let mut ids = shown.join(", ");
        if !more.is_empty() {
            ids += ", …";
        }
        let key = texts.plural("note.kept-out", doubtful.len());
        terminal::say(&texts.fill(&key, &[("count", doubtful.len().to_string()), ("ids", ids)]));
    }

    /// Says on standard error which of some projects are internal, or may be, where their rows have no room for it.
    pub fn say_internal(&self, projects: &[&Project]) {
        let ids: Vec<&str> =
            projects.iter().filter(|project| !project.is_public()).map(|project| &*project.id).collect();
        if !ids.is_empty() {
            self.say("note.internal", &[("ids", ids.join(", "))]);
        }
    }

    /// Says something on standard error, unless the user wants it quiet.
    pub fn say(&self, key: &str, args: &[(&str, String)]) {
        if !self.is_quiet() {
            let args: Vec<_> = args.iter().map(|(name, value)| (*name, visible_line(value))).collect();
            terminal::say(&self.texts().fill(key, &args));
        }
    }

    /// Writes text to standard output, with its colours where they are wanted.
    pub fn print(&self, text: &str) -> Result<()> {
        terminal::print_styled(text, self.color()).context("standard output")
    }

    /// Writes text without colours to standard output.
    #[expect(clippy::unused_self, reason = "all output goes through the context")]
    pub fn print_as(&self, form: Form, text: &str) -> Result<()> {
        terminal::print(text, form).context("standard output")
    }

    /// Writes values to standard output as YAML. Where it would hold what does harm, they are written as JSON, which is YAML,
    /// too, and has a way to write all characters.
    pub fn print_yaml<T: Serialize>(&self, values: &T) -> Result<()> {
        let text = serde_yaml::to_string(values)?;
        let is_command = |text: &str| matches!(without_commands(text, "", ""), Cow::Owned(changed) if changed != text);
        if text.contains(is_harmful) || is_command(&text) {
            return self.print_as(Form::Json, &(serde_json::to_string_pretty(values)? + "\n"));
        }
        self.print_as(Form::Json, &text)
    }

    /// Writes a document to standard output; what is no text, as it is.
    pub fn print_document(&self, format: Format, document: &[u8]) -> Result<()> {
        match (format, str::from_utf8(document)) {
            (Format::Markdown, Ok(text)) => self.print_as(Form::Markdown, text),
            (Format::Html, Ok(text)) => self.print_as(Form::Html, text),
            _ => terminal::print_bytes(document).context("standard output"),
        }
    }
}
