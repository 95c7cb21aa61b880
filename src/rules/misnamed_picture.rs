//! `misnamed-picture`: a picture that is of another kind than the name of its file says.

use super::broken_picture::{each_picture, may_show};
use crate::{
    document::{FaultKind, Markdown},
    finding::Message,
    load::InspectedDocument,
    picture::PictureKind,
    rule::{Check, Sink, rule},
    rules::broken_link::address_span,
};

rule! {
    /// Finds a picture that is of another kind than the ending of its name says.
    ///
    /// # Why
    ///
    /// Documents look into the file and show it all the same. But GitHub, servers and programs go by the ending, and some of them
    /// show nothing. A new ending alone makes no other picture of it: the file must be given the name of what it is.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// ![The way of a document](map.png)
    /// ```
    ///
    /// ```svg
    /// <!-- 2019/arkivfloken/map.png -->
    /// <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 10h40"/></svg>
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
    "misnamed-picture", "SL516", Hint, Check::Markdown(may_show, check), Check::Fault(of_round)
}

fn check(markdown: &Markdown<'_>, document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    each_picture(markdown, document, |url, name, judged, node| {
        if let Some(kind) = judged.ok().filter(|kind| !kind.fits_name(name)) {
            let span = address_span(markdown, markdown.span(node), url);
            sink.add(document.path, span, message(name, kind));
        }
    });
}

fn of_round(fault: &FaultKind) -> Option<Message> {
    let FaultKind::MisnamedPicture { name, kind } = fault else { return None };
    Some(message(name, *kind))
}

fn message(name: &str, kind: PictureKind) -> Message {
    let ending = if kind == PictureKind::Jpeg { "jpg" } else { kind.ending() };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Message::new(text!("message"))
        .with("value", name)
        .with("kind", kind.ending().to_uppercase())
        .with("suggestion", format!("{stem}.{ending}"))
}
