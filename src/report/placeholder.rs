//! Stand-ins: characters that no text holds, which stand in a filled template for what is put there afterwards.
//!
//! A template is filled before anybody knows which headings the document will have, and a person's text must never be parsed
//! together with what stands around it. So the template's Markdown holds stand-ins, and the body replaces them.

/// The characters that stand-ins are made of: Unicode keeps them for such use inside a program, and no text has them.
const FIRST: char = '\u{fdd0}';
const LAST: char = '\u{fdef}';

/// Says what a stand-in stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    /// A text, by its number: its blocks are put here.
    Text(usize),
    /// Nothing to see: the heading that holds it is that of a subject, by its number.
    Heading(usize),
    /// The id of the heading of a subject.
    Link(usize),
    /// The id of a place in a text: the number of the text, and that of the place in it.
    Place(usize, usize),
}

impl Placeholder {
    fn ends(self) -> (char, char) {
        match self {
            Self::Text(_) => ('\u{fdd0}', '\u{fdd1}'),
            Self::Heading(_) => ('\u{fdd2}', '\u{fdd3}'),
            Self::Link(_) => ('\u{fdd4}', '\u{fdd5}'),
            Self::Place(..) => ('\u{fdd6}', '\u{fdd7}'),
        }
    }

    /// Returns the characters.
    pub fn written(self) -> String {
        let (start, end) = self.ends();
        match self {
            Self::Text(at) | Self::Heading(at) | Self::Link(at) => format!("{start}{at}{end}"),
            Self::Place(text, at) => format!("{start}{text}.{at}{end}"),
        }
    }

    /// Finds the first stand-in; returns what stands before it, the stand-in, and what stands behind it.
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
        Some((&text[..at], found, rest.strip_prefix(found.ends().1)?))
    }

    /// Finds the first stand-in for a text; returns what stands before it, the number of the text, and what stands behind it.
    pub fn find_text(words: &str) -> Option<(String, usize, String)> {
        let (mut before, mut rest) = (String::new(), words);
        while let Some((start, placeholder, after)) = Self::find(rest) {
            before.push_str(start);
            if let Self::Text(number) = placeholder {
                return Some((before, number, after.to_owned()));
            }
            before.push_str(&placeholder.written());
            rest = after;
        }
        None
    }

    /// Replaces every stand-in of a text.
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

/// Returns a text without the characters that stand-ins are made of, so that nobody can write one.
///
/// One that is all of the text is kept where it stands for an id: so templates get the id of a heading, and nobody who writes
/// it gets more than that.
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
    fn stand_ins_are_read_as_they_are_written() {
        for placeholder in
            [Placeholder::Text(0), Placeholder::Heading(12), Placeholder::Link(3), Placeholder::Place(4, 5)]
        {
            let text = format!("a {} b", placeholder.written());
            assert_eq!(
                without_placeholders(&placeholder.written()) == placeholder.written(),
                placeholder == Placeholder::Link(3)
            );
            assert_eq!(Placeholder::find(&text), Some(("a ", placeholder, " b")));
            assert_eq!(without_placeholders(&text).chars().filter(|c| matches!(c, FIRST..=LAST)).count(), 0);
        }
        assert_eq!(Placeholder::find("a \u{fdd0}x\u{fdd1}"), None);
        assert_eq!(Placeholder::find("a \u{fdd0}1"), None);
    }

    #[test]
    fn every_stand_in_is_replaced() {
        let text = format!("{}a{}", Placeholder::Text(1).written(), Placeholder::Link(2).written());
        assert_eq!(Placeholder::replace(&text, |found| format!("[{found:?}]")), "[Text(1)]a[Link(2)]");
    }
}
