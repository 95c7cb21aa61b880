//! Documents: a view of the portfolio goes in, Markdown or HTML comes out of a template, and Word out of the Markdown.

mod bare;
mod body;
mod chapters;
mod document;
mod docx;
mod drawing;
mod engine;
mod fault;
mod figure;
mod filters;
mod final_report;
mod glance;
mod guard;
mod learning;
mod localise;
mod make;
mod outline;
mod overview;
mod page;
mod parties;
mod picture;
mod project;
mod project_view;
mod sheet;
mod stale;
mod templates;
mod told;
mod values;
mod view;
mod whole;
mod xml;

pub use document::{Document, Origin, document, documents, names};
pub use docx::{DocxError, Meta, Pictures, docx};
pub use engine::{RenderError, fill_template};
pub use fault::{Defect, TemplateFault};
pub use figure::{FigureFault, FigureFile, KINDS};
pub use final_report::{Draft, FINAL_REPORT, ReportError, Standing, draft, handed_over, report_path, standing};
pub use make::{Target, encoded};
pub use sheet::{Guide, GuideError, guide, programme, sheet};
pub use stale::note_stale;
pub use templates::Templates;
pub use told::{told, told_as};
pub use view::{Frame, Links, RoundView, View};
pub use whole::whole;

use body::Body;
use comrak::Arena;
use engine::{Drawing, Passages};
use figure::Shelf;

use crate::{
    language::Language,
    model::{Date, Portfolio},
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

/// Renders a document.
///
/// # Errors
/// Fails when there is no such year, the project may not be published, or a template breaks.
pub fn render(request: &Request<'_>) -> Result<Rendered, RenderError> {
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
    let Request { portfolio, source, templates, document, target, language, today, .. } = *request;
    let view = |links| make::view(portfolio, source, document, target, language, links, today);
    match (request.format, document.page(templates)) {
        (Format::Markdown, _) => {
            let drawing = Drawing::of(request, Passages::Plain);
            let text = engine::draw(&drawing, &document.markdown(), &view(Links::To(request.base)))?;
            let text = body::compose_markdown(&text, &drawing.slots, false);
            let figures = drawing.shelf.files(language, &text);
            Ok(Rendered { document: text.into_bytes(), figures })
        }
        (Format::Html, Some(page)) => {
            let drawing = Drawing::of(request, Passages::Plain);
            let made = engine::draw(&drawing, &page, &view(Links::Inside))?;
            Ok(Rendered::alone(page::with_texts(request, &made, &drawing.slots, &drawing.shelf).into_bytes()))
        }
        // Pictures are found from the portfolio's own folder and put into the document.
        (format, _) => {
            let view = view(Links::To(""));
            let drawing = Drawing::of(request, Passages::Marked);
            let text = engine::draw(&drawing, &document.markdown(), &view)?;
            let arena = Arena::new();
            let body = body::compose(&arena, &text, &drawing.slots);
            let made = match format {
                Format::Docx => word(request, &body, &view, &drawing.shelf)?,
                _ => page::page(request, &body, &view, &drawing.shelf)?.into_bytes(),
            };
            Ok(Rendered::alone(made))
        }
    }
}

impl Rendered {
    fn alone(document: Vec<u8>) -> Self {
        Self { document, figures: Vec::new() }
    }
}

/// Makes a Word document of a document's body.
fn word(request: &Request<'_>, body: &Body<'_>, view: &View, shelf: &Shelf) -> Result<Vec<u8>, RenderError> {
    let Request { document, language, source, .. } = *request;
    let title = docx::title(body).unwrap_or_else(|| document.name.clone());
    let meta = Meta { title: &title, language, author: &view.frame().programme };
    let picture = |address: &str| shelf.alone(address, language).or_else(|| picture::bytes(source, address));
    Ok(docx(body, &meta, &picture)?)
}
