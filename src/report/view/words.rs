//! Texts as templates see them: with their language, and where their links lead.

use crate::date::Date;
use serde::{Deserialize, Serialize};

/// Holds words, and their language where it is not the document's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TextView {
    pub text: String,
    pub lang: Option<&'static str>,
}

/// Holds a text in Markdown, its language where it is not the document's, and where its links lead.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProseView {
    pub text: String,
    pub lang: Option<String>,
    pub folder: Option<String>,
    /// The addresses in it that lead to what is not published.
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
