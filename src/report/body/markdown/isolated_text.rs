//! One person's text written so that it can stand between others: nothing in it is open at its end, no link needs a
//! definition elsewhere, HTML is words. Every other character stays as it was written.

use comrak::{Arena, Node, nodes::NodeValue};

use super::{
    edits::Edits,
    equivalence::{is_equivalent, plain, rewritten},
    link_tail,
};
use crate::{
    document::{
        Markdown,
        html_marks::{HtmlMark, marked},
    },
    report::body::text::{Places, Setting, heading_level, html_of, paragraphs, shifted},
};

/// Holds a text as it is written.
pub struct IsolatedText {
    /// The text.
    pub markdown: String,
    /// How many headings it has.
    pub headings: usize,
    /// What it calls its places: first the headings, then those that HTML names.
    pub names: Vec<String>,
}

/// Writes a text that was read.
pub fn isolate(text: &str, setting: Setting<'_>) -> IsolatedText {
    let arena = Arena::new();
    let parsed = crate::report::body::text::parse(&arena, text, setting);
    let edited = edited(text, setting).filter(|edited| is_equivalent(edited, parsed.root));
    let markdown = edited
        .or_else(|| Some(rewritten(parsed.root)).filter(|again| is_equivalent(again, parsed.root)))
        .unwrap_or_else(|| plain(parsed.root));
    IsolatedText { markdown, headings: parsed.headings.len(), names: parsed.names }
}

/// Changes what must be changed in a text; none where the parser's places do not tell where.
fn edited(text: &str, setting: Setting<'_>) -> Option<String> {
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let mut edits = Edits::default();
    let editor = Editor { markdown: &markdown, setting, places: Places::of(markdown.root) };
    editor.headings(&mut edits);
    editor.html(&mut edits);
    editor.links(&mut edits)?;
    editor.definitions(&mut edits);
    editor.blank_lines(&mut edits);
    let mut out = edits.apply(text)?;
    if let Some(fence) = editor.open_fence() {
        out = format!("{}\n{fence}", out.trim_end_matches('\n'));
    }
    Some(trimmed(&out).to_owned())
}

/// Returns a text without the blank lines at its ends.
fn trimmed(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    &text[text[..blank].rfind('\n').map_or(0, |at| at + 1)..]
}

struct Editor<'a, 'm> {
    markdown: &'m Markdown<'a>,
    setting: Setting<'m>,
    places: Places,
}

impl<'a> Editor<'a, '_> {
    /// Moves the headings to their levels; underlined ones get marks.
    fn headings(&self, edits: &mut Edits) {
        let headings = &self.markdown.headings;
        let highest = headings.iter().filter_map(|node| heading_level(node)).min().unwrap_or_default();
        for node in headings {
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

    /// Shows HTML as words, but for the marks that mean something.
    fn html(&self, edits: &mut Edits) {
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
                        edits.add(range, "")
                    }
                    (None, _, NodeValue::HtmlInline(html)) => edits.add(range, words(html)),
                    (None, _, NodeValue::HtmlBlock(html)) => self.html_block(range, &html.literal, edits),
                    _ => {}
                }
            }
        }
    }

    fn html_block(&self, mut range: std::ops::Range<usize>, html: &str, edits: &mut Edits) {
        range.end = range.start + self.markdown.text[range.clone()].trim_end_matches('\n').len();
        let line = self.markdown.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let indent = super::Container::of(&self.markdown.text[line..range.start]).indent;
        let shown = paragraphs(html).into_iter().map(|lines| {
            let lines: Vec<String> = lines.into_iter().map(first_words).collect();
            lines.join(&format!("\\\n{indent}"))
        });
        let blank = format!("\n{}\n{indent}", indent.trim_end());
        let shown = shown.collect::<Vec<_>>().join(&blank);
        // A paragraph may stand right above or below.
        let before = if self.markdown.text[..line].ends_with("\n\n") || line == 0 { "" } else { &blank[1..] };
        let rest = &self.markdown.text[range.end..];
        let after = if rest.trim().is_empty() || rest.starts_with("\n\n") { "" } else { "\n" };
        edits.add(range, format!("{before}{shown}{after}"));
    }

    /// Writes out the addresses of links that are defined elsewhere, and of those that lead elsewhere from the document.
    fn links(&self, edits: &mut Edits) -> Option<()> {
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

    /// Returns where the words of a link end, in bytes from its start.
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

    /// Takes away the definitions of links, which no block holds.
    fn definitions(&self, edits: &mut Edits) {
        let lines = self.line_ranges();
        let mut is_held = vec![false; lines.len() + 1];
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
                let end = place.end.line.min(is_held.len());
                is_held[place.start.line.saturating_sub(1).min(end)..end].fill(true);
            }
        }
        let mut is_defining = false;
        for (range, is_held) in lines.into_iter().zip(is_held) {
            let line = &self.markdown.text[range.clone()];
            let container = super::Container::of(line);
            let words = &line[container.width..];
            is_defining = !is_held && !words.trim().is_empty() && (is_defining || words.starts_with('['));
            if is_defining {
                edits.add(range.start + container.width..range.end, "");
            }
        }
    }

    /// Leaves one of several blank lines, but not in code.
    fn blank_lines(&self, edits: &mut Edits) {
        let kept: Vec<_> =
            self.markdown.code.iter().chain(&self.markdown.html).map(|node| self.markdown.span(node)).collect();
        let mut was_blank = false;
        for range in self.line_ranges() {
            let is_blank = self.markdown.text[range.clone()].trim().is_empty();
            let is_kept = crate::document::Span::covering(&kept, range.start).is_some();
            if is_blank && was_blank && !is_kept && range.end < self.markdown.text.len() {
                edits.add(range.start..range.end + 1, "");
            }
            was_blank = is_blank && !is_kept;
        }
    }

    fn line_ranges(&self) -> Vec<std::ops::Range<usize>> {
        let mut at = 0;
        let line = |line: &str| {
            let start = at;
            at += line.len();
            start..start + line.trim_end_matches('\n').len()
        };
        self.markdown.text.split_inclusive('\n').map(line).collect()
    }

    /// Returns the fence that closes the code at the end of a text, where nobody closed it.
    fn open_fence(&self) -> Option<String> {
        let last = self.markdown.root.last_child()?;
        match &last.data().value {
            NodeValue::CodeBlock(code) if code.fenced && !code.closed => {
                Some(char::from(code.fence_char).to_string().repeat(code.fence_length))
            }
            _ => None,
        }
    }
}

/// Writes where a link leads, behind its words.
fn target(address: &str, title: &str) -> String {
    let is_plain =
        !address.is_empty() && address.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"()<>\\".contains(c));
    let address = if is_plain {
        address.to_owned()
    } else {
        let escaped = address.replace('\\', "\\\\").replace('<', "\\<").replace('>', "\\>").replace('\n', "%0A");
        format!("<{escaped}>")
    };
    if title.is_empty() {
        return format!("({address})");
    }
    format!("({address} \"{}\")", title.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Writes HTML in the middle of a line as the words it is.
fn words(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for (at, c) in html.char_indices() {
        // An address among the words would become a link.
        let is_address = match c {
            ':' => html[at..].starts_with("://"),
            '.' => html[..at].ends_with("www"),
            c => c == '@',
        };
        if is_address || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|' | '&') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// Writes HTML at the beginning of a line as the words it is.
fn first_words(line: &str) -> String {
    let words = words(line);
    let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if line.starts_with(['-', '=', '#', '>', '+']) {
        format!("\\{words}")
    } else if number.len() < words.len() && number.starts_with(['.', ')']) {
        format!("{}\\{number}", &words[..words.len() - number.len()])
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_texts_are_kept_as_they_are_written() {
        for text in [
            "* a\n* b\n\n  c\n\n1) d",
            "_a_ __b__ ~~c~~ `d`\\\ne  \nf",
            "a\n=\n\nb\n\n***\n\n| c | d |\n|---|--:|\n| e | f |",
            "> a\n> ## b\n>\n> [c][1]\n\n[1]: x",
            "- [a]\n- b\n\n[a]: <x y> 'z'\n  \n[b]: u\n[c]: v",
            "a <b>c\nd</b>\n<div>\ne",
            "```\n[a]: b\n\n\nc\n```",
            "[a [b] `]` \\] c][1]\n\n[1]: x",
            "![a][1] [![b](c)](d)\n\n[1]: x.png",
            "[1]: x\n\n[a][1]\n[b][1]",
            "- a\n\n      code\n\n- ```\n  b",
            "[a](\n  b 'c') | f<br>g |\n",
            "| a |\n| - |\n| b<br>c |\n\n<a name=\"d\">\n\ne<br>\n",
        ] {
            let arena = Arena::new();
            let setting = Setting { number: 0, level: 2, folder: "p/", kept_out: &[] };
            let parsed = crate::report::body::text::parse(&arena, text, setting);
            let edited = edited(text, setting);
            assert!(edited.as_ref().is_some_and(|edited| is_equivalent(edited, parsed.root)), "{text:?}: {edited:?}");
        }
    }
}
