//! Facts: a list whose items are all `**Label:** value` is set as labels with their values beside them.

use comrak::{Node, nodes::NodeValue};

use super::{body::DocxBody, paragraph_place::ParagraphPlace, run_style::RunStyle};
use crate::document::words_of;

/// The longest label, in characters; a longer one opens a sentence.
const LONGEST: usize = 36;
/// A character of a bold label is about this wide, in twentieths of a point.
const CHARACTER: usize = 124;
/// The space between the longest label and the values.
const GAP: usize = 240;
/// More facts than these may come apart at the end of a page.
const TOGETHER: usize = 8;

/// Returns the paragraph of an item that is a fact, and the length of its label.
fn label(item: Node<'_>) -> Option<(Node<'_>, usize)> {
    let paragraph = item.first_child().filter(|only| only.next_sibling().is_none())?;
    let label = paragraph.first_child().filter(|_| matches!(paragraph.data().value, NodeValue::Paragraph))?;
    let words = words_of(label);
    let is_label = matches!(label.data().value, NodeValue::Strong) && words.ends_with(':');
    let length = words.chars().count();
    (is_label && length <= LONGEST && label.next_sibling().is_some()).then_some((paragraph, length))
}

impl DocxBody<'_> {
    /// Returns how far off the values of a list of facts stand; none for another list.
    pub(super) fn fact_indent(list: Node<'_>) -> Option<usize> {
        let labels: Option<Vec<usize>> = list.children().map(|item| label(item).map(|(_, length)| length)).collect();
        Some(labels?.into_iter().max()? * CHARACTER + GAP)
    }

    /// Writes a list of facts.
    pub(super) fn facts(&mut self, list: Node<'_>, hanging: usize, place: &ParagraphPlace) {
        let is_short = list.children().count() <= TOGETHER;
        for item in list.children() {
            let Some((paragraph, _)) = label(item) else { continue };
            let is_last = item.next_sibling().is_none();
            let has_more = !is_last || list.next_sibling().is_some_and(|next| !is_heading(next));
            let is_opening = is_short && has_more;
            let place = ParagraphPlace { hanging: Some(hanging), is_opening, is_last, ..place.clone() };
            self.paragraph("Fact", &place, |body| body.fact(paragraph, &place.run_style));
        }
    }

    /// Writes the label, a tab, and the value.
    fn fact(&mut self, paragraph: Node<'_>, run_style: &RunStyle) {
        let nodes: Vec<Node<'_>> = paragraph.children().collect();
        let (label, value) = nodes.split_at(1.min(nodes.len()));
        self.pieces(label, run_style);
        self.tab();
        match value.split_first() {
            Some((first, rest)) if let NodeValue::Text(text) = &first.data().value => {
                self.words(text.trim_start(), run_style);
                self.pieces(rest, run_style);
            }
            _ => self.pieces(value, run_style),
        }
    }
}

fn is_heading(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Heading(_))
}
