//! `title-repeats`: prose that begins with the title or the name of its section.

use std::sync::LazyLock;

use comrak::{Node, nodes::NodeValue};

use crate::{
    document::Markdown,
    finding::Message,
    language::Language,
    load::InspectedDocument,
    model::Text,
    rule::{Check, Sink, rule},
    texts::{Key, Texts},
};

rule! {
    /// Finds prose that begins with the project's title or with the name of its own section.
    ///
    /// # Why
    ///
    /// Every document puts the title and the name of the section, such as «Formål», above the text. If the text begins with it
    /// too, the reader meets the same words twice. Looked at is the first heading or the first line, whatever its marks.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/purpose.md -->
    /// ## Formål
    ///
    /// Everything worth keeping is kept.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/purpose.md -->
    /// Everything worth keeping is kept.
    /// ```
    "title-repeats", "SL305", Warning, Check::Markdown(may_repeat, check)
}

/// The longest name of a section, in bytes.
const LONGEST_HEADING: usize = 200;

/// Returns whether the first line may repeat the title. There may be comments before it and marks inside.
fn may_repeat(text: &str, document: InspectedDocument<'_>) -> bool {
    let Some(line) = text.lines().map(str::trim).find(|line| !line.is_empty()) else { return false };
    // Fast path: a paragraph is longer than any title.
    let wordings = document.project.and_then(|project| project.title.as_ref()).map(|title| wordings(&title.value));
    let longest = wordings.into_iter().flatten().map(str::len).max().unwrap_or_default();
    if line.len() > LONGEST_HEADING.max(4 * longest) {
        return false;
    }
    line.contains(['<', '[', '*', '_', '`', '\\', '&']) || repeats(document, &plain(line)).is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    let is_shown = |node: &Node<'_>| !matches!(node.data().value, NodeValue::HtmlBlock(_));
    let Some(first) = markdown.root.children().find(is_shown) else { return };
    if !matches!(first.data().value, NodeValue::Heading(_) | NodeValue::Paragraph) {
        return;
    }
    let line = first_line(first);
    let words = plain(&line);
    if let Some(key) = repeats(document, &words) {
        sink.add(document.path, markdown.span(first), Message::new(key).with("value", line.trim().to_owned()));
    }
}

/// Returns the key of the message about what a line repeats.
fn repeats(document: InspectedDocument<'_>, line: &str) -> Option<Key> {
    let title = document.project.and_then(|project| project.title.as_ref());
    if title.is_some_and(|title| wordings(&title.value).any(|title| plain(title) == line)) {
        return Some(text!("title"));
    }
    is_name_of_section(document, line).then_some(text!("section"))
}

fn wordings(title: &Text) -> impl Iterator<Item = &str> {
    title.wordings().filter(|title| !title.trim().is_empty())
}

/// Returns the words up to the first line break.
fn first_line(block: Node<'_>) -> String {
    let mut line = String::new();
    for part in block.descendants() {
        match &part.data().value {
            NodeValue::Text(text) => line.push_str(text),
            NodeValue::Code(code) => line.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => break,
            _ => {}
        }
    }
    line
}

/// Returns a line in lower case, without marks at its ends.
fn plain(line: &str) -> String {
    line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Stands for the programme's name.
const PROGRAMME: &str = "{programme}";

/// Returns a name for comparison. A name with the placeholder of the programme stays unchanged.
fn prepared(name: &str) -> String {
    if name.contains(PROGRAMME) { name.to_owned() } else { plain(name) }
}

/// The names of the sections in every language, long and short, by topic.
static NAMES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let topics = ["challenge", "purpose", "assessment", "procurement", "about"];
    let all = Language::all().map(Texts::of).flat_map(|texts| {
        // The second key has several forms of the name.
        let names = topics.into_iter().flat_map(|topic| {
            let found = [format!("announcement.{topic}"), format!("rule.title-repeats.{topic}")];
            let found = found.into_iter().filter_map(|key| texts.find(&key).map(str::to_owned));
            found.flat_map(move |names| names.split(" / ").map(|name| (topic, prepared(name))).collect::<Vec<_>>())
        });
        names.collect::<Vec<_>>()
    });
    all.collect()
});

/// Returns whether a line is the name of the document's section.
fn is_name_of_section(document: InspectedDocument<'_>, line: &str) -> bool {
    let file = document.path.rsplit('/').next().unwrap_or_default();
    let topic = file.split('.').next().unwrap_or_default();
    let programme = document.settings.programme.as_ref().and_then(|programme| programme.name.as_ref());
    let programme = programme.and_then(|name| wordings(name).next()).unwrap_or("StimuLab");
    let mut names = NAMES.iter().filter(|(known, _)| *known == topic);
    names.any(|(_, name)| {
        name == line || (name.contains(PROGRAMME) && plain(&name.replace(PROGRAMME, programme)) == line)
    })
}
