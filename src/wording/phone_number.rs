//! Norwegian telephone numbers in running text.

use std::ops::Range;

use super::{
    number_boundary::{space, stands_alone},
    reader_text::{find_as_read, may_be_number, may_hold_number, sharing},
};

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
/// a word that says what they are, and mobile numbers also with dashes. Numbers that start with 80, 81 or 82 belong to no person and are let be.
///
/// They come in order, each with what is read there: escapes, entities and marks of emphasis are read as readers see them.
#[must_use]
pub fn find(text: &str) -> Vec<(Range<usize>, String)> {
    if !may_hold_number(text) {
        return Vec::new();
    }
    let mut found: Vec<_> = find_in_plain(text).map(|range| (range.clone(), text[range].to_owned())).collect();
    let written = found.len();
    let find_in_read = |text: &str| find_in_plain(text).map(|range| (range, ())).collect();
    find_as_read(text, may_be_number, find_in_read, |range, (), reading, read| {
        if sharing(|at| found[at].0.clone(), written, &range).is_none() {
            found.push((range, reading.text[read].to_owned()));
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
    let gap = dash(rest).or_else(|| space(rest)).or_else(|| line_break(rest));
    gap.is_some_and(|gap| rest.as_bytes().get(gap).is_some_and(u8::is_ascii_digit))
}

/// How deep the next line may stand that a number goes on in, as in values of YAML, and in a quotation.
const DEEPEST: usize = 16;

/// Returns the length of a line break and what the next line begins with, which readers see as a space.
fn line_break(text: &str) -> Option<usize> {
    let line = text.strip_prefix('\r').unwrap_or(text).strip_prefix('\n')?;
    let bare = line.trim_start_matches([' ', '>']);
    (line.len() - bare.len() <= DEEPEST).then_some(text.len() - bare.len())
}

/// Returns the number that begins with a group of digits: on its line, else in two lines, else with dashes in it.
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

/// What may part the groups of a number besides spaces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    Break,
    Dash,
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Returns the length of a dash, with a space on either side or none.
fn dash(text: &str) -> Option<usize> {
    let before = space(text).unwrap_or(0);
    let dash = text[before..].chars().next().filter(|c| is_dash(*c))?.len_utf8();
    Some(before + dash + space(&text[before + dash..]).unwrap_or(0))
}

/// Returns whether digits with dashes between them may be a telephone number, and not one of a case: a word or the country's
/// number says so, or they begin as those of mobile telephones do.
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

/// How far around a number is looked for the words that say what it is, in bytes: a line may be a whole file.
const NEAR: usize = 100;

fn near_end(before: &str) -> &str {
    &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..]
}

/// Returns whether digits are an amount or a share, as the words around them say.
fn is_amount(before: &str, after: &str) -> bool {
    const UNITS: [&str; 6] = ["kr", "kroner", "nok", "prosent", "mill", "mrd"];
    let is_unit = |word: &str| UNITS.iter().any(|unit| word.eq_ignore_ascii_case(unit));
    let is_letter = |c: char| c.is_alphabetic();
    let before = near_end(before).rsplit('\n').next().unwrap_or_default();
    let after = &after[..after.floor_char_boundary(NEAR.min(after.len()))];
    let after = after.lines().next().unwrap_or_default();
    let last = before.trim_end().trim_end_matches('.').rsplit(|c| !is_letter(c)).next().unwrap_or_default();
    let next = after.trim_start().split(|c| !is_letter(c)).next().unwrap_or_default();
    is_unit(last) || is_unit(next) || after.trim_start().starts_with('%')
}

/// Returns the groups of digits from here on that only single spaces part, and a line break if one may; a bracket may close
/// behind the first.
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
        // What stands in three lines is a column.
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

/// Returns whether a number in two lines is a part of a column, of which another line ends before it or begins behind it.
fn is_column(text: &str, start: usize, end: usize) -> bool {
    text[start..end].contains('\n')
        && (text[..start].trim_end_matches([' ', '>']).ends_with('\n')
            && text[..start].trim_end_matches([' ', '>', '\r', '\n']).ends_with(|c: char| c.is_ascii_digit())
            || line_break(&text[end..]).is_some_and(|gap| text[end + gap..].starts_with(|c: char| c.is_ascii_digit())))
}

/// Returns whether numbers are steps of a scale, such as `20 21 22 23`.
fn is_series(numbers: &[i32]) -> bool {
    let mut steps = numbers.windows(2).map(|pair| pair[1] - pair[0]);
    let first = steps.next().unwrap_or_default();
    (1..=10).contains(&first.abs()) && steps.all(|step| step == first)
}

/// Returns whether one of the last words before a number says that it is a telephone number.
fn is_announced(before: &str) -> bool {
    let line = near_end(before).rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(2).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(_, read)| read).collect()
    }

    #[test]
    fn numbers_are_found_as_they_are_read() {
        for written in [
            "412&nbsp;34&nbsp;567",
            "412&#160;34&#xa0;567",
            "**412** 34 567",
            "412\\_34\\_567",
            "412\u{2003}34\u{2009}567",
            "412 34<b> 567</b>",
            "41&#50; 34 567",
            "４１２ ３４ ５６７",
            "412\n34 567",
            "4\u{ad}12 34 567",
            "412%2034%20567",
            "412-34-567",
            "412 – 34 – 567",
            "412\\-34\\-567",
            "+47-412-34-567",
        ] {
            let text = format!("Ring {written}.");
            assert_eq!(found(&text).len(), 1, "{written}");
            let digits = found(&text)[0].replace(|c: char| !c.is_ascii_digit(), "");
            assert_eq!(digits.trim_start_matches("47"), "41234567", "{written}");
            assert!(written.contains(&text[find(&text)[0].0.clone()]), "{written}");
        }
        for text in ["412 34\n\n567 og 412\n\n34 567", "12 43\n56 87\n90 21", "11\n43\n56\n87", "17\n12 43\n56 87"] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text:?}");
        }
        for text in ["siden 2019\n412 34 567", "Ring 412 34 567\n2019 var bra", "Ring 412\n34 567\n\n2019 var bra"] {
            assert_eq!(found(text).len(), 1, "{text:?}");
        }
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
            "978-82-150-1234-5",
            "991-825-827",
            "2019-12-31",
            "212-34-567",
            "22-45-10-00",
            "412-34-567-8",
            "1-412-34-567",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "[0-9 +()\u{a0}.å\n]{0,60}") {
            for (_, read) in find(&text) {
                prop_assert!(read.bytes().filter(u8::is_ascii_digit).count() >= 8);
            }
        }
    }
}
