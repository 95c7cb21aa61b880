//! A document made in one of the formats: a view, its template filled, and the body drawn.

use comrak::Arena;

use super::{
    body::{self, Body},
    docx::{DocxMeta, docx, title},
    engine::{FillContext, Format, LanguageMarkup, RenderError, Rendered, Request, fill_with_figures},
    figure::FigureStore,
    html,
    picture::picture_bytes,
    view::{DocumentView, Links, Target, make_view},
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
    match (request.format, document.html_template(templates)) {
        (Format::Markdown, _) => {
            let context = FillContext::of(request, LanguageMarkup::Plain);
            let text = fill_with_figures(&context, &document.markdown_template(), &view(Links::To(request.base)))?;
            let text = body::compose_markdown(&text, &context.shown_texts, false);
            let figures = context.figure_store.files(language, &text);
            Ok(Rendered { document: text.into_bytes(), figures })
        }
        (Format::Html, Some(page)) => {
            let context = FillContext::of(request, LanguageMarkup::Plain);
            let made = fill_with_figures(&context, &page, &view(Links::Inside))?;
            Ok(Rendered::alone(
                html::with_texts(request, &made, &context.shown_texts, &context.figure_store).into_bytes(),
            ))
        }
        // Pictures are found from the portfolio's own folder and put into the document.
        (format, _) => {
            let view = view(Links::To(""));
            let context = FillContext::of(request, LanguageMarkup::Marked);
            let text = fill_with_figures(&context, &document.markdown_template(), &view)?;
            let arena = Arena::new();
            let body = body::compose(&arena, &text, &context.shown_texts);
            let made = match format {
                Format::Docx => render_word(request, &body, &view, &context.figure_store)?,
                _ => html::page(request, &body, &view, &context.figure_store)?.into_bytes(),
            };
            Ok(Rendered::alone(made))
        }
    }
}

/// Makes a Word document of a document's body.
pub fn render_word(
    request: &Request<'_>,
    body: &Body<'_>,
    view: &DocumentView,
    figure_store: &FigureStore,
) -> Result<Vec<u8>, RenderError> {
    let Request { document, language, source, .. } = *request;
    let title = title(body).unwrap_or_else(|| document.name.clone());
    let meta = DocxMeta { title: &title, language, author: &view.frame().programme };
    let picture = |address: &str| figure_store.alone(address, language).or_else(|| picture_bytes(source, address));
    Ok(docx(body, &meta, &picture)?)
}
