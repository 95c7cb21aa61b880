//! Bookmarks: headings and other places that links inside the document lead to.

use std::{collections::BTreeMap, ops::Range};

use comrak::{Node, nodes::NodeValue};

use super::{
    language::{LanguageRuns, language_runs},
    limits::DEEPEST_NESTING,
};
use crate::{
    document::html_marks::{Half, HtmlMark, block, passages},
    report::body::Body,
};

/// The prefix of the bookmarks of headings, before the number of the heading.
const SECTION: &str = "section_";

/// Holds a heading.
pub struct Heading {
    /// The level in Word: 0 for the title, then from 1.
    pub level: u8,
    /// The words with their languages.
    pub words: LanguageRuns,
    /// The bookmark.
    pub bookmark: String,
}

/// Holds the bookmarks of a document.
pub struct Bookmarks {
    /// The headings, in order.
    pub headings: Vec<Heading>,
    names: BTreeMap<String, String>,
}

impl Bookmarks {
    /// Finds the headings and the places that HTML names.
    pub fn of(blocks: &Body<'_>) -> Self {
        let root = blocks.root;
        let mut bookmarks = Self { headings: Vec::new(), names: BTreeMap::new() };
        for node in root.descendants() {
            match &node.data().value {
                NodeValue::HtmlInline(html) => bookmarks.name(html),
                NodeValue::HtmlBlock(html) => bookmarks.name(&html.literal),
                _ => {}
            }
        }
        let mut found = Vec::new();
        find(root, None, 0, &mut found);
        // A single heading of level 1 at the beginning is the title of the document.
        let is_titled = found.first().is_some_and(|(_, level, _)| *level == 1)
            && found.iter().filter(|(_, level, _)| *level == 1).count() == 1;
        for (at, (node, level, language)) in found.into_iter().enumerate() {
            let bookmark = format!("{SECTION}{}", at + 1);
            if let Some(name) = blocks.anchors.of(node) {
                bookmarks.names.insert(name.to_owned(), bookmark.clone());
            }
            let words = language_runs(node, language.as_deref());
            bookmarks.headings.push(Heading { level: level - u8::from(is_titled), words, bookmark });
        }
        bookmarks
    }

    /// Returns the bookmark that an address such as `#name` leads to.
    pub fn bookmark(&self, address: &str) -> Option<&str> {
        self.names.get(address.strip_prefix('#')?).map(String::as_str)
    }

    /// Returns the range of headings that bookmarks list, and their levels; `None` if the range has other headings of these
    /// levels.
    pub fn range(&self, bookmark_count: &[&str]) -> Option<(Range<usize>, Range<u8>)> {
        let at = |bookmark: &str| bookmark.strip_prefix(SECTION)?.parse::<usize>().ok()?.checked_sub(1);
        let level = |bookmark: &&str| Some(self.headings.get(at(bookmark)?)?.level);
        let levels: Vec<u8> = bookmark_count.iter().map(level).collect::<Option<_>>()?;
        let levels = levels.iter().copied().min().filter(|level| *level > 0)?..levels.iter().copied().max()? + 1;
        let (first, last) = (at(bookmark_count.first()?)?, at(bookmark_count.last()?)?);
        let rest = self.headings.iter().skip(last + 1).position(|heading| heading.level < levels.end);
        let range = first..rest.map_or(self.headings.len(), |more| last + 1 + more);
        let listed = self.headings.get(range.clone())?.iter().filter(|heading| levels.contains(&heading.level));
        listed.map(|heading| &*heading.bookmark).eq(bookmark_count.iter().copied()).then_some((range, levels))
    }

    fn name(&mut self, html: &str) {
        if let HtmlMark::Anchor(id) = HtmlMark::of(html, "a") {
            let bookmark = format!("place_{}", self.names.len() + 1);
            self.names.entry(id).or_insert(bookmark);
        }
    }
}

/// Finds the headings, each with its level and its language.
fn find<'a>(parent: Node<'a>, language: Option<String>, depth: usize, found: &mut Vec<(Node<'a>, u8, Option<String>)>) {
    if depth > DEEPEST_NESTING {
        return;
    }
    let nodes: Vec<Node<'_>> = parent.children().collect();
    let marks: Vec<HtmlMark> = nodes.iter().map(|node| block(node)).collect();
    let mut languages = vec![language];
    for (node, half) in nodes.into_iter().zip(passages(&marks)) {
        let language = || languages.last().cloned().flatten();
        match (half, &node.data().value) {
            (Some(Half::Start(language)), _) => languages.push(Some(language)),
            (Some(Half::End), _) => drop(languages.pop()),
            (None, NodeValue::Heading(heading)) => found.push((node, heading.level, language())),
            (None, NodeValue::List(_)) => node.children().for_each(|item| find(item, language(), depth + 1, found)),
            (None, NodeValue::Paragraph | NodeValue::Table(_)) => {}
            (None, _) => find(node, language(), depth + 1, found),
        }
    }
}
