//! Words in a paragraph: how they look, where they lead, and in which language they are.

use comrak::{Node, nodes::NodeValue};

use super::{address::outside, body::DocxBody, contents::run, limits::DEEPEST_NESTING};
use crate::{
    document::{
        html_marks::{Half, HtmlMark, inline, passages},
        words_of,
    },
    report::docx::look::RunStyle,
};

impl DocxBody<'_> {
    /// Writes what a block says.
    pub(super) fn inlines(&mut self, parent: Node<'_>, look: &RunStyle) {
        if self.nesting > DEEPEST_NESTING {
            return self.words(&words_of(parent), look);
        }
        self.nesting += 1;
        self.pieces(&parent.children().collect::<Vec<_>>(), look);
        self.nesting -= 1;
    }

    /// Writes pieces that stand beside each other.
    pub(super) fn pieces(&mut self, nodes: &[Node<'_>], look: &RunStyle) {
        let marks: Vec<HtmlMark> = nodes.iter().map(|node| inline(node)).collect();
        let mut look = look.clone();
        let mut outer = Vec::new();
        for ((node, mark), half) in nodes.iter().zip(&marks).zip(passages(&marks)) {
            match (half, mark) {
                (Some(Half::Start(language)), _) => outer.push(look.language.replace(language)),
                (Some(Half::End), _) => look.language = outer.pop().flatten(),
                (None, HtmlMark::Comment) => {}
                (None, HtmlMark::Break) => self.line_break(),
                (None, HtmlMark::Anchor(id)) => self.anchor(id),
                (None, _) => self.inline(node, &look),
            }
        }
    }

    fn inline(&mut self, node: Node<'_>, look: &RunStyle) {
        let data = node.data();
        match &data.value {
            NodeValue::Text(text) => self.words(text, look),
            NodeValue::SoftBreak => self.words(" ", look),
            NodeValue::LineBreak => self.line_break(),
            NodeValue::Code(code) => self.words(&code.literal, &RunStyle { is_code: true, ..look.clone() }),
            NodeValue::HtmlInline(html) | NodeValue::Raw(html) => self.words(html, look),
            NodeValue::Emph => self.inlines(node, &RunStyle { is_italic: true, ..look.clone() }),
            NodeValue::Strong => self.inlines(node, &RunStyle { is_bold: true, ..look.clone() }),
            NodeValue::Strikethrough => self.inlines(node, &RunStyle { is_struck: true, ..look.clone() }),
            NodeValue::Link(link) => self.link(node, &link.url, look),
            NodeValue::Image(link) => {
                let alt = words_of(node);
                if !self.picture(&link.url, &alt) && !alt.is_empty() {
                    let words = self.texts.fill("docx.picture", &[("alt", &alt)]);
                    self.words(&words, &RunStyle { is_italic: true, ..look.clone() });
                }
            }
            _ => self.inlines(node, look),
        }
    }

    fn link(&mut self, node: Node<'_>, url: &str, look: &RunStyle) {
        let inside = self.anchors.bookmark(url).map(str::to_owned);
        match (inside, outside(url)) {
            (Some(bookmark), _) => self.xml.open("w:hyperlink", &[("w:anchor", &bookmark), ("w:history", "1")]),
            (None, Some(address)) => {
                let id = self.relations.outside(&address);
                self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
            }
            // It leads nowhere from here; its words stay.
            (None, None) => return self.inlines(node, look),
        }
        self.inlines(node, &RunStyle { is_link: true, ..look.clone() });
        self.xml.close("w:hyperlink");
    }

    /// Writes lines that are not Markdown.
    pub(super) fn lines(&mut self, lines: &str, look: &RunStyle) {
        for (at, line) in lines.lines().enumerate() {
            if at > 0 {
                self.line_break();
            }
            self.words(line, look);
        }
    }

    fn line_break(&mut self) {
        run(&mut self.xml, |xml| xml.empty("w:br", &[]));
    }

    pub(super) fn tab(&mut self) {
        run(&mut self.xml, |xml| xml.empty("w:tab", &[]));
    }

    pub(super) fn words(&mut self, text: &str, look: &RunStyle) {
        if text.is_empty() {
            return;
        }
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:rPr", &[]);
        match look {
            RunStyle { is_link: true, .. } => xml.empty("w:rStyle", &[("w:val", "Hyperlink")]),
            RunStyle { is_code: true, .. } => xml.empty("w:rStyle", &[("w:val", "InlineCode")]),
            _ => {}
        }
        for (is_so, names) in [
            (look.is_bold, &["w:b", "w:bCs"][..]),
            (look.is_italic, &["w:i", "w:iCs"]),
            (look.is_struck, &["w:strike"]),
        ] {
            names.iter().filter(|_| is_so).for_each(|name| xml.empty(name, &[]));
        }
        if let Some(language) = &look.language {
            xml.empty("w:lang", &[("w:val", language)]);
        }
        xml.close("w:rPr");
        xml.words("w:t", &[("xml:space", "preserve")], text);
        xml.close("w:r");
    }
}
