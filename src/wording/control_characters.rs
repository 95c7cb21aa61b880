//! Escapes characters that control a terminal or change the direction of text.
//!
//! All output to a terminal or a log is escaped here, since any part of it may come from an untrusted author.

use std::{borrow::Cow, fmt::Write as _};

/// Returns whether a character affects how other text is shown: control characters except the tab and the line feed,
/// other line breaks, and marks that change the direction of text.
#[must_use]
pub fn is_harmful(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || breaks_line(c) || turns_direction(c)
}

/// Returns whether a character changes the direction of the text after it.
fn turns_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

fn breaks_line(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Escapes the harmful characters of a text of one or more lines, for example as `\u{202e}`.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, is_harmful)
}

/// Escapes the harmful characters of a text that must stay on one line, and its tabs and line breaks, as `\n`.
#[must_use]
pub fn visible_line(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_harmful(c) || matches!(c, '\n' | '\t'))
}

/// Escapes the harmful characters of a text except the colours that the program added; text of others in it must have
/// been escaped before.
#[must_use]
pub fn visible_but_styles(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        out += &visible(&rest[..at]);
        let length = style(&rest[at..]).unwrap_or(0);
        out += &rest[at..at + length];
        let end = at + length.max(1);
        if length == 0 {
            out += &visible(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    Cow::Owned(out + &visible(rest))
}

/// Returns the length of the colour or style sequence at the start of a text.
fn style(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    codes[end..].starts_with('m').then_some("\u{1b}[".len() + end + 1)
}

/// Escapes the harmful characters of a JSON document, and commands of CI logs, as JSON escapes; they can only occur in
/// its strings.
#[must_use]
pub fn escaped_json(json: &str) -> Cow<'_, str> {
    let (colon, hash) = (":", "\\u0023");
    let json = without_commands(json, colon, hash);
    if !json.contains(is_harmful) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            // Between strings it is whitespace.
            '\r' => out.push(c),
            c if is_harmful(c) => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Escapes commands that CI systems read from logs: `::name` at the start of a line is a command to GitHub, and so is
/// `##[name]` anywhere; Azure has `##vso[name]`. `colon` and `hash` replace the first colon and the second hash.
#[must_use]
pub fn without_commands<'t>(text: &'t str, colon: &str, hash: &str) -> Cow<'t, str> {
    if !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for line in text.split_inclusive('\n') {
        let start = start_of_words(line);
        let rest = &line[start..];
        let names = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
        let rest = match rest.strip_prefix("::") {
            Some(name) if names(name) => {
                out += &line[..start];
                out += colon;
                &rest[1..]
            }
            _ => line,
        };
        if rest.contains("##[") || rest.contains("##vso[") {
            out += &rest.replace("##[", &format!("#{hash}[")).replace("##vso[", &format!("#{hash}vso["));
        } else {
            out += rest;
        }
    }
    Cow::Owned(out)
}

/// Returns the offset of the first word of a line, after whitespace and styles.
fn start_of_words(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let blanks = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
        at += blanks;
        match style(&line[at..]) {
            Some(length) => at += length,
            None if blanks == 0 => return at,
            None => {}
        }
    }
}

fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        // `\r\n` is a line end of Windows.
        let ends_line = c == '\r' && characters.peek() == Some(&'\n') && !is_escaped('\n');
        match c {
            c if ends_line || !is_escaped(c) => out.push(c),
            '\n' => out += "\\n",
            '\t' => out += "\\t",
            '\r' => out += "\\r",
            // Writing to a string cannot fail.
            c => drop(write!(out, "\\u{{{:x}}}", u32::from(c))),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_does_harm_is_shown() {
        assert_eq!(
            visible("a\u{1b}[31mb\u{9b}2J\u{7f}\u{202e}c\n\td\r\ne\rf"),
            "a\\u{1b}[31mb\\u{9b}2J\\u{7f}\\u{202e}c\n\td\r\ne\\rf"
        );
        assert_eq!(visible_line("a\nb\r\n\tc\u{2028}\u{85}"), "a\\nb\\r\\n\\tc\\u{2028}\\u{85}");
        for c in [
            '\0', '\u{7}', '\u{8}', '\u{1b}', '\u{7f}', '\u{80}', '\u{85}', '\u{9f}', '\u{61c}', '\u{200e}', '\u{200f}',
        ] {
            assert!(is_harmful(c), "{c:?}");
        }
        for c in ['\n', '\t', ' ', '\u{a0}', '\u{ad}', '\u{200d}', 'å', '👩'] {
            assert!(!is_harmful(c), "{c:?}");
        }
    }

    #[test]
    fn own_colours_stay() {
        assert_eq!(
            visible_but_styles("\u{1b}[1;31ma\u{1b}[0m\u{1b}[2Jb\u{1b}"),
            "\u{1b}[1;31ma\u{1b}[0m\\u{1b}[2Jb\\u{1b}"
        );
    }

    #[test]
    fn json_stays_the_same_document() {
        let json = serde_json::to_string_pretty(&["a\u{202e}\u{9b}\u{7f}\u{2028}\n"]).unwrap();
        let escaped = escaped_json(&json);
        assert!(!escaped.contains(is_harmful));
        assert_eq!(serde_json::from_str::<Vec<String>>(&escaped).unwrap(), ["a\u{202e}\u{9b}\u{7f}\u{2028}\n"]);
    }

    #[test]
    fn commands_to_logs_are_words() {
        let words = |text: &'static str| without_commands(text, "\\:", "\\#").into_owned();
        assert_eq!(words("a\n  ::error::x\n"), "a\n  \\::error::x\n");
        assert_eq!(words("\u{1b}[1m \u{1b}[3m::set-output name=a::b"), "\u{1b}[1m \u{1b}[3m\\::set-output name=a::b");
        assert_eq!(words("a ##[error]b"), "a #\\#[error]b");
        assert_eq!(words("##vso[task.setvariable]b"), "#\\#vso[task.setvariable]b");
        for text in ["a ::error::b", "::: note", ":: x", "## Tittel", "std::io"] {
            assert_eq!(words(text), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_harmful_is_left(text in "[a:#\\[m;0-9\u{0}-\u{20}\u{7f}-\u{a0}\u{2028}\u{202e}\u{2066}\u{1b}]{0,40}") {
            prop_assert!(!visible(&text).replace("\r\n", "").contains(is_harmful));
            prop_assert!(!visible_line(&text).contains(|c| is_harmful(c) || c == '\n' || c == '\t'));
            let styled = visible_but_styles(&text);
            let plain = anstream::adapter::strip_str(&styled).to_string();
            prop_assert!(!plain.replace("\r\n", "").contains(is_harmful));
        }
    }
}
