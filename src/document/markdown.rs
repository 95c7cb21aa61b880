//! Parses Markdown and gives the spans of its nodes.

use crate::document::{comments::comments, markdown_words::words_of};
use std::cell::OnceCell;

use comrak::{
    Anchorizer, Arena, Node, Options,
    nodes::{LineColumn, NodeHtmlBlock, NodeValue, Sourcepos},
};

use super::{Passage, front_matter::without_front_matter, nesting, span::Span};

/// How far after the start of a paragraph inline code is searched if the parser gives a wrong span, in bytes.
const LONGEST_PARAGRAPH: usize = 16 * 1024;

/// The start of a placeholder: a comment in a scaffold that says what to write there.
pub const PLACEHOLDER: &str = "<!-- placeholder:";

/// Returns the parser options: GitHub's dialect, without features that a portfolio does not use.
#[must_use]
pub fn dialect() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.alerts = true;
    options.extension.footnotes = true;
    // A note stays where it is written, so that the parts of a text keep their order, and one that nothing refers to is read too.
    options.parse.leave_footnote_definitions = true;
    options
}

/// Holds a parsed Markdown text.
pub struct Markdown<'a> {
    /// The text.
    pub text: &'a str,
    /// The root node.
    pub root: Node<'a>,
    /// The first node that was nested too deeply and was reduced to its words.
    pub too_deep: Option<Node<'a>>,
    /// The headings, in order.
    pub headings: Vec<Node<'a>>,
    /// The links and pictures, in order.
    pub links: Vec<Node<'a>>,
    /// Raw HTML, in order.
    pub html: Vec<Node<'a>>,
    /// Code blocks and inline code, in order.
    pub code: Vec<Node<'a>>,
    /// The offsets of the lines; for the parser, a single carriage return ends a line too.
    starts: Vec<usize>,
    pub(super) passages: OnceCell<Vec<Passage>>,
}

impl<'a> Markdown<'a> {
    /// Parses a text without its front matter; its nodes are in the arena.
    #[must_use]
    pub fn parse(arena: &'a Arena<'a>, text: &'a str) -> Self {
        let (root, too_deep) = nesting::parse_reporting_depth(arena, &without_front_matter(text), &dialect());
        let (mut headings, mut links, mut html, mut code) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for node in root.descendants() {
            match node.data().value {
                NodeValue::Heading(_) => headings.push(node),
                NodeValue::Link(_) | NodeValue::Image(_) => links.push(node),
                NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => html.push(node),
                NodeValue::CodeBlock(_) | NodeValue::Code(_) => code.push(node),
                _ => {}
            }
        }
        Self { text, root, too_deep, headings, links, html, code, starts: starts(text), passages: OnceCell::new() }
    }

    /// Lists the comments outside code, each from `<!--` to `-->` or to the end of the text.
    #[must_use]
    pub fn comments(&self) -> Vec<Span> {
        let code = self.code_spans();
        let tables: Vec<Span> = self.of_kind(|value| matches!(value, NodeValue::Table(_))).collect();
        let (mut found, mut from) = (Vec::new(), 0);
        while let Some(comment) = self.text.get(from..).and_then(|rest| comments(rest).next()) {
            let (start, end) = (from + comment.start as usize, from + comment.end as usize);
            let slashes = self.text[..start].bytes().rev().take_while(|byte| *byte == b'\\').count();
            if slashes % 2 == 1 {
                from = start + 1;
                continue;
            }
            from = if let Some(code) = Span::covering(&code, start) {
                code.end as usize
            } else if self.text[start..end].trim_end_matches('\n').contains('\n')
                && Span::covering(&tables, start).is_some()
            {
                // A row of a table is one line, and an unclosed comment in it hides nothing.
                start + 1
            } else {
                found.push(Span::new(start, end));
                end
            };
        }
        found
    }

    /// Lists the HTML without a meaning, which documents show as text.
    #[must_use]
    pub fn shown_html(&self) -> Vec<Node<'a>> {
        let mut parents: Vec<Node<'a>> = self.html.iter().filter_map(|node| node.parent()).collect();
        parents.dedup_by(|one, other| one.same_node(other));
        parents.into_iter().flat_map(super::html_marks::shown_as_text).collect()
    }

    /// Lists the spans of code blocks and inline code, in order.
    #[must_use]
    pub fn code_spans(&self) -> Vec<Span> {
        let mut spans = Vec::with_capacity(self.code.len());
        let mut last: usize = 0;
        let is_code = |slice: &str| slice.starts_with('`') && slice.ends_with('`');
        for node in &self.code {
            let span = self.span(node);
            let span = match &node.data().value {
                // After a link definition, the parser's positions are wrong: they do not count the definition.
                NodeValue::Code(code) if !is_code(self.slice(span)) || (span.start as usize) < last => {
                    let block = node.parent().map_or(0, |block| self.span(block).start as usize);
                    self.code_after(last.max(block), code.num_backticks, &code.literal).unwrap_or(span)
                }
                _ => span,
            };
            last = span.end as usize;
            spans.push(span);
        }
        spans
    }

    /// Finds the next inline code with this content between this number of backticks.
    fn code_after(&self, from: usize, backticks: usize, literal: &str) -> Option<Span> {
        let mark = "`".repeat(backticks);
        let plain = |code: &str| code.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = plain(literal);
        let end = self.text.ceil_char_boundary((from + LONGEST_PARAGRAPH).min(self.text.len()));
        self.text.get(from..end)?.match_indices(&mark).find_map(|(at, _)| {
            let start = from + at;
            let inside = &self.text[start + backticks..];
            let length = inside.find(&mark)?;
            (plain(&inside[..length]) == wanted).then(|| Span::new(start, start + length + 2 * backticks))
        })
    }

    /// Lists the spans of the nodes of a kind, in order.
    pub fn of_kind(&self, is_kind: impl Fn(&NodeValue) -> bool) -> impl Iterator<Item = Span> {
        self.root.descendants().filter(move |node| is_kind(&node.data().value)).map(|node| self.span(node))
    }

    /// Returns the span of a node.
    #[must_use]
    pub fn span(&self, node: Node<'_>) -> Span {
        let Sourcepos { start, end } = node.data().sourcepos;
        // The parser gives the last byte, or the first byte of the last character.
        let (from, last) = (self.offset(start), self.offset(end));
        Span::new(from, self.text.ceil_char_boundary((last + 1).min(self.text.len())))
    }

    /// Returns the text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Lists the targets for links: headings, with the ids that GitHub gives them, and HTML elements with an id or a
    /// name.
    #[must_use]
    pub fn anchors(&self) -> Vec<String> {
        let mut anchorizer = Anchorizer::new();
        let mut anchors: Vec<String> =
            self.headings.iter().map(|heading| anchorizer.anchorize(&words_of(heading))).collect();
        for node in &self.html {
            if let NodeValue::HtmlBlock(NodeHtmlBlock { literal: html, .. }) | NodeValue::HtmlInline(html) =
                &node.data().value
            {
                for name in ["id=", "name="] {
                    let values = html.split(name).skip(1).map(|rest| rest.trim_start_matches(['"', '\'']));
                    anchors
                        .extend(values.filter_map(|rest| rest.split(['"', '\'', ' ', '>']).next()).map(str::to_owned));
                }
            }
        }
        anchors
    }

    /// Returns the offset of a position of the parser, never inside a character.
    fn offset(&self, place: LineColumn) -> usize {
        let line = place.line.saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text.floor_char_boundary((start + place.column.saturating_sub(1)).min(end))
    }
}

fn starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let is_end = |at: usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    std::iter::once(0)
        .chain(memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|at| is_end(*at)).map(|at| at + 1))
        .collect()
}

#[cfg(test)]
mod tests;
