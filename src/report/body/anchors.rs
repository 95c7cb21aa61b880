//! The ids of a document: each heading and each named place has a unique one.

use std::collections::{BTreeMap, BTreeSet};

use comrak::{
    Anchorizer, Node,
    nodes::{AstNode, NodeValue},
};

use super::{
    node::{heading_level, set_address, unwrap_link},
    notes,
    text::ParsedText,
};
use crate::{
    document::{html_marks::HtmlMark, words_of},
    report::placeholder::Placeholder,
};

/// The ids that every page has.
const OF_THE_FRAME: &[&str] = &["main", "contents"];

/// Returns an anchorizer that knows the ids of every page and other ids that are taken.
pub fn anchorizer<'i>(taken: impl IntoIterator<Item = &'i str>) -> Anchorizer {
    let mut anchorizer = Anchorizer::new();
    for id in OF_THE_FRAME.iter().copied().chain(taken) {
        anchorizer.anchorize(id);
    }
    anchorizer
}

/// Holds the ids of a document's headings, of its notes, and of the references to them.
pub struct Anchors(BTreeMap<usize, String>);

impl Anchors {
    /// Returns the id of a heading, a note or a reference.
    pub fn of(&self, node: Node<'_>) -> Option<&str> {
        self.0.get(&key(node)).map(String::as_str)
    }

    /// Gives the notes and the references to them their ids.
    fn name_notes(&mut self, root: Node<'_>, anchorizer: &mut Anchorizer) {
        for node in root.descendants() {
            let wanted = match &node.data().value {
                NodeValue::FootnoteDefinition(note) => format!("note-{}", note.name),
                NodeValue::FootnoteReference(reference) if reference.ref_num == 1 => {
                    format!("note-{}-ref", reference.ix)
                }
                NodeValue::FootnoteReference(reference) => {
                    format!("note-{}-ref-{}", reference.ix, reference.ref_num)
                }
                _ => continue,
            };
            let id = anchorizer.anchorize(&wanted);
            self.0.insert(key(node), id);
        }
    }
}

/// Returns a unique key of a node.
fn key<'a>(node: Node<'a>) -> usize {
    std::ptr::from_ref::<AstNode<'a>>(node) as usize
}

/// Gives every heading and every named place of a document an id, and resolves the links to them.
///
/// Headings get the same ids as on GitHub, so that a link to a heading of the page also works in the Markdown; `anchorizer`
/// knows the ids that are taken.
pub fn set<'a>(root: Node<'a>, texts: &[ParsedText<'a>], anchorizer: &mut Anchorizer) -> Anchors {
    let subjects = subjects(root);
    let headings: Vec<Node<'_>> = root.descendants().filter(|node| heading_level(node).is_some()).collect();
    let mut anchors = Anchors(headings.iter().map(|node| (key(node), anchorizer.anchorize(&words_of(node)))).collect());
    keep_own_places(root, &anchors, anchorizer);
    notes::number(root);
    anchors.name_notes(root, anchorizer);
    let place = |(number, at): (usize, usize)| {
        let text: &ParsedText<'_> = texts.get(number)?;
        match text.headings.get(at) {
            Some(heading) => anchors.of(heading).map(str::to_owned),
            None => text.names.get(at).cloned(),
        }
    };
    let places = name_places(root, anchorizer, &place);
    for link in root.descendants().collect::<Vec<_>>() {
        let data = link.data();
        let NodeValue::Link(target) = &data.value else { continue };
        let Some((_, placeholder, _)) = Placeholder::find(&target.url) else { continue };
        drop(data);
        let id = match placeholder {
            Placeholder::Place(number, at) => places.get(&(number, at)).cloned().or_else(|| place((number, at))),
            Placeholder::Link(number) => {
                let same_words = || headings.iter().find(|heading| words_of(heading) == words_of(link)).copied();
                subjects.get(&number).copied().or_else(same_words).and_then(|node| anchors.of(node)).map(str::to_owned)
            }
            _ => None,
        };
        match id {
            Some(id) => set_address(link, format!("#{id}")),
            None => unwrap_link(link),
        }
    }
    anchors
}

/// Keeps the ids of the template's own places, and removes places whose id is taken.
fn keep_own_places(root: Node<'_>, anchors: &Anchors, anchorizer: &mut Anchorizer) {
    let mut taken: BTreeSet<String> = OF_THE_FRAME.iter().map(|id| (*id).to_owned()).collect();
    taken.extend(anchors.0.values().cloned());
    for node in root.descendants().collect::<Vec<_>>() {
        let Some(id) = HtmlMark::of_node(node).anchor().filter(|id| Placeholder::find(id).is_none()) else { continue };
        anchorizer.anchorize(&id);
        if !taken.insert(id) {
            node.detach();
        }
    }
}

/// Gives the places that HTML names in texts their ids, and returns the ids.
fn name_places(
    root: Node<'_>,
    anchorizer: &mut Anchorizer,
    name: &dyn Fn((usize, usize)) -> Option<String>,
) -> BTreeMap<(usize, usize), String> {
    let mut places = BTreeMap::new();
    for node in root.descendants() {
        let mut data = node.data_mut();
        let (NodeValue::HtmlInline(html) | NodeValue::HtmlBlock(comrak::nodes::NodeHtmlBlock { literal: html, .. })) =
            &mut data.value
        else {
            continue;
        };
        let named = Placeholder::replace(html, |placeholder| {
            let Placeholder::Place(number, at) = placeholder else { return String::new() };
            let id = anchorizer.anchorize(&name((number, at)).unwrap_or_default());
            places.insert((number, at), id.clone());
            id
        });
        *html = named;
    }
    places
}

/// Finds the headings of subjects, and removes all placeholders from the words of the document.
fn subjects(root: Node<'_>) -> BTreeMap<usize, Node<'_>> {
    let mut found = BTreeMap::new();
    for node in root.descendants() {
        let mut data = node.data_mut();
        let NodeValue::Text(text) = &mut data.value else { continue };
        if Placeholder::find(text).is_none() {
            continue;
        }
        let heading = node.ancestors().skip(1).find(|outer| heading_level(outer).is_some());
        let words = Placeholder::replace(text, |placeholder| {
            if let (Placeholder::Heading(number), Some(heading)) = (placeholder, heading) {
                found.entry(number).or_insert(heading);
            }
            String::new()
        });
        *text = words.into();
    }
    found
}
