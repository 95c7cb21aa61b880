//! What every figure needs: the texts and formats of the language, and today's date.

use serde::{Deserialize, Serialize};

use crate::{date::Date, number_format::Formats, texts::Texts};

/// The names of the figures.
pub const KINDS: [&str; 4] = ["process", "timeline", "grants", "criteria"];

/// Holds words, and their language if it is not the document's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureText {
    pub text: String,
    #[serde(default)]
    pub lang: Option<String>,
}

impl FigureText {
    /// Returns words in the document's language.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), lang: None }
    }
}

/// Holds what figures are labelled with.
pub struct FigureContext<'a> {
    pub texts: &'a Texts,
    pub formats: &'a Formats,
    /// Today's date, if it is known.
    pub today: Option<Date>,
}
