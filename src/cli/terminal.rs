//! Writes to standard output and standard error; a closed pipe is not an error.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use stimulab::{
    key,
    output::Form,
    texts::Texts,
    wording::control_characters::{escaped_json, visible, visible_but_styles, without_commands},
};

use super::arguments::Color;

/// The width of text if there is no terminal.
const WIDTH: usize = 100;

fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// Writes a result to standard output, with colours if they are wanted.
///
/// Only colours reach a terminal or a CI log as commands; other control characters and commands are made visible.
pub fn print_styled(text: &str, color: Color) -> io::Result<()> {
    let mut out = AutoStream::new(io::stdout().lock(), choice(color));
    let text = visible_but_styles(text);
    let text = without_commands(&text, COLON, HASH);
    forgive_closed_pipe(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes a result without colours to standard output, as [`print_styled`] does.
pub fn print(text: &str, form: Form) -> io::Result<()> {
    let text = match form {
        Form::Json | Form::JsonLines | Form::Yaml => escaped_json(text),
        _ => visible(text),
    };
    let text = match form {
        Form::Json | Form::JsonLines | Form::Yaml => text,
        // Commands at the start of a line are the program's own.
        Form::Commands => without_commands(&text, ":", HASH).into_owned().into(),
        Form::Text => without_commands(&text, COLON, HASH).into_owned().into(),
        Form::Markdown => without_commands(&text, "\\:", "\\#").into_owned().into(),
        Form::Html => without_commands(&text, "&#58;", "&#35;").into_owned().into(),
    };
    print_bytes(text.as_bytes())
}

/// Writes bytes to standard output.
pub fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    forgive_closed_pipe(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Replaces the first character of a command to a CI log.
const COLON: &str = "\\u{3a}";
const HASH: &str = "\\u{23}";

fn forgive_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Returns whether standard output is a terminal.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Prints a line on standard error; errors are ignored.
pub fn say(text: &str) {
    let text = visible(text);
    let _ = writeln!(anstream::stderr().lock(), "{}", without_commands(&text, COLON, HASH));
}

/// Prints text with colours of the program on standard error.
pub fn say_styled(text: &str) {
    let text = visible_but_styles(text);
    let _ = writeln!(anstream::stderr().lock(), "{}", without_commands(&text, COLON, HASH));
}

/// Prints an error and its hint on standard error.
pub fn say_error(message: &str, hint: Option<&str>, color: Option<Color>, texts: &Texts) {
    let mut out = AutoStream::new(io::stderr().lock(), choice(color.unwrap_or(Color::Auto)));
    let (red, cyan) = (style(AnsiColor::BrightRed), style(AnsiColor::BrightCyan));
    let shown = |text: &str| without_commands(&visible(text), COLON, HASH).into_owned();
    let _ = writeln!(out, "{red}{}{red:#}: {}", texts.get(key!("label.error")), shown(message));
    if let Some(hint) = hint {
        let _ = writeln!(out, "{cyan}{}{cyan:#}: {}", texts.get(key!("label.help")), shown(hint));
    }
}

fn style(color: AnsiColor) -> Style {
    color.on_default().bold()
}

/// Returns whether questions can be asked: standard input and standard error are terminals.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Returns the width of the terminal, if standard output is one.
pub fn width() -> Option<usize> {
    io::stdout()
        .is_terminal()
        .then(|| terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).max(40)))
}

/// Returns the width for line breaks: that of the terminal, otherwise a fixed width.
pub fn width_or_default() -> usize {
    width().unwrap_or(WIDTH)
}
