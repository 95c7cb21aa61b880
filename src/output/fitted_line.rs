//! The part of a long source line that a terminal has room for, cut between words.

use std::ops::Range;

use textwrap::core::display_width;

/// Stands for what is left out.
const CUT: &str = "…";

/// Returns the part of a line around a place that fits into a number of columns, and the place in it.
pub fn fitted(line: String, place: Range<usize>, room: usize) -> (String, Range<usize>) {
    if display_width(&line) <= room {
        return (line, place);
    }
    // Up to a third of the room shows what stands before the place.
    let start = start(&line, place.start, room / 3);
    let before = if start > 0 { CUT } else { "" };
    let end = end(&line, start, room.saturating_sub(2 * CUT.chars().count()));
    let after = if end < line.len() { CUT } else { "" };
    let within = |at: usize| at.clamp(start, end) - start + before.len();
    let place = within(place.start)..within(place.end);
    (format!("{before}{}{after}", &line[start..end]), place)
}

/// Returns the start of the first word that is at most `reach` columns before a place, or the place.
fn start(line: &str, place: usize, reach: usize) -> usize {
    if display_width(&line[..place]) <= reach {
        return 0;
    }
    let words = line[..place].match_indices(' ').map(|(at, _)| at + 1);
    words.filter(|at| display_width(&line[*at..place]) <= reach).min().unwrap_or(place)
}

/// Returns the end of the last word that fits; a first word that does not fit stays whole.
fn end(line: &str, start: usize, room: usize) -> usize {
    if display_width(&line[start..]) <= room {
        return line.len();
    }
    let ends: Vec<usize> =
        line[start..].match_indices(' ').map(|(at, _)| start + at).filter(|at| *at > start).collect();
    let fits = ends.iter().copied().filter(|at| display_width(&line[start..*at]) <= room);
    fits.max().or(ends.first().copied()).unwrap_or(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_cut_between_words_around_the_place() {
        let line = "one two three four five six seven";
        let shown = |place: &str, room| {
            let at = line.find(place).unwrap();
            let (line, place) = fitted(line.to_owned(), at..at + place.len(), room);
            let marked = line[place].to_owned();
            (line, marked)
        };
        let owned = |line: &str, marked: &str| (line.to_owned(), marked.to_owned());
        assert_eq!(shown("two", 80), owned(line, "two"));
        assert_eq!(shown("one", 16), owned("one two three…", "one"));
        assert_eq!(shown("five", 18), owned("…four five six…", "five"));
        assert_eq!(shown("six seven", 20), owned("…five six seven", "six seven"));
        assert_eq!(shown("two three four five", 16), owned("one two three…", "two three"));
        assert_eq!(fitted("https://www.example.org/long".into(), 0..28, 10).0, "https://www.example.org/long");
    }
}
