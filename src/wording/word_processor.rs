//! Finds invisible characters that word processors insert.

use std::ops::Range;

use memchr::memchr3_iter;

/// Holds a run of useless invisible characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvisibleRun {
    /// Their range in the text.
    pub range: Range<usize>,
    /// Their kind.
    pub kind: Invisible,
    /// The replacement, if it is certain.
    pub replacement: Option<&'static str>,
}

/// The kind of an invisible character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invisible {
    /// A hyphen that is visible only at the end of a line.
    SoftHyphen,
    /// A character without width.
    ZeroWidth,
    /// A space without a line break.
    NoBreakSpace,
    /// A mark that changes the direction of the text after it.
    Direction,
}

/// Says what kind of text is searched, since spaces are syntax in YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    /// Running text.
    Prose,
    /// Valid YAML, in which a no-break space after a colon may be needed.
    Yaml,
    /// Invalid YAML, perhaps because of such a space.
    BrokenYaml,
}

/// The spaces that replace no-break spaces in an indentation.
const SPACES: &str = "                                ";

/// Words next to which a no-break space is useful even without a digit: `mill. kr`, `St Olavs`.
const UNITS: [&str; 22] = [
    "kr",
    "kroner",
    "nok",
    "mill",
    "millioner",
    "millionar",
    "million",
    "mrd",
    "milliarder",
    "milliardar",
    "tusen",
    "prosent",
    "nr",
    "kl",
    "ca",
    "st",
    "dr",
    "kap",
    "pkt",
    "figur",
    "tabell",
    "side",
];

/// Finds the invisible characters of a text that were probably not typed on purpose.
pub fn find(text: &str, medium: Medium) -> impl Iterator<Item = InvisibleRun> {
    let mut done = 0;
    memchr3_iter(0xc2, 0xe2, 0xef, text.as_bytes()).filter_map(move |at| {
        if at < done {
            return None;
        }
        let kind = kind(text[at..].chars().next()?)?;
        let end = text[at..]
            .char_indices()
            .find(|(_, c)| self::kind(*c) != Some(kind))
            .map_or(text.len(), |(end, _)| at + end);
        done = end;
        let replacement = match kind {
            Invisible::SoftHyphen => Some(""),
            Invisible::ZeroWidth => Some(is_useless_joiner(text, at, end).then_some("")?),
            Invisible::NoBreakSpace => space_replacement(text, at, end, medium)?,
            Invisible::Direction => direction_replacement(text, at, end)?,
        };
        Some(InvisibleRun { range: at..end, kind, replacement })
    })
}

fn kind(c: char) -> Option<Invisible> {
    match c {
        '\u{ad}' => Some(Invisible::SoftHyphen),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(Invisible::ZeroWidth),
        '\u{a0}' | '\u{202f}' => Some(Invisible::NoBreakSpace),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Invisible::Direction),
        _ => None,
    }
}

/// Returns whether zero-width characters are between Latin letters; emoji and other scripts need some of them.
fn is_useless_joiner(text: &str, start: usize, end: usize) -> bool {
    let is_joiner = text[start..end].chars().any(|c| matches!(c, '\u{200c}' | '\u{200d}'));
    let is_latin = |c: char| c < '\u{250}' || c.is_whitespace() || ('\u{2010}'..='\u{2030}').contains(&c);
    let (before, after) = neighbours(text, start, end);
    !is_joiner || [before, after].into_iter().flatten().all(is_latin)
}

/// Returns the replacement of direction marks; none if a text in Arabic, Hebrew or a similar script needs them.
///
/// The inner option is none if they force a direction in such a text, so that the right replacement is unknown.
#[expect(clippy::option_option, reason = "wrong, and whether there is a remedy")]
fn direction_replacement(text: &str, start: usize, end: usize) -> Option<Option<&'static str>> {
    let runs_left = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    let forces = text[start..end].contains(['\u{202d}', '\u{202e}']);
    match (text.contains(runs_left), forces) {
        (false, _) => Some(Some("")),
        (true, true) => Some(None),
        (true, false) => None,
    }
}

/// Returns the replacement of no-break spaces; none if they are or may be right.
///
/// The inner option is none if they are wrong but the right replacement is unknown.
#[expect(clippy::option_option, reason = "wrong, and whether there is a remedy")]
fn space_replacement(text: &str, start: usize, end: usize, medium: Medium) -> Option<Option<&'static str>> {
    let (before, after) = neighbours(text, start, end);
    let is_break = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
    if medium != Medium::Prose && !is_break(after) {
        // A file may be a single very long line.
        let from = text.ceil_char_boundary(start.saturating_sub(100));
        let line = text[from..start].rsplit(['\n', '\r']).next().unwrap_or_default();
        let is_broken = medium == Medium::BrokenYaml;
        if line.trim_start_matches(' ').is_empty() && line.len() < 100 {
            return Some(if is_broken && begins_entry(&text[end..]) { spaces(&text[start..end]) } else { None });
        }
        let key = line.trim_start_matches([' ', '-']).strip_suffix(':');
        if is_broken && key.is_some_and(is_key) {
            return Some(Some(" "));
        }
    }
    if medium == Medium::Prose && !is_break(after) && is_block_mark(text, start, after) {
        return Some(Some(" "));
    }
    match (before, after) {
        (_, after) if is_break(after) => Some(Some("")),
        // Whether an indentation is meant is unknown.
        (before, _) if is_break(before) => Some(None),
        (Some(' '), _) | (_, Some(' ')) => Some(Some("")),
        (Some(before), Some(after)) => {
            let is_word = |c: char| c.is_alphabetic();
            let is_mark =
                matches!(before, ',' | ';' | '!' | '?' | ')' | '»' | '”') || (before == ':' && medium == Medium::Prose);
            let opens = matches!(after, '«' | '(' | '“');
            let joins = (is_word(before) && (is_word(after) || opens)) || (is_mark && is_word(after));
            (joins && !is_useful(&text[..start], &text[end..])).then_some(Some(" "))
        }
        _ => None,
    }
}

/// Returns whether a line up to an offset is only the marker of a heading, an item or a quotation, which needs an
/// ordinary space after it.
fn is_block_mark(text: &str, place: usize, after: Option<char>) -> bool {
    let from = text.ceil_char_boundary(place.saturating_sub(100));
    let line = text[from..place].rsplit(['\n', '\r']).next().unwrap_or_default();
    let mark = line.trim_start_matches([' ', '>']);
    match mark {
        "" => line.ends_with('>'),
        // A negative number is not an item.
        "-" | "*" | "+" => !after.is_some_and(|c| c.is_ascii_digit()),
        // Numbered items are not included: a no-break space is useful after the day of a date.
        _ => mark.len() <= 6 && mark.bytes().all(|byte| byte == b'#'),
    }
}

/// Returns as many ordinary spaces as there are no-break spaces, to indent a line.
#[must_use]
pub fn spaces(hard: &str) -> Option<&'static str> {
    SPACES.get(..hard.chars().count())
}

/// Returns whether the rest of a line is an item of a list or a key.
fn begins_entry(rest: &str) -> bool {
    let words = rest.trim_start_matches(' ');
    words.starts_with("- ") || words.split_once(':').is_some_and(|(key, _)| is_key(key))
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-'))
}

/// Returns whether a unit or an initial is next to the space.
fn is_useful(before: &str, after: &str) -> bool {
    // No unit is longer, but a file may be a single very long word.
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(100))..];
    let after = &after[..after.floor_char_boundary(100)];
    let last = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let next = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_unit = |word: &str| UNITS.contains(&word.to_lowercase().as_str());
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    is_unit(last) || is_unit(next) || is_initial
}

fn neighbours(text: &str, start: usize, end: usize) -> (Option<char>, Option<char>) {
    (text[..start].chars().next_back(), text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fixed(text: &str) -> String {
        let mut out = text.to_owned();
        let runs: Vec<_> = find(text, Medium::Prose).collect();
        for run in runs.into_iter().rev() {
            if let Some(replacement) = run.replacement {
                out.replace_range(run.range, replacement);
            }
        }
        out
    }

    #[test]
    fn what_cannot_be_seen_goes() {
        for (text, expected) in [
            ("sam\u{ad}arbeid", "samarbeid"),
            ("sam\u{200b}\u{feff}arbeid", "samarbeid"),
            ("sam\u{200d}arbeid", "samarbeid"),
            ("det\u{a0}er,\u{a0}slik \u{a0}sett", "det er, slik sett"),
            ("slutt\u{a0}\nNy", "slutt\nNy"),
            ("sa\u{a0}«ja»", "sa «ja»"),
            ("se \u{202e}gnoj\u{202c} her\u{200e}", "se gnoj her"),
        ] {
            assert_eq!(fixed(text), expected);
        }
    }

    #[test]
    fn what_does_good_stays() {
        for text in [
            "18\u{a0}800\u{a0}000\u{a0}kroner",
            "18,8 mill.\u{a0}kr",
            "kr\u{a0}500",
            "§\u{a0}5",
            "St.\u{a0}Olav",
            "nr.\u{a0}4",
            "18\u{a0}mill\u{a0}kr",
            "A\u{a0}Hansen",
            "ord\u{a0}– ord",
            "👩\u{200d}💻",
            "«ja»",
            "2019–2021 …",
            "skilt på \u{2067}עברית\u{2069} og norsk\u{200e}",
        ] {
            assert_eq!(find(text, Medium::Prose).next(), None, "{text:?}");
        }
        // A forced direction is wrong in Hebrew too, but the right replacement is unknown.
        assert_eq!(find("עברית \u{202e}abc", Medium::Prose).next().map(|run| run.replacement), Some(None));
    }

    #[test]
    fn spaces_that_break_yaml_are_mended_where_it_is_broken() {
        let replacement = |text, medium| find(text, medium).next().map(|run| run.replacement);
        for (text, whole, broken) in [
            ("tittel:\u{a0}undertittel", None, Some(Some(" "))),
            ("a: b\n  - title:\u{a0}\u{a0}x", None, Some(Some(" "))),
            ("a: en tittel:\u{a0}x", None, None),
            ("\u{a0}title: x", Some(None), Some(Some(" "))),
            ("a:\n \u{a0}\u{a0} - x", Some(None), Some(Some("  "))),
            ("a:\n \u{a0}bare ord", Some(None), Some(None)),
            ("a: \u{a0}x", Some(Some("")), Some(Some(""))),
        ] {
            assert_eq!(replacement(text, Medium::Yaml), whole, "{text}");
            assert_eq!(replacement(text, Medium::BrokenYaml), broken, "{text}");
        }
    }

    proptest! {
        #[test]
        fn mended_text_is_clean(text in "[ab.,5 \n«\u{a0}\u{ad}\u{200b}\u{200d}\u{202f}\u{202e}ע👩]{0,30}") {
            let once = fixed(&text);
            prop_assert!(once.len() <= text.len());
            // A removal may create another finding, but only a limited number of times.
            let mut text = once;
            for _ in 0..30 {
                text = fixed(&text);
            }
            prop_assert_eq!(fixed(&text), text);
        }
    }
}
