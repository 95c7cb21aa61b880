//! Finds Norwegian telephone numbers in running text.

use std::ops::Range;

use super::{
    encoded_places::{may_be_number, may_hold_number},
    number_boundary::{space, stands_alone},
    reader_text::{find_in_decoded, overlapping},
};

/// Words that announce a telephone number.
const WORDS: [&str; 12] = [
    "tlf",
    "tel",
    "telefon",
    "telefonnummer",
    "telefonnr",
    "mobil",
    "mobilnummer",
    "mobiltelefon",
    "mob",
    "phone",
    "telephone",
    "mobile",
];

/// Finds telephone numbers, in order, each with its decoded text: `12 34 56 78`, `123 45 678`, with or without `+47`.
///
/// Eight digits in a row count only after `+47` or a word for a telephone. Mobile numbers may have dashes. Numbers that
/// start with 80, 81 or 82 do not belong to a person and are ignored. Escapes, entities and emphasis are decoded.
#[must_use]
pub fn find(text: &str) -> Vec<(Range<usize>, String)> {
    if !may_hold_number(text) {
        return Vec::new();
    }
    let mut found: Vec<_> = find_in_plain(text).map(|range| (range.clone(), text[range].to_owned())).collect();
    let written = found.len();
    let find_in_text = |text: &str| find_in_plain(text).map(|range| (range, ())).collect();
    find_in_decoded(text, may_be_number, find_in_text, |range, (), decoded, read| {
        if overlapping(|at| found[at].0.clone(), written, &range).is_none() {
            found.push((range, decoded.text[read].to_owned()));
        }
    });
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn find_in_plain(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            at = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            // Most digits are single or belong to a year.
            if at - start == 1 || (at - start == 4 && !text[start..].starts_with("0047")) {
                continue;
            }
            // A group of fewer than eight digits must be followed by another.
            if at - start < 8 && !goes_on(&text[at..]) {
                continue;
            }
            if let Some(range) = number(text, start) {
                at = range.end;
                return Some(range);
            }
        }
    })
}

/// Returns whether another group of digits follows.
fn goes_on(after: &str) -> bool {
    let rest = after.strip_prefix(')').unwrap_or(after);
    let gap = dash(rest).or_else(|| space(rest)).or_else(|| line_break(rest));
    gap.is_some_and(|gap| rest.as_bytes().get(gap).is_some_and(u8::is_ascii_digit))
}

/// The deepest indentation of a line on which a number continues, as in values of YAML or a quotation.
const MAX_INDENT: usize = 16;

/// Returns the length of a line break and the indentation after it, which are shown as a space.
fn line_break(text: &str) -> Option<usize> {
    let line = text.strip_prefix('\r').unwrap_or(text).strip_prefix('\n')?;
    let bare = line.trim_start_matches([' ', '>']);
    (line.len() - bare.len() <= MAX_INDENT).then_some(text.len() - bare.len())
}

/// Returns the number that starts with a group of digits: on one line, else on two lines, else with dashes.
fn number(text: &str, start: usize) -> Option<Range<usize>> {
    let within = |gap| {
        let groups = groups(text, start, gap);
        let has_any = groups.last().is_some_and(|last| text[start..last.end].contains(|c| c == '\n' || is_dash(c)));
        (has_any && (gap == Gap::Break || may_have_dashes(text, start, &groups)))
            .then(|| number_of(text, start, &groups))
            .flatten()
    };
    let plain = number_of(text, start, &groups(text, start, Gap::Space));
    plain.or_else(|| within(Gap::Break)).or_else(|| within(Gap::Dash))
}

/// What may separate the groups of a number, besides spaces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    Break,
    Dash,
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Returns the length of a dash, with or without spaces around it.
fn dash(text: &str) -> Option<usize> {
    let before = space(text).unwrap_or(0);
    let dash = text[before..].chars().next().filter(|c| is_dash(*c))?.len_utf8();
    Some(before + dash + space(&text[before + dash..]).unwrap_or(0))
}

/// Returns whether digits with dashes may be a telephone number, and not a case number: after a word for a telephone or
/// the country code, or if they look like a mobile number.
fn may_have_dashes(text: &str, start: usize, groups: &[Range<usize>]) -> bool {
    let is_mobile = groups.iter().map(Range::len).eq([3, 2, 3]) && text[start..].starts_with(['4', '9']);
    is_mobile || is_announced(&text[..start]) || text[..start].ends_with('+') || text[start..].starts_with("0047")
}

fn number_of(text: &str, start: usize, groups: &[Range<usize>]) -> Option<Range<usize>> {
    let joined: String = groups.iter().map(|group| &text[group.clone()]).collect();
    let country = [("+47", text[..start].ends_with('+').then_some("47")), ("0047", Some("0047"))];
    for (_, prefix) in country {
        let Some(prefix) = prefix.filter(|prefix| joined.starts_with(prefix)) else { continue };
        let mut length = 0;
        let last = groups.iter().find(|group| {
            length += group.len();
            length >= prefix.len() + 8
        })?;
        let from = start - usize::from(text[..start].ends_with('+'));
        let is_whole =
            length == prefix.len() + 8 && stands_alone(text, from, last.end) && !is_column(text, from, last.end);
        return is_whole.then_some(from..last.end);
    }
    let lengths: Vec<usize> = groups.iter().map(Range::len).collect();
    let end = groups.last()?.end;
    let is_number = !is_column(text, start, end)
        && match lengths[..] {
            [2, 2, 2, 2] => {
                !is_series(&groups.iter().map(|group| text[group.clone()].parse().unwrap_or(0)).collect::<Vec<_>>())
            }
            [3, 2, 3] => true,
            [8] => is_announced(&text[..start]),
            _ => false,
        };
    let is_personal = !["0", "80", "81", "82"].iter().any(|start| joined.starts_with(start));
    let is_amount = is_amount(&text[..start], &text[end..]);
    let follows_number = text[..start].trim_end_matches([' ', '\u{a0}']).ends_with(|c: char| c.is_ascii_digit());
    (is_number && is_personal && !is_amount && !follows_number && stands_alone(text, start, end)).then_some(start..end)
}

/// How far around a number words are searched, in bytes, since a line may be very long.
const WORD_DISTANCE: usize = 100;

fn near_end(before: &str) -> &str {
    &before[before.ceil_char_boundary(before.len().saturating_sub(WORD_DISTANCE))..]
}

/// Returns whether the words around digits say that they are an amount or a percentage.
fn is_amount(before: &str, after: &str) -> bool {
    const UNITS: [&str; 6] = ["kr", "kroner", "nok", "prosent", "mill", "mrd"];
    let is_unit = |word: &str| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit));
    let is_letter = |c: char| c.is_alphabetic();
    let before = near_end(before).rsplit('\n').next().unwrap_or_default();
    let after = &after[..after.floor_char_boundary(WORD_DISTANCE.min(after.len()))];
    let after = after.lines().next().unwrap_or_default();
    let last = before.trim_end().trim_end_matches('.').rsplit(|c| !is_letter(c)).next().unwrap_or_default();
    let next = after.trim_start().split(|c| !is_letter(c)).next().unwrap_or_default();
    is_unit(last) || is_unit(next) || after.trim_start().starts_with('%')
}

/// Returns the groups of digits from an offset on, separated by single spaces and the given gap; a closing bracket may
/// follow the first.
fn groups(text: &str, start: usize, between: Gap) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut may_break = between == Gap::Break;
    let mut at = start;
    while groups.len() < 8 {
        let end = at + text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if end == at {
            break;
        }
        groups.push(at..end);
        let bracket = usize::from(groups.len() == 1 && text[end..].starts_with(')'));
        let rest = &text[end + bracket..];
        // Digits on three lines are a column of numbers.
        let gap = dash(rest).filter(|_| between == Gap::Dash);
        let gap = gap.or_else(|| space(rest)).or_else(|| line_break(rest).filter(|_| may_break));
        may_break &= !rest.starts_with(['\r', '\n']);
        match gap {
            Some(gap) => at = end + bracket + gap,
            None => break,
        }
    }
    groups
}

/// Returns whether digits on two lines are part of a column of numbers, which has another line before or after them.
fn is_column(text: &str, start: usize, end: usize) -> bool {
    text[start..end].contains('\n')
        && (text[..start].trim_end_matches([' ', '>']).ends_with('\n')
            && text[..start].trim_end_matches([' ', '>', '\r', '\n']).ends_with(|c: char| c.is_ascii_digit())
            || line_break(&text[end..]).is_some_and(|gap| text[end + gap..].starts_with(|c: char| c.is_ascii_digit())))
}

/// Returns whether numbers are a series with equal steps, such as `20 21 22 23`.
fn is_series(numbers: &[i32]) -> bool {
    let mut steps = numbers.windows(2).map(|pair| pair[1] - pair[0]);
    let first = steps.next().unwrap_or_default();
    (1..=10).contains(&first.abs()) && steps.all(|step| step == first)
}

/// Returns whether one of the last two words before a number announces a telephone number.
fn is_announced(before: &str) -> bool {
    let line = near_end(before).rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(2).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests;
