//! Where the addresses of links and pictures stand in Markdown.

use super::{Markdown, Span};

impl Markdown<'_> {
    /// Lists where the addresses of links, pictures, HTML and definitions stand, in order.
    #[must_use]
    pub fn addresses(&self) -> Vec<Span> {
        let of_links = self.links.iter().filter_map(|link| {
            let whole = self.span(link);
            if self.slice(whole).starts_with('<') {
                return Some(whole);
            }
            let words = link.last_child().map_or(whole.start, |last| self.span(last).end);
            let address = Span { start: words, ..whole };
            self.slice(address).contains("](").then_some(address)
        });
        let in_html = self.html.iter().map(|node| self.span(node)).filter(|span| {
            let html = self.slice(*span).to_lowercase();
            ["href", "src"].iter().any(|name| html.contains(name))
        });
        let mut at = 0;
        let definitions = self.text.split_inclusive('\n').filter_map(|line| {
            let start = at;
            at += line.len();
            let label = line.trim_start().starts_with('[').then(|| line.find("]:"))??;
            Some(Span::new(start + label, start + line.trim_end_matches(['\r', '\n']).len()))
        });
        let mut spans: Vec<Span> = of_links.chain(in_html).chain(definitions).collect();
        spans.sort_unstable();
        spans
    }
}
