//! Checks that a text means the same between other texts as it does alone.

use comrak::{Arena, Node, format_commonmark, format_html, nodes::NodeValue};

use crate::{
    document::{markdown::dialect, nesting, words_of},
    report::{
        body::{node::heading_level, setting::Setting, text::parse},
        engine::escape_markdown,
    },
};

/// The blocks above and below a text while it is checked.
const ABOVE: &str = "# Above\n\n";
const BELOW: &str = "\n\n# Below\n";

/// Returns whether a text gives the wanted blocks, and does not change the blocks above and below it.
pub fn is_equivalent(text: &str, wanted: Node<'_>) -> bool {
    let arena = Arena::new();
    let level = wanted.descendants().filter_map(|node| heading_level(node)).min().unwrap_or(1);
    let again = parse(&arena, text, Setting { number: 0, level, folder: "", kept_out: &[] });
    if html(again.root) != html(wanted) {
        return false;
    }
    let labels = labels(text);
    let probes: String = labels.iter().map(|label| format!("\n[{label}]\n")).collect();
    let root = nesting::parse(&arena, &format!("{ABOVE}{text}{BELOW}{probes}"), &dialect());
    let blocks: Vec<Node<'_>> = root.children().collect();
    let own = blocks.len().checked_sub(labels.len() + 2);
    let is_heading = |node: &Node<'_>| matches!(node.data().value, NodeValue::Heading(_));
    let is_link = |node: &Node<'_>| node.descendants().any(|part| matches!(part.data().value, NodeValue::Link(_)));
    own == Some(root_blocks(text))
        && blocks.first().is_some_and(is_heading)
        && own.and_then(|own| blocks.get(own + 1)).is_some_and(|below| is_heading(below) && words_of(below) == "Below")
        && !blocks[blocks.len() - labels.len()..].iter().any(is_link)
}

fn root_blocks(text: &str) -> usize {
    let arena = Arena::new();
    nesting::parse(&arena, text, &dialect()).children().count()
}

/// Lists possible labels of link definitions.
fn labels(text: &str) -> Vec<&str> {
    let labels = text.match_indices("]:").filter_map(|(at, _)| text[..at].rsplit_once('[').map(|(_, label)| label));
    labels.filter(|label| !label.contains([']', '\n'])).collect()
}

fn html(root: Node<'_>) -> String {
    let mut options = dialect();
    options.render.r#unsafe = true;
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = format_html(root, &options, &mut out);
    out
}

/// Writes Markdown for blocks, without regard to their original text.
pub fn rewritten(root: Node<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = format_commonmark(root, &dialect(), &mut out);
    out.trim_end().to_owned()
}

/// Writes blocks as paragraphs of plain words, if nothing else keeps their meaning.
pub fn plain(root: Node<'_>) -> String {
    let words = root.children().map(|block| escape_markdown(&words_of(block)));
    words.filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
}
