//! Renders a document: makes its view, fills its template, and writes the format.

use comrak::Arena;

use super::{
    body::{self, Body},
    docx::{DocxMeta, docx, title},
    engine::{FillContext, Format, LanguageMarkup, RenderError, Rendered, Request, fill_with_figures},
    figure::FigureStore,
    html,
    picture::{DocumentPictures, WhyLeftOut},
    view::{DocumentView, Links, Target, make_view},
};

/// Renders a document.
///
/// # Errors
/// Fails if there is no such year, the project is internal, or a template is broken.
pub fn render(request: &Request<'_>) -> Result<Rendered, RenderError> {
    check_target(request)?;
    match (request.format, request.document.html_template(request.templates)) {
        (Format::Markdown, _) => render_markdown(request),
        (Format::Html, Some(page)) => render_own_page(request, &page),
        _ => render_body(request),
    }
}

/// Checks that the target exists and is public.
fn check_target(request: &Request<'_>) -> Result<(), RenderError> {
    match request.target {
        Target::Year(year) if request.portfolio.round(year).is_none() => Err(RenderError::UnknownYear(year)),
        Target::Years(first, last) if !(first..=last).any(|year| request.portfolio.round(year).is_some()) => {
            Err(RenderError::UnknownYear(first))
        }
        Target::Project(project) if !project.is_public() => Err(RenderError::Internal(project.id.to_string())),
        _ => Ok(()),
    }
}

fn view(request: &Request<'_>, links: Links<'_>) -> DocumentView {
    let Request { portfolio, source, document, target, language, today, .. } = *request;
    make_view(portfolio, source, document, target, language, links, today)
}

fn render_markdown(request: &Request<'_>) -> Result<Rendered, RenderError> {
    let context = FillContext::of(request, LanguageMarkup::Plain);
    let view = view(request, Links::To(request.base));
    let text = fill_with_figures(&context, &request.document.markdown_template(), &view)?;
    let text = body::compose_markdown(&text, &context.shown_texts, false);
    let figures = context.figure_store.files(request.language, &text);
    Ok(Rendered { figures, ..Rendered::alone(text.into_bytes()) })
}

/// Renders a page with its own HTML template.
fn render_own_page(request: &Request<'_>, template: &str) -> Result<Rendered, RenderError> {
    let context = FillContext::of(request, LanguageMarkup::Plain);
    let page = fill_with_figures(&context, template, &view(request, Links::Inside))?;
    let pictures = DocumentPictures::new(request.source, request.portfolio);
    let page = html::with_texts(request, &page, &context.shown_texts, &context.figure_store, &pictures);
    Ok(Rendered { left_out: pictures.into_left_out(), ..Rendered::alone(page.into_bytes()) })
}

/// Renders a page or a Word document from the Markdown template.
fn render_body(request: &Request<'_>) -> Result<Rendered, RenderError> {
    // Pictures are found from the folder of the portfolio, and embedded.
    let view = view(request, Links::To(""));
    let context = FillContext::of(request, LanguageMarkup::Marked);
    let text = fill_with_figures(&context, &request.document.markdown_template(), &view)?;
    let arena = Arena::new();
    let body = body::compose(&arena, &text, &context.shown_texts, request.language);
    render_blocks(request, &body, &view, &context.figure_store)
}

/// Makes a page or a Word document from a document's body.
pub fn render_blocks(
    request: &Request<'_>,
    body: &Body<'_>,
    view: &DocumentView,
    figure_store: &FigureStore,
) -> Result<Rendered, RenderError> {
    let pictures = DocumentPictures::new(request.source, request.portfolio);
    let rendered = if request.format == Format::Docx {
        render_word(request, body, view, figure_store, &pictures)?
    } else {
        Rendered::alone(html::page(request, body, view, figure_store, &pictures)?.into_bytes())
    };
    Ok(Rendered { left_out: pictures.into_left_out(), ..rendered })
}

fn render_word(
    request: &Request<'_>,
    body: &Body<'_>,
    view: &DocumentView,
    figure_store: &FigureStore,
    pictures: &DocumentPictures<'_>,
) -> Result<Rendered, RenderError> {
    let Request { document, language, .. } = *request;
    let title = title(body).unwrap_or_else(|| document.name.clone());
    let meta = DocxMeta { title: &title, language, author: &view.frame().programme };
    let files = &body.picture_files;
    let own = |address: &str| figure_store.alone(address, language);
    let find = |address: &str| own(address).or_else(|| pictures.load(address, files).map(|picture| picture.bytes));
    let made = docx(body, &meta, &find)?;
    for address in &made.unshown {
        pictures.leave_out(address, files, WhyLeftOut::TooCostly);
    }
    Ok(Rendered { lost_letters: made.lost_letters, ..Rendered::alone(made.file) })
}
