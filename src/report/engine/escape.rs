//! Escapes text for Markdown.

use crate::{report::placeholder::without_placeholders, wording::unprintable::printable};

/// Escapes the characters that are Markdown within a line or at its start; others stay, so that the text is easy to read.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = &without_placeholders(&printable(text, |_| " "));
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

/// Encodes an address for a link in Markdown; what is encoded already stays.
///
/// Blanks and brackets would end it, a backtick or a pipe would be read before the link is.
pub fn markdown_address(address: &str) -> String {
    let address = without_placeholders(address.trim());
    let mut out = String::with_capacity(address.len());
    for (at, c) in address.char_indices() {
        let is_read = c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\' | '`' | '|');
        if is_read {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            if is_entity(&address[at..]) {
                out.push('\\');
            }
            out.push(c);
        }
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
        assert_eq!(escape_markdown("a\u{b}b\u{7}\u{2028}"), "a b ");
    }

    #[test]
    fn an_address_leads_where_it_led() {
        for (address, written) in [
            ("https://a.no/b_c*d*?e=f&g=h#i", "https://a.no/b_c*d*?e=f&g=h#i"),
            ("https://a.no/b(c) d%20e", "https://a.no/b%28c%29%20d%20e"),
            ("https://a.no/<b>|`c`\\\"æ", "https://a.no/%3Cb%3E%7C%60c%60%5C\"æ"),
            ("https://a.no/?b&copy;c", "https://a.no/?b\\&copy;c"),
            (" ../x y/ ", "../x%20y/"),
        ] {
            assert_eq!(markdown_address(address), written);
            let html =
                comrak::markdown_to_html(&format!("[*x*]({written}) *y*"), &crate::document::markdown::dialect());
            assert!(html.contains("\"><em>x</em></a> <em>y</em>"), "{html}");
        }
    }
}
