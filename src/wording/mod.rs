//! What running text gives away: numbers and addresses of people, how hard it reads, and its written form.

pub mod control_characters;
mod encoded_characters;
pub mod identity_number;
mod invisible_characters;
pub mod literal_line_breaks;
pub mod lix;
pub mod numerals;
pub mod personal_email;
pub mod phone_number;
mod reader_text;
pub mod word_processor;
pub mod written_form;

pub use encoded_characters::digit as as_digit;
pub use invisible_characters::is_unseen;

/// Returns the length of the space at the start of a text that may stand inside a number: a plain one, a no-break one, or any
/// other that word processors set.
fn space(text: &str) -> Option<usize> {
    let is_space = |c: &char| {
        *c == ' ' || (!c.is_ascii() && c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
    };
    text.chars().next().filter(is_space).map(char::len_utf8)
}

/// Returns whether a stretch of digits is a number of its own, and not a part of a word, a decimal number or a date.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| matches!(c, '.' | ',' | '-' | '/' | ':' | '–');
    let goes_on = |beside: &mut dyn Iterator<Item = char>| match beside.next() {
        Some(c) if joins(c) => beside.next().is_some_and(|c| c.is_ascii_digit()),
        beside => beside.is_some_and(char::is_alphanumeric),
    };
    !goes_on(&mut text[..start].chars().rev()) && !goes_on(&mut text[end..].chars()) && !text[end..].starts_with('%')
}
