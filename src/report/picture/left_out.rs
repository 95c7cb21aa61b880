//! A picture that a document leaves out, and why.

use crate::{
    key,
    picture::{LARGEST_PICTURE, MOST_PIXELS, PictureFault},
    texts::Texts,
};

/// Says why a document leaves a picture out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It is on the web, and no page asks for anything outside.
    Remote,
    /// It is on somebody's own machine, or below the root of a server.
    Elsewhere,
    /// It stands in the text itself.
    InText,
    /// It is outside of the portfolio.
    Outside,
    /// There is no file of exactly this name.
    Missing,
    /// It must not be published.
    Unpublished,
    /// It cannot be read.
    Unreadable,
    /// Its file is no picture that can be shown.
    Fault(PictureFault),
    /// Word would need too long to draw it.
    TooCostly,
}

/// Holds a picture that a document leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutPicture {
    /// Its path in the portfolio, or its address elsewhere.
    pub address: String,
    /// The files that show it, as far as they are known.
    pub files: Vec<String>,
    /// Why it is left out.
    pub why: WhyLeftOut,
}

impl WhyLeftOut {
    /// Says why, in the language of the texts.
    #[must_use]
    pub fn words(self, texts: &Texts) -> String {
        let key = match self {
            Self::Remote => key!("left-out.remote"),
            Self::Elsewhere => key!("left-out.elsewhere"),
            Self::InText => key!("left-out.in-text"),
            Self::Outside => key!("left-out.outside"),
            Self::Missing => key!("left-out.missing"),
            Self::Unpublished => key!("left-out.unpublished"),
            Self::Unreadable => key!("left-out.unreadable"),
            Self::TooCostly => key!("left-out.too-costly"),
            Self::Fault(fault) => match fault {
                PictureFault::Empty => key!("left-out.empty"),
                PictureFault::Pointer => key!("left-out.pointer"),
                PictureFault::WebPage => key!("left-out.web-page"),
                PictureFault::NoPicture => key!("left-out.no-picture"),
                PictureFault::Damaged => key!("left-out.damaged"),
                PictureFault::NoNamespace => key!("left-out.no-namespace"),
                PictureFault::Linked => key!("left-out.linked"),
                PictureFault::TooLarge => {
                    let limit = (LARGEST_PICTURE / 1024 / 1024).to_string();
                    return texts.fill(key!("left-out.too-large"), &[("limit", &limit)]);
                }
                PictureFault::TooManyPixels { width, height } => {
                    let (width, height) = (width.to_string(), height.to_string());
                    let limit = format!("{:.0}", MOST_PIXELS / 1e6);
                    let args = [("width", &width), ("height", &height), ("limit", &limit)];
                    return texts.fill(key!("left-out.too-many-pixels"), &args);
                }
                PictureFault::Unshown(kind) => return texts.fill(key!("left-out.unshown"), &[("kind", kind)]),
            },
        };
        texts.get(key).to_owned()
    }
}
