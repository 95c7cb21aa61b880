//! Text as its readers see it: entities and escapes undone, marks of emphasis, tags and addresses of links left out.
//!
//! Whoever looks for numbers and addresses of people looks at the text as it is written first, and then at what this makes of
//! the places where something may be written in another way; all that is found has its place in the text as written.

use std::ops::Range;

use super::encoded_characters::{digit, written};

/// How much is looked at on both sides of a place where something may be written in another way, in bytes.
const REACH: usize = 160;

/// The longest stretch that is looked at at once, in bytes; the next one begins before it ends.
const LONGEST: usize = 16 * 1024;

/// How often a text is read anew, since what is read may be an escape again: `\\-` in YAML is `\-` in Markdown.
const ROUNDS: usize = 3;

/// The longest tag, comment or address of a link that is left out, in bytes.
const LONGEST_MARK: usize = 600;

/// The longest run of marks of emphasis.
const LONGEST_RUN: usize = 3;

/// Holds a stretch of a text as it is read, and where each byte of it is written.
pub struct Reading {
    /// What is read.
    pub text: String,
    /// Of each byte where it is written.
    places: Vec<(u32, u32)>,
}

impl Reading {
    /// Takes a stretch of a text as it is written.
    fn of(text: &str, window: &Range<usize>) -> Self {
        let mut reading = Self { text: String::with_capacity(window.len()), places: Vec::with_capacity(window.len()) };
        for (at, c) in text[window.clone()].char_indices() {
            let start = window.start + at;
            reading.push(c, (place(start), place(start + c.len_utf8())));
        }
        reading
    }

    fn push(&mut self, c: char, place: (u32, u32)) {
        self.text.push(c);
        self.places.resize(self.text.len(), place);
    }

    /// Returns where a stretch of what is read is written.
    pub fn written(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let end = range.end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(start, |place| place.1);
        start as usize..end as usize
    }

    /// Returns where the part of it is written that `length` bytes from `at` on are.
    fn place(&self, at: usize, length: usize) -> (u32, u32) {
        let range = self.written(&(at..at + length));
        (place(range.start), place(range.end))
    }

    /// Undoes entities and escapes; returns whether there were any.
    fn undo(&mut self) -> bool {
        let mut read =
            Self { text: String::with_capacity(self.text.len()), places: Vec::with_capacity(self.text.len()) };
        let (mut at, mut has_changed) = (0, false);
        while let Some(c) = self.text[at..].chars().next() {
            let (written_as, length) = match written(&self.text[at..]) {
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

    /// Leaves out what readers do not see of Markdown and HTML; returns whether there was anything.
    fn leave_marks_out(&self) -> Option<Self> {
        let mut read =
            Self { text: String::with_capacity(self.text.len()), places: Vec::with_capacity(self.text.len()) };
        let (mut at, mut has_changed) = (0, false);
        while let Some(c) = self.text[at..].chars().next() {
            match mark(&self.text, at, c) {
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

/// Returns what a mark at a place stands for and how long it is; none where there is no mark.
fn mark(text: &str, at: usize, c: char) -> Option<(Option<char>, usize)> {
    let rest = &text[at..];
    let within = |end: &str, from: usize| {
        let limit = text.ceil_char_boundary((at + LONGEST_MARK).min(text.len()));
        text.get(at + from..limit)?.find(end).map(|found| from + found + end.len())
    };
    match c {
        '*' | '~' => {
            let run = rest.len() - rest.trim_start_matches(c).len();
            (run <= LONGEST_RUN && !text[..at].ends_with(c)).then_some((None, run))
        }
        // In a word, it is one of its letters.
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
            // An address between such signs is none of the tags.
            let is_address = rest[..length].contains(['@']) && !rest[..length].contains(['=', ' ']);
            (!is_address).then(|| (parts(name), length))
        }
        ']' if rest.starts_with("]]>") => Some((None, 3)),
        ']' if rest.starts_with("](") => Some((None, within(")", 2)?)),
        ']' if rest.starts_with("][") => Some((None, within("]", 2)?)),
        '`' | '[' | ']' => Some((None, 1)),
        '!' if rest.starts_with("![") => Some((None, 2)),
        _ => None,
    }
}

/// Returns what a tag parts its neighbours by: cells and blocks stand alone, and the rest is seen as one.
fn parts(name: &str) -> Option<char> {
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

/// Finds in a text what `find` finds in it, and then what it finds where the text is read otherwise than it is written.
///
/// `is_telling` says whether something may be written otherwise at a byte of the text. What is found comes in order, and each
/// with what is read there.
pub fn find_as_read<T>(
    text: &str,
    is_telling: impl Fn(&str, usize) -> bool,
    find: impl Fn(&str) -> Vec<(Range<usize>, T)>,
    mut tell: impl FnMut(Range<usize>, T, &Reading, Range<usize>),
) {
    let mut found: Vec<Range<usize>> = Vec::new();
    for window in windows(text, is_telling) {
        // Only what the last window shares with this one may be found again.
        found.retain(|known| known.end > window.start);
        let mut reading = Reading::of(text, &window);
        let written = reading.text.clone();
        for round in 0..ROUNDS {
            let has_changed = reading.undo();
            if !has_changed && round > 0 {
                break;
            }
            let bare = reading.leave_marks_out();
            for reading in std::iter::once(&reading).chain(&bare).filter(|reading| reading.text != written) {
                for (range, what) in find(&reading.text) {
                    let place = reading.written(&range);
                    // What a window cuts is whole in the next one.
                    let is_cut = (range.start == 0 && window.start > 0)
                        || (range.end == reading.text.len() && window.end < text.len());
                    let is_known = found.iter().any(|known| known.start < place.end && place.start < known.end);
                    if !is_cut && !is_known {
                        found.push(place.clone());
                        tell(place, what, reading, range);
                    }
                }
            }
            if !has_changed {
                break;
            }
        }
    }
}

/// Returns the index of the one of several stretches, in order and apart, that shares a byte with a place.
pub fn sharing(stretches: impl Fn(usize) -> Range<usize>, count: usize, place: &Range<usize>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        if stretches(middle).end <= place.start { low = middle + 1 } else { high = middle }
    }
    (low < count && stretches(low).start < place.end).then_some(low)
}

/// Lists the stretches around the places where something may be written otherwise; they overlap where one would be too long.
fn windows(text: &str, is_telling: impl Fn(&str, usize) -> bool) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        if !MAY_TELL[usize::from(byte)] || !is_telling(text, at) {
            continue;
        }
        let end = text.ceil_char_boundary((end_of_mark(text, at) + REACH).min(text.len()));
        match windows.last_mut() {
            Some(known) if at < known.end && end - known.start <= LONGEST => known.end = end,
            known => {
                // Where the last one is as long as may be, this one begins anew, but not in the midst of a word.
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

/// Returns where a tag, a comment or the address of a link ends that begins at a place; the place itself where none does.
fn end_of_mark(text: &str, at: usize) -> usize {
    let rest = &text.as_bytes()[at..(at + LONGEST_MARK).min(text.len())];
    let end = match rest {
        [b']', b'(', ..] => memchr::memchr(b')', rest),
        [b']', b'[', ..] => memchr::memchr(b']', &rest[1..]),
        [b'<', b'!', ..] => memchr::memmem::find(rest, b"-->"),
        [b'<', ..] => memchr::memchr(b'>', rest),
        _ => None,
    };
    at + end.unwrap_or(0)
}

/// The bytes that something written otherwise begins or ends with; most of a text are none of them.
static MAY_TELL: [bool; 256] = {
    let mut may_tell = [false; 256];
    let signs = b"\\&%*_~`<>[]@";
    let mut at = 0;
    while at < signs.len() {
        may_tell[signs[at] as usize] = true;
        at += 1;
    }
    let mut byte = 0xc2;
    while byte < 0x100 {
        // Norwegian letters begin with 0xc3.
        may_tell[byte] = byte != 0xc3;
        byte += 1;
    }
    may_tell
};

/// The fewest digits around a place of a number, in bytes that are digits.
const FEWEST: usize = 8;

/// Returns whether a text may hold a number of eight digits or more, however it is written: most texts do not. It is a fast
/// path past reading the text otherwise than it is written, as a test does.
pub fn may_hold_number(text: &str) -> bool {
    let digits: usize =
        text.as_bytes().chunks(128).map(|part| part.iter().filter(|b| b.is_ascii_digit()).count()).sum();
    // Digits of other scripts, and those of mathematics; Latin letters and the usual signs begin otherwise.
    digits >= FEWEST || text.bytes().any(|byte| byte >= 0xc6 && byte != 0xe2)
}

/// Returns whether a text may hold an address of a person: the sign in its middle, as it is or written otherwise.
pub fn may_hold_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr3(b'@', b'&', b'%', bytes).is_some() || memchr::memchr2(b'\\', 0xef, bytes).is_some()
}

/// Returns whether a digit, or what stands beside one, may be written otherwise at a byte of a text.
pub fn may_be_number(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let is_beside = |length: usize| is_digit(at.checked_sub(1)) || is_digit(Some(at + length));
    let rest = &bytes[at..];
    let has_digits = || {
        let around = |reach: usize| {
            let around = &bytes[at.saturating_sub(reach)..(end_of_mark(text, at) + reach).min(bytes.len())];
            around.iter().filter(|byte| byte.is_ascii_digit()).count()
        };
        around(REACH / 4) >= FEWEST / 2 && around(REACH / 2) >= FEWEST
    };
    match bytes[at] {
        b'&' => (rest.get(1) == Some(&b'#') || rest.starts_with(b"&amp;") || is_beside(1)) && has_digits(),
        b'\\' => (is_beside(1) || rest.get(1).is_some_and(|next| b"xuU\n\r".contains(next))) && has_digits(),
        b'%' => (is_beside(1) || rest.get(1) == Some(&b'3')) && has_digits(),
        byte if byte.is_ascii() => byte != b'@' && is_beside(1) && has_digits(),
        _ => {
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
            // What parts the thousands of amounts and two years is known as it is written.
            let is_known = matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}' | '–' | '«' | '»' | '…' | '’' | '“' | '”');
            digit(c).is_some() || (!is_known && !c.is_alphabetic() && is_beside(c.len_utf8()) && has_digits())
        }
    }
}

/// Returns whether the sign of an address of electronic mail stands at a byte of a text, however it is written.
pub fn may_be_address(text: &str, at: usize) -> bool {
    let rest = &text.as_bytes()[at..];
    let is_code = |digits: &[u8]| digits.iter().take(8).any(|byte| *byte == b'4');
    match rest[0] {
        // Most stand in words that are read as they are written.
        b'@' => {
            let around = &text.as_bytes()[at.saturating_sub(REACH / 2)..(at + REACH / 2).min(text.len())];
            around.iter().any(|byte| *byte != b'@' && MAY_TELL[usize::from(*byte)])
        }
        b'&' => rest.starts_with(b"&commat;") || (rest.get(1) == Some(&b'#') && is_code(&rest[2..])),
        b'\\' => rest.get(1).is_some_and(|next| b"xuU".contains(next)) && is_code(&rest[2..]),
        b'%' => rest.starts_with(b"%40"),
        0xef => rest.starts_with("＠".as_bytes()) || rest.starts_with("﹫".as_bytes()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        let mut reading = Reading::of(text, &(0..text.len()));
        while reading.undo() {}
        reading.leave_marks_out().map_or(reading.text, |bare| bare.text)
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
            let mut reading = Reading::of(&text, &(0..text.len()));
            reading.undo();
            for reading in std::iter::once(&reading).chain(&reading.leave_marks_out()) {
                prop_assert_eq!(reading.text.len(), reading.places.len());
                for (at, c) in reading.text.char_indices() {
                    prop_assert!(text.get(reading.written(&(at..at + c.len_utf8()))).is_some());
                }
            }
        }

        #[test]
        fn the_fast_paths_pass_nothing_over(text in "([-0-9&#;\\\\x%*_<b>`\\[\\]@.\n\u{a0}\u{ad}\u{2003}１９ø＠«]|&#4[89];|&commat;|%3[0-9]|\\\\x31|[0-9]{2,4}){0,12}") {
            let read = read(&text);
            prop_assert!(may_hold_number(&text) || read.chars().filter(char::is_ascii_digit).count() < FEWEST);
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
