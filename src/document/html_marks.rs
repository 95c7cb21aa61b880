//! The HTML tags that have a meaning in a text, such as `<div lang="nn">` around blocks and `<span lang="nn">` around
//! words.

use std::borrow::Cow;

use comrak::{Node, nodes::NodeValue};

use super::comments::comments;

/// Says what a piece of raw HTML means in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HtmlMark {
    /// A passage starts, perhaps in a given language.
    Open(Option<String>),
    /// A passage ends.
    Close,
    /// A target for links.
    Anchor(String),
    /// A new line.
    Break,
    /// Something that is not shown.
    Comment,
    /// Anything else, which is shown as text.
    Text,
}

impl HtmlMark {
    /// Reads the tag of a node, block or inline.
    #[must_use]
    pub fn of_node(node: Node<'_>) -> Self {
        match &node.data().value {
            NodeValue::HtmlBlock(html) => Self::of(&without_comments(&html.literal), "div"),
            NodeValue::HtmlInline(html) => Self::of(html, "span"),
            _ => Self::Text,
        }
    }

    /// Returns the id of a target for links.
    #[must_use]
    pub fn anchor(self) -> Option<String> {
        match self {
            Self::Anchor(id) => Some(id),
            _ => None,
        }
    }

    /// Reads a single tag; `name` is `div` between blocks and `span` between words.
    #[must_use]
    pub fn of(html: &str, name: &str) -> Self {
        let html = html.trim();
        if html.starts_with("<!--") && html.ends_with("-->") && html.matches("-->").count() == 1 {
            return Self::Comment;
        }
        let Some(tag) = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else { return Self::Text };
        if matches!(tag.trim_end_matches('/').trim_end(), "br") {
            return Self::Break;
        }
        if let Some(closed) = tag.strip_prefix('/') {
            return match closed.trim() {
                closed if closed == name => Self::Close,
                // The end of a target for links.
                "a" => Self::Comment,
                _ => Self::Text,
            };
        }
        let id = |rest: &str| {
            let value = rest.trim().strip_prefix("id=\"").or_else(|| rest.trim().strip_prefix("name=\""));
            Some(value?.strip_suffix('"')?.to_owned())
        };
        if let Some(id) = tag.strip_prefix("a ").map(|rest| rest.trim_end_matches("></a")).and_then(id) {
            return if is_plain(&id) { Self::Anchor(id) } else { Self::Text };
        }
        match tag.strip_prefix(name) {
            Some("") => Self::Open(None),
            Some(rest) if !rest.contains(['<', '>']) && rest.starts_with([' ', '\n']) => Self::Open(language(rest)),
            _ => Self::Text,
        }
    }
}

/// Returns the language of a tag that has no other attribute.
fn language(attributes: &str) -> Option<String> {
    tag(attributes.trim().strip_prefix("lang=\"")?.strip_suffix('"')?)
}

/// Returns the full language tag that Word uses; none if the code is not a language.
#[must_use]
pub fn tag(code: &str) -> Option<String> {
    Some(match code {
        "nb" | "no" => "nb-NO".to_owned(),
        "nn" => "nn-NO".to_owned(),
        "en" => "en-GB".to_owned(),
        "se" => "se-NO".to_owned(),
        code => code.to_owned(),
    })
    .filter(|tag| tag.len() >= 2 && tag.len() <= 12 && tag.is_ascii() && is_plain(tag))
}

/// Removes comments after a tag; a text that starts with a comment is not changed.
fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") || html.trim_start().starts_with("<!--") {
        return Cow::Borrowed(html);
    }
    let (mut out, mut from) = (String::with_capacity(html.len()), 0);
    for span in comments(html) {
        out += &html[from..span.start as usize];
        from = span.end as usize;
    }
    Cow::Owned(out + &html[from..])
}

fn is_plain(text: &str) -> bool {
    // Temporary ids, which are replaced when the document is complete, consist of noncharacters.
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\u{fdd0}'..='\u{fdef}'))
}

/// Pairs the tags that open and close a passage in a language.
///
/// A tag without a partner, and a passage without a language, get none: they are shown as text.
#[must_use]
pub fn passages(marks: &[HtmlMark]) -> Vec<Option<Half>> {
    let mut halves = vec![None; marks.len()];
    let mut open = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        match mark {
            HtmlMark::Open(language) => open.push((at, language)),
            HtmlMark::Close => {
                if let Some((start, Some(language))) = open.pop() {
                    halves[start] = Some(Half::Start(language.clone()));
                    halves[at] = Some(Half::End);
                }
            }
            _ => {}
        }
    }
    halves
}

/// Lists the children of a node, each with its tag, and whether the tag starts or ends a passage in a language.
#[must_use]
pub fn marked(parent: Node<'_>) -> Vec<(Node<'_>, HtmlMark, Option<Half>)> {
    let children: Vec<Node<'_>> = parent.children().collect();
    let marks: Vec<HtmlMark> = children.iter().map(|node| HtmlMark::of_node(node)).collect();
    let halves = passages(&marks);
    children.into_iter().zip(marks).zip(halves).map(|((node, mark), half)| (node, mark, half)).collect()
}

/// Lists the children of a node that are HTML without a meaning, which documents show as text.
#[must_use]
pub fn shown_as_text(parent: Node<'_>) -> Vec<Node<'_>> {
    let is_html = |node: Node<'_>| matches!(node.data().value, NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_));
    let is_text = |mark: &HtmlMark| matches!(mark, HtmlMark::Text | HtmlMark::Open(_) | HtmlMark::Close);
    let parts = marked(parent).into_iter();
    parts.filter(|(node, mark, half)| half.is_none() && is_text(mark) && is_html(node)).map(|(node, ..)| node).collect()
}

/// Reads an inline tag.
#[must_use]
pub fn inline(node: Node<'_>) -> HtmlMark {
    match &node.data().value {
        NodeValue::HtmlInline(html) => HtmlMark::of(html, "span"),
        _ => HtmlMark::Text,
    }
}

/// Reads a block tag.
#[must_use]
pub fn block(node: Node<'_>) -> HtmlMark {
    match &node.data().value {
        NodeValue::HtmlBlock(html) => HtmlMark::of(&html.literal, "div"),
        _ => HtmlMark::Text,
    }
}

/// The start or the end of a passage in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Half {
    /// The passage starts, in this language.
    Start(String),
    /// The passage ends.
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        let open = |code: &str| HtmlMark::Open(Some(code.to_owned()));
        assert_eq!(HtmlMark::of("<div lang=\"nn\">\n", "div"), open("nn-NO"));
        assert_eq!(HtmlMark::of("<span lang=\"en\">", "span"), open("en-GB"));
        assert_eq!(HtmlMark::of("<div>", "div"), HtmlMark::Open(None));
        assert_eq!(HtmlMark::of("<div lang=\"nn\" onclick=\"x\">", "div"), HtmlMark::Open(None));
        assert_eq!(HtmlMark::of("</div>", "div"), HtmlMark::Close);
        assert_eq!(HtmlMark::of("<br />", "span"), HtmlMark::Break);
        assert_eq!(HtmlMark::of("<a id=\"x\"></a>", "div"), HtmlMark::Anchor("x".to_owned()));
        assert_eq!(HtmlMark::of("<!-- a -->", "div"), HtmlMark::Comment);
        assert_eq!(HtmlMark::of("<!-- a --> b <!-- c -->", "div"), HtmlMark::Text);
        assert_eq!(HtmlMark::of("<divide>", "div"), HtmlMark::Text);
        assert_eq!(HtmlMark::of("<div lang=\"nn\">x</div>", "div"), HtmlMark::Text);
    }

    #[test]
    fn halves_without_each_other_are_left_alone() {
        let marks = ["</div>", "<div lang=\"nn\">", "<div>", "</div>", "</div>", "<div lang=\"en\">"];
        let halves = passages(&marks.map(|html| HtmlMark::of(html, "div")));
        let start = Some(Half::Start("nn-NO".to_owned()));
        assert_eq!(halves, [None, start, None, None, Some(Half::End), None]);
    }
}
