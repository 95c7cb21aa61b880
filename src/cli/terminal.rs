//! Standard output and standard error; a closed pipe is no error.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::Color;

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
pub fn print(bytes: &[u8], color: Color) -> io::Result<()> {
    let mut out = AutoStream::new(io::stdout().lock(), choice(color));
    forgive_closed_pipe(out.write_all(bytes).and_then(|()| out.flush()))
}

/// Writes bytes to standard output just as they are.
pub fn print_raw(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    forgive_closed_pipe(out.write_all(bytes).and_then(|()| out.flush()))
}

fn forgive_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Returns whether standard output is a terminal, which cannot show everything.
pub fn is_shown() -> bool {
    io::stdout().is_terminal()
}

/// Says something on standard error. That it cannot be said is no reason to fail.
pub fn say(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Says what went wrong, and what to do about it.
pub fn say_error(message: &str, hint: Option<&str>, color: Option<Color>) {
    let mut out = AutoStream::new(io::stderr().lock(), choice(color.unwrap_or(Color::Auto)));
    let (red, cyan) = (style(AnsiColor::BrightRed), style(AnsiColor::BrightCyan));
    let _ = writeln!(out, "{red}error{red:#}: {message}");
    if let Some(hint) = hint {
        let _ = writeln!(out, "{cyan}help{cyan:#}: {hint}");
    }
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
