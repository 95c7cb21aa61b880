//! What `stimulab new` and `stimulab init` print about the files they create.

use stimulab::{key, texts::Texts, wording::control_characters::visible_line};

/// Returns a list of the created files, and the next command.
pub fn message(texts: &Texts, paths: &[String], next: &str) -> String {
    let lines = paths.iter().fold(String::new(), |lines, path| lines + "  " + &visible_line(path) + "\n");
    format!("{}\n{lines}{}\n", texts.get(key!("new.made")), texts.fill(key!("new.next"), &[("command", next)]))
}

/// Returns a path with quotes if it contains spaces, for use in a command.
pub fn quoted(path: &str) -> String {
    if path.contains(' ') { format!("\"{path}\"") } else { path.to_owned() }
}
