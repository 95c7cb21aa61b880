//! Footnotes: each text has its own, and they stand at its end.

use std::collections::BTreeMap;

use comrak::{Arena, Node, nodes::NodeValue};

use super::node::{heading_level, new};
use crate::document::footnotes::{Footnotes, is_in_note};

/// Returns the name of a note in a document with several texts.
pub fn name_in_document(number: usize, name: &str) -> String {
    format!("{}-{name}", number + 1)
}

/// Makes headings inside notes paragraphs: a note is no section of the document.
pub fn without_headings<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let headings = root.descendants().filter(|node| heading_level(node).is_some() && is_in_note(node));
    for heading in headings.collect::<Vec<_>>() {
        heading.data_mut().value = NodeValue::Paragraph;
        if heading.first_child().is_none() {
            heading.append(new(arena, NodeValue::Text(String::new().into())));
        }
    }
}

/// Moves the notes of a text to its end, in the order in which they are referred to; notes that are never shown are left out.
pub fn gather(root: Node<'_>) {
    let notes = Footnotes::of(root);
    for note in notes.shown.iter().chain(&notes.repeated).chain(&notes.unused) {
        note.detach();
    }
    for note in notes.shown {
        root.append(note);
    }
    // The parser counted references in the notes that are left out, too.
    for node in root.descendants() {
        match &mut node.data_mut().value {
            NodeValue::FootnoteReference(reference) => (reference.ix, reference.ref_num) = (0, 0),
            NodeValue::FootnoteDefinition(note) => note.total_references = 0,
            _ => {}
        }
    }
}

/// Renames the notes of a text, so that those of several texts differ.
pub fn rename(root: Node<'_>, number: usize) {
    for node in root.descendants() {
        match &mut node.data_mut().value {
            NodeValue::FootnoteReference(reference) => reference.name = name_in_document(number, &reference.name),
            NodeValue::FootnoteDefinition(note) => note.name = name_in_document(number, &note.name),
            _ => {}
        }
    }
}

/// Numbers the notes of a document in the order of their first references, and counts the references to each.
pub fn number(root: Node<'_>) {
    let mut known: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for node in root.descendants() {
        if let NodeValue::FootnoteReference(reference) = &mut node.data_mut().value {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX - 1) + 1;
            let (ix, count) = known.entry(reference.name.to_lowercase()).or_insert((next, 0));
            *count += 1;
            (reference.ix, reference.ref_num) = (*ix, *count);
        }
    }
    for node in root.descendants() {
        if let NodeValue::FootnoteDefinition(note) = &mut node.data_mut().value {
            let (ix, count) = known.get(&note.name.to_lowercase()).copied().unwrap_or_default();
            (note.name, note.total_references) = (ix.to_string(), count);
        }
    }
}
