//! Writes footnotes: the references as links, and the notes of each text as a list with links back.

use std::collections::BTreeMap;

use comrak::{Arena, Node, nodes::NodeValue};

use super::{contents_line::REFERENCE, safe::attribute};
use crate::{
    key,
    language::Language,
    report::body::{Anchors, new},
    texts::Texts,
};

/// What stands after a note.
const END_OF_NOTE: &str = "</li>\n";

/// Replaces references and notes by HTML.
pub fn write<'a>(arena: &'a Arena<'a>, blocks: &[(Node<'a>, Language)], anchors: &Anchors) {
    let notes: Vec<(Node<'a>, u32, Language)> =
        blocks.iter().filter_map(|(node, language)| Some((*node, number(node)?, *language))).collect();
    if notes.is_empty() {
        return;
    }
    let ids: BTreeMap<u32, &str> =
        notes.iter().filter_map(|(node, number, _)| Some((*number, anchors.of(node)?))).collect();
    let mut references: BTreeMap<u32, Vec<Reference>> = BTreeMap::new();
    for (block, language) in blocks.iter().filter(|(node, _)| node.data().value.contains_inlines()) {
        for node in block.descendants().collect::<Vec<_>>() {
            let Some(reference) = Reference::of(node, anchors) else { continue };
            let note = ids.get(&reference.number).copied().unwrap_or_default();
            node.data_mut().value = NodeValue::Raw(reference.link(note, &Texts::of(*language)));
            references.entry(reference.number).or_default().push(reference);
        }
    }
    for (node, number, language) in notes {
        let texts = Texts::of(language);
        let back: String =
            references.remove(&number).iter().flatten().map(|reference| reference.back(&texts)).collect();
        write_note(arena, node, number, anchors.of(node).unwrap_or_default(), &back, &texts);
    }
}

/// Replaces a note by an item with links back; the first and the last of several start and end the list.
fn write_note<'a>(arena: &'a Arena<'a>, node: Node<'a>, number: u32, id: &str, back: &str, texts: &Texts) {
    let raw = |html: String| new(arena, NodeValue::Raw(html));
    if !node.previous_sibling().is_some_and(is_end_of_note) {
        let label = attribute(texts.get(key!("document.notes")));
        node.insert_before(raw(format!("<ol class=\"notes\" aria-label=\"{label}\">\n")));
    }
    node.insert_before(raw(format!("<li id=\"{id}\" value=\"{number}\">\n")));
    match node.last_child().filter(|last| matches!(last.data().value, NodeValue::Paragraph)) {
        Some(paragraph) => paragraph.append(raw(back.to_owned())),
        None => node.append(raw(format!("<p>{}</p>\n", back.trim_start()))),
    }
    for block in node.children().collect::<Vec<_>>() {
        block.detach();
        node.insert_before(block);
    }
    node.insert_before(raw(END_OF_NOTE.to_owned()));
    if node.next_sibling().and_then(self::number).is_none() {
        node.insert_before(raw("</ol>\n".to_owned()));
    }
    node.detach();
}

/// A reference to a note, before it is replaced.
struct Reference {
    number: u32,
    /// Which of the references to the same note it is, from 1.
    at: u32,
    id: String,
}

impl Reference {
    fn of(node: Node<'_>, anchors: &Anchors) -> Option<Self> {
        let data = node.data();
        let NodeValue::FootnoteReference(reference) = &data.value else { return None };
        let id = anchors.of(node).unwrap_or_default().to_owned();
        Some(Self { number: reference.ix, at: reference.ref_num, id })
    }

    /// Returns the link to the note.
    fn link(&self, note: &str, texts: &Texts) -> String {
        let Self { number, id, .. } = self;
        let label = attribute(&texts.fill(key!("document.note"), &[("number", number.to_string())]));
        format!(
            "{REFERENCE}href=\"#{note}\" id=\"{id}\" role=\"doc-noteref\" aria-label=\"{label}\">{number}</a></sup>"
        )
    }

    /// Returns the link back from the note.
    fn back(&self, texts: &Texts) -> String {
        let arguments = [("number", self.number.to_string()), ("at", self.at.to_string())];
        let label = match self.at {
            1 => texts.fill(key!("document.note.back"), &arguments),
            _ => texts.fill(key!("document.note.back-again"), &arguments),
        };
        let sign = if self.at == 1 { "↩".to_owned() } else { format!("↩<sup>{}</sup>", self.at) };
        let label = attribute(&label);
        format!(" <a href=\"#{}\" role=\"doc-backlink\" aria-label=\"{label}\">{sign}</a>", self.id)
    }
}

/// Returns the number of a note.
fn number(node: Node<'_>) -> Option<u32> {
    match &node.data().value {
        NodeValue::FootnoteDefinition(definition) => definition.name.parse().ok(),
        _ => None,
    }
}

fn is_end_of_note(node: Node<'_>) -> bool {
    matches!(&node.data().value, NodeValue::Raw(html) if html == END_OF_NOTE)
}
