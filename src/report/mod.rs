//! Documents: a view of the portfolio goes in, Markdown or HTML comes out of a template, and Word out of the Markdown.

mod docx;
mod drawing;
mod engine;
mod localise;
mod make;
mod outline;
mod parties;
mod picture;
mod prose;
mod sheet;
mod view;
mod whole;

pub use docx::{DocxError, Meta, Pictures, docx};
pub use engine::{RenderError, fill_template};
pub use sheet::{Guide, GuideError, guide, programme, sheet};
pub use view::{Links, RoundView};
pub use whole::whole;

use serde::Serialize;

use crate::{embedded, language::Language, model::Portfolio, source::Source};

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

/// Lists the documents of a year: each is a template of that name.
#[must_use]
pub fn documents() -> Vec<&'static str> {
    embedded::documents()
}

/// Renders a document about a year's call in a language.
///
/// `base` is the way from the rendered file to the portfolio, for links in Markdown.
///
/// # Errors
/// Fails when there is no such document or year, or the template breaks.
pub fn render_round(
    portfolio: &Portfolio,
    source: &dyn Source,
    document: &str,
    year: i16,
    format: Format,
    language: Language,
    base: &str,
) -> Result<Vec<u8>, RenderError> {
    if portfolio.round(year).is_none() {
        return Err(RenderError::UnknownYear(year));
    }
    let links = match format {
        Format::Markdown => Links::To(base),
        Format::Html => Links::Inside,
        // Pictures are found from the portfolio's own folder and put into the document.
        Format::Docx => Links::To(""),
    };
    let view = RoundView::new(portfolio, source, year, language, links);
    match format {
        Format::Docx => word(document, &view, language, &view.programme, source),
        format => Ok(fill_template(&format!("{document}.{}.j2", format.ending()), &view, language)?.into_bytes()),
    }
}

/// Makes a Word document of what a document's Markdown template gives.
fn word<V: Serialize>(
    document: &str,
    view: &V,
    language: Language,
    author: &str,
    source: &dyn Source,
) -> Result<Vec<u8>, RenderError> {
    let markdown = engine::fill(&format!("{document}.md.j2"), view, language, engine::Passages::Marked)?;
    let title = docx::title(&markdown).unwrap_or_else(|| document.to_owned());
    let meta = Meta { title: &title, language, author };
    Ok(docx(&markdown, &meta, &|address| picture::bytes(source, address))?)
}
