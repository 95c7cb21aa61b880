//! The gaps between the digits of an identity number.

/// Returns whether a character may be in the gap between the date and the last five digits.
pub(super) fn is_gap(c: char) -> bool {
    is_space(c) || is_dash(c) || matches!(c, '.' | '/' | '_')
}

fn is_space(c: char) -> bool {
    c == ' ' || (c.is_whitespace() && !c.is_ascii())
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The largest number of characters in a gap: a dash with two spaces on each side.
const MAX_GAP: usize = 5;

/// Returns the length of the gap at the start: up to two characters of any kind, a dash with spaces around it, or
/// spaces with at least one no-break space, which word processors insert. More ordinary spaces separate columns of
/// numbers.
pub(super) fn gap_length(characters: impl Iterator<Item = char>) -> usize {
    let gap: Vec<char> = characters.take(MAX_GAP + 1).take_while(|c| is_gap(*c)).collect();
    let marks = gap.iter().filter(|c| !is_space(**c)).count();
    let is_one = match gap.len() {
        0..=2 => true,
        3..=MAX_GAP if marks == 1 => gap.iter().any(|c| is_dash(*c)),
        3..=MAX_GAP => marks == 0 && gap.iter().any(|c| !c.is_ascii()),
        _ => false,
    };
    if is_one { gap.into_iter().map(char::len_utf8).sum() } else { 0 }
}

/// The deepest indentation of a line on which a number continues, as in values of YAML.
const MAX_INDENT: usize = 16;

/// Returns the length of the gap after a date; none if there is no gap.
pub(super) fn gap(after: &str) -> Option<usize> {
    let gap = gap_length(after.chars());
    // After a line break, the next line may start with spaces or a quotation mark `>`.
    let rest = after[gap..].strip_prefix('\r').unwrap_or(&after[gap..]);
    let below = rest.strip_prefix('\n').map(|line| {
        let bare = line.trim_start_matches([' ', '>', '\t']);
        (line.len() - bare.len(), after.len() - bare.len())
    });
    match below {
        Some((depth, gap)) => (depth <= MAX_INDENT).then_some(gap),
        None => (gap > 0).then_some(gap),
    }
}
