//! The kind of an identity number, by its check digits and date.

/// The kind of an identity number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// A fødselsnummer, a D-number or a synthetic one.
    National,
    /// A number that NAV or the health services give to people who have no national number, or whose number is unknown.
    Substitute,
}

/// Returns the kind of identity number of eleven digits, ignoring other characters; none if they are not an identity
/// number.
pub(super) fn kind(text: &str) -> Option<NumberKind> {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum = |weights: &[u32]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    if sum(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) != 0 {
        return None;
    }
    let first = sum(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
    match dated(&digits) {
        // For numbers issued from 2032 on, the remainder of the first check digit may be up to 3 (Skatteetaten).
        Some(NumberKind::National) if first <= 3 => Some(NumberKind::National),
        Some(NumberKind::Substitute) if first == 0 => Some(NumberKind::Substitute),
        // The "felles hjelpenummer" of the health services has no date.
        _ if digits[0] >= 8 && first == 0 => Some(NumberKind::Substitute),
        _ => None,
    }
}

/// Returns the kind that the first six digits indicate; none if they are not a date. 40 is added to the day in a
/// D-number; 40 or 80 is added to the month in a synthetic number, and 20 or 60 in a number of NAV.
fn dated(digits: &[u32]) -> Option<NumberKind> {
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    let day = if pair(0) > 40 { pair(0) - 40 } else { pair(0) };
    let (month, added) = (pair(2) % 20, pair(2) / 20);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        // The century is uncertain, and 2000 was a leap year.
        2 if pair(4) % 4 == 0 => 29,
        2 => 28,
        _ => 0,
    };
    let kind = if added % 2 == 0 { NumberKind::National } else { NumberKind::Substitute };
    (1..=days).contains(&day).then_some(kind)
}
