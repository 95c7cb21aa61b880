//! `invalid-date`: a date that is not written as year, month and day.

use crate::{
    date::Date,
    document::FaultKind,
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds a date that does not exist or is not written as `2020`, `2020-02` or `2020-02-11`.
    ///
    /// # Why
    ///
    /// Dates are compared and sorted. Written from the largest part to the smallest they read the same to everyone, and a
    /// date of which only the year or the month is known can say just that.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// milestones:
    ///   - {phase: applied, on: 11.02.2020}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// milestones:
    ///   - {phase: applied, on: 2020-02-11}
    /// ```
    "invalid-date", "SL107", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::InvalidDate { value, suggestion, is_year } = fault else { return None };
    let message = match suggestion {
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion.as_str()),
        None if *is_year => Message::new(text!("year")),
        None => of_slip(value),
    };
    Some(message.with("value", value.as_str()))
}

/// Returns the message for a text that is no date and of which no date can be guessed.
fn of_slip(value: &str) -> Message {
    if let Some((month, days)) = month_without_day(value) {
        return Message::new(text!("no-day")).with("count", days.to_string()).with("suggestion", month);
    }
    let numbers: Vec<&str> = value.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let years: Vec<&str> = numbers.iter().copied().filter(|part| Date::parse(part).is_some()).collect();
    match (&years[..], &numbers[..]) {
        ([first, _, ..], _) => Message::new(text!("range")).with("suggestion", *first),
        ([year], _) if has_words(value) => {
            Message::new(text!("season")).with("suggestion", *year).with("month", format!("{year}-03"))
        }
        ([year], _) => Message::new(text!("one-year")).with("suggestion", *year),
        ([], [day, month, year]) if year.len() == 2 => {
            match Date::guess(&format!("{day}.{month}.20{year}")).filter(|_| day.len() <= 2 && month.len() <= 2) {
                Some(date) => Message::new(text!("short-year")).with("suggestion", date.to_string()),
                None => Message::new(text!("message")),
            }
        }
        _ => Message::new(text!("message")),
    }
}

fn has_words(value: &str) -> bool {
    value.chars().any(char::is_alphabetic)
}

/// Returns the month of a date whose day the month does not have, and the number of its days.
fn month_without_day(value: &str) -> Option<(String, i8)> {
    let parts: Vec<&str> = value.trim().split(['-', '.', '/']).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 && value.contains('.') => (year, month, day),
        _ => return None,
    };
    let month = Date::parse(&format!("{year}-{month:0>2}"))?;
    let days = month.last().day();
    let is_too_late = day.parse::<u8>().is_ok_and(|day| i16::from(day) > i16::from(days) || day == 0);
    is_too_late.then(|| (month.to_string(), days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_has_its_remedy() {
        for (value, text) in [
            ("2020-02-30", "no-day"),
            ("31.02.2020", "no-day"),
            ("2020-00-01", "one-year"),
            ("2020-13-02", "one-year"),
            ("våren 2020", "season"),
            ("Q1 2020", "season"),
            ("uke 12 2020", "season"),
            ("ca. 2020", "season"),
            ("2020/2021", "range"),
            ("2020–2021", "range"),
            ("10.-12.2020", "one-year"),
            ("1.2.20", "short-year"),
            ("99.2.20", "message"),
            ("snart", "message"),
        ] {
            assert_eq!(of_slip(value).key.last(), text, "{value}");
        }
    }
}
