//! Writes facts: a list in which every item is `**Label:** value` becomes two columns.

use comrak::{Node, nodes::NodeValue};

use super::{body::DocxBody, paragraph_place::ParagraphPlace, run_style::RunStyle};
use crate::document::words_of;

/// The longest label, in characters.
const LONGEST: usize = 36;
/// The approximate width of a character of a bold label, in twentieths of a point.
const CHARACTER: usize = 124;
/// The space between the longest label and the values.
const GAP: usize = 240;
/// A list with more facts can be divided between pages.
const TOGETHER: usize = 8;

/// Returns the paragraph of a fact, and the length of its label; `None` for any other item.
fn label(item: Node<'_>) -> Option<(Node<'_>, usize)> {
    if matches!(item.data().value, NodeValue::TaskItem(_)) {
        return None;
    }
    let paragraph = item.first_child().filter(|only| only.next_sibling().is_none())?;
    let label = paragraph.first_child().filter(|_| matches!(paragraph.data().value, NodeValue::Paragraph))?;
    let words = words_of(label);
    let is_label = matches!(label.data().value, NodeValue::Strong) && words.ends_with(':');
    let length = words.chars().count();
    (is_label && length <= LONGEST && label.next_sibling().is_some()).then_some((paragraph, length))
}

impl DocxBody<'_> {
    /// Returns the indent of the values of a list of facts; `None` for any other list.
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
        self.inline_nodes(label, run_style);
        self.tab();
        match value.split_first() {
            Some((first, rest)) if let NodeValue::Text(text) = &first.data().value => {
                self.words(text.trim_start(), run_style);
                self.inline_nodes(rest, run_style);
            }
            _ => self.inline_nodes(value, run_style),
        }
    }
}

fn is_heading(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::Heading(_))
}
