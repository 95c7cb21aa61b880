//! Text escaped for Markdown.

use crate::report::placeholder::without_placeholders;

/// Escapes the characters that would be read as Markdown in the middle of a line; more would only make it hard to read.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = &without_placeholders(text);
    // What stands at the start of a line would begin a heading, a list, a quote or a line across the page.
    let text = text.trim_start();
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if text.starts_with(['#', '>', '+', '-', '=']) {
        out.push('\\');
    } else if number.len() < text.len() && (number.starts_with(". ") || number.starts_with(") ")) {
        let (digits, rest) = text.split_at(text.len() - number.len());
        return out + digits + "\\" + &escape_markdown(rest);
    }
    for (at, c) in text.char_indices() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|') || is_entity(&text[at..]) {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// Returns whether a text begins with a name for a character, such as `&nbsp;`.
pub fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('&').and_then(|rest| rest.split_once(';')).map_or("", |(name, _)| name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

/// The formats that Markdown is escaped for.
pub const PLAIN: &str = "markdown";

pub const MARKED: &str = "markdown with languages";
