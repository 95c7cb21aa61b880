//! Placeholders in a filled template, for what is inserted afterwards.
//!
//! The ids of the headings are only known when the document is complete, and a text of the portfolio must not be parsed
//! together with what surrounds it. So the Markdown of a filled template contains placeholders, and the body replaces them.

/// The range of the characters in placeholders: Unicode reserves them for use inside a program, so texts do not have them.
const FIRST: char = '\u{fdd0}';
const LAST: char = '\u{fdef}';

/// Says what is inserted at a placeholder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// The blocks of a text, by its number.
    Text(usize),
    /// Nothing; it marks the heading of a subject, by its number.
    Heading(usize),
    /// The id of the heading of a subject.
    Link(usize),
    /// The id of a place in a text: the number of the text, and the number of the place in it.
    Place(usize, usize),
}

impl Placeholder {
    fn delimiters(self) -> (char, char) {
        match self {
            Self::Text(_) => ('\u{fdd0}', '\u{fdd1}'),
            Self::Heading(_) => ('\u{fdd2}', '\u{fdd3}'),
            Self::Link(_) => ('\u{fdd4}', '\u{fdd5}'),
            Self::Place(..) => ('\u{fdd6}', '\u{fdd7}'),
        }
    }

    /// Returns the placeholder as text.
    pub fn to_text(self) -> String {
        let (start, end) = self.delimiters();
        match self {
            Self::Text(at) | Self::Heading(at) | Self::Link(at) => format!("{start}{at}{end}"),
            Self::Place(text, at) => format!("{start}{text}.{at}{end}"),
        }
    }

    /// Finds the first placeholder; returns the text before it, the placeholder, and the text after it.
    pub fn find(text: &str) -> Option<(&str, Self, &str)> {
        let at = text.find(['\u{fdd0}', '\u{fdd2}', '\u{fdd4}', '\u{fdd6}'])?;
        let start = text[at..].chars().next()?;
        let inside = &text[at + start.len_utf8()..];
        let (words, _) = inside.split_once(|c| matches!(c, FIRST..=LAST))?;
        let rest = &inside[words.len()..];
        let found = match (start, words.split_once('.')) {
            ('\u{fdd0}', None) => Self::Text(words.parse().ok()?),
            ('\u{fdd2}', None) => Self::Heading(words.parse().ok()?),
            ('\u{fdd4}', None) => Self::Link(words.parse().ok()?),
            ('\u{fdd6}', Some((text, place))) => Self::Place(text.parse().ok()?, place.parse().ok()?),
            _ => return None,
        };
        Some((&text[..at], found, rest.strip_prefix(found.delimiters().1)?))
    }

    /// Finds the first placeholder of a text; returns what is before it, the number of the text, and what is after it.
    pub fn find_text(words: &str) -> Option<(String, usize, String)> {
        let (mut before, mut rest) = (String::new(), words);
        while let Some((start, placeholder, after)) = Self::find(rest) {
            before.push_str(start);
            if let Self::Text(number) = placeholder {
                return Some((before, number, after.to_owned()));
            }
            before.push_str(&placeholder.to_text());
            rest = after;
        }
        None
    }

    /// Replaces every placeholder in a text.
    pub fn replace(text: &str, mut with: impl FnMut(Self) -> String) -> String {
        let (mut out, mut rest) = (String::with_capacity(text.len()), text);
        while let Some((before, found, after)) = Self::find(rest) {
            out.push_str(before);
            out.push_str(&with(found));
            rest = after;
        }
        out + rest
    }
}

/// Removes the characters of placeholders from a text, so that nobody can write one.
///
/// A placeholder for an id stays if it is the whole text: templates use it as the id of a heading, and it is harmless.
pub fn without_placeholders(text: &str) -> String {
    if let Some(("", Placeholder::Link(_), "")) = Placeholder::find(text) {
        return text.to_owned();
    }
    text.replace(|c| matches!(c, FIRST..=LAST), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_read_as_they_are_written() {
        for placeholder in
            [Placeholder::Text(0), Placeholder::Heading(12), Placeholder::Link(3), Placeholder::Place(4, 5)]
        {
            let text = format!("a {} b", placeholder.to_text());
            assert_eq!(
                without_placeholders(&placeholder.to_text()) == placeholder.to_text(),
                placeholder == Placeholder::Link(3)
            );
            assert_eq!(Placeholder::find(&text), Some(("a ", placeholder, " b")));
            assert_eq!(without_placeholders(&text).chars().filter(|c| matches!(c, FIRST..=LAST)).count(), 0);
        }
        assert_eq!(Placeholder::find("a \u{fdd0}x\u{fdd1}"), None);
        assert_eq!(Placeholder::find("a \u{fdd0}1"), None);
    }

    #[test]
    fn every_placeholder_is_replaced() {
        let text = format!("{}a{}", Placeholder::Text(1).to_text(), Placeholder::Link(2).to_text());
        assert_eq!(Placeholder::replace(&text, |found| format!("[{found:?}]")), "[Text(1)]a[Link(2)]");
    }
}
