//! A line of the contents of a page.

use comrak::{Node, nodes::NodeValue};
use serde::Serialize;

/// Holds a line of the contents, as HTML.
#[derive(Debug, Serialize)]
pub struct ContentsLine {
    pub(super) anchor: String,
    pub(super) words: String,
}

/// Returns whether a node is part of a line, and not a block.
pub fn is_inline(node: Node<'_>) -> bool {
    !node.data().value.block() && !matches!(node.data().value, NodeValue::Document)
}

/// Returns the HTML of a heading's words without links and references to notes: a line of the contents is a link itself, and
/// no id may stand twice. Words and attributes are escaped, so they contain no tags.
pub fn without_links(html: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(html.len()), html);
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        out.push_str(words);
        let end = match tag {
            tag if tag.starts_with(REFERENCE) => tag.find("</sup>").map(|end| end + "</sup>".len()),
            tag if tag.starts_with("<a ") || tag.starts_with("</a>") => tag.find('>').map(|end| end + 1),
            _ => None,
        };
        if end.is_none() {
            out.push('<');
        }
        rest = &tag[end.unwrap_or(1)..];
    }
    out + rest
}

/// The start of a reference to a note.
pub const REFERENCE: &str = "<sup><a ";

#[cfg(test)]
mod tests {
    use super::without_links;

    #[test]
    fn a_line_of_the_contents_has_no_links_of_its_own() {
        let heading = "A <em><a href=\"b\" title=\"c\">d</a></em><sup><a href=\"#e\" id=\"f\">1</a></sup> &lt;a &gt;<a id=\"g\"></a>";
        assert_eq!(without_links(heading), "A <em>d</em> &lt;a &gt;");
    }
}
