//! `broken-picture`: a picture whose file is there, and that no document can show.

use std::collections::HashMap;

use comrak::nodes::NodeValue;
use memchr::memmem;

use super::broken_link::address_span;
use crate::{
    document::{FaultKind, Markdown, link_target},
    finding::Message,
    load::{InspectedDocument, Role, judge_file},
    picture::{LARGEST_PICTURE, MOST_PIXELS, PictureFault, PictureKind},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a picture that a text or a round shows, and whose file is none that a document can show.
    ///
    /// # Why
    ///
    /// A page holds its pictures, and leaves out what is none: a note of Git LFS in the place of the picture, an empty or incomplete
    /// file, a web page that was saved instead, a kind of picture that not every browser and Word shows, a drawing that takes a
    /// part of itself from another file, or a picture of more than 8 MB or 50 million pixels. Shown are PNG, JPEG, GIF, WebP and SVG.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ![The way of a document](map.svg)
    /// ```
    ///
    /// ```svg
    /// <!-- 2019/arkivfloken/map.svg -->
    /// version https://git-lfs.github.com/spec/v1
    /// oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
    /// size 12345
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ![The way of a document](map.svg)
    /// ```
    ///
    /// ```svg
    /// <!-- 2019/arkivfloken/map.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 10h40"/></svg>
    /// ```
    "broken-picture", "SL514", Warning, Check::Markdown(may_show, check), Check::Fault(of_round)
}

/// Returns whether a text may show a picture.
pub(super) fn may_show(text: &str, _: InspectedDocument<'_>) -> bool {
    memmem::find(text.as_bytes(), b"![").is_some()
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    each_picture(markdown, document, |url, name, judged, node| {
        if let Err(fault) = judged {
            let span = address_span(markdown, markdown.span(node), url);
            sink.add(document.path, span, message(name, fault));
        }
    });
}

/// Calls `look` with every picture whose file is there: its address, the name of its file, its kind or its fault, and its node.
pub(super) fn each_picture<'a>(
    markdown: &Markdown<'a>,
    document: InspectedDocument<'_>,
    mut look: impl FnMut(&str, &str, Result<PictureKind, PictureFault>, comrak::Node<'a>),
) {
    if !matches!(document.role, Role::Published | Role::Report) {
        return;
    }
    // A text may show one large picture many times.
    let mut known = HashMap::new();
    for &node in &markdown.links {
        let data = node.data();
        let NodeValue::Image(image) = &data.value else { continue };
        let (path, _) = link_target::split(&image.url);
        if path.is_empty() || !link_target::is_relative(&image.url) {
            continue;
        }
        let Some(parts) = link_target::resolve(document.path, &path) else { continue };
        let file = parts.join("/");
        let judged = known.entry(file).or_insert_with_key(|file| judge_file(document.source, file));
        if let Some(judged) = judged {
            look(&image.url, &path, *judged, node);
        }
    }
}

fn of_round(fault: &FaultKind) -> Option<Message> {
    let FaultKind::BrokenPicture { name, fault } = fault else { return None };
    Some(message(name, *fault))
}

fn message(name: &str, fault: PictureFault) -> Message {
    let message = match fault {
        PictureFault::Empty => Message::new(text!("empty")),
        PictureFault::Pointer => Message::new(text!("pointer")),
        PictureFault::WebPage => Message::new(text!("web-page")),
        PictureFault::NoPicture => Message::new(text!("no-picture")),
        PictureFault::Damaged => Message::new(text!("damaged")),
        PictureFault::NoNamespace => Message::new(text!("no-namespace")),
        PictureFault::Linked => Message::new(text!("linked")),
        PictureFault::Unshown(kind) => Message::new(text!("unshown")).with("kind", kind),
        PictureFault::TooLarge => {
            Message::new(text!("too-large")).with("limit", (LARGEST_PICTURE / 1024 / 1024).to_string())
        }
        PictureFault::TooManyPixels { width, height } => Message::new(text!("too-many-pixels"))
            .with("width", width.to_string())
            .with("height", height.to_string())
            .with("limit", format!("{:.0}", MOST_PIXELS / 1e6)),
    };
    message.with("value", name)
}
