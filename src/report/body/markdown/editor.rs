//! The edits that isolate a text, found with the positions of the parser.

use std::ops::Range;

use comrak::{Node, nodes::NodeValue};

use super::{
    container::Container,
    edits::Edits,
    escape::{html_as_text, line_start, target},
    link_tail,
};
use crate::{
    document::{
        Markdown, Span,
        footnotes::{Footnotes, is_in_note},
        html_marks::{HtmlMark, marked},
    },
    report::body::{
        html_text::{html_of, paragraphs},
        node::heading_level,
        notes::name_in_document,
        places::Places,
        setting::Setting,
        text::shifted,
    },
};

/// Collects the edits that isolate a text.
pub struct Editor<'a, 'm> {
    pub markdown: &'m Markdown<'a>,
    pub setting: Setting<'m>,
    pub places: Places,
}

impl<'a> Editor<'a, '_> {
    /// Shifts the levels of headings; underlined headings get `#` marks.
    pub fn headings(&self, edits: &mut Edits) {
        let (in_notes, headings): (Vec<Node<'_>>, Vec<Node<'_>>) =
            self.markdown.headings.iter().partition(|node| is_in_note(node));
        for node in in_notes {
            let data = node.data();
            if let NodeValue::Heading(heading) = &data.value
                && !heading.setext
            {
                let start = self.markdown.span(node).start as usize;
                let marks = usize::from(heading.level);
                let blank = self.markdown.text[start + marks..].chars().take_while(|c| *c == ' ').count();
                edits.add(start..start + marks + blank, "");
            }
        }
        let highest = headings.iter().filter_map(|node| heading_level(node)).min().unwrap_or_default();
        for node in &headings {
            let data = node.data();
            let NodeValue::Heading(heading) = &data.value else { continue };
            let marks = "#".repeat(usize::from(shifted(heading.level, highest, self.setting.level)));
            let span = self.markdown.span(node);
            let (start, end) = (span.start as usize, span.end as usize);
            if !heading.setext {
                edits.add(start..start + usize::from(heading.level), marks);
                continue;
            }
            edits.add(start..start, marks + " ");
            let children: Vec<Node<'_>> = node.children().collect();
            for at in 1..children.len().saturating_sub(1) {
                if matches!(children[at].data().value, NodeValue::SoftBreak | NodeValue::LineBreak) {
                    let before = self.markdown.span(children[at - 1]).end as usize;
                    let after = self.markdown.span(children[at + 1]).start as usize;
                    edits.add(before..after.max(before), " ");
                }
            }
            if let Some(last) = children.last() {
                edits.add(self.markdown.span(last).end as usize..end, "");
            }
        }
    }

    /// Escapes HTML, except for marks with a meaning.
    pub fn html(&self, edits: &mut Edits) {
        let mut next = self.places.headings;
        for parent in self.markdown.root.descendants() {
            for (node, mark, half) in marked(parent) {
                let span = self.markdown.span(node);
                let range = span.start as usize..span.end as usize;
                let data = node.data();
                match (half, &mark, &data.value) {
                    (Some(_), ..) | (None, HtmlMark::Break, NodeValue::HtmlInline(_)) => {}
                    (None, HtmlMark::Anchor(id), _) => {
                        let own = self.places.own_id(id, next, self.setting.number);
                        edits.add(range, own.map(|own| format!("<a id=\"{own}\"></a>")).unwrap_or_default());
                        next += 1;
                    }
                    (None, HtmlMark::Comment | HtmlMark::Break, NodeValue::HtmlInline(_) | NodeValue::HtmlBlock(_)) => {
                        edits.add(range, "");
                    }
                    (None, _, _) if html_of(node).is_some_and(|html| self.setting.links_to_unpublished(&html)) => {
                        edits.add(range, "");
                    }
                    (None, _, NodeValue::HtmlInline(html)) => edits.add(range, html_as_text(html)),
                    (None, _, NodeValue::HtmlBlock(html)) => self.html_block(range, &html.literal, edits),
                    _ => {}
                }
            }
        }
    }

    fn html_block(&self, mut range: Range<usize>, html: &str, edits: &mut Edits) {
        range.end = range.start + self.markdown.text[range.clone()].trim_end_matches('\n').len();
        let line = self.markdown.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = Container::of(&self.markdown.text[line..range.start]).indent;
        let shown = paragraphs(html).into_iter().map(|lines| {
            let lines: Vec<String> = lines.into_iter().map(line_start).collect();
            lines.join(&format!("\\\n{indent}"))
        });
        let blank = format!("\n{}\n{indent}", indent.trim_end());
        let shown = shown.collect::<Vec<_>>().join(&blank);
        // There may be a paragraph directly above or below.
        let before = if self.markdown.text[..line].ends_with("\n\n") || line == 0 { "" } else { &blank[1..] };
        let rest = &self.markdown.text[range.end..];
        let after = if rest.trim().is_empty() || rest.starts_with("\n\n") { "" } else { "\n" };
        edits.add(range, format!("{before}{shown}{after}"));
    }

    /// Writes the addresses of links with a definition, and of links whose address is different in the document.
    pub fn links(&self, edits: &mut Edits) -> Option<()> {
        for node in &self.markdown.links {
            let data = node.data();
            let (NodeValue::Link(link) | NodeValue::Image(link)) = &data.value else { continue };
            let span = self.markdown.span(node);
            let start = span.start as usize;
            let source = &self.markdown.text[start..];
            let open = if source.starts_with("![") { 2 } else { usize::from(source.starts_with('[')) };
            if open == 0 {
                continue;
            }
            let close = start + self.closing_bracket(node, open)?;
            let behind = &self.markdown.text[close + 1..];
            let inline = link_tail::inline(behind);
            let address = self.places.address(&link.url, self.setting);
            if address.as_ref() == Some(&link.url) && inline.is_some() {
                continue;
            }
            let end = close + 1 + inline.unwrap_or_else(|| link_tail::reference(behind));
            match address {
                Some(address) => edits.add(close + 1..end, target(&address, &link.title)),
                None => {
                    edits.add(start..start + open, "");
                    edits.add(close..end, "");
                }
            }
        }
        Some(())
    }

    /// Removes the notes that are never shown.
    pub fn hidden_notes(&self, edits: &mut Edits) {
        let notes = Footnotes::of(self.markdown.root);
        for node in notes.unused.iter().chain(&notes.repeated) {
            let span = self.markdown.span(node);
            edits.add(span.start as usize..span.end as usize, "");
        }
    }

    /// Renames the notes, so that those of several texts in one document differ.
    pub fn notes(&self, edits: &mut Edits) -> Option<()> {
        let notes = Footnotes::of(self.markdown.root);
        let hidden = notes.unused.iter().chain(&notes.repeated).map(|note| self.markdown.span(note));
        let mut hidden: Vec<Span> = hidden.collect();
        hidden.sort_by_key(|span| span.start);
        for node in self.markdown.root.descendants() {
            let start = self.markdown.span(node).start as usize;
            if Span::covering(&hidden, start).is_some() {
                continue;
            }
            let name = match &node.data().value {
                NodeValue::FootnoteReference(reference) => reference.name.clone(),
                NodeValue::FootnoteDefinition(note) => note.name.clone(),
                _ => continue,
            };
            let written = self.markdown.text.get(start..)?.strip_prefix("[^")?;
            let end = written.find(']')?;
            edits.add(start + 2..start + 2 + end, name_in_document(self.setting.number, &name));
        }
        Some(())
    }

    /// Returns the end of the words of a link, in bytes from its start.
    fn closing_bracket(&self, link: Node<'a>, open: usize) -> Option<usize> {
        let span = self.markdown.span(link);
        let source = &self.markdown.text[span.start as usize..];
        let is_closed = |node: &Node<'_>| {
            matches!(
                node.data().value,
                NodeValue::Code(_) | NodeValue::HtmlInline(_) | NodeValue::Link(_) | NodeValue::Image(_)
            )
        };
        let inner: Vec<_> = link.descendants().skip(1).filter(is_closed).map(|node| self.markdown.span(node)).collect();
        let (mut at, mut depth) = (open, 1_usize);
        while at < source.len() {
            let here = span.start as usize + at;
            if let Some(skipped) = inner.iter().find(|inner| inner.start as usize == here && inner.end as usize > here)
            {
                at = skipped.end as usize - span.start as usize;
                continue;
            }
            match source.as_bytes()[at] {
                b'\\' => at += 1,
                b'[' => depth += 1,
                b']' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// Removes the definitions of links, which are the lines outside of all blocks.
    pub fn definitions(&self, edits: &mut Edits) {
        let lines = self.line_ranges();
        let mut is_in_block = vec![false; lines.len() + 1];
        for node in self.markdown.root.descendants() {
            let data = node.data();
            if matches!(
                data.value,
                NodeValue::Paragraph
                    | NodeValue::Heading(_)
                    | NodeValue::CodeBlock(_)
                    | NodeValue::HtmlBlock(_)
                    | NodeValue::ThematicBreak
                    | NodeValue::Table(_)
            ) {
                let place = data.sourcepos;
                let end = place.end.line.min(is_in_block.len());
                is_in_block[place.start.line.saturating_sub(1).min(end)..end].fill(true);
            }
            // The first line of these is in none of the blocks inside.
            if matches!(data.value, NodeValue::FootnoteDefinition(_) | NodeValue::Alert(_))
                && let Some(first) = is_in_block.get_mut(data.sourcepos.start.line.saturating_sub(1))
            {
                *first = true;
            }
        }
        let mut is_defining = false;
        for (range, is_in_block) in lines.into_iter().zip(is_in_block) {
            let line = &self.markdown.text[range.clone()];
            let container = Container::of(line);
            let words = &line[container.width..];
            is_defining = !is_in_block && !words.trim().is_empty() && (is_defining || words.starts_with('['));
            if is_defining {
                edits.add(range.start + container.width..range.end, "");
            }
        }
    }

    /// Leaves one of several blank lines, except in code and HTML.
    pub fn blank_lines(&self, edits: &mut Edits) {
        let exempt: Vec<_> =
            self.markdown.code.iter().chain(&self.markdown.html).map(|node| self.markdown.span(node)).collect();
        let mut was_blank = false;
        for range in self.line_ranges() {
            let is_blank = self.markdown.text[range.clone()].trim().is_empty();
            let is_exempt = Span::covering(&exempt, range.start).is_some();
            if is_blank && was_blank && !is_exempt && range.end < self.markdown.text.len() {
                edits.add(range.start..range.end + 1, "");
            }
            was_blank = is_blank && !is_exempt;
        }
    }

    fn line_ranges(&self) -> Vec<Range<usize>> {
        let mut at = 0;
        let line = |line: &str| {
            let start = at;
            at += line.len();
            start..start + line.trim_end_matches('\n').len()
        };
        self.markdown.text.split_inclusive('\n').map(line).collect()
    }

    /// Returns the missing fence of a code block at the end of the text.
    pub fn open_fence(&self) -> Option<String> {
        let last = self.markdown.root.last_child()?;
        match &last.data().value {
            NodeValue::CodeBlock(code) if code.fenced && !code.closed => {
                Some(char::from(code.fence_char).to_string().repeat(code.fence_length))
            }
            _ => None,
        }
    }
}
