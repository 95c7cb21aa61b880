//! Prints results on standard output and notes on standard error.

use std::borrow::Cow;

use anyhow::Result;
use serde::Serialize;
use stimulab::{
    key,
    load::Loaded,
    model::{Portfolio, Project},
    output::{self, Form},
    plural,
    report::{Format, LeftOutPicture, Rendered},
    texts::Key,
    wording::{
        control_characters::{is_harmful, visible_line, without_commands},
        identity_number::masked,
    },
};

use super::{context::Context, failure, terminal};

/// How many projects a note names.
const MOST_NAMED: usize = 10;

/// The most characters of an address in a note.
const LONGEST_ADDRESS: usize = 100;

impl Context {
    /// Prints on standard error that files have faults, for commands that do not show them, unless `--quiet` is given.
    pub fn warn_of_faults(&self, loaded: &Loaded) {
        let count = loaded.observations.faults.iter().filter(|(_, fault)| fault.kind.loses_something()).count();
        if count > 0 && !self.is_quiet() {
            terminal::say(&self.texts().count(plural!("note.partly-read"), count));
        }
    }

    /// Prints on standard error which projects are not in documents because their visibility is unclear, unless `--quiet` is
    /// given.
    pub fn warn_of_unclear_visibility(&self, portfolio: &Portfolio) {
        let doubtful: Vec<String> = portfolio
            .projects
            .iter()
            .filter(|project| project.is_doubtful())
            .map(|project| project.id.to_string())
            .collect();
        if doubtful.is_empty() || self.is_quiet() {
            return;
        }
        let texts = self.texts();
        let (shown, more) = doubtful.split_at(doubtful.len().min(MOST_NAMED));
        let mut ids = shown.join(", ");
        if !more.is_empty() {
            ids += ", …";
        }
        let args = [("count", doubtful.len().to_string()), ("ids", ids)];
        terminal::say(&texts.fill_plural(plural!("note.kept-out"), doubtful.len(), &args));
    }

    /// Prints on standard error what a document should show and does not: pictures, and letters of drawings.
    pub fn warn_of_missing_pictures(&self, made: &Rendered) {
        let texts = self.texts();
        for LeftOutPicture { address, files, why } in &made.left_out {
            let address: String = if address.chars().count() > LONGEST_ADDRESS {
                address.chars().take(LONGEST_ADDRESS).chain(['…']).collect()
            } else {
                address.clone()
            };
            let args = [("address", address), ("files", files.join(", ")), ("why", why.words(&texts))];
            let args = args.each_ref().map(|(name, value)| (*name, visible_line(&masked(value)).into_owned()));
            let key = if files.is_empty() { key!("note.picture-left-out") } else { key!("note.picture-left-out-of") };
            terminal::say(&texts.fill(key, &args));
        }
        if !made.lost_letters.is_empty() {
            let letters: Vec<String> = made.lost_letters.iter().take(MOST_NAMED).map(char::to_string).collect();
            let more = if made.lost_letters.len() > MOST_NAMED { " …" } else { "" };
            terminal::say(&texts.fill(key!("note.lost-letters"), &[("letters", &(letters.join(" ") + more))]));
        }
    }

    /// Prints on standard error which projects are internal, or may be internal.
    pub fn say_internal(&self, projects: &[&Project]) {
        let ids: Vec<&str> =
            projects.iter().filter(|project| !project.is_public()).map(|project| &*project.id).collect();
        if !ids.is_empty() {
            self.say(key!("note.internal"), &[("ids", ids.join(", "))]);
        }
    }

    /// Prints a note on standard error, unless `--quiet` is given.
    pub fn say(&self, key: Key, args: &[(&'static str, String)]) {
        if !self.is_quiet() {
            // Paths are not masked, because the user needs them to find the file.
            let shown = |(name, value): &(&'static str, String)| {
                let value = if *name == "path" { value.clone() } else { masked(value).into_owned() };
                (*name, visible_line(&value).into_owned())
            };
            terminal::say(&self.texts().fill(key, &args.iter().map(shown).collect::<Vec<_>>()));
        }
    }

    /// Prints a note that is filled in already on standard error, unless `--quiet` is given.
    pub fn note(&self, text: &str) {
        if !self.is_quiet() {
            terminal::say(&masked(text));
        }
    }

    /// Writes text to standard output, with colours if they are wanted.
    pub fn print(&self, text: &str) -> Result<()> {
        self.written(terminal::print_styled(text, self.color()))
    }

    /// Writes data of the portfolio to standard output, without colours and with national identity numbers masked.
    pub fn print_as(&self, form: Form, text: &str) -> Result<()> {
        self.written(terminal::print(&output::mask_numbers(form, text), form))
    }

    /// Writes findings to standard output, without colours.
    ///
    /// Numbers are masked in them already; paths are not masked, because the user needs them to find the files.
    pub fn print_findings(&self, form: Form, text: &str) -> Result<()> {
        self.written(terminal::print(text, form))
    }

    /// Writes Markdown as text for people to standard output, with national identity numbers masked.
    pub fn print_for_reading(&self, markdown: &str) -> Result<()> {
        let reading =
            output::terminal_text(&output::mask_numbers(Form::Markdown, markdown), terminal::width_or_default());
        // Digits that were separate in Markdown may now form a number.
        self.print(&output::mask_numbers(Form::Text, &reading))
    }

    /// Writes values to standard output as one JSON document.
    pub fn print_json<T: Serialize + ?Sized>(&self, values: &T) -> Result<()> {
        self.print_as(Form::Json, &(serde_json::to_string_pretty(values)? + "\n"))
    }

    /// Writes values to standard output as YAML.
    ///
    /// Harmful characters would not be escaped in YAML; values with such characters are written as JSON, which is also YAML.
    pub fn print_yaml<T: Serialize>(&self, values: &T) -> Result<()> {
        let text = serde_yaml::to_string(values)?;
        let is_command = |text: &str| matches!(without_commands(text, "", ""), Cow::Owned(changed) if changed != text);
        if text.contains(is_harmful) || is_command(&text) {
            return self.print_json(values);
        }
        self.print_as(Form::Yaml, &text)
    }

    /// Writes a document to standard output; binary formats are not changed. The caller has refused documents with numbers.
    pub fn print_document(&self, format: Format, document: &[u8]) -> Result<()> {
        self.written(match (format, str::from_utf8(document)) {
            (Format::Markdown, Ok(text)) => terminal::print(text, Form::Markdown),
            (Format::Html, Ok(text)) => terminal::print(text, Form::Html),
            _ => terminal::print_bytes(document),
        })
    }

    /// Returns the error for a failed write to standard output, such as a full disk.
    fn written(&self, result: std::io::Result<()>) -> Result<()> {
        Ok(result.map_err(|error| failure::system(self.texts().get(key!("failure.standard-output")), &error))?)
    }
}
