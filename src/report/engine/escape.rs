//! Escapes text for Markdown.

use crate::report::placeholder::without_placeholders;

/// Escapes the characters that are Markdown within a line or at its start; others stay, so that the text is easy to read.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = &without_placeholders(text);
    // At the start of a line, these begin a heading, a list, a quote or a thematic break.
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

/// Returns whether a text begins with a character reference, such as `&nbsp;`.
fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('&').and_then(|rest| rest.split_once(';')).map_or("", |(name, _)| name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}

/// The escape format of Markdown without marked languages.
pub const PLAIN: &str = "markdown";
/// The escape format of Markdown with marked languages.
pub const MARKED: &str = "markdown with languages";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_in_values_is_escaped() {
        assert_eq!(escape_markdown("St. Olavs *hospital* [HF] <b>\nx"), "St. Olavs \\*hospital\\* \\[HF\\] \\<b> x");
    }
}
