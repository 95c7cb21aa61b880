//! One person's text, parsed alone: whatever it leaves open ends with it, and its links are its own.

use std::collections::BTreeMap;

use comrak::{
    Anchorizer, Arena, Node,
    nodes::{Ast, AstNode, LineColumn, NodeValue},
};

use crate::{
    document::{
        hidden_text::hidden,
        html_marks::{HtmlMark, marked},
        link_target::{decoded, is_relative},
        links::values,
        markdown::dialect,
        nesting, words_of,
    },
    report::stand_in::{StandIn, without_stand_ins},
};

/// Holds how a text is put into a document.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The number of the text in the document.
    pub number: usize,
    /// The level of its highest headings.
    pub level: u8,
    /// What is put before its relative addresses.
    pub folder: &'a str,
    /// The addresses in it that lead to what is not published: their words stay.
    pub kept_out: &'a [String],
}

impl Setting<'_> {
    /// Returns whether an address leads to what is not published.
    pub fn is_unpublished(&self, url: &str) -> bool {
        self.kept_out.iter().any(|known| known == url)
    }

    /// Returns whether HTML points at what is not published.
    pub fn hides(&self, html: &str) -> bool {
        !self.kept_out.is_empty() && values(html).any(|url| self.is_unpublished(&url))
    }
}

/// Returns a text as it is parsed: without its comments, with one kind of line end.
pub fn read(text: &str) -> String {
    let text = without_stand_ins(text.trim_start_matches('\u{feff}')).replace("\r\n", "\n").replace('\r', "\n");
    without_comments(&text)
}

/// Returns whether anything is left of a text without its comments.
pub fn says_something(markdown: &str) -> bool {
    !without_comments(markdown).trim().is_empty()
}

/// Leaves out comments; those in code are kept.
fn without_comments(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut from = 0;
    for span in hidden(markdown) {
        out += &markdown[from..span.start as usize];
        from = span.end as usize;
    }
    out + &markdown[from..]
}

/// Holds a text that was parsed alone.
pub struct Text<'a> {
    /// Its blocks.
    pub root: Node<'a>,
    /// Its headings.
    pub headings: Vec<Node<'a>>,
    /// What it calls its places: first the headings, then those that HTML names.
    pub names: Vec<String>,
}

/// Parses a text that was [`read`], and makes its blocks fit to stand in a document.
pub fn parse<'a>(arena: &'a Arena<'a>, text: &str, setting: Setting<'_>) -> Text<'a> {
    let root = nesting::parse(arena, text, &dialect());
    settle_html(arena, root, setting);
    shift_headings(root, setting.level);
    let places = Places::of(root);
    places.name(root, setting.number);
    settle_breaks(arena, root);
    for node in root.descendants().collect::<Vec<_>>() {
        let address = match &node.data().value {
            NodeValue::Link(link) | NodeValue::Image(link) => places.address(&link.url, setting),
            _ => continue,
        };
        match address {
            Some(address) => set_address(node, address),
            None => dissolve(node),
        }
    }
    let headings = root.descendants().filter(|node| heading_level(node).is_some()).collect();
    Text { root, headings, names: places.names }
}

/// Moves the headings of a text so that the highest has a level.
fn shift_headings(root: Node<'_>, level: u8) {
    let headings: Vec<Node<'_>> = root.descendants().filter(|node| heading_level(node).is_some()).collect();
    let highest = headings.iter().filter_map(|node| heading_level(node)).min().unwrap_or(level);
    for node in headings {
        if let NodeValue::Heading(heading) = &mut node.data_mut().value {
            heading.level = shifted(heading.level, highest, level);
        }
    }
}

/// Returns the level of a heading of a text whose highest heading moves to a level.
pub fn shifted(old: u8, highest: u8, level: u8) -> u8 {
    (old - highest + level).min(6)
}

/// Returns the level of a heading.
pub fn heading_level(node: Node<'_>) -> Option<u8> {
    match &node.data().value {
        NodeValue::Heading(heading) => Some(heading.level),
        _ => None,
    }
}

/// Puts an address into a link or a picture.
pub fn set_address(node: Node<'_>, address: String) {
    if let NodeValue::Link(link) | NodeValue::Image(link) = &mut node.data_mut().value {
        link.url = address;
    }
}

/// Returns the words of blocks, for where blocks cannot stand: those of each are a space apart.
pub fn words_of_blocks<'a>(blocks: impl Iterator<Item = Node<'a>>) -> String {
    let mut words: Vec<String> = Vec::new();
    for part in blocks.flat_map(comrak::arena_tree::Node::descendants) {
        match &part.data().value {
            NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell => words.push(words_of(part)),
            NodeValue::CodeBlock(code) => words.push(code.literal.clone()),
            _ => {}
        }
    }
    words.iter().flat_map(|words| words.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// Leaves the words of a link and takes the address away.
pub fn dissolve(node: Node<'_>) {
    for child in node.children().collect::<Vec<_>>() {
        node.insert_before(child);
    }
    node.detach();
}

/// Makes the HTML of a text what every format shows: marks that mean something stay, comments go, the rest is words.
fn settle_html<'a>(arena: &'a Arena<'a>, root: Node<'a>, setting: Setting<'_>) {
    for parent in root.descendants().collect::<Vec<_>>() {
        for (node, mark, half) in marked(parent) {
            let is_block = matches!(node.data().value, NodeValue::HtmlBlock(_));
            match (half, mark) {
                (None, HtmlMark::Anchor(id)) if is_block => {
                    node.data_mut().value = NodeValue::Paragraph;
                    node.append(new(arena, NodeValue::HtmlInline(format!("<a id=\"{id}\">"))));
                }
                (Some(_), _) | (None, HtmlMark::Anchor(_)) => {}
                (None, HtmlMark::Comment) => node.detach(),
                (None, _) if html_of(node).is_some_and(|html| setting.hides(&html)) => node.detach(),
                (None, HtmlMark::Break) if is_block => node.detach(),
                (None, HtmlMark::Break) => node.data_mut().value = NodeValue::HtmlInline("<br>".to_owned()),
                (None, _) => show(arena, node),
            }
        }
    }
}

/// Takes away line breaks in headings and at the ends of paragraphs, and paragraphs that nothing is left of.
fn settle_breaks<'a>(arena: &'a Arena<'a>, root: Node<'a>) {
    let is_break = |node: &Node<'_>| {
        matches!(node.data().value, NodeValue::SoftBreak | NodeValue::LineBreak)
            || matches!(HtmlMark::of_node(node), HtmlMark::Break)
    };
    for block in root.descendants().collect::<Vec<_>>() {
        let is_heading = heading_level(block).is_some();
        if !is_heading && !matches!(block.data().value, NodeValue::Paragraph) {
            continue;
        }
        while let Some(edge) = block.first_child().filter(is_break).or_else(|| block.last_child().filter(is_break)) {
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

/// Returns the HTML that a part of a text is.
pub fn html_of(node: Node<'_>) -> Option<String> {
    match &node.data().value {
        NodeValue::HtmlBlock(html) => Some(html.literal.clone()),
        NodeValue::HtmlInline(html) => Some(html.clone()),
        _ => None,
    }
}

/// Shows HTML as the text it is.
fn show<'a>(arena: &'a Arena<'a>, node: Node<'a>) {
    let value = node.data().value.clone();
    match value {
        NodeValue::HtmlInline(html) => node.data_mut().value = NodeValue::Text(html.replace('\n', " ").into()),
        NodeValue::HtmlBlock(html) => {
            for lines in paragraphs(&html.literal) {
                let paragraph = new(arena, NodeValue::Paragraph);
                for (at, line) in lines.into_iter().enumerate() {
                    if at > 0 {
                        paragraph.append(new(arena, NodeValue::LineBreak));
                    }
                    paragraph.append(new(arena, NodeValue::Text(line.to_owned().into())));
                }
                node.insert_before(paragraph);
            }
            node.detach();
        }
        _ => {}
    }
}

/// Splits a stretch of HTML at its blank lines.
pub fn paragraphs(html: &str) -> Vec<Vec<&str>> {
    let mut found = vec![Vec::new()];
    for line in html.lines().map(str::trim) {
        match found.last_mut() {
            Some(lines) if !line.is_empty() => lines.push(line),
            _ => found.push(Vec::new()),
        }
    }
    found.retain(|lines| !lines.is_empty());
    found
}

/// Makes a part of a document that stands in no file.
pub fn new<'a>(arena: &'a Arena<'a>, value: NodeValue) -> Node<'a> {
    arena.alloc(AstNode::from(Ast::new(value, LineColumn { line: 0, column: 0 })))
}

/// Holds the places of a text that its own links can lead to, by the names that the text knows them by.
pub struct Places {
    names: Vec<String>,
    by_name: BTreeMap<String, usize>,
    /// How many of them are headings.
    pub headings: usize,
}

impl Places {
    /// Finds the headings, named as GitHub names them, and behind them the places that HTML names.
    pub fn of(root: Node<'_>) -> Self {
        let mut anchorizer = Anchorizer::new();
        let mut by_name = BTreeMap::new();
        let headings = root.descendants().filter(|node| heading_level(node).is_some());
        let mut names: Vec<String> = headings.map(|node| anchorizer.anchorize(&words_of(node))).collect();
        let headings = names.len();
        names.extend(root.descendants().filter_map(|node| HtmlMark::of_node(node).anchor()));
        for (at, name) in names.iter().enumerate() {
            by_name.entry(name.clone()).or_insert(at);
        }
        Self { names, by_name, headings }
    }

    /// Gives the places that HTML names a name that stands for one of their own; of several with one name, the first.
    fn name(&self, root: Node<'_>, number: usize) {
        let mut next = self.headings;
        for node in root.descendants().collect::<Vec<_>>() {
            let Some(id) = HtmlMark::of_node(node).anchor() else { continue };
            match self.own_id(&id, next, number) {
                Some(own) => set_anchor(node, &own),
                None => node.detach(),
            }
            next += 1;
        }
    }

    /// Returns what stands for the id of a place; none where another place has its name already.
    pub fn own_id(&self, id: &str, at: usize, number: usize) -> Option<String> {
        if StandIn::find(id).is_some() {
            return Some(id.to_owned());
        }
        (self.by_name.get(id) == Some(&at)).then(|| StandIn::Place(number, at).written())
    }

    /// Returns where an address of the text leads from the document; none for a place that the text does not have.
    pub fn address(&self, url: &str, setting: Setting<'_>) -> Option<String> {
        if setting.is_unpublished(url) {
            return None;
        }
        if StandIn::find(url).is_some() {
            return Some(url.to_owned());
        }
        if let Some(name) = url.strip_prefix('#') {
            let name = decoded(name);
            let at = self.by_name.get(&name).or_else(|| self.by_name.get(&name.to_lowercase()))?;
            return Some(format!("#{}", StandIn::Place(setting.number, *at).written()));
        }
        Some(if is_relative(url) { format!("{}{url}", setting.folder) } else { url.to_owned() })
    }
}

/// Puts an id into a place that HTML names.
pub fn set_anchor(node: Node<'_>, id: &str) {
    node.data_mut().value = NodeValue::HtmlInline(format!("<a id=\"{id}\">"));
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTING: Setting<'_> = Setting { number: 0, level: 3, folder: "p/", kept_out: &[] };

    fn html(text: &str) -> String {
        let arena = Arena::new();
        let root = parse(&arena, &read(text), SETTING).root;
        let mut options = dialect();
        options.render.r#unsafe = true;
        let mut out = String::new();
        comrak::format_html(root, &options, &mut out).unwrap();
        StandIn::replace(&out, |found| format!("{found:?}"))
    }

    #[test]
    fn headings_move_down_and_comments_go() {
        let text = "<!-- placeholder: x -->\n\n## System\n\nTo *be*.\n\nSub\n---\n\n### Deep #\n";
        assert_eq!(html(text), "<h3>System</h3>\n<p>To <em>be</em>.</p>\n<h3>Sub</h3>\n<h4>Deep</h4>\n");
        assert!(!says_something("<!-- placeholder: x -->\n\n"));
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
