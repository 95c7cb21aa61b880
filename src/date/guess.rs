//! Reads dates as people write them.

use super::Date;

impl Date {
    /// Reads a date as people write it in Norwegian, such as `11.2.2020` or `2020/2`, to suggest how to write it.
    ///
    /// Only what has one reading is read. Signs between the parts that differ, or stand two together, make a range of
    /// dates: `3-4.2020`, `10.-12.2020`. Where it is not sure which part is the day, both readings must give the same.
    #[must_use]
    pub fn guess(text: &str) -> Option<Self> {
        let text = without_time(text.trim());
        if let Some(date) = date_in_words(text) {
            return Some(date);
        }
        let mut signs = text.chars().filter(|c| !c.is_ascii_digit());
        let sign = signs.next();
        if signs.any(|other| Some(other) != sign) || sign.is_some_and(|sign| !['.', '/', '-', ' '].contains(&sign)) {
            return None;
        }
        let parts: Vec<&str> = text.split(|c| Some(c) == sign).collect();
        let is_year = |part: &str| part.len() == 4;
        let is_short = |part: &str| matches!(part.len(), 1 | 2);
        let of = |year: &str, month: &str, day: &str| Self::parse(&format!("{year}-{month:0>2}-{day:0>2}"));
        match parts[..] {
            // Only with points between them is it sure that the day comes first.
            [day, month, year] if is_year(year) && is_short(day) && is_short(month) => {
                match (of(year, month, day), of(year, day, month)) {
                    (Some(date), Some(other)) => (sign == Some('.') || date == other).then_some(date),
                    (date, None) => date,
                    (None, other) => other.filter(|_| sign != Some('.')),
                }
            }
            [year, month, day] if is_year(year) && is_short(month) && is_short(day) => of(year, month, day),
            [month, year] if is_year(year) && is_short(month) => Self::parse(&format!("{year}-{month:0>2}")),
            [year, month] if is_year(year) && is_short(month) => {
                let date = Self::parse(&format!("{year}-{month:0>2}"))?;
                // 2011/12 may be two years.
                let is_next_year = month.parse::<i16>().is_ok_and(|month| (date.year + 1) % 100 == month);
                (!is_next_year).then_some(date)
            }
            [compact] if compact.len() == 8 => of(&compact[..4], &compact[4..6], &compact[6..]),
            _ => None,
        }
    }
}

/// The months, by the first letters of their names in Norwegian and English.
const MONTHS: [(&str, &[&str]); 12] = [
    ("01", &["januar", "january"]),
    ("02", &["februar", "february"]),
    ("03", &["mars", "march"]),
    ("04", &["april"]),
    ("05", &["mai", "may"]),
    ("06", &["juni", "june"]),
    ("07", &["juli", "july"]),
    ("08", &["august"]),
    ("09", &["september"]),
    ("10", &["oktober", "october"]),
    ("11", &["november"]),
    ("12", &["desember", "december"]),
];

/// Reads `februar 2020`, `11. februar 2020` and `11. feb. 2020`.
fn date_in_words(text: &str) -> Option<Date> {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split_whitespace().map(|part| part.trim_end_matches(['.', ','])).collect();
    let month_of = |word: &str| {
        // Abbreviations have three letters, or four as in `sept.`.
        let is_named = |name: &&str| name == &word || (matches!(word.len(), 3 | 4) && name.starts_with(word));
        MONTHS.iter().find(|(_, names)| names.iter().any(&is_named)).map(|(number, _)| *number)
    };
    let is_year = |part: &str| part.len() == 4;
    match parts[..] {
        [month, year] if is_year(year) => Date::parse(&format!("{year}-{}", month_of(month)?)),
        [day, month, year] if is_year(year) && day.len() <= 2 => {
            Date::parse(&format!("{year}-{}-{day:0>2}", month_of(month)?))
        }
        _ => None,
    }
}

/// Removes the time of day behind a date. With an offset from Greenwich it may have been another day in Norway.
fn without_time(text: &str) -> &str {
    let Some((date, time)) = text.split_once(['T', ' ']) else { return text };
    let is_time = (5..=8).contains(&time.len())
        && time.split(':').count() >= 2
        && time.split(':').all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_time && date.len() >= 8 { date } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn norwegian_writing_is_guessed() {
        for (text, date) in [
            ("11.2.2020", "2020-02-11"),
            ("2020/2", "2020-02"),
            ("2.2020", "2020-02"),
            ("20200211", "2020-02-11"),
            ("2020.2.11", "2020-02-11"),
            ("25/12/2020", "2020-12-25"),
            ("12-25-2020", "2020-12-25"),
            ("11/11/2020", "2020-11-11"),
            ("februar 2020", "2020-02"),
            ("11. februar 2020", "2020-02-11"),
            ("1 Mai 2020", "2020-05-01"),
            ("11. feb. 2020", "2020-02-11"),
            ("sept. 2020", "2020-09"),
            ("December 2020", "2020-12"),
            ("2020-02-11T10:00:00", "2020-02-11"),
            ("2020-02-11 10:00", "2020-02-11"),
            ("11.2.2020 09:15", "2020-02-11"),
        ] {
            assert_eq!(Date::guess(text).map(|date| date.to_string()).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_has_two_readings_is_not_guessed() {
        for text in [
            "10.-12.2020",
            "3-4.2020",
            "1.3-2020",
            "10./12.2020",
            "1.–3.2020",
            "10.12.-2020",
            "01/02/2020",
            "10-12-2020",
            "10 12 2020",
            "2011/12",
            "2020-2021",
            "2020/21",
            "2020-02-",
            "-2020-02",
            "2020-02-11-2020-03-01",
            "2020-13-02",
            "32.2.2020",
            "2.13.2020",
            "11.2.20",
            "20.2.11",
            "+2.3.2020",
            "011.2.2020",
            "5.-6. juni 2020",
            "juni-juli 2020",
            "juni 20",
            "32. juni 2020",
            "2020-02-11T23:30:00Z",
            "2020-02-11 kl. 10",
            "ma 2020",
            "høsten 2020",
            "snart",
            "",
            "...",
        ] {
            assert_eq!(Date::guess(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_guessed_without_panic(text in "\\PC{0,20}") { let _ = Date::guess(&text); }
    }
}
