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
    /// Larger than any amount the programme will ever see; more digits are a slip of the finger.
    pub const MOST: u64 = 1_000_000_000_000;

    /// Reads digits only.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().filter(|amount| *amount <= Self::MOST).map(Self)
    }

    /// Reads an amount as people write it, such as `kr 2 500 000,-` or `18,8 mill.`, to suggest how to write it.
    ///
    /// All of the text must be understood; a range, a share, a sum or a word beside the number makes it none.
    #[must_use]
    pub fn guess(text: &str) -> Option<Self> {
        let text = text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ").to_lowercase();
        let (text, before) = without_front(text.trim());
        let (text, after) = without_unit(without_end(text));
        let ((scale, 1) | (1, scale)) = (before, after) else { return None };
        let (whole, fraction) = parts(text, scale)?;
        let parts: u64 = format!("{whole}{fraction:0<6}").parse().ok()?;
        let parts = u128::from(parts) * u128::from(scale);
        let amount = u64::try_from(parts / u128::from(MILLION)).ok()?;
        (parts % u128::from(MILLION) == 0 && amount > 0 && amount <= Self::MOST).then_some(Self(amount))
    }
}

/// Words in front of a number, and how many kroner one of it is.
const FRONT: [(&str, u64); 8] = [
    ("kroner", 1),
    ("kr.", 1),
    ("kr", 1),
    ("mnok", MILLION),
    ("mkr", MILLION),
    ("tnok", THOUSAND),
    ("tkr", THOUSAND),
    ("nok", 1),
];

/// Words behind a number, the longer before those that they end with. A `billion` is one thing in English and another in
/// Norwegian, so it is none of them.
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

/// Takes off the currency in front of a number.
fn without_front(text: &str) -> (&str, u64) {
    let found = FRONT.iter().find_map(|(word, scale)| Some((text.strip_prefix(word)?, *scale)));
    found.map_or((text, 1), |(rest, scale)| (rest.trim_start(), scale))
}

/// Takes off the currency behind a number or its unit.
fn without_end(text: &str) -> &str {
    let ends = ["kroner", "kr.", "kr", ",-", ".-", ",–", ",—"];
    // `mkr` and `tkr` are units of their own.
    let is_unit = ["mkr", "tkr"].iter().any(|unit| text.ends_with(unit));
    let found = ends.iter().filter(|_| !is_unit).find_map(|end| text.strip_suffix(end));
    found.unwrap_or(text).trim_end()
}

/// Takes off the unit behind a number.
fn without_unit(text: &str) -> (&str, u64) {
    let found = UNITS.iter().find_map(|(word, scale)| Some((text.strip_suffix(word)?, *scale)));
    found.map_or((text, 1), |(rest, scale)| (rest.trim_end(), scale))
}

/// Reads the whole part and the fraction of a number; its groups of three digits are parted by one and the same sign.
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
        // Several of the same sign part groups: 2.500.000.
        let sign = &text[head.len()..text.len() - tail.len()];
        !(count > 1 && head.contains(sign))
    }) else {
        return Some((plain(text)?, ""));
    };
    match (tail.len(), scale) {
        // Three digits behind a point are thousands, as in 500.000; of millions they may be a fraction, too.
        (3, 1) if text[head.len()..].starts_with('.') => Some((plain(text)?, "")),
        // Kroner have no øre here.
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
            faults.wrong_type(node, &[YamlKind::Number]);
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
    fn norwegian_writing_is_guessed() {
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
