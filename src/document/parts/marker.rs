//! Markers: comments that delimit the generated parts of a document.

/// The start of every marker.
pub const START: &str = "<!-- stimulab:";

/// Says what a marker means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker<'a> {
    /// Identifies the document: its kind, its subject and its language.
    Document {
        /// The kind, such as `report`.
        kind: &'a str,
        /// The id of its subject.
        about: &'a str,
        /// The code of its language.
        language: &'a str,
    },
    /// Starts a generated part.
    Begin(&'a str, Option<Mark<'a>>),
    /// Starts a prompt, which asks people to write something.
    Ask(&'a str, Option<Mark<'a>>),
    /// Ends a part or a prompt.
    End(&'a str),
    /// Says that a part is left out on purpose.
    Without(&'a str),
    /// Says that text that the user changed in a part was set aside here.
    SetAside(&'a str),
}

/// The checksum of generated lines, by which changes are detected.
pub type Mark<'a> = &'a str;

impl<'a> Marker<'a> {
    /// Finds a marker in a line; returns the text before it, the marker, and the text after it.
    ///
    /// A comment with more words than a marker is the user's text. A comment that is never closed is a marker too if
    /// nothing else follows on the line.
    #[must_use]
    pub fn find(line: &'a str) -> Option<(&'a str, Self, &'a str)> {
        let at = line.find(START)?;
        let inside = &line[at + START.len()..];
        let (words, after) = inside.split_once("-->").unwrap_or((inside.trim_end_matches(['-', '>']), ""));
        Some((&line[..at], Self::read(words)?, after))
    }

    fn read(words: &'a str) -> Option<Self> {
        let words: Vec<&str> = words.split_whitespace().collect();
        let is_id = |id: &str| id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let is_mark = |mark: &str| mark.len() == MARK && mark.bytes().all(|b| b.is_ascii_hexdigit());
        Some(match words[..] {
            ["report", about, language] if is_id(&about.replacen('/', "", 1)) && is_id(language) => {
                Self::Document { kind: words[0], about, language }
            }
            ["begin", id] if is_id(id) => Self::Begin(id, None),
            ["begin", id, mark] if is_id(id) && is_mark(mark) => Self::Begin(id, Some(mark)),
            ["ask", id] if is_id(id) => Self::Ask(id, None),
            ["ask", id, mark] if is_id(id) && is_mark(mark) => Self::Ask(id, Some(mark)),
            ["end", id] if is_id(id) => Self::End(id),
            ["without", id] if is_id(id) => Self::Without(id),
            ["kept", id] if is_id(id) => Self::SetAside(id),
            _ => return None,
        })
    }

    /// Writes the marker.
    #[must_use]
    pub fn written(&self) -> String {
        let mark = |mark: &Option<Mark<'_>>| mark.map(|mark| format!(" {mark}")).unwrap_or_default();
        let words = match self {
            Self::Document { kind, about, language } => format!("{kind} {about} {language}"),
            Self::Begin(id, of) => format!("begin {id}{}", mark(of)),
            Self::Ask(id, of) => format!("ask {id}{}", mark(of)),
            Self::End(id) => format!("end {id}"),
            Self::Without(id) => format!("without {id}"),
            Self::SetAside(id) => format!("kept {id}"),
        };
        format!("{START} {words} -->")
    }
}

/// The length of a checksum in characters.
const MARK: usize = 12;

/// Returns the checksum of lines (FNV-1a); blank lines around them and spaces at their ends do not count.
#[must_use]
pub fn mark<S: AsRef<str>>(lines: &[S]) -> String {
    let is_blank = |line: &S| line.as_ref().trim().is_empty();
    let first = lines.iter().position(|line| !is_blank(line)).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !is_blank(line)).map_or(first, |last| last + 1);
    let bytes = lines[first..last].iter().flat_map(|line| line.as_ref().trim_end().bytes().chain([b'\n']));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")[16 - MARK..].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read_as_they_are_written() {
        for text in [
            "<!-- stimulab: report 2020/a nb -->",
            "<!-- stimulab: begin facts 0123456789ab -->",
            "<!-- stimulab: ask facts -->",
            "<!-- stimulab: end facts -->",
            "<!-- stimulab: without facts -->",
            "<!-- stimulab: kept facts -->",
        ] {
            let (before, marker, after) = Marker::find(text).unwrap();
            assert_eq!((before, marker.written().as_str(), after), ("", text, ""));
        }
    }

    #[test]
    fn words_around_a_marker_are_told() {
        let (before, marker, after) = Marker::find("a <!--  stimulab: end x--> b").unwrap_or(("", Marker::End(""), ""));
        assert_eq!((before, marker, after), ("", Marker::End(""), ""), "two spaces are no marker");
        let (before, marker, after) = Marker::find("a <!-- stimulab: end x--> b").unwrap();
        assert_eq!((before, marker, after), ("a ", Marker::End("x"), " b"));
        assert!(Marker::find("<!-- stimulab: end x and more -->").is_none());
        assert!(Marker::find("<!-- stimulab: allow(raw-html) why -->").is_none());
        assert_eq!(Marker::find("<!-- stimulab: end x --").map(|found| found.1), Some(Marker::End("x")));
    }

    #[test]
    fn blank_edges_do_not_count() {
        assert_eq!(mark(&["", "a  ", "b", ""]), mark(&["a", "b"]));
        assert_ne!(mark(&["a", "b"]), mark(&["ab"]));
        assert_eq!(mark::<&str>(&[]).len(), MARK);
    }
}
