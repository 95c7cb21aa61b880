//! Days in a history.

use gix::{date::Time, objs::CommitRefIter, oid};
use jiff::{Timestamp, tz::Offset};

use super::{error::GitError, verified::named};
use crate::date::Date;

/// Returns the day of a commit, wherever the program needs one: that of its committer, in the committer's time zone. This
/// is the day on which it came to be as it is; its author may have written it, on another branch, long before.
pub fn commit_day(commit: &CommitRefIter<'_>, id: &oid) -> Result<Option<Date>, GitError> {
    let time = commit.committer().and_then(|committer| committer.time());
    Ok(day(time.map_err(|error| GitError::object(&named(id), id, &error))?))
}

/// Returns the first second that may belong to a date in some time zone.
pub fn earliest(date: Date) -> i64 {
    // A commit may name any zone of up to 26 hours.
    const ZONES: i64 = 26 * 60 * 60;
    let midnight = date.first().to_datetime(jiff::civil::Time::midnight());
    Offset::UTC.to_timestamp(midnight).map_or(i64::MIN, |midnight| midnight.as_second() - ZONES)
}

/// Returns the day of a moment in its time zone.
fn day(time: Time) -> Option<Date> {
    let offset = Offset::from_seconds(time.offset).unwrap_or(Offset::UTC);
    let moment = Timestamp::from_second(time.seconds).ok()?;
    Date::parse(&offset.to_datetime(moment).date().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_place() {
        let at = |seconds, offset| day(Time { seconds, offset }).map(|date| date.to_string());
        // An hour before midnight in London is the next day in Oslo.
        assert_eq!(at(1_590_966_000, 0).as_deref(), Some("2020-05-31"));
        assert_eq!(at(1_590_966_000, 7200).as_deref(), Some("2020-06-01"));
        assert_eq!(at(i64::MAX, 0), None);
    }
}
