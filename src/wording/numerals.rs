//! Extracts numbers from running text, to compare two versions of a text.

use std::collections::BTreeMap;

/// The smallest whole number that is extracted; smaller ones may be written in letters.
const LEAST: f64 = 13.0;

/// Words after a number that multiply it.
const MULTIPLIERS: [(&str, f64); 8] = [
    ("tusen", 1e3),
    ("thousand", 1e3),
    ("mill", 1e6),
    ("million", 1e6),
    ("mrd", 1e9),
    ("milliard", 1e9),
    ("billion", 1e9),
    ("bn", 1e9),
];

/// Lists the numbers of a text by value in thousandths, each as first written: `18,8 millioner` and `18 800 000` are
/// the same.
///
/// Whole numbers up to twelve are left out, since they may be written in letters.
#[must_use]
pub fn find(text: &str) -> BTreeMap<u64, &str> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|found| at + found) {
        let end = number_end(text, start);
        at = end;
        let written = &text[start..end];
        let glued = text[..start].chars().next_back().is_some_and(char::is_alphabetic);
        if glued {
            continue;
        }
        for (part, is_last) in parts(written) {
            let Some(value) = value(part) else { continue };
            let multiplier = if is_last { multiplier(&text[end..]) } else { 1.0 };
            let value = value * multiplier;
            if value >= LEAST || value.fract() > 0.0 {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "too large a figure is the largest"
                )]
                found.entry((value * 1000.0).round() as u64).or_insert(part);
            }
        }
    }
    found
}

/// Returns the end of a number: digits, decimal marks between digits, and spaces before groups of three digits.
fn number_end(text: &str, start: usize) -> usize {
    let mut end = start;
    loop {
        end += text[end..].bytes().take_while(u8::is_ascii_digit).count();
        let mut rest = text[end..].chars();
        let Some(mark) = rest.next() else { return end };
        let after = rest.as_str();
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_group = super::number_boundary::space(&text[end..]).is_some() && digits == 3 && end - start < 12;
        // A year before a number is not a part of it.
        let may_grow = !text[start..end].bytes().all(|b| b.is_ascii_digit()) || end - start <= 3;
        if (matches!(mark, '.' | ',') && digits > 0) || (is_group && may_grow) {
            end += mark.len_utf8();
        } else {
            return end;
        }
    }
}

/// Splits a date such as `5.6.2014` into its numbers; anything else is one number.
fn parts(written: &str) -> Vec<(&str, bool)> {
    let groups: Vec<&str> = written.split(['.', ',']).collect();
    let is_one = groups.len() <= 2 || groups[1..].iter().all(|group| group.len() == 3);
    if is_one { vec![(written, true)] } else { groups.into_iter().map(|group| (group, false)).collect() }
}

fn value(written: &str) -> Option<f64> {
    let plain: String = written.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    match plain.rsplit_once(['.', ',']) {
        Some((whole, decimals)) if decimals.len() != 3 => {
            let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
            format!("{whole}.{decimals}").parse().ok()
        }
        _ => plain.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok(),
    }
}

fn multiplier(after: &str) -> f64 {
    let Some(gap) = super::number_boundary::space(after) else { return 1.0 };
    let word: String = after[gap..].chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
    // Inflected forms too: «millioner», «millionane».
    let is_meant = |(known, _): &&(&str, f64)| word == *known || (known.len() > 5 && word.starts_with(known));
    MULTIPLIERS.iter().find(is_meant).map_or(1.0, |(_, factor)| *factor)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values(text: &str) -> Vec<u64> {
        find(text).into_keys().map(|value| value / 1000).collect()
    }

    #[test]
    fn ways_of_writing_are_one_figure() {
        for text in
            ["18,8 millioner", "NOK 18.8 million", "18 800 000", "18\u{a0}800\u{a0}000", "18.800.000", "18,800,000"]
        {
            assert_eq!(values(text), [18_800_000], "{text}");
        }
        assert_eq!(values("5.6.2014, 46%, 500.000 og 55 000"), [46, 2014, 55_000, 500_000]);
        assert_eq!(values("I 2019 var 38 av 100"), [38, 100, 2019]);
        assert_eq!(values("sju av 12, D4, 3."), Vec::<u64>::new());
        assert_eq!(find("1,5 og 1.5").len(), 1);
    }

    proptest! {
        #[test]
        fn any_text_has_figures(text in "[0-9 .,åm\u{a0}]{0,40}") {
            for written in find(&text).into_values() {
                prop_assert!(text.contains(written));
            }
        }
    }
}
