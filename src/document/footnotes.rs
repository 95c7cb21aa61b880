//! Footnotes of a text: which notes are referred to, in which order, and which are never shown.

use std::collections::BTreeMap;

use comrak::{Node, nodes::NodeValue};

/// Holds the notes of a text.
pub struct Footnotes<'a> {
    /// Those that readers see, in the order in which they are referred to.
    pub shown: Vec<Node<'a>>,
    /// Those with the name of an earlier note, in order.
    pub repeated: Vec<Node<'a>>,
    /// Those that nothing refers to, in order.
    pub unused: Vec<Node<'a>>,
}

impl<'a> Footnotes<'a> {
    /// Finds the notes below a node. As on GitHub, the first of several with one name is the note.
    #[must_use]
    pub fn of(root: Node<'a>) -> Self {
        let mut by_name: BTreeMap<String, Node<'a>> = BTreeMap::new();
        let (mut defined, mut repeated) = (Vec::new(), Vec::new());
        for (node, name) in root.descendants().filter_map(|node| Some((node, defined_name(node)?))) {
            if let std::collections::btree_map::Entry::Vacant(place) = by_name.entry(name.to_lowercase()) {
                place.insert(node);
                defined.push(node);
            } else {
                repeated.push(node);
            }
        }
        let mut shown: Vec<Node<'a>> = Vec::new();
        if !defined.is_empty() {
            let outside = root.descendants().filter(|node| !is_in_note(node)).filter_map(reference);
            let mut names: Vec<String> = outside.collect();
            let mut at = 0;
            while let Some(name) = names.get(at) {
                at += 1;
                if let Some(note) = by_name.remove(&name.to_lowercase()) {
                    shown.push(note);
                    // What a note refers to is shown, too.
                    names.extend(note.descendants().filter_map(reference));
                }
            }
        }
        let is_unused =
            |node: &Node<'_>| defined_name(node).is_some_and(|name| by_name.contains_key(&name.to_lowercase()));
        let unused = defined.into_iter().filter(is_unused).collect();
        Self { shown, repeated, unused }
    }
}

/// Returns whether a node is part of a note.
#[must_use]
pub fn is_in_note(node: Node<'_>) -> bool {
    node.ancestors().skip(1).any(|outer| defined_name(outer).is_some())
}

/// Returns the name of a note.
#[must_use]
pub fn defined_name(node: Node<'_>) -> Option<String> {
    match &node.data().value {
        NodeValue::FootnoteDefinition(definition) => Some(definition.name.clone()),
        _ => None,
    }
}

/// Returns the name of the note that a node refers to.
#[must_use]
pub fn reference(node: Node<'_>) -> Option<String> {
    match &node.data().value {
        NodeValue::FootnoteReference(reference) => Some(reference.name.clone()),
        _ => None,
    }
}
