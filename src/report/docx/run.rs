//! Writes the words of a paragraph: styles, links, languages and pictures.

use comrak::{Node, nodes::NodeValue};

use super::{address::outside, body::DocxBody, contents::run, limits::DEEPEST_NESTING};
use crate::{
    document::{
        html_marks::{Half, HtmlMark, inline, passages},
        words_of,
    },
    key,
    report::docx::run_style::RunStyle,
};

impl DocxBody<'_> {
    /// Writes the content of a block.
    pub(super) fn inlines(&mut self, parent: Node<'_>, run_style: &RunStyle) {
        if self.nesting > DEEPEST_NESTING {
            return self.words(&words_of(parent), run_style);
        }
        self.nesting += 1;
        self.inline_nodes(&parent.children().collect::<Vec<_>>(), run_style);
        self.nesting -= 1;
    }

    /// Writes inline nodes, each passage with its language.
    pub(super) fn inline_nodes(&mut self, nodes: &[Node<'_>], run_style: &RunStyle) {
        let marks: Vec<HtmlMark> = nodes.iter().map(|node| inline(node)).collect();
        let mut run_style = run_style.clone();
        let mut outer = Vec::new();
        for ((node, mark), half) in nodes.iter().zip(&marks).zip(passages(&marks)) {
            match (half, mark) {
                (Some(Half::Start(language)), _) => outer.push(run_style.language.replace(language)),
                (Some(Half::End), _) => run_style.language = outer.pop().flatten(),
                (None, HtmlMark::Comment) => {}
                (None, HtmlMark::Break) => self.line_break(),
                (None, HtmlMark::Anchor(id)) => self.anchor(id),
                (None, _) => self.inline(node, &run_style),
            }
        }
    }

    fn inline(&mut self, node: Node<'_>, run_style: &RunStyle) {
        let data = node.data();
        match &data.value {
            NodeValue::Text(text) => self.words(text, run_style),
            NodeValue::SoftBreak => self.words(" ", run_style),
            NodeValue::LineBreak => self.line_break(),
            NodeValue::Code(code) => self.words(&code.literal, &RunStyle { is_code: true, ..run_style.clone() }),
            NodeValue::HtmlInline(html) | NodeValue::Raw(html) => self.words(html, run_style),
            NodeValue::Emph => self.inlines(node, &RunStyle { is_italic: true, ..run_style.clone() }),
            NodeValue::Strong => self.inlines(node, &RunStyle { is_bold: true, ..run_style.clone() }),
            NodeValue::Strikethrough => self.inlines(node, &RunStyle { is_struck: true, ..run_style.clone() }),
            NodeValue::FootnoteReference(reference) => self.note_reference(reference),
            NodeValue::Link(link) => self.link(node, &link.url, run_style),
            NodeValue::Image(link) => {
                let alt = words_of(node);
                if !self.picture(&link.url, &alt, &link.title) {
                    let words = match alt.trim() {
                        "" => self.texts.get(key!("picture.missing")).to_owned(),
                        alt => self.texts.fill(key!("picture.missing-of"), &[("alt", alt)]),
                    };
                    self.words(&words, &RunStyle { is_italic: true, ..run_style.clone() });
                }
            }
            _ => self.inlines(node, run_style),
        }
    }

    fn link(&mut self, node: Node<'_>, url: &str, run_style: &RunStyle) {
        let inside = self.bookmarks.bookmark(url).map(str::to_owned);
        match (inside, outside(url)) {
            (Some(bookmark), _) => self.xml.open("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")]),
            (None, Some(address)) => {
                let id = self.relationships.outside(&address);
                self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
            }
            // The link cannot be followed from the document; its words stay.
            (None, None) => return self.inlines(node, run_style),
        }
        self.inlines(node, &RunStyle { is_link: true, ..run_style.clone() });
        self.xml.close("w:hyperlink");
    }

    /// Writes lines of plain text.
    pub(super) fn lines(&mut self, lines: &str, run_style: &RunStyle) {
        for (at, line) in lines.lines().enumerate() {
            if at > 0 {
                self.line_break();
            }
            self.words(line, run_style);
        }
    }

    fn line_break(&mut self) {
        run(&mut self.xml, |xml| xml.empty("w:br", &[]));
    }

    pub(super) fn tab(&mut self) {
        run(&mut self.xml, |xml| xml.empty("w:tab", &[]));
    }

    pub(super) fn words(&mut self, text: &str, run_style: &RunStyle) {
        if text.is_empty() {
            return;
        }
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        match run_style {
            RunStyle { is_link: true, .. } => xml.empty("w:rStyle", &[("w:val", "Hyperlink")]),
            RunStyle { is_code: true, .. } => xml.empty("w:rStyle", &[("w:val", "InlineCode")]),
            _ => {}
        }
        for (is_so, names) in [
            (run_style.is_bold, &["w:b", "w:bCs"][..]),
            (run_style.is_italic, &["w:i", "w:iCs"]),
            (run_style.is_struck, &["w:strike"]),
        ] {
            names.iter().filter(|_| is_so).for_each(|name| xml.empty(name, &[]));
        }
        if let Some(language) = &run_style.language {
            xml.empty("w:lang", &[("w:val", language)]);
        }
        xml.close("w:rPr");
        xml.text_element("w:t", &[("xml:space", "preserve")], text);
        xml.close("w:r");
    }
}
