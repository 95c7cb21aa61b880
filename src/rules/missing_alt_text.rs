//! `missing-alt-text`: a picture that says nothing to those who cannot see it.

use comrak::nodes::NodeValue;
use memchr::memmem;

use crate::{
    document::{Markdown, words_of},
    finding::Message,
    load::InspectedDocument,
    model::Portfolio,
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds pictures without a text for those who cannot see them.
    ///
    /// # Why
    ///
    /// Norwegian law asks public web pages for a text alternative to every picture. A screen reader reads it aloud, and it is
    /// shown where the picture is missing. Write what the reader should know from the picture, not the name of the file.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ![](map.svg)
    /// ```
    ///
    /// ```svg
    /// <!-- 2019/arkivfloken/map.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ![A map of the way a document goes from case worker to archive.](map.svg)
    /// ```
    ///
    /// ```svg
    /// <!-- 2019/arkivfloken/map.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    "missing-alt-text", "SL302", Warning, Check::Markdown(may_show, check), Check::Portfolio(rounds)
}

fn may_show(text: &str, _: InspectedDocument<'_>) -> bool {
    memmem::find(text.as_bytes(), b"![").is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    for node in &markdown.links {
        let NodeValue::Image(image) = &node.data().value else { continue };
        let text = words_of(node);
        let name = image.url.rsplit('/').next().unwrap_or_default();
        let message = match text.trim() {
            "" => Message::new(text!("message")),
            text if text == name || is_file_name(text) => Message::new(text!("file-name")).with("value", text),
            _ => continue,
        };
        sink.add(document.path, markdown.span(node), message);
    }
}

fn rounds(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    for round in &portfolio.rounds {
        let Some(image) = &round.image else { continue };
        let Some(file) = &image.file else { continue };
        let is_empty = image.alt.as_ref().is_none_or(|alt| alt.wordings().all(|text| text.trim().is_empty()));
        if is_empty {
            sink.add(round.file(), file.span, Message::new(text!("round")));
        }
    }
}

/// Returns whether a text is no more than the name of a picture file.
fn is_file_name(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    !text.contains(char::is_whitespace) && ["png", "jpg", "jpeg", "gif", "svg", "webp"].contains(&ending.as_str())
}
