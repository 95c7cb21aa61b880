//! The language of a passage: `<div lang="nn">` around blocks and `<span lang="nn">` around words.

use comrak::{Node, nodes::NodeValue};

use super::body::DEEPEST_NESTING;
use crate::document::markdown::words_of;

/// Holds words in pieces, each with its language where that is not the document's.
pub type Spoken = Vec<(String, Option<String>)>;

/// Says what a piece of raw HTML means to a Word document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A passage starts, in a language where one is told.
    Open(Option<String>),
    /// A passage ends.
    Close,
    /// A place that links can point at.
    Anchor(String),
    /// A new line.
    Break,
    /// Nothing anybody is to see.
    Comment,
    /// Something else, shown as the text it is.
    Text,
}

impl Mark {
    /// Reads a tag that stands alone; `name` is `div` between blocks and `span` between words.
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
                // The end of a place that links point at.
                "a" => Self::Comment,
                _ => Self::Text,
            };
        }
        let id = |rest: &str| Some(rest.trim().strip_prefix("id=\"")?.strip_suffix('"')?.to_owned());
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

/// Returns the language when that is all that a tag says.
fn language(attributes: &str) -> Option<String> {
    tag(attributes.trim().strip_prefix("lang=\"")?.strip_suffix('"')?)
}

/// Returns the whole name that Word knows a language by; none for what is no language.
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

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// Finds which tags open and close a passage in a language, each with that language at the opening.
///
/// A tag without its other half, and a passage in no language, is left alone: it is shown as text.
pub fn passages(marks: &[Mark]) -> Vec<Option<Half>> {
    let mut halves = vec![None; marks.len()];
    let mut open = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        match mark {
            Mark::Open(language) => open.push((at, language)),
            Mark::Close => {
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

/// Returns the words below a part, each piece in its language.
pub fn spoken(parent: Node<'_>, language: Option<&str>) -> Spoken {
    let mut spoken = Spoken::new();
    listen(parent, language, 0, &mut spoken);
    spoken
}

fn listen(parent: Node<'_>, language: Option<&str>, depth: usize, spoken: &mut Spoken) {
    let mut say = |words: String, language: Option<&str>| match spoken.last_mut() {
        Some((last, known)) if known.as_deref() == language => last.push_str(&words),
        _ => spoken.push((words, language.map(str::to_owned))),
    };
    if depth > DEEPEST_NESTING || parent.first_child().is_none() {
        return say(words_of(parent), language);
    }
    let nodes: Vec<Node<'_>> = parent.children().collect();
    let marks: Vec<Mark> = nodes.iter().map(|node| inline(node)).collect();
    let mut languages = vec![language.map(str::to_owned)];
    for (node, half) in nodes.into_iter().zip(passages(&marks)) {
        match half {
            Some(Half::Start(language)) => languages.push(Some(language)),
            Some(Half::End) => drop(languages.pop()),
            None => listen(node, languages.last().and_then(Option::as_deref), depth + 1, spoken),
        }
    }
}

/// Reads the mark that words may stand between.
pub fn inline(node: Node<'_>) -> Mark {
    match &node.data().value {
        NodeValue::HtmlInline(html) => Mark::of(html, "span"),
        _ => Mark::Text,
    }
}

/// Reads the mark that blocks may stand between.
pub fn block(node: Node<'_>) -> Mark {
    match &node.data().value {
        NodeValue::HtmlBlock(html) => Mark::of(&html.literal, "div"),
        _ => Mark::Text,
    }
}

/// Names the start or the end of a passage.
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
        let open = |code: &str| Mark::Open(Some(code.to_owned()));
        assert_eq!(Mark::of("<div lang=\"nn\">\n", "div"), open("nn-NO"));
        assert_eq!(Mark::of("<span lang=\"en\">", "span"), open("en-GB"));
        assert_eq!(Mark::of("<div>", "div"), Mark::Open(None));
        assert_eq!(Mark::of("<div lang=\"nn\" onclick=\"x\">", "div"), Mark::Open(None));
        assert_eq!(Mark::of("</div>", "div"), Mark::Close);
        assert_eq!(Mark::of("<br />", "span"), Mark::Break);
        assert_eq!(Mark::of("<a id=\"x\"></a>", "div"), Mark::Anchor("x".to_owned()));
        assert_eq!(Mark::of("<!-- a -->", "div"), Mark::Comment);
        assert_eq!(Mark::of("<!-- a --> b <!-- c -->", "div"), Mark::Text);
        assert_eq!(Mark::of("<divide>", "div"), Mark::Text);
        assert_eq!(Mark::of("<div lang=\"nn\">x</div>", "div"), Mark::Text);
    }

    #[test]
    fn halves_without_each_other_are_left_alone() {
        let marks = ["</div>", "<div lang=\"nn\">", "<div>", "</div>", "</div>", "<div lang=\"en\">"];
        let halves = passages(&marks.map(|html| Mark::of(html, "div")));
        let start = Some(Half::Start("nn-NO".to_owned()));
        assert_eq!(halves, [None, start, None, None, Some(Half::End), None]);
    }
}
