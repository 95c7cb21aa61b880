//! National identity numbers: found by their check digits and date, and masked wherever text is shown.

use std::{borrow::Cow, ops::Range};

use super::{
    invisible_characters::{Unseen, unseen},
    reader_text::{Reading, find_as_read, may_be_number, may_hold_number, sharing},
};

/// Says what kind of number stands for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A fødselsnummer, a D-number or a synthetic one.
    National,
    /// One that NAV or the health services give to people who have none of those, or whose own is not known.
    Substitute,
}

/// Finds the national identity numbers in a text: fødselsnummer, D-numbers, synthetic ones, and those of NAV and health.
///
/// They have eleven digits, perhaps with a gap after the sixth, and then perhaps between day, month and year, too; the line may
/// end in a gap. Letters, commas and other signs may touch them, as in lists that programs write, and what nobody sees, such
/// as a soft hyphen, may stand anywhere in them. Escapes, entities, marks of emphasis and tags are read as readers see them.
/// Both check digits must be right, and the date where the number has one, so that few other numbers are taken for one.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    numbers(text).into_iter().map(|number| number.range)
}

/// Holds a number that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where it is written.
    pub range: Range<usize>,
    /// What kind of number it is.
    pub kind: Kind,
    /// What is read there, masked.
    pub masked: String,
}

/// Finds the numbers as [`find`] does, each with its kind, in order.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    each(text, |range, kind, read| {
        let read = read.map_or(&text[range.clone()], |(reading, read)| &reading.text[read]);
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

/// Lists the numbers in a text, however they are written, as their digits alone.
#[must_use]
pub fn digits(text: &str) -> Vec<String> {
    let plain = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut found = Vec::new();
    each(text, |range, _, read| {
        found.push(read.map_or_else(|| plain(&text[range]), |(reading, read)| plain(&reading.text[read])));
    });
    found
}

/// Calls `tell` with each number; where it is read otherwise than it is written, with what is read, too.
fn each(text: &str, mut tell: impl FnMut(Range<usize>, Kind, Option<(&Reading, Range<usize>)>)) {
    if !may_hold_number(text) {
        return;
    }
    let written = find_as_written(text);
    for (range, kind) in &written {
        tell(range.clone(), *kind, None);
    }
    find_as_read(
        text,
        may_be_number,
        |read| find_in_plain(read).collect(),
        |range, kind, reading, read| {
            if sharing(|at| written[at].0.clone(), written.len(), &range).is_none() {
                tell(range, kind, Some((reading, read)));
            }
        },
    );
}

/// Finds the numbers in a text as it is written, but for what nobody sees.
fn find_as_written(text: &str) -> Vec<(Range<usize>, Kind)> {
    let unseen = unseen(text);
    if unseen.is_empty() {
        return find_in_plain(text).collect();
    }
    let mut ends = 0;
    let mut seen = String::with_capacity(text.len());
    for (at, c) in &unseen {
        seen += &text[ends..*at];
        ends = at + c.len_utf8();
    }
    let places = Unseen::of(&unseen);
    find_in_plain(&(seen + &text[ends..])).map(|(range, kind)| (places.around(range), kind)).collect()
}

fn find_in_plain(text: &str) -> impl Iterator<Item = (Range<usize>, Kind)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            let end = end_of_digits(bytes, start);
            at = end;
            let extent = match end - start {
                11 => Some((start, end)),
                6 => serial_behind(text, end).map(|end| (start, end)),
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

/// Replaces all digits but the first two of each national identity number by asterisks, so that every place stays.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    // Once one number is hidden, its neighbour may stand alone and be seen to be one too.
    loop {
        let places = told_digits(&out);
        if places.is_empty() {
            return out;
        }
        for place in places {
            let hidden = "*".repeat(place.len());
            out.to_mut().replace_range(place, &hidden);
        }
    }
}

/// Lists where the digits of the numbers in a text are written, but for the first two of each.
fn told_digits(text: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    each(text, |range, _, read| {
        let (within, start) = read.as_ref().map_or((text, range.start), |(reading, read)| (&*reading.text, read.start));
        let end = read.as_ref().map_or(range.end, |(_, read)| read.end);
        let digits = within[start..end].char_indices().filter(|(_, c)| c.is_ascii_digit()).skip(2);
        let digits = digits.map(|(at, _)| start + at..start + at + 1);
        places.extend(digits.map(|digit| read.as_ref().map_or(digit.clone(), |(reading, _)| reading.written(&digit))));
    });
    places
}

/// Masks the numbers in a path as `masked` does; each name in it stands alone, whatever stands around it.
#[must_use]
pub fn masked_path(path: &str) -> String {
    path.split('/').map(masked).collect::<Vec<_>>().join("/")
}

fn end_of_digits(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Returns whether a stretch of digits is no part of a decimal number or a hash; other signs and letters may touch it.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    // A word with more digits is a hash or the like.
    let goes_on = |beside: &mut dyn Iterator<Item = char>| match beside.next() {
        Some('.') => beside.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) if c.is_alphanumeric() => {
            c.is_numeric() || beside.take_while(|c| c.is_alphanumeric()).any(char::is_numeric)
        }
        _ => false,
    };
    !goes_on(&mut text[..start].chars().rev()) && !goes_on(&mut text[end..].chars()) && !is_fraction(&text[..start])
}

/// Returns whether a text ends in a number and a comma, so that the digits behind it are less than one: a nought, or a number
/// in a cell that only other signs than commas part from the next.
fn is_fraction(before: &str) -> bool {
    let Some(whole) = before.strip_suffix(',') else { return false };
    let rest = whole.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = whole.len() - rest.len();
    &whole[rest.len()..] == "0" || ((1..=3).contains(&digits) && rest.ends_with([';', '\t', ' ', '-']))
}

/// What people put between the date and the last five digits.
fn is_gap(c: char) -> bool {
    is_space(c) || is_dash(c) || matches!(c, '.' | '/' | '_')
}

fn is_space(c: char) -> bool {
    c == ' ' || (c.is_whitespace() && !c.is_ascii())
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The most characters of a gap: a dash between two spaces on either side.
const WIDEST: usize = 5;

/// Returns the length of the gap that characters begin with: up to two of any kind, a dash with spaces around it, or spaces of
/// which not all are plain, as word processors set them. Columns of numbers have plain spaces between them.
fn gap_of(characters: impl Iterator<Item = char>) -> usize {
    let gap: Vec<char> = characters.take(WIDEST + 1).take_while(|c| is_gap(*c)).collect();
    let marks = gap.iter().filter(|c| !is_space(**c)).count();
    let is_one = match gap.len() {
        0..=2 => true,
        3..=WIDEST if marks == 1 => gap.iter().any(|c| is_dash(*c)),
        3..=WIDEST => marks == 0 && gap.iter().any(|c| !c.is_ascii()),
        _ => false,
    };
    if is_one { gap.into_iter().map(char::len_utf8).sum() } else { 0 }
}

/// The most spaces at the start of a line that a number goes on in, as in values of YAML.
const DEEPEST: usize = 16;

/// Returns the length of the gap at the start of what stands behind a date; none where there is no gap.
fn gap(after: &str) -> Option<usize> {
    let gap = gap_of(after.chars());
    // Where a line ends, the next may begin with spaces or with the mark of a quotation.
    let rest = after[gap..].strip_prefix('\r').unwrap_or(&after[gap..]);
    let below = rest.strip_prefix('\n').map(|line| {
        let bare = line.trim_start_matches([' ', '>', '\t']);
        (line.len() - bare.len(), after.len() - bare.len())
    });
    match below {
        Some((depth, gap)) => (depth <= DEEPEST).then_some(gap),
        None => (gap > 0).then_some(gap),
    }
}

/// Returns where the last five digits end that stand behind a date and a gap.
fn serial_behind(text: &str, date_end: usize) -> Option<usize> {
    let start = date_end + gap(&text[date_end..])?;
    let end = end_of_digits(text.as_bytes(), start);
    // The last cell of a row and the first of the next are two numbers.
    let is_cell =
        |beside: Option<char>| beside.is_some_and(|c| matches!(c, ',' | ';' | '\t' | '|') || c.is_ascii_digit());
    let (before, after) = (text[..date_end - 6].trim_end_matches(' '), text[end..].trim_start_matches(' '));
    let are_cells =
        text[date_end..start].contains('\n') && (is_cell(before.chars().next_back()) || is_cell(after.chars().next()));
    (end - start == 5 && !are_cells).then_some(end)
}

/// Returns where a date starts that stands in front of the last five digits and a gap, with gaps of its own.
fn date_before(text: &str, serial_start: usize) -> Option<usize> {
    let before = &text[..serial_start];
    let gap = gap_of(before.chars().rev());
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
    // `24.03.21 55012` is a day and an amount; a number of a person who has none, or of a made-up one, is no day.
    let is_day = has_stops && text[..serial_start].ends_with(' ') && is_calendar_day(&text[at..]);
    (!is_day).then_some(at)
}

/// Returns whether a text begins with a day as people write it: `24.03.21`.
fn is_calendar_day(text: &str) -> bool {
    let number = |at: usize| text.get(at..at + 2).and_then(|digits| digits.parse::<u8>().ok()).unwrap_or_default();
    (1..=31).contains(&number(0)) && (1..=12).contains(&number(3))
}

/// Returns what kind of number eleven digits are, whatever stands between them; none where they are no person's.
fn kind(text: &str) -> Option<Kind> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    if sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) != 0 {
        return None;
    }
    let first = sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
    match dated(&digits) {
        // Numbers given out from 2032 may leave a remainder of up to 3 for the first check digit (Skatteetaten).
        Some(Kind::National) if first <= 3 => Some(Kind::National),
        Some(Kind::Substitute) if first == 0 => Some(Kind::Substitute),
        // Felles hjelpenummer of the health services holds no date.
        _ if digits[0] >= 8 && first == 0 => Some(Kind::Substitute),
        _ => None,
    }
}

/// Returns what kind of number the first six digits say that it is: their day has 40 more in a D-number, and their month 40 or
/// 80 more in a synthetic one, 20 or 60 more in one of NAV. None where they are no date.
fn dated(digits: &[u32]) -> Option<Kind> {
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    let day = if pair(0) > 40 { pair(0) - 40 } else { pair(0) };
    let (month, added) = (pair(2) % 20, pair(2) / 20);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        // The century is not known for sure, and 2000 was a leap year.
        2 if pair(4) % 4 == 0 => 29,
        2 => 28,
        _ => 0,
    };
    let kind = if added % 2 == 0 { Kind::National } else { Kind::Substitute };
    (1..=days).contains(&day).then_some(kind)
}

/// How far before a number is looked for the word that says it is an account's, in bytes.
const NEAR: usize = 60;

/// Returns whether one of the last two words before eleven digits says that they are the number of a bank account, of which the
/// last check digit is worked out in the same way.
fn is_account(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let line = near.rsplit('\n').next().unwrap_or_default();
    let words = line.rsplit(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(2).any(|word| {
        let word = word.to_lowercase();
        let is_own = word.starts_with("konto") && !word.starts_with("kontor");
        let is_compound = ["konto", "kontonr", "kontonummer", "kontonummeret"].iter().any(|end| word.ends_with(end));
        // A user's account may well be named by a person's number.
        (is_own || is_compound) && !word.starts_with("bruker") || ["iban", "bankgiro"].contains(&word.as_str())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Adds the check digits to nine digits; none where there are none.
    fn with_check_digits(first: &str) -> Option<String> {
        (0..100).map(|check| format!("{first}{check:02}")).find(|number| {
            let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
            let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(a, b)| a * b).sum::<u32>() % 11;
            sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) == 0 && sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) == 0
        })
    }

    fn found(text: &str) -> Vec<&str> {
        find(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn all_kinds_are_found() {
        // Day, D-number, synthetic by NAV and by Skatteetaten, the leap day of 2000.
        for first in ["010190123", "410190123", "014190123", "018190123", "290200512"] {
            let base: u32 = first.parse().unwrap();
            let number = (base..base + 20).find_map(|first| with_check_digits(&format!("{first:09}"))).unwrap();
            assert_eq!(found(&number), [&*number]);
            let spaced = format!("{} {}", &number[..6], &number[6..]);
            assert_eq!(found(&format!("Fnr.: {spaced}.")), [&*spaced]);
            assert!(!masked(&format!("a {number} b {spaced}")).contains(&number[2..]));
        }
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        let number = "15490810150";
        for written in [
            "15 49 08 10150",
            "15.49.08 10150",
            "15.49.08.10150",
            "154908.10150",
            "154908–10150",
            "154908  10150",
            "154908-10150",
            "15-49-08-10150",
        ] {
            assert_eq!(written.replace(|c: char| !c.is_ascii_digit(), ""), number);
            assert_eq!(found(&format!("Kari, {written}, Oslo")), [written]);
            assert!(!masked(written).contains("10150"));
        }
        assert_eq!(found(&format!("fnr{number}; Fødselsnummer{number}")), [number, number]);
        for written in [
            "xx15490810150",
            "15490810150x",
            "15\u{ad}49081\u{200b}0150",
            "154908\u{2060} 10150\u{ad}",
            "å\u{ad}15490810150",
        ] {
            let hidden = masked(written);
            assert_eq!(found(written).len(), 1, "{written}");
            assert!(
                hidden.len() == written.len() && hidden.chars().filter(char::is_ascii_digit).count() == 2,
                "{hidden}"
            );
        }
        for written in [
            "1,15490810150,60",
            "10,15490810150",
            "15490810150,15490810150",
            "15490810150/2",
            "1:15490810150",
            "2024/15490810150",
            "154908\u{2011}10150",
            "154908\n10150",
            "154908\r\n    10150",
            "154908-\n> 10150",
        ] {
            assert!(find(written).next().is_some() && find(&masked(written)).next().is_none(), "{written:?}");
            assert!(!masked(written).contains("10150"), "{written:?}");
        }
        // A day and an amount, cells of a table, a coordinate.
        for other in ["02.82.90 12041", "154908\t10150", "1;154908\n10150;2", "34;28,15490810150", "1 154908\n10150"] {
            assert_eq!(found(other).len(), usize::from(other.starts_with("02.82")), "{other}");
        }
        for other in [
            "5 49 08 10150",
            "15 49 0810150",
            "154908   10150",
            "xfnr 15490810151",
            "15,49,08 10150",
            "e2f15490810150a",
        ] {
            assert_eq!(found(other), Vec::<&str>::new(), "{other}");
        }
    }

    #[test]
    fn numbers_are_found_and_masked_as_they_are_read() {
        for written in [
            "154908\\-10150",
            "154908\\\\-10150",
            "154908\\_10150",
            "154908&nbsp;10150",
            "154908&#8209;10150",
            "&#49;54908 10150",
            "&#x31;&#x35;&#x34;&#x39;&#x30;&#x38;&#x31;&#x30;&#x31;&#x35;&#x30;",
            "&amp;#49;5490810150",
            "**154908** 10150",
            "*154908*10150",
            "1549**08**-10150",
            "154908 - 10150",
            "154908 – 10150",
            "154908\u{a0}–\u{a0}10150",
            "154908\u{2003}10150",
            "154908\u{a0}\u{a0}\u{a0}10150",
            "154908—10150",
            "154908/10150",
            "154908_10150",
            "`154908`-`10150`",
            "[154908](https://x.no/a)10150",
            "[154908][a]-10150",
            "<b>154908</b>10150",
            "<tspan>154908</tspan><tspan>10150</tspan>",
            "154908<br>10150",
            "154908<!-- x -->10150",
            "\\u0031\\x35490810150",
            "154908\\\n     10150",
            "15490\\\n     810150",
            "154908\\n10150",
            "154908%2010150",
            "%3154908%2D10150",
            "１５４９０８１０１５０",
            "１５４９０８ １０１５０",
            "𝟙𝟝𝟜𝟡𝟘𝟠𝟙𝟘𝟙𝟝𝟘",
            "154908\u{fe0f}10150",
            "154908\u{301}10150",
            "~~154908~~ 10150",
            "<span style=\"a\">154908</span>-<span>10150</span>",
        ] {
            let text = format!("Kari ({written}), Oslo");
            assert_eq!(digits(&text), ["15490810150"], "{written}");
            let place = find(&text).next().unwrap();
            assert!(written.contains(&text[place.clone()]), "{written}");
            let hidden = masked(&text);
            assert!(hidden.len() == text.len() && digits(&hidden).is_empty(), "{hidden}");
            assert!(hidden.starts_with("Kari (") && hidden.ends_with("), Oslo"), "{hidden}");
            assert!(!hidden.contains("10150") && hidden.contains("**"), "{hidden}");
        }
        for other in
            ["154908</td><td>10150", "154908</p><p>10150", "154908|10150", "154908 + 10150", "154908 - - 10150"]
        {
            assert_eq!(digits(other), Vec::<String>::new(), "{other}");
        }
    }

    #[test]
    fn numbers_of_nav_and_health_are_found() {
        for number in ["01327200336", "04250100286", "81234567802", "812345 67802", "812345-67802"] {
            let found = numbers(&format!("Kari, {number}."));
            assert_eq!((found[0].range.clone(), found[0].kind), (6..6 + number.len(), Kind::Substitute), "{number}");
        }
        // One digit is wrong, the month is none, or the first check digit is right only from 2032 on.
        for other in ["01327200337", "81234567801", "01347200336"] {
            assert_eq!(found(other), Vec::<&str>::new(), "{other}");
        }
        // Month + 60, which NAV gives in its test systems and to people without a number, too.
        let number = with_check_digits("017290123").or_else(|| with_check_digits("017290124")).unwrap();
        assert_eq!(numbers(&number)[0].kind, Kind::Substitute);
    }

    #[test]
    fn accounts_are_told_from_people() {
        for text in
            ["kontonummer 15490810150", "Konto: 15490810150", "til tilskuddskonto nr. 15490810150", "IBAN 15490810150"]
        {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
        for text in [
            "kontonummer 154908 10150",
            "kontoret, 15490810150",
            "konto og fnr: 15490810150",
            "brukerkonto 15490810150",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn names_in_a_path_stand_alone() {
        assert_eq!(masked_path("2019/15490810150.md"), "2019/15*********.md");
        assert_eq!(masked_path("2019/alfa/notat_154908-10150 (2).md"), "2019/alfa/notat_15****-***** (2).md");
        assert_eq!(masked_path("2019/alfa/12.md"), "2019/alfa/12.md");
    }

    #[test]
    fn other_numbers_are_let_be() {
        let number = with_check_digits("010190100").or_else(|| with_check_digits("010190101")).unwrap();
        assert_eq!(found(&number).len(), 1);
        for text in [
            format!("{number}0"),
            format!("1{number}"),
            format!("0.{number}"),
            format!("a7f{number}"),
            format!("{number}b2"),
            format!("{number}.5"),
            format!("0,{number}"),
            with_check_digits("320190101").unwrap_or_default(),
            with_check_digits("290201101").unwrap_or_default(),
            "18 800 000 991825827 20190101".to_owned(),
            "00000000000".to_owned(),
        ] {
            assert_eq!(found(&text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_found_is_shown(text in "[0-9 \u{a0}\u{ad}\u{200b}.a-]{0,60}", first in 100_101_000u32..319_999_999, at in 0usize..60) {
            let mut text = text;
            if let Some(number) = with_check_digits(&format!("{first:09}")) {
                text.insert_str(text.floor_char_boundary(at.min(text.len())), &format!(" {number} "));
            }
            let hidden = masked(&text);
            prop_assert_eq!(hidden.len(), text.len());
            for range in find(&text) {
                prop_assert!(!hidden.contains(&text[range]));
            }
            prop_assert_eq!(find(&hidden).count(), 0);
        }
    }
}
