//! Numbers, amounts and lists as a language writes them, by the Unicode data.

use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_list::{
    ListFormatter,
    options::{ListFormatterOptions, ListLength},
};

use crate::{language::Language, model::Kroner, texts::Texts};

/// Writes numbers, amounts and lists in one language.
pub struct Formats {
    decimal: Option<DecimalFormatter>,
    and: Option<ListFormatter>,
    or: Option<ListFormatter>,
}

impl Formats {
    /// Reads the data of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let locale = language.code().parse::<icu_locale_core::Locale>().ok();
        let list = || ListFormatterOptions::default().with_length(ListLength::Wide);
        Self {
            decimal: locale
                .as_ref()
                .and_then(|locale| DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::default()).ok()),
            and: locale.as_ref().and_then(|locale| ListFormatter::try_new_and(locale.into(), list()).ok()),
            or: locale.as_ref().and_then(|locale| ListFormatter::try_new_or(locale.into(), list()).ok()),
        }
    }

    /// Joins words: `a, b og c`.
    #[must_use]
    pub fn and(&self, words: &[String]) -> String {
        self.and.as_ref().map_or_else(|| words.join(", "), |and| and.format(words.iter()).to_string())
    }

    /// Joins words: `a, b eller c`.
    #[must_use]
    pub fn or(&self, words: &[String]) -> String {
        self.or.as_ref().map_or_else(|| words.join(", "), |or| or.format(words.iter()).to_string())
    }

    /// Writes a whole number in groups of three.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        self.decimal(&Decimal::from(number))
    }

    /// Writes an amount for running text: `18,8 millioner kroner`, `500 000 kroner`.
    #[must_use]
    pub fn kroner(&self, texts: &Texts, amount: Kroner) -> String {
        const MILLION: u64 = 1_000_000;
        let Kroner(kroner) = amount;
        if kroner < MILLION || kroner % (MILLION / 10) != 0 {
            return texts.fill("money.kroner", &[("amount", self.number(kroner))]);
        }
        let mut millions = Decimal::from(kroner / (MILLION / 10));
        millions.multiply_pow10(-1);
        millions.absolute.trim_end();
        // «1 million kroner», but «1,5 millioner kroner»: only the whole number one is singular.
        let key = texts.plural("money.millions", usize::from(kroner != MILLION) + 1);
        texts.fill(&key, &[("amount", self.decimal(&millions))])
    }

    fn decimal(&self, number: &Decimal) -> String {
        self.decimal.as_ref().map_or_else(|| number.to_string(), |decimal| decimal.format(number).to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kroner(code: &str, amount: u64) -> String {
        let language = Language::from_code(code).unwrap();
        Formats::of(language).kroner(&Texts::of(language), Kroner(amount))
    }

    #[test]
    fn amounts_are_written_as_each_language_does() {
        assert_eq!(kroner("nb", 18_800_000), "18,8\u{a0}millioner kroner");
        assert_eq!(kroner("nn", 1_000_000), "1\u{a0}million kroner");
        assert_eq!(kroner("nb", 1_500_000), "1,5\u{a0}millioner kroner");
        assert_eq!(kroner("nb", 500_000), "500\u{a0}000\u{a0}kroner");
        assert_eq!(kroner("nb", 18_812_345), "18\u{a0}812\u{a0}345\u{a0}kroner");
        assert_eq!(kroner("en", 18_800_000), "NOK\u{a0}18.8\u{a0}million");
    }

    #[test]
    fn lists_have_no_comma_before_and() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(Formats::of(Language::BOKMAAL).and(&words), "a, b og c");
        assert_eq!(Formats::of(Language::from_code("nn").unwrap()).or(&words), "a, b eller c");
    }
}
