//! `raw-html`: HTML in prose, which no document shows as such.

use comrak::{Node, nodes::NodeValue};
use memchr::{memchr_iter, memmem};

use super::unclosed_block::missing_end;
use crate::{
    document::{Markdown, Span, comments, html_marks::HtmlMark, link_target::is_relative},
    finding::Message,
    load::{DocumentBody, InspectedDocument},
    model::proposed_name,
    rule::{Check, Sink, each_text, rule},
};

rule! {
    /// Finds HTML in Markdown, comments excepted.
    ///
    /// # Why
    ///
    /// Documents are made as web pages, as Word files and as plain Markdown, and nobody checks HTML in prose for safety or
    /// accessibility. So it is shown to the reader as the code it is; instructions and declarations,
    /// `<? … ?>` and `<! … >`, are left out. Markdown has marks of its own for what prose needs, but for
    /// four things, which every document understands: a line break, `<br>`, a passage in another language, `<span lang="nn">` and
    /// `<div lang="nn">`, each with its end, and a place that links lead to, `<a id="figures"></a>`. A word
    /// in angle brackets, such as `<name>`, is taken for HTML as well; write it between backticks. YAML has other comments:
    /// `<!-- … -->` in a value is a part of its text, and found, too.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// This is <b>urgent</b>.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// This is **urgent**.
    /// ```
    "raw-html", "SL304", Warning, Check::Markdown(may_hold, check), Check::Text(check_values)
}

fn may_hold(text: &str, _: InspectedDocument<'_>) -> bool {
    memchr_iter(b'<', text.as_bytes()).any(|at| !text[at..].starts_with("<!--"))
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for node in markdown.shown_html() {
        let span = markdown.span(node);
        let html = match &node.data().value {
            // The rule `unclosed-block` reports it.
            NodeValue::HtmlBlock(block) if missing_end(block.block_type, &block.literal).is_some() => continue,
            NodeValue::HtmlBlock(block) => block.literal.clone(),
            NodeValue::HtmlInline(html) => html.clone(),
            _ => continue,
        };
        // Only opening tags are reported. The rule `unclosed-block` reports unclosed passages.
        if html.starts_with("</") || is_open_passage(node) {
            continue;
        }
        if let Some(tag) = first_tag(&html) {
            let at = markdown.slice(span).find(tag).map_or(span.start as usize, |at| span.start as usize + at);
            let place = Span::new(at, (at + tag.len()).min(span.end as usize));
            let key = if is_left_out(tag) { text!("hidden") } else { text!("message") };
            let message = of_picture(&html).unwrap_or_else(|| Message::new(key));
            sink.add(document.path, place, message.with("value", tag));
        }
    }
}

/// Returns the message about a picture in HTML, with the same in Markdown.
fn of_picture(html: &str) -> Option<Message> {
    let rest =
        html.trim_start().get(..4).filter(|start| start.eq_ignore_ascii_case("<img")).map(|_| html.trim_start())?;
    let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
    let source = attribute(tag, "src").filter(|source| !source.is_empty())?;
    let alt = attribute(tag, "alt").unwrap_or_default().replace(['[', ']', '\n'], " ");
    let is_here = is_relative(&source);
    let name = if is_here { source.replace(' ', "%20") } else { proposed_name(&source, &alt) };
    let message = if is_here { Message::new(text!("picture")) } else { Message::new(text!("remote-picture")) };
    // A picture without a text is another finding.
    Some(message.with("suggestion", format!("![{alt}]({name})")))
}

/// Returns the value of an attribute of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.match_indices(name).find_map(|(at, _)| {
        let rest = tag[at + name.len()..].trim_start().strip_prefix('=')?;
        tag[..at].ends_with(char::is_whitespace).then(|| rest.trim_start())
    })?;
    let value = match start.strip_prefix(['"', '\'']) {
        Some(inside) => inside.split(&start[..1]).next(),
        None => start.split(char::is_whitespace).next(),
    };
    value.map(|value| value.trim().replace("&amp;", "&"))
}

/// Returns whether no document shows a tag: instructions, declarations and raw data.
fn is_left_out(tag: &str) -> bool {
    tag.starts_with("<?") || tag.starts_with("<!")
}

fn is_open_passage(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::HtmlBlock(_)) && matches!(HtmlMark::of_node(node), HtmlMark::Open(Some(_)))
}

/// Finds Markdown comments in YAML values, where they are text.
fn check_values(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if !matches!(document.body, DocumentBody::Yaml(_)) || memmem::find(document.text.as_bytes(), b"<!--").is_none() {
        return;
    }
    each_text(document, |text, span| {
        if text.contains("<!--") {
            let raw = document.text.get(span.start as usize..span.end as usize).unwrap_or_default();
            let place =
                raw.find("<!--").map_or(span, |at| Span::new(span.start as usize + at, span.start as usize + at + 4));
            sink.add(document.path, place, Message::new(text!("comment")));
        }
    });
}

/// Returns the first tag that is not a comment.
fn first_tag(html: &str) -> Option<&str> {
    let comments: Vec<Span> = comments(html).collect();
    let is_comment = |at: usize| Span::covering(&comments, at).is_some();
    let start = html.match_indices('<').map(|(at, _)| at).find(|at| !is_comment(*at))?;
    let line = html[start..].lines().next().unwrap_or_default();
    Some(line.find('>').map_or(line.trim_end(), |end| &line[..=end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_no_tags() {
        assert_eq!(first_tag("<!-- <b> -->"), None);
        assert_eq!(first_tag("<!-- a -->\n<div\nclass=x>"), Some("<div"));
        assert_eq!(first_tag("<br/>x"), Some("<br/>"));
    }

    #[test]
    fn a_picture_is_written_in_markdown() {
        let said =
            |html: &str| of_picture(html).and_then(|message| message.args.into_iter().next()).map(|(_, value)| value);
        for (html, markdown) in [
            ("<img src=\"kart.png\" alt='Et kart' width=3>", "![Et kart](kart.png)"),
            ("<IMG alt=\"\" src=mitt.png>", "![](mitt.png)"),
            ("<img data-src=\"x.png\" src=\"a b.png\"/>", "![](a%20b.png)"),
            (
                "<img width=\"600\" alt=\"Skjema [1]\" src=\"https://github.com/user-attachments/assets/0a\" />",
                "![Skjema  1 ](skjema-1.png)",
            ),
        ] {
            assert_eq!(said(html), Some(markdown.to_owned().into()), "{html}");
        }
        assert!(said("<img>").is_none() && said("<b>").is_none());
    }
}
