//! A person's Markdown made part of a document: headings moved down, comments left out, links that still lead somewhere.

use std::collections::BTreeMap;

use comrak::{
    Arena, Node, Options, format_html,
    nodes::{NodeValue, Sourcepos},
};

use crate::document::{
    address::{is_relative, leads_somewhere_safe},
    markdown::{dialect, hidden},
    nesting,
};

/// Says what becomes of links and pictures that point into the portfolio.
#[derive(Debug, Clone, Copy)]
pub enum Relative<'a> {
    /// They point from the document to this folder.
    To(&'a str),
    /// Pictures are inside the document, by their address in the text; other links cannot lead anywhere.
    Inside(&'a BTreeMap<String, String>),
}

/// Stands for the address of a picture until the page is written: the renderer refuses drawings as data.
const STAND_IN: &str = "stimulab-picture:";

fn options() -> Options<'static> {
    let mut options = dialect();
    // Raw HTML is shown as the text it is: a page must not contain what nobody checked.
    options.render.escape = true;
    options
}

/// Returns whether anything is left of a text without its comments.
pub fn says_something(markdown: &str) -> bool {
    !without_comments(markdown).trim().is_empty()
}

/// Lists the addresses of the pictures a text shows.
pub fn pictures(markdown: &str) -> Vec<String> {
    let arena = Arena::new();
    let root = nesting::parse(&arena, markdown, &options());
    let address = |node: Node<'_>| match &node.data().value {
        NodeValue::Image(link) if is_relative(&link.url) => Some(link.url.clone()),
        _ => None,
    };
    root.descendants().filter_map(address).collect()
}

/// Renders a text as HTML with its highest headings at `level`.
pub fn html(markdown: &str, level: u8, relative: Relative<'_>) -> String {
    let arena = Arena::new();
    let text = without_comments(markdown);
    let root = nesting::parse(&arena, &text, &options());
    let highest = headings(root).into_iter().map(|(level, ..)| level).min().unwrap_or(level);
    let nodes: Vec<Node<'_>> = root.descendants().collect();
    for node in nodes {
        let mut data = node.data_mut();
        let dead = match &mut data.value {
            NodeValue::Link(link) | NodeValue::Image(link) if !leads_somewhere_safe(&link.url) => true,
            NodeValue::Heading(heading) => {
                heading.level = shifted(heading.level, highest, level);
                false
            }
            NodeValue::Link(link) | NodeValue::Image(link) if is_relative(&link.url) => match relative {
                Relative::To(folder) => {
                    link.url = format!("{folder}{}", link.url);
                    false
                }
                Relative::Inside(pictures) => match pictures.keys().position(|address| *address == link.url) {
                    Some(at) => {
                        link.url = format!("{STAND_IN}{at}");
                        false
                    }
                    None => true,
                },
            },
            _ => false,
        };
        drop(data);
        if dead {
            // The words stay, the address goes.
            for child in node.children().collect::<Vec<_>>() {
                node.insert_before(child);
            }
            node.detach();
        }
    }
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = format_html(root, &options(), &mut out);
    if let Relative::Inside(pictures) = relative {
        for (at, data) in pictures.values().enumerate() {
            out = out.replace(&format!("src=\"{STAND_IN}{at}\""), &format!("src=\"{data}\""));
        }
    }
    out
}

/// Renders a text as Markdown with its highest headings at `level`; every other character stays as it was written.
pub fn markdown(markdown: &str, level: u8, relative: Relative<'_>) -> String {
    let text = without_comments(markdown);
    let arena = Arena::new();
    let root = nesting::parse(&arena, &text, &options());
    let found = headings(root);
    let highest = found.iter().map(|(level, ..)| *level).min().unwrap_or(level);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (old, setext, place) in found {
        let marks = "#".repeat(usize::from(shifted(old, highest, level)));
        let (first, last) = (place.start.line - 1, (place.end.line - 1).min(lines.len().saturating_sub(1)));
        if setext {
            let words = lines[first..last].iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
            lines[first] = format!("{marks} {words}");
            lines[first + 1..=last].iter_mut().for_each(String::clear);
        } else if let Some(at) = lines[first].find('#') {
            let rest = lines[first][at..].trim_start_matches('#').to_owned();
            let before = &lines[first][..at];
            lines[first] = format!("{before}{marks}{rest}");
        }
    }
    if let Relative::To(folder) = relative {
        relink(root, &mut lines, folder);
    }
    lines.join("\n").trim().to_owned()
}

/// Puts the way to the portfolio in front of relative addresses, from the last to the first so that places stay right.
fn relink(root: Node<'_>, lines: &mut [String], folder: &str) {
    let mut places: Vec<(Sourcepos, String)> = root
        .descendants()
        .filter_map(|node| {
            let data = node.data();
            match &data.value {
                NodeValue::Link(link) | NodeValue::Image(link) if is_relative(&link.url) => {
                    Some((data.sourcepos, link.url.clone()))
                }
                _ => None,
            }
        })
        .collect();
    places.sort_by_key(|(place, _)| std::cmp::Reverse((place.end.line, place.end.column)));
    for (place, url) in places {
        let Some(line) = lines.get_mut(place.end.line - 1) else { continue };
        let end = place.end.column.min(line.len());
        if let Some(at) = line.get(..end).and_then(|before| before.rfind(&url)) {
            line.insert_str(at, folder);
        }
    }
}

fn headings(root: Node<'_>) -> Vec<(u8, bool, Sourcepos)> {
    let heading = |node: Node<'_>| {
        let data = node.data();
        match &data.value {
            NodeValue::Heading(heading) => Some((heading.level, heading.setext, data.sourcepos)),
            _ => None,
        }
    };
    root.descendants().filter_map(heading).collect()
}

fn shifted(old: u8, highest: u8, level: u8) -> u8 {
    (old - highest + level).min(6)
}

/// Leaves out comments, with the lines that held nothing else; those in code are kept.
fn without_comments(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut from = 0;
    for span in hidden(markdown) {
        out += &markdown[from..span.start as usize];
        from = span.end as usize;
    }
    out + &markdown[from..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOWHERE: Relative<'_> = Relative::To("p/");

    #[test]
    fn headings_move_down_and_comments_go() {
        let text = "<!-- placeholder: x -->\n\n## System\n\nTo *be*.\n\nSub\n---\n\n### Deep #\n";
        assert_eq!(markdown(text, 4, NOWHERE), "#### System\n\nTo *be*.\n\n#### Sub\n\n\n##### Deep #");
        assert_eq!(html(text, 4, NOWHERE), "<h4>System</h4>\n<p>To <em>be</em>.</p>\n<h4>Sub</h4>\n<h5>Deep</h5>\n");
        assert!(!says_something("<!-- placeholder: x -->\n\n"));
    }

    #[test]
    fn links_lead_somewhere_or_are_words() {
        let text = "[a](b.md) ![c](d.png) [e](https://f.no) [g](#h)";
        assert_eq!(markdown(text, 3, NOWHERE), "[a](p/b.md) ![c](p/d.png) [e](https://f.no) [g](#h)");
        let pictures = BTreeMap::from([("d.png".to_owned(), "data:x".to_owned())]);
        let page = html(text, 3, Relative::Inside(&pictures));
        assert_eq!(
            page,
            "<p>a <img src=\"data:x\" alt=\"c\" /> <a href=\"https://f.no\">e</a> <a href=\"#h\">g</a></p>\n"
        );
    }

    #[test]
    fn raw_html_is_shown_and_not_run() {
        let page = html("<script>alert(1)</script>\n\na <b>c</b> [x](javascript:alert(1))", 3, NOWHERE);
        assert!(!page.contains("<script>") && !page.contains("<b>") && !page.contains("href"), "{page}");
    }

    #[test]
    fn comments_in_code_are_kept() {
        assert_eq!(markdown("```html\n<!-- a -->\n```", 3, NOWHERE), "```html\n<!-- a -->\n```");
    }

    proptest! {
        #[test]
        fn any_text_is_rendered(text in "[-#=<!>\\[\\]()a`*\n .ø]{0,60}") {
            html(&text, 3, NOWHERE);
            markdown(&text, 3, NOWHERE);
        }
    }
}
