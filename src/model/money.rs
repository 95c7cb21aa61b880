//! Amounts of money.

use serde::Serialize;

use crate::{
    document::{FaultKind, Faults, FromYaml, Kind, Shape, Shapes, yaml::Node},
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
    #[must_use]
    pub fn guess(text: &str) -> Option<Self> {
        let lower = text.to_lowercase();
        let (number, factor) = ["millioner", "million", "mill.", "mill", "mnok", "m"]
            .iter()
            .find_map(|unit| lower.split_once(unit).map(|(number, _)| (number.to_owned(), 1_000_000)))
            .unwrap_or((lower, 1));
        // A minus, an exponent or any word but the currency means something else than it seems to.
        let rest = ["kroner", "kr", "nok"].iter().fold(number.clone(), |rest, word| rest.replace(word, ""));
        if rest.contains(char::is_alphabetic) || rest.trim().starts_with(['-', '−', '–']) {
            return None;
        }
        let kept: String = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '.')).collect();
        let kept = kept.trim_matches(['.', ',']);
        let (whole, fraction) = match kept.rsplit_once([',', '.']) {
            // Three digits behind a point are thousands: 500.000.
            Some((_, tail)) if tail.len() == 3 && factor == 1 => (kept.replace(['.', ','], ""), String::new()),
            Some((head, tail)) => (head.replace(['.', ','], ""), tail.to_owned()),
            None => (kept.to_owned(), String::new()),
        };
        let has_oere = factor == 1 && fraction.contains(|digit| digit != '0');
        if fraction.len() > 6 || has_oere {
            return None;
        }
        let scaled: u64 = format!("{whole}{fraction:0<6}").parse().ok()?;
        let amount = scaled.checked_mul(factor)? / 1_000_000;
        (amount > 0 && amount <= Self::MOST).then_some(Self(amount))
    }
}

impl From<Kroner> for Arg {
    fn from(amount: Kroner) -> Self {
        Self::Kroner(amount.0)
    }
}

impl FromYaml for Kroner {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Some(text) = node.scalar().filter(|_| node.kind() != Kind::Boolean) else {
            faults.wrong_type(node, &[Kind::Number]);
            return None;
        };
        let amount = if node.kind() == Kind::Number { Self::parse(text) } else { None };
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
            ("500.000", 500_000),
            ("Kr. 500\u{a0}000", 500_000),
            ("2500000,00", 2_500_000),
            ("1_000", 1_000),
        ] {
            assert_eq!(Kroner::guess(text), Some(Kroner(amount)), "{text}");
        }
        for text in ["ukjent", "1e6", "0x1F", "12.50", "-3", "−3", "ca. 500"] {
            assert_eq!(Kroner::guess(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_guessed_without_panic(text in "\\PC{0,30}") { let _ = Kroner::guess(&text); }
    }
}
