//! The language of each block of a document: that of the passage around it, or the document's.

use comrak::Node;

use crate::{
    document::html_marks::{Half, HtmlMark, block, passages},
    language::Language,
};

/// Lists the blocks below a node, each with its language; marks of passages must not be replaced yet.
pub fn block_languages(parent: Node<'_>, language: Language) -> Vec<(Node<'_>, Language)> {
    let mut found = Vec::new();
    collect(parent, language, &mut found);
    found
}

fn collect<'a>(parent: Node<'a>, language: Language, found: &mut Vec<(Node<'a>, Language)>) {
    let nodes: Vec<Node<'a>> = parent.children().filter(|node| node.data().value.block()).collect();
    let marks: Vec<HtmlMark> = nodes.iter().map(|node| block(node)).collect();
    let mut languages = vec![language];
    for (node, half) in nodes.into_iter().zip(passages(&marks)) {
        let language = languages.last().copied().unwrap_or(language);
        match half {
            Some(Half::Start(tag)) => languages.push(Language::from_locale(&tag).unwrap_or(language)),
            Some(Half::End) => drop(languages.pop()),
            None => {
                found.push((node, language));
                collect(node, language, found);
            }
        }
    }
}
