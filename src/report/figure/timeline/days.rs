//! Days in a row, so that dates have places on a line, and the years, quarters and months along it.

use jiff::{ToSpan, civil};

use crate::date::Date;

/// Counts the days from the start of the year 0 to a day.
fn number(day: civil::Date) -> i32 {
    (day - civil::Date::ZERO).get_days()
}

/// Returns the first and the last day that a date may stand for.
pub fn range(date: Date) -> (i32, i32) {
    (number(date.first()), number(date.last()))
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
pub struct DateRange {
    /// The first month, counted from the year 0.
    pub from: i32,
    /// The month behind the last.
    pub until: i32,
    pub unit: Unit,
}

impl DateRange {
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
    number(civil::Date::ZERO.saturating_add(month.months()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_follow_each_other() {
        let range = |text: &str| range(Date::parse(text).unwrap());
        assert_eq!(range("2020-03-01").0 - range("2020-02-28").0, 2);
        assert_eq!(range("2021-03-01").0 - range("2021-02-28").0, 1);
        assert_eq!(range("2020"), (range("2020-01-01").0, range("2020-12-31").0));
        assert_eq!(range("2020-02"), (range("2020-02-01").0, range("2020-02-29").0));
        assert_eq!(range("2021").0, first_of(2021 * 12));
    }

    #[test]
    fn a_line_is_divided_by_how_long_it_is() {
        let span = |first, last| DateRange::of(Date::parse(first).unwrap(), Date::parse(last).unwrap());
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
}
