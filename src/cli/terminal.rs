//! Standard output and standard error; a closed pipe is no error.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use stimulab::{
    output::Form,
    wording::control_characters::{escaped_json, visible, visible_but_styles, without_commands},
};

use super::arguments::Color;

/// The width of text where no terminal says otherwise.
const WIDTH: usize = 100;

fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// Writes a result to standard output, without its colours where they are not wanted.
///
/// Nothing but the colours reaches a terminal or a log as a command: whatever else would do something is shown.
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
        // Those at the start of a line are the program's own.
        Form::Commands => without_commands(&text, ":", HASH).into_owned().into(),
        Form::Text => without_commands(&text, COLON, HASH).into_owned().into(),
        Form::Markdown => without_commands(&text, "\\:", "\\#").into_owned().into(),
        Form::Html => without_commands(&text, "&#58;", "&#35;").into_owned().into(),
    };
    print_bytes(text.as_bytes())
}

/// Writes what is no text to standard output.
pub fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    forgive_closed_pipe(out.write_all(bytes).and_then(|()| out.flush()))
}

/// What stands for the first sign of a command to a log.
const COLON: &str = "\\u{3a}";
const HASH: &str = "\\u{23}";

fn forgive_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Returns whether standard output is a terminal, which cannot show everything.
pub fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Says something on standard error. That it cannot be said is no reason to fail.
pub fn say(text: &str) {
    let text = visible(text);
    let _ = writeln!(anstream::stderr().lock(), "{}", without_commands(&text, COLON, HASH));
}

/// Says something with colours of the program's own on standard error.
pub fn say_styled(text: &str) {
    let text = visible_but_styles(text);
    let _ = writeln!(anstream::stderr().lock(), "{}", without_commands(&text, COLON, HASH));
}

/// Says what went wrong, and what to do about it.
pub fn say_error(message: &str, hint: Option<&str>, color: Option<Color>) {
    let mut out = AutoStream::new(io::stderr().lock(), choice(color.unwrap_or(Color::Auto)));
    let (red, cyan) = (style(AnsiColor::BrightRed), style(AnsiColor::BrightCyan));
    let shown = |text: &str| without_commands(&visible(text), COLON, HASH).into_owned();
    let _ = writeln!(out, "{red}error{red:#}: {}", shown(message));
    if let Some(hint) = hint {
        let _ = writeln!(out, "{cyan}help{cyan:#}: {}", shown(hint));
    }
}

/// Says what is wrong with a command line, or shows the help that was asked for, and returns the exit code.
///
/// The complaint repeats words of the command line, which a script may have from a file.
pub fn say_usage(error: &clap::Error) -> u8 {
    let text = without_commands(&visible_but_styles(&error.render().ansi().to_string()), COLON, HASH).into_owned();
    let code = u8::try_from(error.exit_code()).unwrap_or(2);
    let _ = if error.use_stderr() {
        write!(anstream::stderr().lock(), "{text}")
    } else {
        write!(anstream::stdout().lock(), "{text}")
    };
    code
}

fn style(color: AnsiColor) -> Style {
    color.on_default().bold()
}

/// Returns whether standard input is a terminal, so that there is somebody to ask.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Returns the width of the terminal that standard output goes to, if it goes to one.
pub fn width() -> Option<usize> {
    io::stdout()
        .is_terminal()
        .then(|| terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).max(40)))
}

/// Returns the width to break lines at: the terminal's, else a fixed one, so that a pipe always gets the same.
pub fn width_or_default() -> usize {
    width().unwrap_or(WIDTH)
}
