//! `internal-leak`: a published text that refers to internal files or projects.

use comrak::nodes::{NodeHtmlBlock, NodeValue};
use memchr::{memchr_iter, memmem};

use super::broken_link::has_brackets;
use crate::{
    document::{Markdown, Node, Span, Value, hidden_text::hidden, link_target, links::values},
    finding::Message,
    load::{DocumentBody, InspectedDocument, NOTE, is_internal, is_marked_internal},
    model::{Portfolio, Visibility},
    rule::{Check, Sink, each_text, rule},
};

rule! {
    /// Finds something published that refers to something internal.
    ///
    /// # Why
    ///
    /// A file named `*.internal.md` and a project with `visibility: internal` never reach a published page. But a public text
    /// that links to one, or names it, tells readers that it is there, and leads them nowhere. Found are names of internal
    /// files, and ids of internal projects in texts, links, pictures, HTML and `related`, and their titles and former ids.
    /// Comments are left out, and so are internal projects.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// The costs are in our notes, notes.internal.md.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// The costs will be known in the autumn.
    /// ```
    "internal-leak", "SL604", Warning, Check::Text(check), Check::Markdown(may_link, check_links), Check::Portfolio(check_relations)
}

/// The longest file name that is searched for, in characters.
const MAX_NAME: usize = 200;

fn check(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if is_unpublished(document) || !may_refer(document.text) {
        return;
    }
    let comments: Vec<Span> = match document.body {
        DocumentBody::Markdown(text) => hidden(text),
        _ => Vec::new(),
    };
    each_text(document, |text, span| {
        let is_markdown = matches!(document.body, DocumentBody::Markdown(_));
        let place = |start: usize, end: usize| {
            // A YAML value may be folded. Then the name is not in the raw text, and the span of the whole value is used.
            let raw = document.text.get(span.start as usize..span.end as usize).unwrap_or_default();
            let at = if is_markdown { Some(start) } else { raw.find(&text[start..end]) };
            at.map_or(span, |at| Span::new(span.start as usize + at, span.start as usize + at + end - start))
        };
        // Binary search, because there may be many comments.
        let is_hidden = |at: usize| Span::covering(&comments, at).is_some();
        for at in memmem::find_iter(text.as_bytes(), NOTE).filter(|at| !is_hidden(*at)) {
            let start = name_start(text, at);
            let end = at + NOTE.len();
            sink.add(document.path, place(start, end), Message::new(text!("file")).with("value", &text[start..end]));
        }
        for (start, end) in ids(text).filter(|(start, _)| !is_hidden(*start)) {
            let id = &text[start..end];
            // A value that is only an id is a relation, which `check_relations` checks.
            if text.trim() != id && names_other(document, id) && is_internal(document.source, id) {
                sink.add(document.path, place(start, end), Message::new(text!("project")).with("value", id));
            }
        }
    });
}

/// Finds links to internal projects.
fn check_links(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if is_unpublished(document) {
        return;
    }
    let mut look = |url: &str, span: Span| {
        if !link_target::is_relative(url) || url.contains(NOTE) {
            return;
        }
        let (path, _) = link_target::split(url);
        let parts = link_target::resolve(document.path, &path.replace('\\', "/")).unwrap_or_default();
        if let Some(name) = parts.last().filter(|name| is_marked_internal(name)) {
            sink.add(document.path, span, Message::new(text!("file")).with("value", name.as_str()));
            return;
        }
        let [year, slug, ..] = parts.as_slice() else { return };
        let id = format!("{year}/{slug}");
        if is_year(year) && names_other(document, &id) && is_internal(document.source, &id) {
            sink.add(document.path, span, Message::new(text!("project")).with("value", id));
        }
    };
    for node in &markdown.links {
        let (NodeValue::Link(link) | NodeValue::Image(link)) = &node.data().value else { continue };
        look(&link.url, markdown.span(node));
    }
    for node in &markdown.html {
        let (NodeValue::HtmlBlock(NodeHtmlBlock { literal: html, .. }) | NodeValue::HtmlInline(html)) =
            &node.data().value
        else {
            continue;
        };
        if !html.trim_start().starts_with("<!--") {
            values(html).for_each(|url| look(&url, markdown.span(node)));
        }
    }
}

/// Returns whether a text may contain a link or HTML.
fn may_link(text: &str, document: InspectedDocument<'_>) -> bool {
    has_brackets(text, document) || text.contains('<')
}

/// Returns the message about a title or former id of an internal project.
pub(crate) fn message(name: &str, is_title: bool) -> Message {
    let message = if is_title { Message::new(text!("title")) } else { Message::new(text!("project")) };
    message.with("value", name)
}

fn check_relations(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for project in portfolio.projects.iter().filter(|project| project.is_public()) {
        for other in project.related.iter().filter_map(|relation| relation.project.as_ref()) {
            let is_hidden = portfolio
                .project(other)
                .and_then(|found| found.visibility)
                .is_some_and(|visibility| visibility.value == Visibility::Internal);
            if is_hidden {
                sink.add(project.file(), other.span, Message::new(text!("project")).with("value", &*other.value));
            }
        }
    }
}

/// Returns whether a document is never published.
fn is_unpublished(document: InspectedDocument<'_>) -> bool {
    let says_so = |root: &Node<'_>| match &root.value {
        Value::Mapping(entries) => {
            entries.iter().any(|(key, value)| key.scalar() == Some("visibility") && value.scalar() != Some("public"))
        }
        _ => false,
    };
    let is_internal = document.project.is_some_and(|project| !project.is_public());
    is_internal || matches!(document.body, DocumentBody::Yaml(root) if says_so(root))
}

/// Returns whether a text may name an internal file or a project.
fn may_refer(text: &str) -> bool {
    memmem::find(text.as_bytes(), NOTE.as_bytes()).is_some() || ids(text).next().is_some()
}

/// Returns the start of a file name, given the start of its extension.
fn name_start(text: &str, ending: usize) -> usize {
    let is_name = |c: char| c.is_alphanumeric() || "-_./%".contains(c);
    text[..ending]
        .char_indices()
        .rev()
        .take(MAX_NAME)
        .take_while(|(_, c)| is_name(*c))
        .last()
        .map_or(ending, |(at, _)| at)
}

/// Finds project ids: a year, a slash and a folder name that are not part of a longer address.
fn ids(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    memchr_iter(b'/', bytes).filter_map(move |slash| {
        let start = slash.checked_sub(4)?;
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(byte);
        let length = bytes[slash + 1..]
            .iter()
            .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || **b == b'-')
            .count();
        let is_id = bytes[start..slash].iter().all(u8::is_ascii_digit) && !bytes[..start].last().is_some_and(is_part);
        (is_id && length > 1).then_some((start, slash + 1 + length))
    })
}

fn is_year(name: &str) -> bool {
    name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether an id is the id of another project than the document's own.
fn names_other(document: InspectedDocument<'_>, id: &str) -> bool {
    !document.path.strip_prefix(id).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_distinguished_from_addresses_and_dates() {
        let found = |text: &'static str| ids(text).map(|(start, end)| &text[start..end]).collect::<Vec<_>>();
        assert_eq!(found("som i 2019/arkivfloken, og (2018/gjeldsfloka)."), ["2019/arkivfloken", "2018/gjeldsfloka"]);
        assert_eq!(found("https://x.no/2019/arkivfloken ../2019/a-b 12019/a-b 201/ab a/b"), Vec::<&str>::new());
        assert_eq!(name_start("se (notat å-1.internal.md)", 14), 10);
    }
}
