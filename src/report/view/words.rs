//! Texts as templates see them: with their language, and with the folder of their links.

use serde::{Deserialize, Serialize, Serializer};

use crate::date::Date;

/// Holds words, and their language if it is not the document's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextView {
    pub text: String,
    pub lang: Option<&'static str>,
}

/// Holds a text in Markdown, its language if it is not the document's, and the folder of its relative links.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProseView {
    pub text: String,
    pub lang: Option<String>,
    pub folder: Option<String>,
    /// The file of the portfolio that it stands in.
    pub file: Option<String>,
    /// The addresses in it that lead to unpublished files.
    pub kept_out: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct ImageView {
    pub src: String,
    pub alt: Option<TextView>,
    pub caption: Option<TextView>,
    pub credit: Option<TextView>,
}

#[derive(Debug, Serialize)]
pub struct CitationView {
    pub title: TextView,
    pub publisher: Option<String>,
    pub published: Option<Date>,
    pub url: Option<String>,
}

/// Holds values by name, in the order of the portfolio.
#[derive(Debug, Clone)]
pub struct NamedValues<T>(Vec<(String, T)>);

impl<T> FromIterator<(String, T)> for NamedValues<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T: Serialize> Serialize for NamedValues<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}
