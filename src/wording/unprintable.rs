//! Characters that show nothing to a reader, or something else than was meant: control characters, line breaks of word
//! processors, symbols of a single font, and what stands for a character that was lost.

use std::{borrow::Cow, ops::Range};

/// The kind of such a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unprintable {
    /// A control character, or another one that nobody sees.
    Control,
    /// A line break or a page break of a word processor.
    LineBreak,
    /// A character that each font shows in its own way, such as a bullet of the font Symbol.
    Symbol,
    /// What a program writes for a character that it could not read.
    Lost,
    /// What stands for a picture or another object in a text.
    Object,
}

impl Unprintable {
    /// Returns the kind of a character; none if readers see it as it is.
    #[must_use]
    pub fn of(c: char) -> Option<Self> {
        Some(match c {
            '\t' | '\n' | '\r' | ' '..='~' => return None,
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::LineBreak,
            '\u{fffd}' => Self::Lost,
            '\u{fffc}' => Self::Object,
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}' => Self::Symbol,
            '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{2061}'..='\u{2064}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}' => Self::Control,
            c if c.is_control() || u32::from(c) & 0xfffe == 0xfffe => Self::Control,
            _ => return None,
        })
    }
}

/// For each byte, whether such a character may start with it.
const MAY_START: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte {
            0x09 | 0x0a | 0x0d => false,
            0x00..0x20 | 0x7f | 0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xee..=0xf4 => true,
            _ => false,
        };
        byte += 1;
    }
    table
};

/// The flag from which the flags of countries without a code of their own are made, with invisible letters.
const FLAG: char = '\u{1f3f4}';

/// Finds the runs of such characters of one kind, in order.
pub fn find(text: &str) -> impl Iterator<Item = (Range<usize>, Unprintable)> {
    let (bytes, mut done) = (text.as_bytes(), 0);
    bytes.iter().enumerate().filter(|(_, byte)| MAY_START[usize::from(**byte)]).filter_map(move |(at, _)| {
        if at < done {
            return None;
        }
        let kind = Unprintable::of(text[at..].chars().next()?)?;
        let length = text[at..].find(|c: char| Unprintable::of(c) != Some(kind)).unwrap_or(text.len() - at);
        done = at + length;
        let is_flag = text[at..].starts_with(|c| matches!(c, '\u{e0000}'..='\u{e007f}')) && text[..at].ends_with(FLAG);
        (!is_flag).then_some((at..done, kind))
    })
}

/// Returns whether words would run together without the characters of a range.
#[must_use]
pub fn parts_words(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// Returns a text without control characters and line breaks of word processors, for documents. `line_break` says what
/// takes the place of a break at an offset. Symbols and lost characters stay, since a reader sees that something is there.
pub fn printable(text: &str, line_break: impl Fn(&Range<usize>) -> &'static str) -> Cow<'_, str> {
    let is_left_out = |kind| matches!(kind, Unprintable::Control | Unprintable::LineBreak);
    let mut found = find(text).filter(|(_, kind)| is_left_out(*kind)).peekable();
    if found.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (range, kind) in found {
        out += &text[at..range.start];
        out += match kind {
            Unprintable::LineBreak => line_break(&range),
            _ if parts_words(text, &range) => " ",
            _ => "",
        };
        at = range.end;
    }
    Cow::Owned(out + &text[at..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        Unprintable::{Control, LineBreak, Lost, Object, Symbol},
        *,
    };

    #[test]
    fn each_kind_is_known() {
        let text =
            "Linje\u{b}skift. \u{f0b7} Punkt. Skille\u{2028}her. Bjelle\u{7}\u{1}. \u{fffd}\u{fffc} \u{85}\u{9d}";
        let kinds: Vec<Unprintable> = find(text).map(|(_, kind)| kind).collect();
        assert_eq!(kinds, [LineBreak, Symbol, LineBreak, Control, Lost, Object, LineBreak, Control]);
        assert_eq!(find("Blåbær – «ja» 👩\u{200d}💻 🏴\u{e0067}\u{e007f} ❤\u{fe0f} \u{a0}§5\r\n\tČá").count(), 0);
    }

    #[test]
    fn words_do_not_run_together() {
        let text = "Linje\u{b}skift\u{7}her\u{7}.\u{0} \u{f0b7}";
        assert_eq!(printable(text, |_| "/"), "Linje/skift her. \u{f0b7}");
        assert!(matches!(printable("Blåbær\n", |_| ""), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn none_is_passed_over(text in any::<String>()) {
            let of_kind = |c: char| Unprintable::of(c).is_some() && !matches!(c, '\u{e0000}'..='\u{e007f}');
            let found: usize = find(&text).map(|(range, _)| text[range].chars().filter(|c| of_kind(*c)).count()).sum();
            prop_assert_eq!(found, text.chars().filter(|c| of_kind(*c)).count());
        }
    }
}
