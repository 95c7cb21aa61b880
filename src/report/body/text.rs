//! Parses a text of the portfolio alone, so that open blocks and link definitions do not affect other texts.

use comrak::{Arena, Node, nodes::NodeValue};

use super::{
    html_text::normalize_html,
    node::{heading_level, new, set_address, unwrap_link},
    notes,
    places::Places,
    setting::Setting,
    source_text::prepared,
};
use crate::{
    document::{hidden_text::hidden, html_marks::HtmlMark, markdown::dialect, nesting},
    report::placeholder::without_placeholders,
};

/// Prepares a text for parsing: without comments, front matter and placeholders, and with `\n` as the line end.
pub fn read(text: &str) -> String {
    let text = without_placeholders(text.trim_start_matches('\u{feff}')).replace("\r\n", "\n").replace('\r', "\n");
    prepared(&without_comments(&text))
}

/// Returns whether a text has words besides comments.
pub fn says_something(markdown: &str) -> bool {
    !without_comments(markdown).trim().is_empty()
}

/// Removes comments, but not in code.
fn without_comments(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut from = 0;
    for span in hidden(markdown) {
        out += &markdown[from..span.start as usize];
        from = span.end as usize;
    }
    out + &markdown[from..]
}

/// Holds a parsed text.
pub struct ParsedText<'a> {
    /// Its blocks.
    pub root: Node<'a>,
    /// Its headings.
    pub headings: Vec<Node<'a>>,
    /// The names of its places: first the headings, then the places that HTML names.
    pub names: Vec<String>,
}

/// Parses a text that was [`read`], and adapts its headings, links and HTML to the document.
pub fn parse<'a>(arena: &'a Arena<'a>, text: &str, setting: Setting<'_>) -> ParsedText<'a> {
    let root = nesting::parse(arena, text, &dialect());
    notes::without_headings(arena, root);
    normalize_html(arena, root, setting);
    drop_empty_headings(root);
    shift_headings(root, setting.level);
    let places = Places::of(root);
    places.name(root, setting.number);
    normalize_breaks(arena, root);
    for node in root.descendants().collect::<Vec<_>>() {
        let address = match &node.data().value {
            NodeValue::Link(link) | NodeValue::Image(link) => places.address(&link.url, setting),
            _ => continue,
        };
        match address {
            Some(address) => set_address(node, address),
            None => unwrap_link(node),
        }
    }
    let headings = root.descendants().filter(|node| heading_level(node).is_some()).collect();
    notes::gather(root);
    ParsedText { root, headings, names: places.names }
}

/// Removes headings without words or pictures, which would be a stop without a name for who moves from heading to heading.
fn drop_empty_headings(root: Node<'_>) {
    let is_empty = |node: &Node<'_>| heading_level(node).is_some() && node.children().all(is_blank);
    for heading in root.descendants().filter(is_empty).collect::<Vec<_>>() {
        heading.detach();
    }
}

/// Returns whether a part of a line is no more than a break or blanks.
fn is_blank(node: Node<'_>) -> bool {
    is_break(node) || matches!(&node.data().value, NodeValue::Text(words) if words.trim().is_empty())
}

/// Returns whether a part of a line breaks it.
fn is_break(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::SoftBreak | NodeValue::LineBreak)
        || matches!(HtmlMark::of_node(node), HtmlMark::Break)
}

/// Shifts the levels of the headings so that the highest has the given level.
fn shift_headings(root: Node<'_>, level: u8) {
    let headings: Vec<Node<'_>> = root.descendants().filter(|node| heading_level(node).is_some()).collect();
    let highest = headings.iter().filter_map(|node| heading_level(node)).min().unwrap_or(level);
    for node in headings {
        if let NodeValue::Heading(heading) = &mut node.data_mut().value {
            heading.level = shifted(heading.level, highest, level);
        }
    }
}

/// Returns the shifted level of a heading, if the highest heading moves to `level`.
pub fn shifted(old: u8, highest: u8, level: u8) -> u8 {
    (old - highest + level).min(6)
}

/// Removes line breaks in headings and at the ends of paragraphs, and empty paragraphs.
fn normalize_breaks<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    for block in root.descendants().collect::<Vec<_>>() {
        let is_heading = heading_level(block).is_some();
        if !is_heading && !matches!(block.data().value, NodeValue::Paragraph) {
            continue;
        }
        while let Some(edge) = block
            .first_child()
            .filter(|edge| is_break(edge))
            .or_else(|| block.last_child().filter(|edge| is_break(edge)))
        {
            edge.detach();
        }
        for inner in block.children().filter(|inner| is_heading && is_break(inner)).collect::<Vec<_>>() {
            inner.insert_before(new(arena, NodeValue::Text(" ".into())));
            inner.detach();
        }
        if !is_heading && block.first_child().is_none() {
            block.detach();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::placeholder::Placeholder;

    const SETTING: Setting<'_> = Setting { number: 0, level: 3, folder: "p/", kept_out: &[] };

    fn html(text: &str) -> String {
        let arena = Arena::new();
        let root = parse(&arena, &read(text), SETTING).root;
        let mut options = dialect();
        options.render.r#unsafe = true;
        let mut out = String::new();
        comrak::format_html(root, &options, &mut out).unwrap();
        Placeholder::replace(&out, |found| format!("{found:?}"))
    }

    #[test]
    fn headings_move_down_and_comments_go() {
        let text = "<!-- placeholder: x -->\n\n## System\n\nTo *be*.\n\nSub\n---\n\n### Deep #\n";
        assert_eq!(html(text), "<h3>System</h3>\n<p>To <em>be</em>.</p>\n<h3>Sub</h3>\n<h4>Deep</h4>\n");
        assert!(!says_something("<!-- placeholder: x -->\n\n"));
    }

    #[test]
    fn headings_without_words_go() {
        let text = "#\n\n## <!-- later -->\n\n### A\n\n## &nbsp;\n\n## <br>\n\n## ![b](c.png)\n\n[d](#a)\n";
        let page = html(text);
        assert!(page.starts_with("<h4>A</h4>\n<h3><img src=\"p/c.png\"") && page.matches("<h").count() == 2, "{page}");
        assert!(page.contains(">d</a>"), "{page}");
    }

    #[test]
    fn comments_in_code_are_kept() {
        assert_eq!(read("```html\n<!-- a -->\n```"), "```html\n<!-- a -->\n```");
    }

    #[test]
    fn html_is_words_and_marks_are_kept() {
        let text = "<pre>\n# a\n\nb\n</pre>\n\nc <b>d</b><br>e <span lang=\"nn\">f</span> </span>\n\n</div>\n\n<br>\n";
        let expected = "<p>&lt;pre&gt;<br />\n# a</p>\n<p>b<br />\n&lt;/pre&gt;</p>\n<p>c &lt;b&gt;d&lt;/b&gt;<br>\
            e <span lang=\"nn\">f</span> &lt;/span&gt;</p>\n<p>&lt;/div&gt;</p>\n";
        assert_eq!(html(text), expected);
    }

    #[test]
    fn links_lead_to_the_places_of_their_own_text() {
        let text = "[a](#Her%20og) [b](#borte) [c](x.md) [d]\n\n## Ærlig\n\n[e](#ærlig)<a id=\"her\"></a> [f](#her)\n\n[d]: y.md\n";
        let page = html(text);
        assert!(page.contains("<p>a b <a href=\"p/x.md\">c</a> <a href=\"p/y.md\">d</a></p>"), "{page}");
        assert!(page.contains("<a id=\"Place(0, 1)\">"), "{page}");
    }
}
