//! Formats numbers, amounts, dates and lists in a language, with the Unicode data.

use icu_calendar::{Date as Day, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter,
    fieldsets::{YM, YMD},
};
use icu_decimal::{DecimalFormatter, input::Decimal, options::DecimalFormatterOptions};
use icu_list::{
    ListFormatter,
    options::{ListFormatterOptions, ListLength},
};

use crate::{date::Date, key, language::Language, model::Kroner, plural, texts::Texts};

/// Formats numbers, amounts, dates and lists in one language.
#[derive(Default)]
pub struct Formats {
    decimal: Option<DecimalFormatter>,
    and: Option<ListFormatter>,
    or: Option<ListFormatter>,
    day: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    month: Option<FixedCalendarDateTimeFormatter<Gregorian, YM>>,
}

impl Formats {
    /// Loads the data of a language.
    #[must_use]
    pub fn of(language: Language) -> Self {
        // British English has the day before the month.
        let code = if language.code() == "en" { "en-GB" } else { language.code() };
        let Ok(locale) = code.parse::<icu_locale_core::Locale>() else { return Self::default() };
        let list = || ListFormatterOptions::default().with_length(ListLength::Wide);
        Self {
            decimal: DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default()).ok(),
            and: ListFormatter::try_new_and((&locale).into(), list()).ok(),
            or: ListFormatter::try_new_or((&locale).into(), list()).ok(),
            day: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok(),
            month: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YM::long()).ok(),
        }
    }

    /// Joins words with «and»: `a, b og c`.
    #[must_use]
    pub fn and(&self, words: &[String]) -> String {
        self.and.as_ref().map_or_else(|| words.join(", "), |and| and.format(words.iter()).to_string())
    }

    /// Joins words with «or»: `a, b eller c`.
    #[must_use]
    pub fn or(&self, words: &[String]) -> String {
        self.or.as_ref().map_or_else(|| words.join(", "), |or| or.format(words.iter()).to_string())
    }

    /// Formats a whole number with groups of three digits.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        self.decimal(&Decimal::from(number))
    }

    /// Formats a number that may have decimals.
    #[must_use]
    pub fn decimal_number(&self, number: f64) -> String {
        let text = number.to_string();
        Decimal::try_from_str(&text).map_or(text, |number| self.decimal(&number))
    }

    /// Formats an amount for running text: `18,8 millioner kroner`, `500 000 kroner`.
    #[must_use]
    pub fn kroner(&self, texts: &Texts, amount: Kroner) -> String {
        const MILLION: u64 = 1_000_000;
        let Kroner(kroner) = amount;
        if kroner < MILLION || kroner % (MILLION / 10) != 0 {
            let amount = [("amount", self.number(kroner))];
            return texts.fill_plural(plural!("money.kroner"), usize::from(kroner != 1) + 1, &amount);
        }
        let mut millions = Decimal::from(kroner / (MILLION / 10));
        millions.multiply_pow10(-1);
        millions.absolute.trim_end();
        // Only exactly one million is singular: «1 million kroner», but «1,5 millioner kroner».
        let amount = [("amount", self.decimal(&millions))];
        texts.fill_plural(plural!("money.millions"), usize::from(kroner != MILLION) + 1, &amount)
    }

    /// Formats an amount for tables and figures, to a tenth of a million: `18,8 mill. kr`. A small amount is in full:
    /// `kr 50 000`.
    #[must_use]
    pub fn kroner_short(&self, texts: &Texts, amount: Kroner) -> String {
        const TENTH: u64 = 100_000;
        if amount.0 < TENTH {
            return texts.fill(key!("money.short"), &[("amount", self.number(amount.0))]);
        }
        let mut millions = Decimal::from((amount.0 + TENTH / 2) / TENTH);
        millions.multiply_pow10(-1);
        millions.absolute.trim_end();
        texts.fill(key!("money.short-millions"), &[("amount", self.decimal(&millions))])
    }

    /// Formats a date as exactly as it is known: `5. juni 2014`, `februar 2020`, `2020`.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let written = date.month().and_then(|month| {
            let day = Day::try_new_gregorian(i32::from(date.year()), month, date.day().unwrap_or(1)).ok()?;
            match date.day() {
                Some(_) => self.day.as_ref().map(|format| format.format(&day).to_string()),
                None => self.month.as_ref().map(|format| format.format(&day).to_string()),
            }
        });
        written.unwrap_or_else(|| date.to_string())
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
    fn short_amounts_are_as_tables_have_them() {
        let short = |code: &str, amount: u64| {
            let language = Language::from_code(code).unwrap();
            Formats::of(language).kroner_short(&Texts::of(language), Kroner(amount))
        };
        assert_eq!(short("nb", 18_800_000), "18,8\u{a0}mill.\u{a0}kr");
        assert_eq!(short("nn", 500_000), "0,5\u{a0}mill.\u{a0}kr");
        assert_eq!(short("nb", 18_849_999), "18,8\u{a0}mill.\u{a0}kr");
        assert_eq!(short("nb", 40_000), "kr\u{a0}40\u{a0}000");
        assert_eq!(short("en", 10_000_000), "NOK\u{a0}10\u{a0}million");
    }

    #[test]
    fn dates_say_what_is_known() {
        let written =
            |code: &str, date: &str| Formats::of(Language::from_code(code).unwrap()).date(Date::parse(date).unwrap());
        assert_eq!(written("nb", "2014-06-05"), "5. juni 2014");
        assert_eq!(written("nn", "2020-02"), "februar 2020");
        assert_eq!(written("en", "2021-05-10"), "10 May 2021");
        assert_eq!(written("nb", "2020"), "2020");
    }

    #[test]
    fn lists_have_no_comma_before_and() {
        let words = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(Formats::of(Language::BOKMAAL).and(&words), "a, b og c");
        assert_eq!(Formats::of(Language::from_code("nn").unwrap()).or(&words), "a, b eller c");
    }
}
