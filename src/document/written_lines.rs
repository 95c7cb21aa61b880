//! The lines of paragraphs as they are written, and a text in which nothing but words and marks between them is left.

use comrak::{Node, nodes::NodeValue};

use super::{Markdown, Span};

/// Holds the lines of a paragraph, without line ends and the marks of quotations and lists around it.
#[derive(Debug, Clone)]
pub struct WrittenParagraph<'a> {
    /// The paragraph.
    pub node: Node<'a>,
    /// The lines.
    pub lines: Vec<Span>,
}

impl<'a> Markdown<'a> {
    /// Lists the paragraphs with their lines, in order.
    #[must_use]
    pub fn written_paragraphs(&self) -> Vec<WrittenParagraph<'a>> {
        let is_paragraph = |node: &Node<'_>| matches!(node.data().value, NodeValue::Paragraph);
        let paragraphs = self.root.descendants().filter(is_paragraph);
        paragraphs.map(|node| WrittenParagraph { node, lines: self.written_lines(node) }).collect()
    }

    /// Lists the lines of a block, without those that are empty.
    #[must_use]
    pub fn written_lines(&self, node: Node<'_>) -> Vec<Span> {
        let span = self.span(node);
        let mut start = span.start as usize;
        let mut lines = Vec::new();
        for written in self.slice(span).split(['\n', '\r']) {
            let words =
                written.trim_start_matches(if lines.is_empty() { &[' ', '\t'][..] } else { &[' ', '\t', '>'][..] });
            let end = start + written.trim_end().len();
            let first = start + written.len() - words.len();
            if first < end {
                lines.push(Span::new(first, end));
            }
            start += written.len() + 1;
        }
        lines
    }

    /// Returns the text with null characters in the place of code, HTML, links, pictures and escaped characters, so that
    /// every other character keeps its place.
    #[must_use]
    pub fn masked(&self) -> String {
        let mut bytes = self.text.as_bytes().to_vec();
        let mut mask = |start: usize, end: usize| bytes[start..end].fill(0);
        let nodes = self.html.iter().chain(&self.links).map(|node| self.span(node));
        let spans = self.code_spans().into_iter().chain(nodes);
        for span in spans {
            mask(span.start as usize, (span.end as usize).min(self.text.len()));
        }
        let mut from = 0;
        while let Some(at) = memchr::memchr(b'\\', &self.text.as_bytes()[from..]).map(|at| from + at) {
            let is_escape = self.text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_punctuation);
            if is_escape {
                mask(at, at + 2);
            }
            from = at + 1 + usize::from(is_escape);
        }
        // Spans end between characters, and escaped characters have one byte.
        String::from_utf8(bytes).unwrap_or_else(|_| self.text.to_owned())
    }
}

/// Returns quickly whether a line of a text, from its first word on, is one that a function looks for. It is asked about
/// the line without the marks of quotations and lists around it, and with those of lists, since they may be none.
#[must_use]
pub fn any_line(text: &str, is_it: impl Fn(&str) -> bool) -> bool {
    let is_line = |at: usize| {
        let mut words = text[at..].trim_start_matches(BLANK);
        loop {
            if is_it(words) {
                return true;
            }
            let digits = words.bytes().take_while(u8::is_ascii_digit).count();
            let is_mark = |c: char| if digits == 0 { matches!(c, '-' | '*' | '+') } else { matches!(c, '.' | ')') };
            let Some(rest) = words[digits..].strip_prefix(is_mark).filter(|rest| rest.starts_with(BLANK)) else {
                return false;
            };
            words = rest.trim_start_matches(BLANK);
        }
    };
    let starts = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(starts).any(is_line)
}

/// Blanks, and the mark of a quotation.
const BLANK: [char; 3] = [' ', '\t', '>'];

#[cfg(test)]
mod tests {
    use comrak::Arena;

    use super::*;

    #[test]
    fn lines_are_told_without_the_marks_around_them() {
        let text = "> - en\n>   to  \n>\n>   tre\n\n   fire\n  fem\n";
        let arena = Arena::new();
        let markdown = Markdown::parse(&arena, text);
        let lines: Vec<Vec<&str>> = markdown
            .written_paragraphs()
            .iter()
            .map(|paragraph| paragraph.lines.iter().map(|line| markdown.slice(*line)).collect())
            .collect();
        assert_eq!(lines, [vec!["en", "to"], vec!["tre"], vec!["fire", "fem"]]);
    }

    #[test]
    fn only_words_and_marks_are_left() {
        let text = "a `b` [c](d) <br> \\* **e** ![f](g) æ\n\n    kode\n";
        let arena = Arena::new();
        let masked = Markdown::parse(&arena, text).masked();
        assert_eq!(masked.len(), text.len());
        assert_eq!(masked.replace('\0', "").split_whitespace().collect::<Vec<_>>(), ["a", "**e**", "æ"]);
    }

    #[test]
    fn a_line_is_found_wherever_it_stands() {
        assert!(any_line("- 1. > • b", |line| line.starts_with('•')) && any_line("-b", |line| line == "-b"));
        assert!(any_line("a\n> • b", |line| line.starts_with('•')) && !any_line("a •", |line| line.starts_with('•')));
    }
}
