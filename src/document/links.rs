//! Lists the addresses in a Markdown text.

use comrak::{
    Arena,
    nodes::{NodeHtmlBlock, NodeValue},
};

use super::markdown::Markdown;

/// Lists the forbidden addresses among those of links, pictures and HTML in a text.
#[must_use]
pub fn forbidden_addresses(text: &str, is_forbidden: &dyn Fn(&str) -> bool) -> Vec<String> {
    if !text.contains(['[', '<']) {
        return Vec::new();
    }
    let arena = Arena::new();
    let markdown = Markdown::parse(&arena, text);
    let mut found = Vec::new();
    for node in markdown.root.descendants() {
        match &node.data().value {
            NodeValue::Link(link) | NodeValue::Image(link) => found.push(link.url.clone()),
            NodeValue::HtmlBlock(NodeHtmlBlock { literal: html, .. }) | NodeValue::HtmlInline(html) => {
                found.extend(values(html));
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found.retain(|address| is_forbidden(address));
    found
}

/// Lists the values of HTML attributes that may be addresses.
pub fn values(html: &str) -> impl Iterator<Item = String> {
    html.match_indices('=').filter_map(|(at, _)| {
        let name = html[..at].trim_end().rsplit(|c: char| c.is_whitespace() || "\"'/<".contains(c)).next()?;
        let leads = ["src", "href", "srcset", "data", "poster", "action", "cite", "background"];
        if !leads.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return None;
        }
        let value = html[at + 1..].trim_start();
        let value = match value.strip_prefix(['"', '\'']) {
            Some(inside) => inside.split(&value[..1]).next(),
            None => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        }?;
        Some(value.trim().replace("&amp;", "&"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_lead_somewhere_is_found() {
        let text =
            "[a](\n../x/a.md) [b][c] ![d](<../x/d e.png>) <img src=\"../x/f.png\"> [g](../y/g.md)\n\n[c]: ../x/c.md\n";
        let found = forbidden_addresses(text, &|url| url.contains("x/"));
        assert_eq!(found, ["../x/a.md", "../x/c.md", "../x/d e.png", "../x/f.png"]);
    }
}
