//! Decodes text to what its readers see: without entities, escapes, emphasis, tags and link addresses.
//!
//! Searches for personal numbers and addresses first use the text as written, and then the decoded text around every
//! offset that may need decoding. Each match has its range in the text as written.

use std::ops::Range;

use super::{
    encoded_characters::decode,
    encoded_places::{MAX_SYNTAX, MAY_BE_ENCODED, REACH, end_of_syntax},
};

/// The longest window that is decoded at once, in bytes; windows overlap.
const MAX_WINDOW: usize = 16 * 1024;

/// How often a text is decoded, since the result may have escapes again: `\\-` in YAML is `\-` in Markdown.
const MAX_ROUNDS: usize = 3;

/// The longest run of emphasis characters.
const MAX_RUN: usize = 3;

/// Holds decoded text, and the range in the text as written for each byte.
pub struct DecodedText {
    /// The decoded text.
    pub text: String,
    /// For each byte, its range in the text as written.
    places: Vec<(u32, u32)>,
}

impl DecodedText {
    /// Takes a window of a text, not decoded yet.
    fn of(text: &str, window: &Range<usize>) -> Self {
        let mut decoded = Self { text: String::with_capacity(window.len()), places: Vec::with_capacity(window.len()) };
        for (at, c) in text[window.clone()].char_indices() {
            let start = window.start + at;
            decoded.push(c, (place(start), place(start + c.len_utf8())));
        }
        decoded
    }

    fn push(&mut self, c: char, place: (u32, u32)) {
        self.text.push(c);
        self.places.resize(self.text.len(), place);
    }

    /// Maps a range of the decoded text to the text as written.
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let end = range.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |place| place.1);
        start as usize..end as usize
    }

    /// Maps `length` bytes at an offset of the decoded text to the text as written.
    fn place(&self, at: usize, length: usize) -> (u32, u32) {
        let range = self.written(&(at..at + length));
        (place(range.start), place(range.end))
    }

    /// Decodes entities and escapes; returns whether there were any.
    fn decode(&mut self) -> bool {
        let mut read =
            Self { text: String::with_capacity(self.text.len()), places: Vec::with_capacity(self.text.len()) };
        let (mut at, mut has_changed) = (0, false);
        while let Some(c) = self.text[at..].chars().next() {
            let (written_as, length) = match decode(&self.text[at..]) {
                Some(written) => {
                    has_changed = true;
                    written
                }
                None => (Some(c), c.len_utf8()),
            };
            if let Some(c) = written_as {
                read.push(c, self.place(at, length));
            }
            at += length;
        }
        *self = read;
        has_changed
    }

    /// Returns the text without Markdown syntax and HTML tags; none if there are none.
    fn without_syntax(&self) -> Option<Self> {
        let mut read =
            Self { text: String::with_capacity(self.text.len()), places: Vec::with_capacity(self.text.len()) };
        let (mut at, mut has_changed) = (0, false);
        while let Some(c) = self.text[at..].chars().next() {
            match syntax(&self.text, at, c) {
                Some((stands_for, length)) => {
                    has_changed = true;
                    if let Some(c) = stands_for {
                        read.push(c, self.place(at, length));
                    }
                    at += length;
                }
                None => {
                    read.push(c, self.place(at, c.len_utf8()));
                    at += c.len_utf8();
                }
            }
        }
        has_changed.then_some(read)
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Reads Markdown syntax or a tag at an offset: returns the character that replaces it, and its length; none if there
/// is none.
fn syntax(text: &str, at: usize, c: char) -> Option<(Option<char>, usize)> {
    let rest = &text[at..];
    let within = |end: &str, from: usize| {
        let limit = text.ceil_char_boundary((at + MAX_SYNTAX).min(text.len()));
        text.get(at + from..limit)?.find(end).map(|found| from + found + end.len())
    };
    match c {
        '*' | '~' => {
            let run = rest.len() - rest.trim_start_matches(c).len();
            (run <= MAX_RUN && !text[..at].ends_with(c)).then_some((None, run))
        }
        // Inside a word, it is an ordinary character.
        '_' => {
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            let (before, after) = (text[..at].chars().next_back(), rest[1..].chars().next());
            (!(is_letter(before) && is_letter(after))).then_some((None, 1))
        }
        '<' if rest.starts_with("<!--") => Some((None, within("-->", 4)?)),
        '<' if rest.starts_with("<![CDATA[") => Some((None, 9)),
        '<' => {
            let name = rest[1..].trim_start_matches('/');
            name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
            let length = within(">", 1)?;
            // An e-mail address between `<` and `>` is not a tag.
            let is_address = rest[..length].contains(['@']) && !rest[..length].contains(['=', ' ']);
            (!is_address).then(|| (separator(name), length))
        }
        ']' if rest.starts_with("]]>") => Some((None, 3)),
        ']' if rest.starts_with("](") => Some((None, within(")", 2)?)),
        ']' if rest.starts_with("][") => Some((None, within("]", 2)?)),
        '`' | '[' | ']' => Some((None, 1)),
        '!' if rest.starts_with("![") => Some((None, 2)),
        _ => None,
    }
}

/// Returns the character that replaces a tag: cells and blocks are separated, other tags are removed.
fn separator(name: &str) -> Option<char> {
    const BLOCKS: [&str; 19] = [
        "p", "div", "li", "tr", "ul", "ol", "dl", "dt", "dd", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6",
        "text", "pre",
    ];
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = name[..length].to_ascii_lowercase();
    match name.as_str() {
        "td" | "th" => Some('|'),
        "br" => Some(' '),
        name if BLOCKS.contains(&name) => Some('¶'),
        _ => None,
    }
}

/// Calls `find` on the decoded text wherever it differs from the text as written, and `report` with each match, in
/// order.
///
/// `may_be_encoded` returns whether a relevant encoded character may be at an offset of the text.
pub fn find_in_decoded<T>(
    text: &str,
    may_be_encoded: impl Fn(&str, usize) -> bool,
    find: impl Fn(&str) -> Vec<(Range<usize>, T)>,
    mut report: impl FnMut(Range<usize>, T, &DecodedText, Range<usize>),
) {
    let mut found: Vec<Range<usize>> = Vec::new();
    for window in windows(text, may_be_encoded) {
        // Only matches in the overlap with the previous window may be found again.
        found.retain(|known| known.end > window.start);
        let mut decoded = DecodedText::of(text, &window);
        let written = decoded.text.clone();
        for round in 0..MAX_ROUNDS {
            let has_changed = decoded.decode();
            if !has_changed && round > 0 {
                break;
            }
            let plain = decoded.without_syntax();
            for decoded in std::iter::once(&decoded).chain(&plain).filter(|decoded| decoded.text != written) {
                for (range, what) in find(&decoded.text) {
                    let place = decoded.written(&range);
                    // A match that a window cuts off is complete in the next window.
                    let is_cut = (range.start == 0 && window.start > 0)
                        || (range.end == decoded.text.len() && window.end < text.len());
                    let is_known = found.iter().any(|known| known.start < place.end && place.start < known.end);
                    if !is_cut && !is_known {
                        found.push(place.clone());
                        report(place, what, decoded, range);
                    }
                }
            }
            if !has_changed {
                break;
            }
        }
    }
}

/// Returns the index of the range that overlaps `place`, among sorted ranges that do not overlap each other.
pub fn overlapping(ranges: impl Fn(usize) -> Range<usize>, count: usize, place: &Range<usize>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        if ranges(middle).end <= place.start { low = middle + 1 } else { high = middle }
    }
    (low < count && ranges(low).start < place.end).then_some(low)
}

/// Lists the windows around encoded characters; windows overlap if one would be too long.
fn windows(text: &str, may_be_encoded: impl Fn(&str, usize) -> bool) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if !MAY_BE_ENCODED[usize::from(byte)] || !may_be_encoded(text, at) {
            continue;
        }
        let end = text.ceil_char_boundary((end_of_syntax(text, at) + REACH).min(text.len()));
        match windows.last_mut() {
            Some(known) if at < known.end && end - known.start <= MAX_WINDOW => known.end = end,
            known => {
                // After a window of the largest size, the next one starts at the start of a word.
                let first = known.map_or(0, |known| known.start + 1);
                let mut start = text.floor_char_boundary(at.saturating_sub(REACH)).max(first);
                let bytes = text.as_bytes();
                let lowest = start.saturating_sub(REACH).max(first);
                while start > lowest && (bytes[start - 1].is_ascii_alphanumeric() || !text.is_char_boundary(start)) {
                    start -= 1;
                }
                windows.push(text.ceil_char_boundary(start)..end);
            }
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::wording::encoded_places::{MIN_DIGITS, may_hold_address, may_hold_number};

    fn read(text: &str) -> String {
        let mut decoded = DecodedText::of(text, &(0..text.len()));
        while decoded.decode() {}
        decoded.without_syntax().map_or(decoded.text, |plain| plain.text)
    }

    #[test]
    fn marks_are_left_out() {
        for (text, expected) in [
            ("**12**3", "123"),
            ("a_b _c_", "a_b c"),
            ("`12`", "12"),
            ("[12](https://a.no) 3", "12 3"),
            ("[12][a]3", "123"),
            ("![12](a.png)", "12"),
            ("<b>12</b>3<br>4", "123 4"),
            ("<td>1</td><td>2</td>", "|1||2|"),
            ("12<!-- x -->3", "123"),
            ("<ola@a.no>", "<ola@a.no>"),
            ("15*********", "15*********"),
            ("12\n\n34", "12\n\n34"),
            ("a < b > c", "a < b > c"),
            ("1&#50;\\*3", "123"),
        ] {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn each_byte_has_its_place(text in "[-12&#;\\\\x*_<b>`\\[\\]()!a\n\u{a0}\u{ad}１ø@]{0,40}") {
            let mut decoded = DecodedText::of(&text, &(0..text.len()));
            decoded.decode();
            for decoded in std::iter::once(&decoded).chain(&decoded.without_syntax()) {
                prop_assert_eq!(decoded.text.len(), decoded.places.len());
                for (at, c) in decoded.text.char_indices() {
                    prop_assert!(text.get(decoded.written(&(at..at + c.len_utf8()))).is_some());
                }
            }
        }

        #[test]
        fn the_fast_paths_pass_nothing_over(text in "([-0-9&#;\\\\x%*_<b>`\\[\\]@.\n\u{a0}\u{ad}\u{2003}１９ø＠«]|&#4[89];|&commat;|%3[0-9]|\\\\x31|[0-9]{2,4}){0,12}") {
            let read = read(&text);
            prop_assert!(may_hold_number(&text) || read.chars().filter(char::is_ascii_digit).count() < MIN_DIGITS);
            prop_assert!(may_hold_address(&text) || !read.contains('@'));
        }

        #[test]
        fn windows_cover_all_that_tells(text in "[a-c1&*\u{a0}]{0,60}", copies in 1usize..2000) {
            let text = text.repeat(copies);
            let windows = windows(&text, |text, at| text.as_bytes()[at] == b'*');
            for (at, _) in text.match_indices('*') {
                prop_assert!(windows.iter().any(|window| window.contains(&at)));
            }
            prop_assert!(windows.iter().map(Range::len).sum::<usize>() <= 2 * text.len() + 4 * REACH);
        }
    }
}
