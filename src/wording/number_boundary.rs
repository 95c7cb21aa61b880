//! Finds where a number in running text starts and ends.

/// Returns the length of the space at the start of a text that may be part of a number: an ordinary space, a no-break
/// space or another Unicode space, but not a line break.
pub fn space(text: &str) -> Option<usize> {
    let is_space = |c: &char| {
        *c == ' ' || (!c.is_ascii() && c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))
    };
    text.chars().next().filter(is_space).map(char::len_utf8)
}

/// Returns whether digits are not part of a word, a decimal number or a date.
pub fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let joins = |c: char| matches!(c, '.' | ',' | '-' | '/' | ':' | '–');
    let goes_on = |neighbours: &mut dyn Iterator<Item = char>| match neighbours.next() {
        Some(c) if joins(c) => neighbours.next().is_some_and(|c| c.is_ascii_digit()),
        neighbours => neighbours.is_some_and(char::is_alphanumeric),
    };
    !goes_on(&mut text[..start].chars().rev()) && !goes_on(&mut text[end..].chars()) && !text[end..].starts_with('%')
}
