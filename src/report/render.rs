//! A document made in one of the formats: a view, its template filled, and the body drawn.

use comrak::Arena;

use super::{
    body::{self, Body},
    docx::{DocxMeta, docx, title},
    engine::{FillContext, Format, Passages, RenderError, Rendered, Request, draw},
    figure::Shelf,
    html,
    picture::picture_bytes,
    view::{Links, Target, View, make_view},
};

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
    let view = |links| make_view(portfolio, source, document, target, language, links, today);
    match (request.format, document.page(templates)) {
        (Format::Markdown, _) => {
            let drawing = FillContext::of(request, Passages::Plain);
            let text = draw(&drawing, &document.markdown(), &view(Links::To(request.base)))?;
            let text = body::compose_markdown(&text, &drawing.slots, false);
            let figures = drawing.shelf.files(language, &text);
            Ok(Rendered { document: text.into_bytes(), figures })
        }
        (Format::Html, Some(page)) => {
            let drawing = FillContext::of(request, Passages::Plain);
            let made = draw(&drawing, &page, &view(Links::Inside))?;
            Ok(Rendered::alone(html::with_texts(request, &made, &drawing.slots, &drawing.shelf).into_bytes()))
        }
        // Pictures are found from the portfolio's own folder and put into the document.
        (format, _) => {
            let view = view(Links::To(""));
            let drawing = FillContext::of(request, Passages::Marked);
            let text = draw(&drawing, &document.markdown(), &view)?;
            let arena = Arena::new();
            let body = body::compose(&arena, &text, &drawing.slots);
            let made = match format {
                Format::Docx => word(request, &body, &view, &drawing.shelf)?,
                _ => html::page(request, &body, &view, &drawing.shelf)?.into_bytes(),
            };
            Ok(Rendered::alone(made))
        }
    }
}

/// Makes a Word document of a document's body.
pub fn word(request: &Request<'_>, body: &Body<'_>, view: &View, shelf: &Shelf) -> Result<Vec<u8>, RenderError> {
    let Request { document, language, source, .. } = *request;
    let title = title(body).unwrap_or_else(|| document.name.clone());
    let meta = DocxMeta { title: &title, language, author: &view.frame().programme };
    let picture = |address: &str| shelf.alone(address, language).or_else(|| picture_bytes(source, address));
    Ok(docx(body, &meta, &picture)?)
}
