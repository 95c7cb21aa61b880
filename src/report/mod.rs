//! Documents: a view of the portfolio goes in, Markdown or HTML comes out of a template, and Word out of the Markdown.

mod document;
mod docx;
mod drawing;
mod engine;
mod fault;
mod final_report;
mod learning;
mod localise;
mod make;
mod outline;
mod overview;
mod page;
mod parties;
mod picture;
mod project;
mod prose;
mod sheet;
mod templates;
mod values;
mod view;
mod whole;

pub use document::{About, Document, Header, Origin, document, documents, names};
pub use docx::{DocxError, Meta, Pictures, docx};
pub use engine::{RenderError, fill_template};
pub use fault::{Defect, TemplateFault};
pub use final_report::{FINAL_REPORT, ReportError, draft, handed_over, report_path};
pub use make::Target;
pub use sheet::{Guide, GuideError, guide, programme, sheet};
pub use templates::Templates;
pub use view::{Frame, Links, RoundView, View};
pub use whole::whole;

use crate::{language::Language, model::Portfolio, source::Source};

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
}

/// Renders a document.
///
/// # Errors
/// Fails when there is no such year, the project may not be published, or a template breaks.
pub fn render(request: &Request<'_>) -> Result<Vec<u8>, RenderError> {
    match request.target {
        Target::Year(year) if request.portfolio.round(year).is_none() => return Err(RenderError::UnknownYear(year)),
        Target::Years(first, last) if !(first..=last).any(|year| request.portfolio.round(year).is_some()) => {
            return Err(RenderError::UnknownYear(first));
        }
        Target::Project(project) if !project.is_public() => {
            return Err(RenderError::Internal(project.id.to_string()));
        }
        _ => {}
    }
    let Request { portfolio, source, templates, document, target, language, .. } = *request;
    let view = |links| make::view(portfolio, source, document, target, language, links);
    let markdown = |view: &View, passages| engine::fill(templates, &document.markdown(), view, language, passages);
    match (request.format, document.page(templates)) {
        (Format::Markdown, _) => Ok(markdown(&view(Links::To(request.base)), engine::Passages::Plain)?.into_bytes()),
        (Format::Html, Some(page)) => {
            let view = view(Links::Inside);
            Ok(engine::fill(templates, &page, &view, language, engine::Passages::Plain)?.into_bytes())
        }
        // Pictures are found from the portfolio's own folder and put into the document.
        (format, _) => {
            let view = view(Links::To(""));
            let text = markdown(&view, engine::Passages::Marked)?;
            match format {
                Format::Docx => word(document, &text, &view, language, source),
                _ => Ok(page::page(&text, &view, templates, language, source)?.into_bytes()),
            }
        }
    }
}

/// Makes a Word document of what a document's Markdown template gives.
fn word(
    document: &Document,
    markdown: &str,
    view: &View,
    language: Language,
    source: &dyn Source,
) -> Result<Vec<u8>, RenderError> {
    let title = docx::title(markdown).unwrap_or_else(|| document.name.clone());
    let meta = Meta { title: &title, language, author: &view.frame().programme };
    Ok(docx(markdown, &meta, &|address| picture::bytes(source, address))?)
}
