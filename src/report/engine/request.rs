//! What is to be rendered, and what comes of it.

use super::{Document, Templates};
use crate::{
    date::Date,
    language::Language,
    model::Portfolio,
    report::{figure::FigureFile, view::Target},
    source::Source,
};

/// Names a format that documents are rendered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown that reads well on GitHub.
    Markdown,
    /// One self-contained page.
    Html,
    /// A Word document.
    Docx,
}

impl Format {
    /// Returns the ending of files in this format.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }
}

/// Holds what is to be rendered.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The portfolio.
    pub portfolio: &'a Portfolio,
    /// Where its files come from.
    pub source: &'a dyn Source,
    /// The templates of the program and the portfolio.
    pub templates: &'a Templates,
    /// The document.
    pub document: &'a Document,
    /// What it is about.
    pub target: Target<'a>,
    /// The format.
    pub format: Format,
    /// The language.
    pub language: Language,
    /// The way from the rendered file to the portfolio, for links in Markdown.
    pub base: &'a str,
    /// The way from the rendered file to the folder of its figures, for Markdown; none where they are left out.
    pub figures: Option<&'a str>,
    /// Today's date, where the program was told it: what is drawn must not depend on the clock.
    pub today: Option<Date>,
}

/// Holds a document that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The document itself.
    pub document: Vec<u8>,
    /// The figures that Markdown shows, to be laid into the folder of the request.
    pub figures: Vec<FigureFile>,
}

impl Rendered {
    /// Returns a document that needs no files beside it.
    pub fn alone(document: Vec<u8>) -> Self {
        Self { document, figures: Vec::new() }
    }
}
