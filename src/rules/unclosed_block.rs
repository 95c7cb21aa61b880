//! `unclosed-block`: code, HTML or a passage in another language that nobody ended.

use comrak::nodes::NodeValue;

use crate::{
    document::{Markdown, Span, html_marks::HtmlMark},
    finding::Message,
    load::InspectedDocument,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds blocks in Markdown that are never closed: code between fences, HTML, passages in another language.
    ///
    /// # Why
    ///
    /// All that follows is taken for code, shown as it is written or not shown at all, to the end of the text: headings are no
    /// headings, lists no lists, and links lead nowhere. Other texts in the same document are not touched. Only its writer knows
    /// where the block was to end.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ~~~
    /// number;year
    ///
    /// Much that is worth keeping is lost.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ~~~
    /// number;year
    /// ~~~
    ///
    /// Much that is worth keeping is lost.
    /// ```
    "unclosed-block", "SL314", Error, Check::Markdown(may_hold, check)
}

/// The starts of such blocks.
const STARTS: &[&str] = &["```", "~~~", "<"];

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    STARTS.iter().any(|start| memchr::memmem::find(text.as_bytes(), start.as_bytes()).is_some())
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for node in &markdown.code {
        if let NodeValue::CodeBlock(code) = &node.data().value
            && code.fenced
            && !code.closed
        {
            let fence = char::from(code.fence_char).to_string().repeat(code.fence_length);
            let start = markdown.span(node).start as usize;
            let place = Span::new(start, (start + fence.len()).min(markdown.text.len()));
            let is_outer = node.parent().is_some_and(|outer| matches!(outer.data().value, NodeValue::Document));
            let key = if is_outer { text!("code") } else { text!("inside") };
            sink.add(document.path, place, Message::new(key).with("value", fence));
        }
    }
    for node in &markdown.html {
        let NodeValue::HtmlBlock(html) = &node.data().value else { continue };
        let Some(end) = missing_end(html.block_type, &html.literal) else { continue };
        let span = markdown.span(node);
        let source = markdown.slice(span);
        let blank = source.len() - source.trim_start().len();
        let start = span.start as usize + blank;
        let tag = source.trim_start().split(['>', '\n', ' ']).next().unwrap_or_default();
        // Without a tag, the block is not shown in documents.
        let key = if html.block_type == 1 { text!("html") } else { text!("hidden") };
        let message = Message::new(key).with("value", tag).with("end", end);
        sink.add(document.path, Span::new(start, start + tag.len()), message);
    }
    check_passages(markdown, document, sink);
}

/// Returns the missing end of an HTML block. The rule `unclosed-comment` checks comments.
///
/// The kinds are those of `CommonMark`, section 4.6.
pub(super) fn missing_end(kind: u8, html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let end = match kind {
        1 => {
            let names = ["pre", "script", "style", "textarea"];
            let name = names
                .into_iter()
                .find(|name| lower.trim_start().strip_prefix('<').is_some_and(|rest| rest.starts_with(name)))?;
            if names.iter().any(|name| lower.contains(&format!("</{name}>"))) {
                return None;
            }
            return Some(format!("</{name}>"));
        }
        3 => "?>",
        4 => ">",
        5 => "]]>",
        _ => return None,
    };
    (!html.contains(end)).then(|| end.to_owned())
}

/// Finds passages in another language, such as `<div lang="nn">`, without an end on the same level.
fn check_passages(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for node in markdown.shown_html() {
        if let (HtmlMark::Open(Some(_)), NodeValue::HtmlBlock(html)) = (HtmlMark::of_node(node), &node.data().value) {
            let tag = html.literal.trim();
            let start = markdown.span(node).start as usize;
            let message = Message::new(text!("passage")).with("value", tag);
            sink.add(document.path, Span::new(start, start + tag.len()), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_each_kind_of_html_is_known() {
        assert_eq!(missing_end(1, "<pre>\na\n").as_deref(), Some("</pre>"));
        assert_eq!(missing_end(1, "<PRE>\na\n</Pre>"), None);
        assert_eq!(missing_end(1, "<script>\na\n</style>"), None);
        assert_eq!(missing_end(3, "<?php a").as_deref(), Some("?>"));
        assert_eq!(missing_end(4, "<!DOCTYPE a").as_deref(), Some(">"));
        assert_eq!(missing_end(5, "<![CDATA[ a ]]>"), None);
        assert_eq!(missing_end(6, "<div>\na"), None);
    }
}
