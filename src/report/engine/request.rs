//! What to render, and the result.

use std::collections::BTreeSet;

use super::{Document, Templates};
use crate::{
    date::Date,
    language::Language,
    model::Portfolio,
    report::{figure::FigureFile, picture::LeftOutPicture, view::Target},
    source::Source,
};

/// Names a format that documents are rendered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown for GitHub.
    Markdown,
    /// One self-contained page.
    Html,
    /// A Word document.
    Docx,
}

impl Format {
    /// Returns the extension of files in this format.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }
}

/// Says what to render, and how.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The portfolio.
    pub portfolio: &'a Portfolio,
    /// Where the files of the portfolio come from.
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
    /// The relative path from the rendered file to the portfolio, for links in Markdown.
    pub base: &'a str,
    /// The relative path from the rendered file to the folder of its figures, for Markdown; `None` to leave figures out.
    pub figures: Option<&'a str>,
    /// Today's date, if it is known; the program never asks the clock for it.
    pub today: Option<Date>,
}

/// Holds a rendered document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The document itself.
    pub document: Vec<u8>,
    /// The figures of a Markdown document, for the folder in the request.
    pub figures: Vec<FigureFile>,
    /// The pictures that it does not show.
    pub left_out: Vec<LeftOutPicture>,
    /// The letters that drawings in it lack, where a word processor shows them as dots.
    pub lost_letters: BTreeSet<char>,
}

impl Rendered {
    /// Returns a document without other files.
    #[must_use]
    pub fn alone(document: Vec<u8>) -> Self {
        Self { document, figures: Vec::new(), left_out: Vec::new(), lost_letters: BTreeSet::new() }
    }
}
