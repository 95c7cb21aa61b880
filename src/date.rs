//! Dates that may know only their year, or only their year and month.

mod guess;

use std::fmt;

use jiff::{ToSpan, Unit, civil};
use serde::{Serialize, Serializer};

/// Holds a date of the Gregorian calendar as far as it is known; an earlier date compares as less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i16,
    /// 1–12, or 0 where unknown.
    month: i8,
    /// 1–31, or 0 where unknown.
    day: i8,
}

impl Date {
    /// A day that had come when this program was written, so that what is dated up to it holds on every day on which the
    /// program runs. It stands for today where nobody says which day it is: what is dated later is then told with its date,
    /// which is true before that day and after it.
    pub const HAS_COME: Self = Self { year: 2026, month: 1, day: 1 };

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.year
    }

    /// Returns the month from 1 to 12, where it is known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        u8::try_from(self.month).ok().filter(|month| *month > 0)
    }

    /// Returns the day of the month from 1, where it is known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        u8::try_from(self.day).ok().filter(|day| *day > 0)
    }

    /// Returns the whole year.
    #[must_use]
    pub fn of_year(year: i16) -> Self {
        Self { year, month: 0, day: 0 }
    }

    /// Returns whether all of the date lies before all of `other`, as far as both are known.
    #[must_use]
    pub fn is_before(self, other: Self) -> bool {
        self.last() < other.first()
    }

    /// Reads `2020`, `2020-02` or `2020-02-11`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, len: usize| {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i16>().ok())?
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let month = month.map_or(Some(0), |part| digits(part, 2).filter(|month| (1..=12).contains(month)))?;
        let day = day.map_or(Some(0), |part| digits(part, 2).filter(|day| *day > 0))?;
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        let exists = day == 0 || civil::Date::new(year, month, day).is_ok();
        (exists && (1900..=2200).contains(&year)).then_some(Self { year, month, day })
    }

    /// Returns whether it lies more than a year before the other whatever day either may stand for.
    #[must_use]
    pub fn is_more_than_a_year_before(self, other: Self) -> bool {
        self.last().saturating_add(1.year()) < other.first()
    }

    /// Returns the later of two dates, or the less exact one where either may be the later.
    #[must_use]
    pub fn later(self, other: Self) -> Self {
        if (self.last(), other) > (other.last(), self) { self } else { other }
    }

    /// Returns how many months lie between two dates, to a tenth; none where a month is unknown, or the other is earlier.
    #[must_use]
    pub fn months_until(self, other: Self) -> Option<f64> {
        self.month().zip(other.month())?;
        let are_days = self.day().and(other.day()).is_some();
        let from = |date: Self| if are_days { date.first() } else { date.first().first_of_month() };
        let months = (from(other) - from(self)).total((Unit::Month, from(self))).ok()?;
        (months >= 0.0).then(|| (months * 10.0).round() / 10.0)
    }

    /// Returns the first day it may stand for.
    #[must_use]
    pub fn first(self) -> civil::Date {
        civil::Date::new(self.year, self.month.max(1), self.day.max(1)).unwrap_or_default()
    }

    /// Returns the last day it may stand for.
    #[must_use]
    pub fn last(self) -> civil::Date {
        match (self.month, self.day) {
            (0, _) => self.first().last_of_year(),
            (_, 0) => self.first().last_of_month(),
            _ => self.first(),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn partial_dates_are_read_and_impossible_ones_are_not() {
        for text in ["2020", "2020-02", "2020-02-29"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "20",
            "2020-2",
            "2020-13",
            "2020-02-30",
            "2021-02-29",
            "20200211",
            "2020-02-11T10:00",
            "2020-00",
            "2020-",
            "+020",
            "0020",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn partial_dates_are_compared_fairly() {
        let date = |text| Date::parse(text).unwrap();
        let after = |a, b| date(b).is_before(date(a));
        assert!(after("2020-03", "2020-02-11") && after("2021", "2020-12-31") && after("2020-02-12", "2020-02-11"));
        for (a, b) in
            [("2020", "2020-02-11"), ("2020-02", "2020-02-11"), ("2020-02", "2020"), ("2020-02-11", "2020-02-11")]
        {
            assert!(!after(a, b) && !after(b, a), "{a} and {b}");
        }
        let later = |a, b| date(a).later(date(b)).to_string();
        assert_eq!((later("2020-02-11", "2020-02").as_str(), later("2021", "2020-12").as_str()), ("2020-02", "2021"));
        let long_before = |a, b| date(a).is_more_than_a_year_before(date(b));
        assert!(long_before("2020-02-29", "2021-03-01") && long_before("2019", "2021-01-01"));
        assert!(
            !long_before("2020-02-29", "2021-02-28")
                && !long_before("2019", "2020-12-31")
                && !long_before("2020-05", "2021")
        );
    }

    #[test]
    fn months_are_counted_as_far_as_they_are_known() {
        let months = |from, to| Date::parse(from).unwrap().months_until(Date::parse(to).unwrap());
        assert_eq!(months("2020-02-11", "2020-05-11"), Some(3.0));
        assert_eq!(months("2020-02-01", "2020-02-16"), Some(0.5));
        assert_eq!(months("2019-12", "2020-02-11"), Some(2.0));
        assert_eq!(months("2019", "2020-02"), None);
        assert_eq!(months("2020-03", "2020-02"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}") {
            if let Some(date) = Date::parse(&text) { prop_assert_eq!(date.to_string(), text.clone()); }
        }
    }
}
