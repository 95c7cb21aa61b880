//! Regenerates the final report of a project, and returns its status.

use crate::{
    document::parts::{Survey, survey},
    edit::regenerate::{RegenerateError, Regenerated, StalePart, prompts, regenerate, stale},
    key,
    language::Language,
    model::{Portfolio, Project, ReportFile},
    report::{
        Request, body,
        engine::{FillContext, LanguageMarkup, RenderError, fill_with_figures},
        figure::FigureFile,
        view::{DocumentView, Links, make_view},
    },
    texts::Texts,
};

/// The name of the document.
pub const FINAL_REPORT: &str = "report";

/// The relative path from the report of a project to the portfolio.
pub(super) const UP: &str = "../../../";

/// Says why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Its template is broken, or the project is internal.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The generated parts of the file are ambiguous.
    #[error(transparent)]
    Regenerate(#[from] RegenerateError),
}

/// Holds a regenerated report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The text, and what changed.
    pub made: Regenerated,
    /// The figures, for the folder in the request.
    pub figures: Vec<FigureFile>,
}

/// Holds the status of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportStatus {
    /// The sections of the report if it were regenerated today.
    pub survey: Survey,
    /// The sections of the file.
    pub file: Survey,
    /// The generated parts that differ from the data today.
    pub stale: Vec<StalePart>,
}

/// Returns the path of a project's report in the portfolio; a translation has its language in the file name.
#[must_use]
pub fn report_path(portfolio: &Portfolio, project: &Project, language: Language) -> String {
    let is_own = language == portfolio.language_of(project);
    let code = if is_own { String::new() } else { format!(".{}", language.code()) };
    format!("{}/{}/report{code}.md", project.id, ReportFile::FOLDER)
}

/// Regenerates the report of a project and keeps the user's text; `old` is empty for a new report.
///
/// # Errors
/// Fails if the template is broken or the old report has a conflict.
pub fn draft(request: &Request<'_>, old: &str) -> Result<Draft, ReportError> {
    let base = if request.base.is_empty() { UP } else { request.base };
    let context = FillContext::of(request, LanguageMarkup::Plain);
    let (new_text, _) = new_text(request, base, &context)?;
    let made = regenerate(old, &new_text, Texts::of(request.language).get(key!("report.note")))?;
    let figures = context.figure_store.files(request.language, &made.text);
    Ok(Draft { made, figures })
}

/// Returns the status of a project's report: what is left to write, including missing prompts, and which parts are stale.
///
/// # Errors
/// Fails if the template is broken or the report has a conflict.
pub fn report_status(request: &Request<'_>, old: &str) -> Result<ReportStatus, ReportError> {
    let base = if request.base.is_empty() { UP } else { request.base };
    let (now, _) = new_text(request, base, &FillContext::of(request, LanguageMarkup::Plain))?;
    let text = regenerate(old, &now, Texts::of(request.language).get(key!("report.note")))?.text;
    let mut found = stale(old, &now);
    if !found.is_empty() && request.figures.is_some() {
        // A report without figures is not stale for that reason.
        let (plain, _) =
            new_text(request, base, &FillContext { figures: None, ..FillContext::of(request, LanguageMarkup::Plain) })?;
        let without = stale(old, &plain);
        found.retain(|part| without.contains(part));
    }
    let prompts = prompts(&now);
    Ok(ReportStatus { survey: survey(&text, &prompts), file: survey(old, &prompts), stale: found })
}

/// Fills the template; returns the new text of the report, and the view.
pub(super) fn new_text(
    request: &Request<'_>,
    base: &str,
    context: &FillContext<'_>,
) -> Result<(String, DocumentView), RenderError> {
    let Request { portfolio, source, document, target, language, today, .. } = *request;
    let view = make_view(portfolio, source, document, target, language, Links::To(base), today);
    let text = fill_with_figures(context, &document.markdown_template(), &view)?;
    Ok((body::compose_markdown(&text, &context.shown_texts, context.language_markup == LanguageMarkup::Marked), view))
}
