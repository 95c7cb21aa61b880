//! Escapes text from files for Markdown: nothing in it is read as Markdown, HTML, or a mention on GitHub.

use crate::wording::control_characters::visible;

/// Separates the characters of a mention, a reference or an address; readers do not see it.
///
/// GitHub searches the rendered text, in which an escaped character is the plain character.
const SEPARATOR: &str = "<!-- -->";

/// Escapes a text for a cell of a Markdown table: one line without Markdown, HTML and mentions.
#[must_use]
pub fn markdown_cell(text: &str) -> String {
    let text = one_line(text);
    let text = text.trim();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' => out.extend(['\\', c]),
            '<' => out += "&lt;",
            '&' => out += "&amp;",
            // The start of a list or a quotation.
            '-' | '+' | '>' if before.is_empty() && (c == '>' || after.starts_with(' ')) => out.extend(['\\', c]),
            '.' | ')' if is_number(before) && after.starts_with(' ') => out.extend(['\\', c]),
            c => out.push(c),
        }
        if is_read(before, c, after) {
            out += SEPARATOR;
        }
    }
    out
}

/// Returns a text as code in a line of Markdown, also if it contains backticks.
#[must_use]
pub fn markdown_code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        fence.clone() + &text + &fence
    }
}

/// Replaces line breaks, and makes control characters and direction marks visible.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_whitespace() && c != '\u{a0}' { ' ' } else { c }).collect();
    visible(&text).into_owned()
}

/// Returns whether GitHub gives a character a meaning: `@name`, `#12`, `GH-12`, `:tada:`, `$x$`, `https://`, `www.`.
fn is_read(before: &str, c: char, after: &str) -> bool {
    let ends_with = |end: &str| {
        let start = before.len().checked_sub(end.len()).and_then(|start| before.get(start..));
        start.is_some_and(|start| start.eq_ignore_ascii_case(end))
    };
    let is_digit_next = after.starts_with(|c: char| c.is_ascii_digit());
    match c {
        '@' => after.starts_with(|c: char| c.is_ascii_alphanumeric()),
        '#' => is_digit_next,
        '-' => is_digit_next && ends_with("gh"),
        '.' => ends_with("www"),
        '$' => true,
        ':' => {
            after.starts_with("//") || {
                let is_name = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
                let name = after.len() - after.trim_start_matches(is_name).len();
                name > 0 && after[name..].starts_with(':')
            }
        }
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use comrak::{Options, markdown_to_html};

    use super::*;

    #[test]
    fn nothing_is_read_but_the_text() {
        for (text, expected) in [
            ("a|b\n*c* <d>", "a\\|b \\*c\\* &lt;d>"),
            ("@digdir/stimulab: post@oslo.no", "@<!-- -->digdir/stimulab: post@<!-- -->oslo.no"),
            ("#12, a#b, GH-3", "\\#<!-- -->12, a\\#b, GH-<!-- -->3"),
            (":tada: kl. 10:30", ":<!-- -->tada: kl. 10:30"),
            ("$x^2$", "\\$<!-- -->x^2\\$<!-- -->"),
            ("https://a.no www.b.no", "https:<!-- -->//a.no www.<!-- -->b.no"),
            ("AS \u{202e}gnir\u{202c}", "AS \\\\u{202e}gnir\\\\u{202c}"),
            ("- a > b", "\\- a > b"),
            ("> a", "\\> a"),
            ("1. a", "1\\. a"),
            ("-12,5", "-12,5"),
        ] {
            assert_eq!(markdown_cell(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_the_text() {
        let mut options = Options::default();
        options.extension.autolink = true;
        options.extension.math_dollars = true;
        options.render.r#unsafe = true;
        for text in ["@a #12 :tada: $x^2$ https://a.no www.b.no a@b.no", "# a #", "1) a", "+ b", "GH-1 [x](y) `z`"] {
            let html = markdown_to_html(&markdown_cell(text), &options);
            assert_eq!(html.replace(SEPARATOR, ""), format!("<p>{text}</p>\n"));
        }
        for text in ["a", "a`b", "`a``b`", "2019/Rar `mappe`"] {
            let html = markdown_to_html(&markdown_code(text), &options);
            assert_eq!(html, format!("<p><code>{text}</code></p>\n"));
        }
    }
}
