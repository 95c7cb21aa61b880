//! Links inside a Markdown document, which lead to the ids that GitHub gives to its headings.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use comrak::{Anchorizer, Arena, Node, nodes::NodeValue};

use super::isolated_text::IsolatedText;
use crate::{
    document::{markdown::dialect, nesting, words_of},
    report::{
        body::node::heading_level,
        placeholder::{Placeholder, without_placeholders},
    },
};

/// Says which lines of a document belong to a text.
pub struct TextLines {
    /// The number of the text.
    pub text: usize,
    /// The lines, counted from 0.
    pub lines: Range<usize>,
}

/// Holds the ids of a document's places.
#[derive(Default)]
struct PlaceNames {
    /// The ids of the places of each text, in order.
    places: BTreeMap<usize, Vec<String>>,
    /// The ids of the headings of subjects.
    subjects: BTreeMap<usize, String>,
    /// The ids of other headings by their words, for links to a subject without a heading.
    by_words: BTreeMap<String, String>,
}

/// Replaces the placeholders in links by the ids of headings and places.
pub fn set_links(markdown: &str, texts: &[IsolatedText], text_lines: &[TextLines]) -> String {
    if Placeholder::find(markdown).is_none() {
        return markdown.to_owned();
    }
    let arena = Arena::new();
    let root = nesting::parse(&arena, markdown, &dialect());
    let names = names(root, texts, text_lines);
    let words: BTreeMap<usize, String> = root.descendants().filter_map(subject_of).collect();
    Placeholder::replace(markdown, |placeholder| match placeholder {
        Placeholder::Text(_) | Placeholder::Heading(_) => String::new(),
        Placeholder::Link(number) => {
            let words = words.get(&number).map(String::as_str).unwrap_or_default();
            let own = names.subjects.get(&number).or_else(|| names.by_words.get(words));
            own.cloned().unwrap_or_else(|| Anchorizer::new().anchorize(words))
        }
        Placeholder::Place(number, at) => {
            let known = names.places.get(&number).and_then(|places| places.get(at));
            known.or_else(|| texts.get(number)?.names.get(at)).cloned().unwrap_or_default()
        }
    })
}

/// Returns the subject of a link, and the words of the link.
fn subject_of(node: Node<'_>) -> Option<(usize, String)> {
    let data = node.data();
    let NodeValue::Link(link) = &data.value else { return None };
    match Placeholder::find(&link.url) {
        Some((_, Placeholder::Link(number), _)) => Some((number, without_any_placeholder(&words_of(node)))),
        _ => None,
    }
}

/// Removes all placeholders from words.
fn without_any_placeholder(words: &str) -> String {
    without_placeholders(&Placeholder::replace(words, |_| String::new()))
}

/// Collects the ids of headings, which are those of GitHub, and then of the places that HTML names.
fn names(root: Node<'_>, texts: &[IsolatedText], text_lines: &[TextLines]) -> PlaceNames {
    let mut names = PlaceNames::default();
    let mut anchorizer = Anchorizer::new();
    let mut found: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for heading in root.descendants().filter(|node| heading_level(node).is_some()) {
        let words = words_of(heading);
        let plain = without_any_placeholder(&words);
        let name = anchorizer.anchorize(&plain);
        let line = heading.data().sourcepos.start.line.saturating_sub(1);
        let next = text_lines.partition_point(|lines| lines.lines.end <= line);
        if let Some(lines) = text_lines.get(next).filter(|lines| lines.lines.contains(&line)) {
            found.entry(lines.text).or_default().push(name);
            continue;
        }
        let mut subjects = BTreeSet::new();
        Placeholder::replace(&words, |placeholder| {
            if let Placeholder::Heading(number) = placeholder {
                subjects.insert(number);
            }
            String::new()
        });
        for number in subjects {
            names.subjects.entry(number).or_insert_with(|| name.clone());
        }
        names.by_words.entry(plain).or_insert(name);
    }
    for (number, text) in texts.iter().enumerate() {
        let headings = found.remove(&number).unwrap_or_default();
        if headings.len() == text.headings {
            let places = text.names[text.headings..].iter().map(|name| anchorizer.anchorize(name));
            let places = headings.into_iter().chain(places).collect();
            names.places.insert(number, places);
        }
    }
    names
}
