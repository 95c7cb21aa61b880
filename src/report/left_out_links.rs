//! The links of a document to files of the portfolio, which a page or a Word document cannot follow.

use std::collections::BTreeSet;

use comrak::{Arena, nodes::NodeValue};

use super::{Format, Rendered, Request, engine::RenderError, render};
use crate::document::{
    link_target::{decoded, is_relative, split},
    markdown::dialect,
    nesting,
};

/// Lists the files that links of a document would lead to, by their paths in the portfolio; none for Markdown, which keeps them.
///
/// # Errors
/// Fails if the document cannot be rendered in Markdown.
pub fn left_out_links(request: &Request<'_>) -> Result<Vec<String>, RenderError> {
    left_out_links_with(request, |format| render(&Request { format, base: "", ..*request }))
}

/// Lists the files as [`left_out_links`] does; `again` renders the document in another format, with paths from the portfolio.
///
/// # Errors
/// Fails if `again` fails.
pub fn left_out_links_with<E>(
    request: &Request<'_>,
    again: impl FnOnce(Format) -> Result<Rendered, E>,
) -> Result<Vec<String>, E> {
    if request.format == Format::Markdown {
        return Ok(Vec::new());
    }
    let markdown = again(Format::Markdown)?.document;
    let is_folder = |path: &str| {
        let path = path.trim_end_matches('/');
        request.portfolio.projects.iter().any(|project| *project.id == *path)
    };
    Ok(files(&String::from_utf8_lossy(&markdown)).into_iter().filter(|path| !is_folder(path)).collect())
}

/// Lists the files that the links of a text lead to, each once.
fn files(markdown: &str) -> Vec<String> {
    let arena = Arena::new();
    let root = nesting::parse(&arena, markdown, &dialect());
    let mut known = BTreeSet::new();
    let address = |node: comrak::Node<'_>| match &node.data().value {
        NodeValue::Link(link) if is_relative(&link.url) => Some(without_dots(&decoded(&split(&link.url).0))),
        _ => None,
    };
    root.descendants().filter_map(address).filter(|path| known.insert(path.clone())).collect()
}

/// Follows the steps up in a path.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn files_are_named_by_their_paths() {
        let text = "[a](2019/x/documents/b%20c.pdf) [d](2019/x/report/../documents/ø.docx#e) [again](2019/x/documents/ø.docx) [f](https://g.no) [h](#i)\n\n\
            ![j](k.png) [l](2019/x/documents/b%20c.pdf) <m@n.no>\n";
        assert_eq!(files(text), ["2019/x/documents/b c.pdf", "2019/x/documents/ø.docx"]);
    }
}
