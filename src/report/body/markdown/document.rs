//! Writes a document line by line, with the texts in the places of their placeholders.

use comrak::Arena;

use super::{
    container::{self, Container},
    isolated_text::{IsolatedText, isolate},
    links::{TextLines, set_links},
};
use crate::report::{
    body::{
        node::words_of_blocks,
        setting::Setting,
        text::{parse, read},
    },
    engine::{ShownText, ShownTexts, escape_markdown},
    placeholder::Placeholder,
};

/// Composes a document from the Markdown of a filled template and its texts; `is_marked` says whether a text in another
/// language gets a language mark.
pub fn compose(markdown: &str, shown_texts: &ShownTexts, is_marked: bool) -> String {
    let mut out = MarkdownWriter { is_marked, ..MarkdownWriter::default() };
    let shown = shown_texts.all();
    for line in markdown.lines() {
        out.template_line(line, &shown);
    }
    let text = set_links(&out.text, &out.texts, &out.text_lines);
    if text.is_empty() { text } else { text.trim_end().to_owned() + "\n" }
}

/// Writes a single text that is a whole document.
pub fn of_single_text(markdown: &str, setting: Setting<'_>) -> String {
    let text = isolate(&read(markdown), setting, false);
    let whole = TextLines { text: 0, lines: 0..text.markdown.lines().count() };
    set_links(&text.markdown.clone(), &[text], &[whole])
}

/// Writes the lines of the document, and notes which of them belong to a text.
#[derive(Default)]
struct MarkdownWriter {
    is_marked: bool,
    text: String,
    count: usize,
    texts: Vec<IsolatedText>,
    text_lines: Vec<TextLines>,
}

impl MarkdownWriter {
    /// Adds a line of the template, and replaces placeholders by their texts.
    fn template_line(&mut self, line: &str, shown: &[ShownText]) {
        let mut rest = line.to_owned();
        while let Some((before, number, after)) = Placeholder::find_text(&rest) {
            let Some(shown) = shown.get(number) else {
                rest = before + &after;
                continue;
            };
            let container = Container::of(&before);
            if before[container.width..].starts_with(['|', '#']) {
                rest = format!("{before}{}{after}", words(shown));
                continue;
            }
            self.insert_text(&before, &container, shown);
            if after.trim().is_empty() {
                return;
            }
            self.add(container.indent.trim_end());
            rest = container.indent + after.trim_start();
        }
        self.add(&rest);
    }

    /// Adds a text after the words before it in its line.
    fn insert_text(&mut self, before: &str, container: &Container, shown: &ShownText) {
        let folder = shown.text.folder.as_deref().unwrap_or_default();
        let kept_out = &*shown.text.kept_out;
        let setting = Setting { number: self.texts.len(), level: shown.level, folder, kept_out };
        let text = isolate(&read(&shown.text.text), setting, true);
        let mut markdown = text.markdown.clone();
        if let Some(language) = shown.text.lang.as_ref().filter(|_| self.is_marked) {
            markdown = format!("<div lang=\"{language}\">\n\n{markdown}\n\n</div>");
        }
        let indent = &container.indent;
        let has_words = !before[container.width..].trim().is_empty();
        let mut first = before.to_owned();
        if has_words {
            self.add(before.trim_end());
            self.add(indent.trim_end());
            first.clone_from(indent);
        } else if before.is_empty() && !(self.text.is_empty() || self.text.ends_with("\n\n")) {
            self.add("");
        }
        if before.is_empty() && container::continues(&self.text, &markdown) {
            self.add(container::BETWEEN);
            self.add("");
        }
        let start = self.count;
        for (at, line) in markdown.lines().enumerate() {
            match (at, line.trim().is_empty()) {
                (0, _) => self.add(&format!("{first}{line}")),
                (_, true) => self.add(indent.trim_end()),
                (_, false) => self.add(&format!("{indent}{line}")),
            }
        }
        self.text_lines.push(TextLines { text: self.texts.len(), lines: start..self.count });
        self.texts.push(text);
    }

    fn add(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.count += 1;
    }
}

/// Returns the words of a text, for headings and table cells.
fn words(shown: &ShownText) -> String {
    let arena = Arena::new();
    let text = parse(&arena, &read(&shown.text.text), Setting { number: 0, level: 1, folder: "", kept_out: &[] });
    escape_markdown(&words_of_blocks(text.root.children()))
}
