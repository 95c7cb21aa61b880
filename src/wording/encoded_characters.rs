//! Decodes single characters: entities, escapes of Markdown, YAML and JSON, percent-encoding, and digits of other
//! scripts.

/// Entities that may be part of a number or an address; all others separate.
const ENTITIES: [(&str, char); 44] = [
    ("nbsp", ' '),
    ("NonBreakingSpace", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("emsp13", ' '),
    ("emsp14", ' '),
    ("numsp", ' '),
    ("puncsp", ' '),
    ("thinsp", ' '),
    ("ThinSpace", ' '),
    ("hairsp", ' '),
    ("VeryThinSpace", ' '),
    ("MediumSpace", ' '),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("shy", '\u{ad}'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("NoBreak", '\u{2060}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("ndash", '-'),
    ("mdash", '-'),
    ("minus", '-'),
    ("dash", '-'),
    ("hyphen", '-'),
    ("horbar", '-'),
    ("commat", '@'),
    ("period", '.'),
    ("lowbar", '_'),
    ("UnderBar", '_'),
    ("plus", '+'),
    ("sol", '/'),
    ("colon", ':'),
    ("lpar", '('),
    ("rpar", ')'),
    ("amp", '&'),
    ("aring", 'å'),
    ("Aring", 'Å'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("aelig", 'æ'),
    ("AElig", 'Æ'),
];

/// The zeros of other sets of digits: Arabic, Persian, Devanagari, full-width and mathematical.
const ZEROS: [u32; 11] = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1fbf0];

/// Decodes the start of a text: returns the character and the number of bytes; none if it is an ordinary character.
///
/// The character is none for an escaped line break of YAML and for an invisible character.
pub fn decode(text: &str) -> Option<(Option<char>, usize)> {
    let first = text.chars().next()?;
    match first {
        '&' => entity(text).map(|(c, length)| (Some(like(c)), length)),
        '\\' => escape(text),
        '%' => percent(text).map(|(c, length)| (Some(like(c)), length)),
        c if c.is_ascii() => None,
        c if is_invisible(c) => Some((None, c.len_utf8())),
        c => Some((Some(like(c)), c.len_utf8())).filter(|(alike, _)| *alike != Some(c)),
    }
}

/// Returns the ASCII character that a character looks like: a digit, a space, a hyphen or a character of an address.
fn like(c: char) -> char {
    if let Some(digit) = digit(c) {
        return digit;
    }
    match c {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{85}' => '\n',
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{ff20}' | '\u{fe6b}' => '@',
        '\u{ff0e}' | '\u{2024}' | '\u{fe52}' => '.',
        '\u{ff3f}' => '_',
        '\u{ff0b}' => '+',
        '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            char::from_u32(u32::from(c) - 0xff21 + u32::from('A')).unwrap_or(c)
        }
        c => c,
    }
}

/// Returns the ASCII digit for a digit of another script.
#[must_use]
pub fn digit(c: char) -> Option<char> {
    let of = |zero: &u32| u32::from(c).checked_sub(*zero).filter(|digit| *digit < 10);
    ZEROS.iter().find_map(of).and_then(|digit| char::from_digit(digit, 10))
}

/// Returns whether a character is invisible in a number or an address.
fn is_invisible(c: char) -> bool {
    super::invisible_characters::is_invisible(c)
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{61c}' | '\u{180e}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
}

/// Decodes an entity; like browsers, accepts a numeric one without the semicolon.
fn entity(text: &str) -> Option<(char, usize)> {
    let rest = &text[1..];
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, mark) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.chars().take(8).take_while(|c| c.is_digit(radix)).count();
        let c = char::from_u32(u32::from_str_radix(digits.get(..length)?, radix).ok()?)?;
        return Some((c, mark + length + usize::from(digits[length..].starts_with(';'))));
    }
    let length = rest.bytes().take(20).take_while(u8::is_ascii_alphanumeric).count();
    let name = rest.get(..length).filter(|_| rest[length..].starts_with(';'))?;
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| (*c, length + 2))
}

/// Decodes a backslash escape of Markdown, YAML or JSON.
fn escape(text: &str) -> Option<(Option<char>, usize)> {
    let rest = &text[1..];
    let next = rest.chars().next()?;
    let code = |length: usize| {
        let digits = rest.get(1..=length)?;
        let is_code = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let c = is_code.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)).flatten()?;
        Some(if is_invisible(c) { (None, length + 2) } else { (Some(like(c)), length + 2) })
    };
    // Not before a digit, these may be the start of a word: `C:\new`, `\tag`.
    let is_before_digit = rest[next.len_utf8()..].starts_with(|c: char| c.is_ascii_digit() || c == '\\');
    match next {
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        // An escaped line break.
        '\n' | '\r' => {
            let below = rest.strip_prefix('\r').unwrap_or(rest).strip_prefix('\n')?;
            Some((None, text.len() - below.trim_start_matches([' ', '\t']).len()))
        }
        'n' | 'N' | 'L' | 'P' if is_before_digit => Some((Some('\n'), 2)),
        't' if is_before_digit => Some((Some('\t'), 2)),
        // YAML's no-break space.
        '_' if is_before_digit => Some((Some(' '), 2)),
        ' ' => Some((Some(' '), 2)),
        c if c.is_ascii_punctuation() => Some((Some(c), 2)),
        _ => None,
    }
}

/// Decodes a percent-encoded ASCII character or no-break space.
fn percent(text: &str) -> Option<(char, usize)> {
    let byte =
        |at: usize| u8::from_str_radix(text.get(at + 1..at + 3)?, 16).ok().filter(|_| text[at..].starts_with('%'));
    match byte(0)? {
        0xc2 => (text.get(3..)?.starts_with('%') && byte(3)? == 0xa0).then_some((' ', 6)),
        byte @ 0x20..0x7f => Some((char::from(byte), 3)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_way_of_writing_is_read() {
        for (text, expected) in [
            ("&#49;", Some('1')),
            ("&#x0031;", Some('1')),
            ("&#49 ", Some('1')),
            ("&commat;", Some('@')),
            ("&nbsp;", Some(' ')),
            ("&#8209;", Some('-')),
            ("\\-", Some('-')),
            ("\\x40", Some('@')),
            ("\\u0031", Some('1')),
            ("\\U00000031", Some('1')),
            ("\\_1", Some(' ')),
            ("\\_a", Some('_')),
            ("\\\n   1", None),
            ("%40", Some('@')),
            ("%C2%A0", Some(' ')),
            ("１", Some('1')),
            ("𝟙", Some('1')),
            ("＠", Some('@')),
            ("\u{2003}", Some(' ')),
            ("\u{ad}", None),
            ("\\u00ad", None),
        ] {
            assert_eq!(decode(text).map(|(c, _)| c), Some(expected), "{text:?}");
        }
        for text in ["a", "1", "&", "&x;", "&nbsp", "\\a", "\\new", "\\x4", "%4", "%zz", "å", "«", ""] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[&#x;\\\\%a-f0-9u_\n\u{a0}\u{ad}１å]{0,12}") {
            if let Some((_, length)) = decode(&text) {
                prop_assert!(length > 0 && text.is_char_boundary(length));
            }
        }
    }
}
