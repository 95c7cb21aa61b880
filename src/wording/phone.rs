//! Norwegian telephone numbers in running text.

use std::ops::Range;

use super::{space, stands_alone};

/// Words that say that the eight digits behind them are a telephone number.
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

/// Finds telephone numbers: `12 34 56 78`, `123 45 678`, with or without `+47`; eight digits in a row only behind `+47` or
/// a word that says what they are. Numbers that start with 80, 81 or 82 belong to no person and are let be.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // Most stretches of a text hold no digit.
            if let Some(stretch) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>())
                && !stretch.iter().fold(false, |any, byte| any | byte.is_ascii_digit())
            {
                at += 16;
                continue;
            }
            // A single digit starts no number, and in front of every other is none: looking at every second byte is enough.
            if !bytes.get(at + 1)?.is_ascii_digit() {
                at += 2;
                continue;
            }
            let start = at + usize::from(!bytes[at].is_ascii_digit());
            at = start + bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            // Most digits of a text stand alone or in a year.
            if at - start == 1 || (at - start == 4 && !text[start..].starts_with("0047")) {
                continue;
            }
            // Nor does one of less than eight digits that no other group follows.
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

/// Returns whether more digits may follow behind the first group.
fn goes_on(after: &str) -> bool {
    let rest = after.strip_prefix(')').unwrap_or(after);
    space(rest).is_some_and(|gap| rest.as_bytes().get(gap).is_some_and(u8::is_ascii_digit))
}

fn number(text: &str, start: usize) -> Option<Range<usize>> {
    let groups = groups(text, start);
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
        let is_whole = length == prefix.len() + 8 && stands_alone(text, from, last.end);
        return is_whole.then_some(from..last.end);
    }
    let lengths: Vec<usize> = groups.iter().map(Range::len).collect();
    let end = groups.last()?.end;
    let is_number = match lengths[..] {
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

/// Returns whether digits are an amount or a share, as the words around them say.
fn is_amount(before: &str, after: &str) -> bool {
    const UNITS: [&str; 6] = ["kr", "kroner", "nok", "prosent", "mill", "mrd"];
    let is_unit = |word: &str| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit));
    let is_letter = |c: char| c.is_alphabetic();
    // Only as far as the words go: a line may hold a million numbers.
    let before = before.trim_end_matches(is_blank).trim_end_matches('.');
    let last = &before[before.trim_end_matches(is_letter).len()..];
    let after = after.trim_start_matches(is_blank);
    let next = &after[..after.len() - after.trim_start_matches(is_letter).len()];
    is_unit(last) || is_unit(next) || after.starts_with('%')
}

/// Returns whether a character is a space in a line.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != '\n'
}

/// Returns the groups of digits from here on that only single spaces part; a bracket may close behind the first.
fn groups(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut groups = Vec::new();
    let mut at = start;
    while groups.len() < 8 {
        let end = at + text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if end == at {
            break;
        }
        groups.push(at..end);
        let bracket = usize::from(groups.len() == 1 && text[end..].starts_with(')'));
        match space(&text[end + bracket..]) {
            Some(gap) => at = end + bracket + gap,
            None => break,
        }
    }
    groups
}

/// Returns whether numbers are steps of a scale, such as `20 21 22 23`.
fn is_series(numbers: &[i32]) -> bool {
    let mut steps = numbers.windows(2).map(|pair| pair[1] - pair[0]);
    let first = steps.next().unwrap_or_default();
    (1..=10).contains(&first.abs()) && steps.all(|step| step == first)
}

/// Returns whether one of the last words before a number says that it is a telephone number.
fn is_announced(before: &str) -> bool {
    let mut rest = before;
    (0..2).any(|_| {
        let line = rest.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '\n');
        rest = line.trim_end_matches(char::is_alphanumeric);
        // A longer word is none of them.
        let word = &line[rest.len()..];
        word.len() <= 20 && WORDS.contains(&word.to_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn numbers_are_found_as_norwegians_write_them() {
        for number in [
            "12 34 56 78",
            "123 45 678",
            "22\u{a0}45\u{a0}10\u{a0}00",
            "+47 41 23 45 67",
            "+4741234567",
            "+47 412 34 567",
            "0047 41234567",
            "004741234567",
            "+47) 41 23 45 67",
        ] {
            assert_eq!(found(&format!("Ring ({number}), takk.")), [number]);
        }
        assert_eq!(found("Tlf.: 41234567"), ["41234567"]);
        assert_eq!(found("telefon nr. 41234567 og mobil 91234567."), ["41234567", "91234567"]);
    }

    #[test]
    fn other_numbers_are_let_be() {
        for text in [
            "18 800 000 kroner",
            "991 825 827",
            "991825827",
            "20190101",
            "2019-12-31",
            "sak 41234567",
            "41234567",
            "20 21 22 23",
            "5 10 15 20",
            "10 20 30 40",
            "kr 2 500 000",
            "800 80 000",
            "815 00 000",
            "2019 2020 2021 2022",
            "22 45 10 00 12",
            "1 22 45 10 00",
            "22 45 10 00,5",
            "05 06 20 19",
            "12 34 56",
            "55 000 og 60 000",
            "https://x.no/41234567",
            "NO 123 45 678x",
            "010190 12345",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "[0-9 +()\u{a0}.å\n]{0,60}") {
            for range in find(&text) {
                prop_assert!(text[range].bytes().filter(u8::is_ascii_digit).count() >= 8);
            }
        }
    }
}
