//! Amounts of money.

use serde::Serialize;

use crate::{
    document::{FaultKind, Faults, FromYaml, Node, Shape, Shapes, YamlKind},
    finding::Arg,
};

/// Holds an amount in whole kroner, never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
pub struct Kroner(pub u64);

impl Kroner {
    /// The largest amount. A larger one is a typing mistake.
    pub const MOST: u64 = 1_000_000_000_000;

    /// Reads digits only.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().filter(|amount| *amount <= Self::MOST).map(Self)
    }

    /// Reads an amount in running text, such as `kr 2 500 000,-` or `18,8 mill.`, to suggest the correct form.
    ///
    /// Returns none for a range, a share, a sum, or a number with other words.
    #[must_use]
    pub fn guess(text: &str) -> Option<Self> {
        let text = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ").to_lowercase();
        let (text, before) = strip_prefix_unit(text.trim());
        let (text, after) = strip_unit(strip_currency(text));
        let ((scale, 1) | (1, scale)) = (before, after) else { return None };
        let (whole, fraction) = parts(text, scale)?;
        let parts: u64 = format!("{whole}{fraction:0<6}").parse().ok()?;
        let parts = u128::from(parts) * u128::from(scale);
        let amount = u64::try_from(parts / u128::from(MILLION)).ok()?;
        (parts % u128::from(MILLION) == 0 && amount > 0 && amount <= Self::MOST).then_some(Self(amount))
    }
}

/// The words before a number, and the number of kroner that they stand for.
const PREFIXES: [(&str, u64); 8] = [
    ("kroner", 1),
    ("kr.", 1),
    ("kr", 1),
    ("mnok", MILLION),
    ("mkr", MILLION),
    ("tnok", THOUSAND),
    ("tkr", THOUSAND),
    ("nok", 1),
];

/// The words after a number, and the number of kroner that they stand for. A word comes before the shorter words that it
/// ends with. `billion` is missing because it means different numbers in English and Norwegian.
const UNITS: [(&str, u64); 19] = [
    ("milliarder", THOUSAND * MILLION),
    ("milliardar", THOUSAND * MILLION),
    ("milliard", THOUSAND * MILLION),
    ("mrd.", THOUSAND * MILLION),
    ("mrd", THOUSAND * MILLION),
    ("millioner", MILLION),
    ("millionar", MILLION),
    ("millions", MILLION),
    ("million", MILLION),
    ("mill.", MILLION),
    ("mill", MILLION),
    ("mnok", MILLION),
    ("mkr", MILLION),
    ("m", MILLION),
    ("tusen", THOUSAND),
    ("thousand", THOUSAND),
    ("tnok", THOUSAND),
    ("tkr", THOUSAND),
    ("nok", 1),
];

const THOUSAND: u64 = 1_000;
const MILLION: u64 = 1_000_000;

/// Removes the currency or unit before a number.
fn strip_prefix_unit(text: &str) -> (&str, u64) {
    let found = PREFIXES.iter().find_map(|(word, scale)| Some((text.strip_prefix(word)?, *scale)));
    found.map_or((text, 1), |(rest, scale)| (rest.trim_start(), scale))
}

/// Removes the currency after a number or unit.
fn strip_currency(text: &str) -> &str {
    let ends = ["kroner", "kr.", "kr", ",-", ".-", ",–", ",—"];
    // `mkr` and `tkr` are units of their own.
    let is_unit = ["mkr", "tkr"].iter().any(|unit| text.ends_with(unit));
    let found = ends.iter().filter(|_| !is_unit).find_map(|end| text.strip_suffix(end));
    found.unwrap_or(text).trim_end()
}

/// Removes the unit after a number.
fn strip_unit(text: &str) -> (&str, u64) {
    let found = UNITS.iter().find_map(|(word, scale)| Some((text.strip_suffix(word)?, *scale)));
    found.map_or((text, 1), |(rest, scale)| (rest.trim_end(), scale))
}

/// Splits a number into whole part and fraction. Groups of three digits must all have the same separator.
fn parts(text: &str, scale: u64) -> Option<(String, &str)> {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = |text: &str| {
        let sign = text.chars().find(|c| !c.is_ascii_digit());
        let Some(sign) = sign else { return is_digits(text).then(|| text.to_owned()) };
        let mut groups = text.split(sign);
        let is_first = groups.next().is_some_and(|first| is_digits(first) && first.len() <= 3);
        let is_grouped =
            [' ', '.', ',', '_', '\''].contains(&sign) && groups.all(|group| group.len() == 3 && is_digits(group));
        (is_first && is_grouped).then(|| text.replace(sign, ""))
    };
    let count = text.matches([',', '.']).count();
    let Some((head, tail)) = text.rsplit_once([',', '.']).filter(|(head, tail)| {
        // The same sign several times separates groups: 2.500.000.
        let sign = &text[head.len()..text.len() - tail.len()];
        !(count > 1 && head.contains(sign))
    }) else {
        return Some((plain(text)?, ""));
    };
    match (tail.len(), scale) {
        // Three digits after a point are thousands, as in 500.000. With a unit they could also be a fraction.
        (3, 1) if text[head.len()..].starts_with('.') => Some((plain(text)?, "")),
        // A fraction of a krone is only accepted if it is zero.
        (1 | 2, 1) if tail.bytes().all(|byte| byte == b'0') => Some((plain(head)?, "")),
        (_, 1) => None,
        (1 | 2 | 4..=6, _) if is_digits(tail) => Some((plain(head)?, tail)),
        _ => None,
    }
}

impl From<Kroner> for Arg {
    fn from(amount: Kroner) -> Self {
        Self::Kroner(amount.0)
    }
}

impl FromYaml for Kroner {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Some(text) = node.scalar().filter(|_| node.kind() != YamlKind::Boolean) else {
            faults.wrong_type(node, &[YamlKind::Number], <Self as FromYaml>::shape);
            return None;
        };
        let amount = if node.kind() == YamlKind::Number { Self::parse(text) } else { None };
        if amount.is_none() {
            faults.push(Some(node.span), || FaultKind::InvalidAmount {
                value: text.to_owned(),
                suggestion: Self::guess(text).map(|amount| amount.0.to_string()),
            });
        }
        amount
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Kroner
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_digits() {
        assert_eq!(Kroner::parse("2500000"), Some(Kroner(2_500_000)));
        for text in ["", "-1", "2.5", "1e6", "99999999999999999999", "2 500"] {
            assert_eq!(Kroner::parse(text), None, "{text}");
        }
    }

    #[test]
    fn norwegian_amounts_are_guessed() {
        for (text, amount) in [
            ("kr 2 500 000,-", 2_500_000),
            ("18,8 millioner kroner", 18_800_000),
            ("2.5 mill.", 2_500_000),
            ("18,8 mill.kr", 18_800_000),
            ("500.000", 500_000),
            ("Kr. 500\u{a0}000", 500_000),
            ("2500000,00", 2_500_000),
            ("2.500.000,00", 2_500_000),
            ("2,500,000", 2_500_000),
            ("1_000", 1_000),
            ("1,5 mrd. kr", 1_500_000_000),
            ("2 milliardar kroner", 2_000_000_000),
            ("MNOK 2,5", 2_500_000),
            ("2,5 MNOK", 2_500_000),
            ("NOK 18.8 million", 18_800_000),
            ("500 tusen kr", 500_000),
            ("750 tkr", 750_000),
            ("1 500 mill. kr", 1_500_000_000),
        ] {
            assert_eq!(Kroner::guess(text), Some(Kroner(amount)), "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_as_a_whole_is_not_guessed() {
        for text in [
            "ukjent",
            "1e6",
            "0x1F",
            "12.50",
            "-3",
            "−3",
            "ca. 500",
            "2-3 mill. kr",
            "2–3 mill.",
            "10 000 – 20 000",
            "10 000 eller 20 000",
            "100 %",
            "15 prosent",
            "1/2 mill.",
            "½ mill. kr",
            "2 1/2 mill.",
            "1 million 500 000",
            "2 mill. 500 tusen",
            "1,5 billion",
            "1,500 mill.",
            "2,500",
            "2,5",
            "2,5000001 mill.",
            "25 000 00",
            "12 34",
            "1.000 000",
            "500 000 kr per år",
            "500 000 eks. mva.",
            "> 500 000",
            "500 000+",
            "EUR 500 000",
            "mnok 2,5 mill.",
            "kr",
            "mill.",
            "",
            ".",
            "0",
        ] {
            assert_eq!(Kroner::guess(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_guessed_without_panic(text in "\\PC{0,30}") { let _ = Kroner::guess(&text); }
    }
}
