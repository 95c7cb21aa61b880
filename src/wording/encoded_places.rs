//! Finds quickly where text must be decoded to search for numbers and addresses.

use super::encoded_characters::digit;

/// How much text is decoded before and after an encoded character, in bytes.
pub(super) const REACH: usize = 160;

/// The longest tag, comment or link address that is removed, in bytes.
pub(super) const MAX_SYNTAX: usize = 600;

/// Returns the end of the tag, comment or link address that starts at an offset; the offset itself if there is none.
pub(super) fn end_of_syntax(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..(at + MAX_SYNTAX).min(text.len())];
    let end = match rest {
        [b']', b'(', ..] => memchr::memchr(b')', rest),
        [b']', b'[', ..] => memchr::memchr(b']', &rest[1..]),
        [b'<', b'!', ..] => memchr::memmem::find(rest, b"-->"),
        [b'<', ..] => memchr::memchr(b'>', rest),
        _ => None,
    };
    at + end.unwrap_or(0)
}

/// The first and last bytes of encoded characters, tags and Markdown syntax; most bytes of a text are none of them.
pub(super) static MAY_BE_ENCODED: [bool; 256] = {
    let mut may_be_encoded = [false; 256];
    let signs = b"\\&%*_~`<>[]@";
    let mut at = 0;
    while at < signs.len() {
        may_be_encoded[signs[at] as usize] = true;
        at += 1;
    }
    let mut byte = 0xc2;
    while byte < 0x100 {
        // Norwegian letters start with 0xc3.
        may_be_encoded[byte] = byte != 0xc3;
        byte += 1;
    }
    may_be_encoded
};

/// The fewest digits near an encoded character that may be part of a number.
pub const MIN_DIGITS: usize = 8;

/// Returns whether a text may contain a number of eight digits or more, encoded or not; most texts do not.
///
/// This is a fast path: a test compares it with decoding the text.
pub fn may_hold_number(text: &str) -> bool {
    let mut digits = 0;
    // Parts without a branch inside: the compiler looks at many bytes at a time.
    text.as_bytes().chunks(128).any(|part| {
        let (mut count, mut is_other) = (0_u8, false);
        for byte in part {
            count += u8::from(byte.is_ascii_digit());
            // Digits of other scripts; Latin letters and common punctuation have other first bytes.
            is_other |= *byte >= 0xc6 && *byte != 0xe2;
        }
        digits += usize::from(count);
        digits >= MIN_DIGITS || is_other
    })
}

/// Returns whether a text may contain an e-mail address: it has an `@`, encoded or not.
pub fn may_hold_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'@', b'&', b'%', bytes).is_some() || memchr::memchr2(b'\\', 0xef, bytes).is_some()
}

/// Returns whether an encoded digit, or an encoded character next to a digit, may be at an offset.
pub fn may_be_number(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let is_beside = |length: usize| is_digit(at.checked_sub(1)) || is_digit(Some(at + length));
    let rest = &bytes[at..];
    let has_digits = || {
        let around = |reach: usize| {
            let around = &bytes[at.saturating_sub(reach)..(end_of_syntax(text, at) + reach).min(bytes.len())];
            around.iter().filter(|byte| byte.is_ascii_digit()).count()
        };
        around(REACH / 4) >= MIN_DIGITS / 2 && around(REACH / 2) >= MIN_DIGITS
    };
    match bytes[at] {
        b'&' => (rest.get(1) == Some(&b'#') || rest.starts_with(b"&amp;") || is_beside(1)) && has_digits(),
        b'\\' => (is_beside(1) || rest.get(1).is_some_and(|next| b"xuU\n\r".contains(next))) && has_digits(),
        b'%' => (is_beside(1) || rest.get(1) == Some(&b'3')) && has_digits(),
        byte if byte.is_ascii() => byte != b'@' && is_beside(1) && has_digits(),
        _ => {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
            // Separators in amounts and ranges of years need no decoding.
            let is_known = matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '–' | '«' | '»' | '…' | '’' | '“' | '”');
            digit(c).is_some() || (!is_known && !c.is_alphabetic() && is_beside(c.len_utf8()) && has_digits())
        }
    }
}

/// Returns whether the `@` of an e-mail address is at an offset, encoded or not.
pub fn may_be_address(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    let is_code = |digits: &[u8]| digits.iter().take(8).any(|byte| *byte == b'4');
    match rest[0] {
        // Most of them are in words that need no decoding.
        b'@' => {
            let around = &text.as_bytes()[at.saturating_sub(REACH / 2)..(at + REACH / 2).min(text.len())];
            around.iter().any(|byte| *byte != b'@' && MAY_BE_ENCODED[usize::from(*byte)])
        }
        b'&' => rest.starts_with(b"&commat;") || (rest.get(1) == Some(&b'#') && is_code(&rest[2..])),
        b'\\' => rest.get(1).is_some_and(|next| b"xuU".contains(next)) && is_code(&rest[2..]),
        b'%' => rest.starts_with(b"%40"),
        0xef => rest.starts_with("＠".as_bytes()) || rest.starts_with("﹫".as_bytes()),
        _ => false,
    }
}
