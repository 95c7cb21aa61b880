//! What running text gives away: numbers and addresses of people, how hard it reads, and its written form.

pub mod email;
pub mod figures;
pub mod identity;
pub mod lix;
pub mod paste;
pub mod phone;
mod unseen;
pub mod visible;
pub mod written_form;
pub mod written_out;

/// Returns the length of the space at the start of a text that may stand inside a number: a plain one or a no-break one.
fn space(text: &str) -> Option<usize> {
    text.chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')).map(char::len_utf8)
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
