//! Headings and other places that links inside the document lead to.

use std::collections::BTreeMap;

use comrak::{Anchorizer, Node, nodes::NodeValue};

use super::language::Mark;
use crate::document::markdown::words_of;

/// Holds a heading: its level in Word, where 0 is the title, its words, and the bookmark around it.
pub struct Heading {
    /// The level: 0 for the title, then 1 and below.
    pub level: u8,
    /// The words.
    pub words: String,
    /// The bookmark.
    pub bookmark: String,
}

/// Holds what links can lead to.
pub struct Anchors {
    /// The headings, in order.
    pub headings: Vec<Heading>,
    names: BTreeMap<String, String>,
}

impl Anchors {
    /// Finds the headings, named as GitHub names them, and the places that HTML names.
    pub fn of(root: Node<'_>) -> Self {
        let mut anchorizer = Anchorizer::new();
        let mut anchors = Self { headings: Vec::new(), names: BTreeMap::new() };
        let mut found = Vec::new();
        for node in root.descendants() {
            match &node.data().value {
                NodeValue::Heading(heading) => found.push((node, heading.level)),
                NodeValue::HtmlInline(html) => anchors.name(html),
                NodeValue::HtmlBlock(html) => anchors.name(&html.literal),
                _ => {}
            }
        }
        // One heading above all others is the title of the document.
        let is_titled = found.first().is_some_and(|(_, level)| *level == 1)
            && found.iter().filter(|(_, level)| *level == 1).count() == 1;
        for (at, (node, level)) in found.into_iter().enumerate() {
            let words = words_of(node);
            let bookmark = format!("section_{}", at + 1);
            anchors.names.insert(anchorizer.anchorize(&words), bookmark.clone());
            anchors.headings.push(Heading { level: level - u8::from(is_titled), words, bookmark });
        }
        anchors
    }

    /// Returns the bookmark that an address such as `#name` leads to.
    pub fn bookmark(&self, address: &str) -> Option<&str> {
        self.names.get(address.strip_prefix('#')?).map(String::as_str)
    }

    fn name(&mut self, html: &str) {
        if let Mark::Anchor(id) = Mark::of(html, "a") {
            let bookmark = format!("place_{}", self.names.len() + 1);
            self.names.entry(id).or_insert(bookmark);
        }
    }
}
