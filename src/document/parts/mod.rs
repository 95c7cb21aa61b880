//! Markdown documents with generated parts between markers, and the user's text around them.

mod lines;
mod marker;
mod paragraphs;
mod prompts;
mod sentences;
mod survey;

pub use lines::{PartLine, lines};
pub use marker::{Mark, Marker, START, mark};
pub use prompts::{FoundPrompt, PromptLine, Prompts};
pub use survey::{Blank, Section, Survey, says, survey, words};

/// Says who writes the text between two markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// The program.
    Facts,
    /// The user, who answers the prompt below it.
    Prompt,
}

/// Holds a part: the lines between its start and end markers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    /// Who writes it.
    pub kind: PartKind,
    /// Its id.
    pub id: &'a str,
    /// The checksum of the generated lines; none if the user removed it.
    pub mark: Option<Mark<'a>>,
    /// Its lines.
    pub body: Vec<PartLine<'a>>,
    /// Whether it has an end marker; if not, it extends to the next marker.
    pub is_closed: bool,
    /// The offset of its start marker.
    pub at: usize,
}

/// Holds one block of such a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// The user's text.
    Text(Vec<PartLine<'a>>),
    /// A generated part.
    Part(Part<'a>),
    /// A marker that does not delimit a part, and its offset.
    Alone(Marker<'a>, usize),
    /// The id and offset of an end marker without a start marker.
    Stray(&'a str, usize),
}

/// Splits a document into blocks; every line that is not a marker is in one of them.
#[must_use]
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = lines(text).into_iter().peekable();
    while let Some(line) = lines.next() {
        let (kind, id, mark) = match line.marker {
            None => {
                match blocks.last_mut() {
                    Some(Block::Text(text)) => text.push(line),
                    _ => blocks.push(Block::Text(vec![line])),
                }
                continue;
            }
            Some(Marker::Begin(id, mark)) => (PartKind::Facts, id, mark),
            Some(Marker::Ask(id, mark)) => (PartKind::Prompt, id, mark),
            Some(Marker::End(id)) => {
                blocks.push(Block::Stray(id, line.at));
                continue;
            }
            Some(marker) => {
                blocks.push(Block::Alone(marker, line.at));
                continue;
            }
        };
        let mut body = Vec::new();
        while let Some(line) = lines.next_if(|line| line.marker.is_none()) {
            body.push(line);
        }
        let is_closed = lines.next_if(|line| line.marker == Some(Marker::End(id))).is_some();
        blocks.push(Block::Part(Part { kind, id, mark, body, is_closed, at: line.at }));
    }
    blocks
}

impl Part<'_> {
    /// Returns whether its lines are unchanged since they were generated.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.mark == Some(mark(&self.body).as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_part_ends_at_its_marker_or_at_the_next() {
        let text = "a\n<!-- stimulab: begin x -->\nb\n<!-- stimulab: ask y -->\nc\n<!-- stimulab: end y -->\nd\n\
                    <!-- stimulab: end x -->\n";
        let found = blocks(text);
        assert_eq!(found.len(), 5);
        assert!(matches!(&found[1], Block::Part(Part { id: "x", is_closed: false, body, .. }) if body.len() == 1));
        assert!(matches!(&found[2], Block::Part(Part { id: "y", is_closed: true, kind: PartKind::Prompt, .. })));
        assert!(matches!(found[4], Block::Stray("x", _)));
    }

    proptest! {
        #[test]
        fn no_line_is_lost(parts in proptest::collection::vec(proptest::sample::select(vec![
            "Æ", "ø", " ", "\n", "\r\n", "<!-- stimulab: begin x -->", "<!-- stimulab: end x -->", "<!-- stimulab: ask", "-->",
        ]), 0..20)) {
            let text = parts.concat();
            let mut kept = String::new();
            for block in blocks(&text) {
                match block {
                    Block::Text(lines) => lines.iter().for_each(|line| kept.push_str(line.text)),
                    Block::Part(part) => part.body.iter().for_each(|line| kept.push_str(line.text)),
                    _ => {}
                }
            }
            for word in ["Æ", "ø"] {
                prop_assert_eq!(text.matches(word).count(), kept.matches(word).count());
            }
        }
    }
}
