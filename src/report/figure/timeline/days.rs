//! Days in a row, so that dates have places on a line, and the years, quarters and months along it.

use crate::date::Date;

/// Counts the days from the start of the year 0 to a day; months may be too many, as in the 13th month of a year.
pub fn day(year: i32, month: i32, day: i32) -> i32 {
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12) + 1);
    // The year begins in March, so that the day that some years have more is the last.
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
}

/// Returns the first and the last day that a date may stand for.
pub fn range(date: Date) -> (i32, i32) {
    let year = i32::from(date.year());
    match (date.month().map(i32::from), date.day().map(i32::from)) {
        (Some(month), Some(of_month)) => (day(year, month, of_month), day(year, month, of_month)),
        (Some(month), None) => (day(year, month, 1), day(year, month + 1, 1) - 1),
        _ => (day(year, 1, 1), day(year + 1, 1, 1) - 1),
    }
}

/// Says how finely a line is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Months,
    Quarters,
    Years,
}

impl Unit {
    /// Returns the months that it has.
    pub fn months(self) -> i32 {
        match self {
            Self::Months => 1,
            Self::Quarters => 3,
            Self::Years => 12,
        }
    }
}

/// Holds the stretch of time that a line shows: whole months, quarters or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first month, counted from the year 0.
    pub from: i32,
    /// The month behind the last.
    pub until: i32,
    pub unit: Unit,
}

impl Span {
    /// Finds the span of some dates, and how finely it is divided.
    pub fn of(first: Date, last: Date) -> Self {
        let month = |date: Date, of_year: i32| {
            i32::from(date.year()) * 12 + date.month().map_or(of_year, |month| i32::from(month) - 1)
        };
        Self::divided(month(first, 0), month(last, 11) + 1)
    }

    /// Makes room behind a date after which something goes on: a fifth of the line, so that its words can be read.
    pub fn with_room(self, start: Date) -> Self {
        let month = i32::from(start.year()) * 12 + start.month().map_or(0, |month| i32::from(month) - 1);
        let until = self.from + (month - self.from) * 5 / 4 + 1;
        if until > self.until { Self::divided(self.from, until) } else { self }
    }

    fn divided(from: i32, until: i32) -> Self {
        let unit = match until - from {
            ..=15 => Unit::Months,
            16..=48 => Unit::Quarters,
            _ => Unit::Years,
        };
        let step = unit.months();
        let until = if until % step == 0 { until } else { (until.div_euclid(step) + 1) * step };
        Self { from: from.div_euclid(step) * step, until: until.max(from + 3), unit }
    }

    /// Returns the first day and the day behind the last.
    pub fn days(self) -> (i32, i32) {
        (first_of(self.from), first_of(self.until))
    }

    /// Lists the months at which its units begin.
    pub fn marks(self) -> impl Iterator<Item = i32> {
        (self.from..=self.until).filter(move |month| month % self.unit.months() == 0)
    }
}

/// Returns the first day of a month, counted from the year 0.
pub fn first_of(month: i32) -> i32 {
    day(month.div_euclid(12), month.rem_euclid(12) + 1, 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_follow_each_other() {
        assert_eq!(day(2020, 3, 1) - day(2020, 2, 28), 2);
        assert_eq!(day(2021, 3, 1) - day(2021, 2, 28), 1);
        assert_eq!(day(2021, 1, 1) - day(2020, 1, 1), 366);
        assert_eq!(day(2020, 13, 1), day(2021, 1, 1));
        let range = |text: &str| range(Date::parse(text).unwrap());
        assert_eq!(range("2020"), (day(2020, 1, 1), day(2020, 12, 31)));
        assert_eq!(range("2020-02"), (day(2020, 2, 1), day(2020, 2, 29)));
    }

    #[test]
    fn a_line_is_divided_by_how_long_it_is() {
        let span = |first, last| Span::of(Date::parse(first).unwrap(), Date::parse(last).unwrap());
        let of = |first, last| (span(first, last).unit, span(first, last).marks().count());
        assert_eq!(of("2021", "2021"), (Unit::Months, 13));
        assert_eq!(of("2019", "2020-02"), (Unit::Months, 15));
        assert_eq!(of("2020-11", "2022-05"), (Unit::Quarters, 8));
        assert_eq!(of("2018-05-30", "2024-12"), (Unit::Years, 8));
        let longer = |first, last| {
            let span = span(first, last).with_room(Date::parse(last).unwrap());
            (span.unit, span.until - span.from)
        };
        assert_eq!(longer("2019", "2020-02"), (Unit::Quarters, 18));
        assert_eq!(longer("2019", "2021"), (Unit::Quarters, 36));
        assert_eq!(longer("2018-05", "2024"), (Unit::Years, 96));
    }

    proptest! {
        #[test]
        fn days_are_those_of_the_calendar(year in 1900_i16..2200, month in 1_i8..13, of_month in 1_i8..29) {
            let known = jiff::civil::date(year, month, of_month);
            let days = (known - jiff::civil::date(1900, 1, 1)).get_days();
            let counted = day(year.into(), month.into(), of_month.into()) - day(1900, 1, 1);
            prop_assert_eq!(days, counted);
        }
    }
}
