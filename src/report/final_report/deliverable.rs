//! The final report as a document to deliver.

use comrak::Arena;

use super::{
    chapters::below_title,
    draft::{ReportError, UP, new_text, report_path},
    without_blanks::without_blanks,
};
use crate::{
    document::links::forbidden_addresses,
    edit::regenerate::{prompts, regenerate},
    key,
    load::links_to_unpublished,
    model::{Project, ReportFile},
    report::{
        Format, Rendered, Request,
        body::{self, Setting, WrittenFile},
        engine::{FillContext, LanguageMarkup, RenderError},
        render::render_blocks,
        view::{DocumentView, Target},
    },
    texts::Texts,
};

/// The folder of the figures until links are resolved: it is relative to the document, and other addresses to the report.
const FIGURES: &str = "stimulab-figures:";

/// Makes a document from a project's report; in a final one, everything that is not written is left out.
///
/// # Errors
/// Fails if the project is internal, the template is broken, or the old report has a conflict.
pub fn deliverable(request: &Request<'_>, old: &str, is_final: bool) -> Result<Rendered, ReportError> {
    let Target::Project(project) = request.target else { return Err(RenderError::UnknownYear(0).into()) };
    if !project.is_public() {
        return Err(RenderError::Internal(project.id.to_string()).into());
    }
    let is_markdown = request.format == Format::Markdown;
    let markup = if is_markdown { LanguageMarkup::Plain } else { LanguageMarkup::Marked };
    let context = FillContext { figures: request.figures.map(|_| FIGURES), ..FillContext::of(request, markup) };
    let (new_text, view) = new_text(request, UP, &context)?;
    let text = full_text(request, &new_text, old, is_final)?;
    // The user's addresses are relative to the folder of the report, and pictures are found from the portfolio.
    let base = if is_markdown { request.base } else { "" };
    let folder = format!("{base}{}/{}/", project.id, ReportFile::FOLDER);
    let kept_out = unpublished_addresses(request, project, &text);
    let setting = Setting { number: 0, level: 1, folder: &folder, kept_out: &kept_out };
    let path = report_path(request.portfolio, project, request.language);
    let file = WrittenFile { path: &path, written: old };
    render_text(request, file, &text, setting, (&context, &view))
}

/// Regenerates the report, shifts its chapters below the title, and leaves out what is not written in a final one.
fn full_text(request: &Request<'_>, new_text: &str, old: &str, is_final: bool) -> Result<String, ReportError> {
    let note = Texts::of(request.language).get(key!("report.note")).to_owned();
    let text = below_title(&regenerate(&old.replace("\r\n", "\n"), new_text, &note)?.text);
    if !is_final {
        return Ok(text);
    }
    let mut prompts = prompts(new_text);
    // The note above a passage that the program set aside is for the writers, too.
    prompts.add("", &[note.as_str()]);
    Ok(without_blanks(&text, &prompts))
}

fn unpublished_addresses(request: &Request<'_>, project: &Project, text: &str) -> Vec<String> {
    let path = format!("{}/{}/report.md", project.id, ReportFile::FOLDER);
    forbidden_addresses(text, &|url| links_to_unpublished(request.source, &path, url))
}

/// Renders the text of the report in the format of the request.
fn render_text(
    request: &Request<'_>,
    file: WrittenFile<'_>,
    text: &str,
    setting: Setting<'_>,
    (context, view): (&FillContext<'_>, &DocumentView),
) -> Result<Rendered, ReportError> {
    if request.format == Format::Markdown {
        let text = body::single_text_markdown(text, setting);
        let figures = context.figure_store.files(request.language, &text);
        let document = text.replace(FIGURES, request.figures.unwrap_or_default()) + "\n";
        return Ok(Rendered { figures, ..Rendered::alone(document.into_bytes()) });
    }
    let arena = Arena::new();
    let body = body::of_single_text(&arena, text, setting, file, request.language);
    Ok(render_blocks(request, &body, view, &context.figure_store)?)
}
