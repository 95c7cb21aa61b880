//! Finds and masks national identity numbers.

mod gap;
mod number_kind;

use std::{borrow::Cow, ops::Range};

use super::{
    encoded_places::{may_be_number, may_hold_number},
    invisible_characters::{InvisibleMap, invisible},
    reader_text::{DecodedText, find_in_decoded, overlapping},
};
use gap::{gap, gap_length, is_gap};
pub use number_kind::NumberKind;
use number_kind::kind;

/// Finds the identity numbers in a text: fødselsnummer, D-numbers, synthetic ones, and those of NAV and the health
/// services.
///
/// They have eleven digits. There may be a gap after the sixth digit, and then also between day, month and year; a gap
/// may contain a line break. Letters, commas and other characters may touch the number, as in generated lists.
/// Invisible characters, such as soft hyphens, may be anywhere in it. Escapes, entities, emphasis and tags are decoded.
/// Both check digits must be right, and so must the date if the number has one, so that few other numbers are matched.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    numbers(text).into_iter().map(|number| number.range)
}

/// An identity number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its range in the text.
    pub range: Range<usize>,
    /// What kind of number it is.
    pub kind: NumberKind,
    /// The decoded number, masked.
    pub masked: String,
}

/// Finds identity numbers as [`find`] does, with their kinds, in order.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    each(text, |range, kind, read| {
        let read = read.map_or(&text[range.clone()], |(decoded, read)| &decoded.text[read]);
        let mut digits = 0;
        let hide = |c: char| {
            digits += usize::from(c.is_ascii_digit());
            if digits > 2 && c.is_ascii_digit() { '*' } else { c }
        };
        found.push(Number { range, kind, masked: read.chars().map(hide).collect() });
    });
    found.sort_by_key(|number| number.range.start);
    found
}

/// Lists the identity numbers in a text, reduced to their digits.
#[must_use]
pub fn digits(text: &str) -> Vec<String> {
    let plain = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut found = Vec::new();
    each(text, |range, _, read| {
        found.push(read.map_or_else(|| plain(&text[range]), |(decoded, read)| plain(&decoded.text[read])));
    });
    found
}

/// Calls `report` with each number, and with the decoded text if it differs from the text as written.
fn each(text: &str, mut report: impl FnMut(Range<usize>, NumberKind, Option<(&DecodedText, Range<usize>)>)) {
    if !may_hold_number(text) {
        return;
    }
    let written = find_as_written(text);
    for (range, kind) in &written {
        report(range.clone(), *kind, None);
    }
    find_in_decoded(
        text,
        may_be_number,
        |read| find_in_plain(read).collect(),
        |range, kind, decoded, read| {
            if overlapping(|at| written[at].0.clone(), written.len(), &range).is_none() {
                report(range, kind, Some((decoded, read)));
            }
        },
    );
}

/// Finds the numbers in a text without decoding it, ignoring invisible characters.
fn find_as_written(text: &str) -> Vec<(Range<usize>, NumberKind)> {
    let invisible = invisible(text);
    if invisible.is_empty() {
        return find_in_plain(text).collect();
    }
    let mut ends = 0;
    let mut visible = String::with_capacity(text.len());
    for (at, c) in &invisible {
        visible += &text[ends..*at];
        ends = at + c.len_utf8();
    }
    let places = InvisibleMap::of(&invisible);
    find_in_plain(&(visible + &text[ends..])).map(|(range, kind)| (places.around(range), kind)).collect()
}

fn find_in_plain(text: &str) -> impl Iterator<Item = (Range<usize>, NumberKind)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            let end = end_of_digits(bytes, start);
            at = end;
            let extent = match end - start {
                11 => Some((start, end)),
                6 => serial_after(text, end).map(|end| (start, end)),
                5 => date_before(text, start).map(|start| (start, end)),
                _ => None,
            };
            if let Some((start, end)) = extent
                && is_whole(text, start, end)
                && let Some(kind) = kind(&text[start..end])
                && !(end - start == 11 && is_account(&text[..start]))
            {
                at = end;
                return Some((start..end, kind));
            }
        }
    })
}

/// Replaces all digits except the first two of each identity number by asterisks; the length of the text does not
/// change.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    // After one number is masked, a number next to it may be recognised too.
    loop {
        let places = digits_to_mask(&out);
        if places.is_empty() {
            return out;
        }
        for place in places {
            let hidden = "*".repeat(place.len());
            out.to_mut().replace_range(place, &hidden);
        }
    }
}

/// Lists the ranges of the digits to mask: all except the first two of each number.
fn digits_to_mask(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    each(text, |range, _, read| {
        let (within, start) = read.as_ref().map_or((text, range.start), |(decoded, read)| (&*decoded.text, read.start));
        let end = read.as_ref().map_or(range.end, |(_, read)| read.end);
        let digits = within[start..end].char_indices().filter(|(_, c)| c.is_ascii_digit()).skip(2);
        let digits = digits.map(|(at, _)| start + at..start + at + 1);
        places.extend(digits.map(|digit| read.as_ref().map_or(digit.clone(), |(decoded, _)| decoded.written(&digit))));
    });
    places
}

/// Masks the numbers in a path; each name in the path is searched separately.
#[must_use]
pub fn masked_path(path: &str) -> String {
    path.split('/').map(masked).collect::<Vec<_>>().join("/")
}

fn end_of_digits(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Returns whether digits are not part of a decimal number or a hash; other characters may touch them.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    // A word with more digits may be a hash.
    let goes_on = |neighbours: &mut dyn Iterator<Item = char>| match neighbours.next() {
        Some('.') => neighbours.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) if c.is_alphanumeric() => {
            c.is_numeric() || neighbours.take_while(|c| c.is_alphanumeric()).any(char::is_numeric)
        }
        _ => false,
    };
    !goes_on(&mut text[..start].chars().rev()) && !goes_on(&mut text[end..].chars()) && !is_fraction(&text[..start])
}

/// Returns whether a text ends with a number and a decimal comma: a zero, or a number of up to three digits after a
/// separator other than a comma.
fn is_fraction(before: &str) -> bool {
    let Some(whole) = before.strip_suffix(',') else { return false };
    let rest = whole.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = whole.len() - rest.len();
    &whole[rest.len()..] == "0" || ((1..=3).contains(&digits) && rest.ends_with([';', '\t', ' ', '-']))
}

/// Returns the end of the last five digits after a date and a gap.
fn serial_after(text: &str, date_end: usize) -> Option<usize> {
    let start = date_end + gap(&text[date_end..])?;
    let end = end_of_digits(text.as_bytes(), start);
    // The last cell of a row and the first cell of the next row are two numbers.
    let is_cell = |neighbours: Option<char>| {
        neighbours.is_some_and(|c| matches!(c, ',' | ';' | '\t' | '|') || c.is_ascii_digit())
    };
    let (before, after) = (text[..date_end - 6].trim_end_matches(' '), text[end..].trim_start_matches(' '));
    let are_cells =
        text[date_end..start].contains('\n') && (is_cell(before.chars().next_back()) || is_cell(after.chars().next()));
    (end - start == 5 && !are_cells).then_some(end)
}

/// Returns the start of the date, with gaps in it, before a gap and the last five digits.
fn date_before(text: &str, serial_start: usize) -> Option<usize> {
    let before = &text[..serial_start];
    let gap = gap_length(before.chars().rev());
    let mut at = serial_start.checked_sub(gap).filter(|_| gap > 0)?;
    let mut has_stops = true;
    for pair in 0..3 {
        if pair > 0 {
            let gap = text[..at].chars().next_back().filter(|c| is_gap(*c))?;
            has_stops &= matches!(gap, '.' | '/');
            at -= gap.len_utf8();
        }
        let start = at.checked_sub(2)?;
        text.as_bytes()[start..at].iter().all(u8::is_ascii_digit).then_some(())?;
        at = start;
    }
    // `24.03.21 55012` is a date and an amount. D-numbers and synthetic numbers do not start with a valid date.
    let is_day = has_stops && text[..serial_start].ends_with(' ') && is_calendar_day(&text[at..]);
    (!is_day).then_some(at)
}

/// Returns whether a text starts with a date such as `24.03.21`.
fn is_calendar_day(text: &str) -> bool {
    let number = |at: usize| text.get(at..at + 2).and_then(|digits| digits.parse::<u8>().ok()).unwrap_or_default();
    (1..=31).contains(&number(0)) && (1..=12).contains(&number(3))
}

/// How far before a number the word for a bank account is searched, in bytes.
const ACCOUNT_WORD_DISTANCE: usize = 60;

/// Returns whether one of the last two words before eleven digits says that they are a bank account number, whose check
/// digit is computed in the same way.
fn is_account(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(ACCOUNT_WORD_DISTANCE))..];
    let line = near.rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(2).any(|word| {
        let word = word.to_lowercase();
        let is_own = word.starts_with("konto") && !word.starts_with("kontor");
        let is_compound = ["konto", "kontonr", "kontonummer", "kontonummeret"].iter().any(|end| word.ends_with(end));
        // The name of a user account ("brukerkonto") may be an identity number.
        (is_own || is_compound) && !word.starts_with("bruker") || ["iban", "bankgiro"].contains(&word.as_str())
    })
}

#[cfg(test)]
mod tests;
