//! The final report: what the portfolio knows, around what people wrote.

use comrak::Arena;

use super::chapters::below_title;
use crate::{
    document::{
        Markdown, Span,
        links::forbidden_addresses,
        parts::{Block, PartKind, PartLine, Prompts, Survey, blocks, says, survey},
    },
    edit::regenerate::{RegenerateError, Regenerated, StalePart, prompts, regenerate, stale},
    language::Language,
    load::links_to_unpublished,
    model::{Portfolio, Project, ReportFile},
    report::{
        Format, Rendered, Request,
        body::{self, Setting},
        engine::{FillContext, Passages, RenderError, draw},
        figure::FigureFile,
        html,
        render::word,
        view::{Links, Target, View, make_view},
    },
    texts::Texts,
};

/// The name of the document.
pub const FINAL_REPORT: &str = "report";

/// The way from a project's report to the portfolio.
const UP: &str = "../../../";

/// Says why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// Its template is broken, or it may not be published.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The file that people write in cannot be read with certainty.
    #[error(transparent)]
    Regenerate(#[from] RegenerateError),
}

/// Holds a report made anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its text, and what happened to it.
    pub made: Regenerated,
    /// The figures that it shows, to be laid into the folder of the request.
    pub figures: Vec<FigureFile>,
}

/// Tells how far a report has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportStatus {
    /// What it would hold if it were made anew today.
    pub survey: Survey,
    /// What its file holds.
    pub file: Survey,
    /// The parts that say otherwise than the data do today.
    pub stale: Vec<StalePart>,
}

/// Returns the path of a project's report in a language, in the portfolio: a translation has its language in the name.
#[must_use]
pub fn report_path(portfolio: &Portfolio, project: &Project, language: Language) -> String {
    let is_own = language == portfolio.language_of(project);
    let code = if is_own { String::new() } else { format!(".{}", language.code()) };
    format!("{}/{}/report{code}.md", project.id, ReportFile::FOLDER)
}

/// Makes a project's report anew around what people wrote in the old one; an empty one begins it.
///
/// # Errors
/// Fails when the template breaks or the old report holds a conflict.
pub fn draft(request: &Request<'_>, old: &str) -> Result<Draft, ReportError> {
    let base = if request.base.is_empty() { UP } else { request.base };
    let drawing = FillContext::of(request, Passages::Plain);
    let (fresh, _) = fresh(request, base, &drawing)?;
    let made = regenerate(old, &fresh, Texts::of(request.language).get("report.note"))?;
    let figures = drawing.shelf.files(request.language, &made.text);
    Ok(Draft { made, figures })
}

/// Tells how far a project's report has come: what is left to write in it, with the boxes that are missing from it, and what
/// the data have left behind.
///
/// # Errors
/// Fails when the template breaks or the report holds a conflict.
pub fn standing(request: &Request<'_>, old: &str) -> Result<ReportStatus, ReportError> {
    let base = if request.base.is_empty() { UP } else { request.base };
    let (now, _) = fresh(request, base, &FillContext::of(request, Passages::Plain))?;
    let text = regenerate(old, &now, Texts::of(request.language).get("report.note"))?.text;
    let mut found = stale(old, &now);
    if !found.is_empty() && request.figures.is_some() {
        // A report that was made without figures is no other for that.
        let (plain, _) =
            fresh(request, base, &FillContext { figures: None, ..FillContext::of(request, Passages::Plain) })?;
        let without = stale(old, &plain);
        found.retain(|part| without.contains(part));
    }
    let prompts = prompts(&now);
    Ok(ReportStatus { survey: survey(&text, &prompts), file: survey(old, &prompts), stale: found })
}

/// Stands for the folder of the figures until links are set: they lie beside the document, and not beside the report.
const FIGURES: &str = "stimulab-figures:";

/// Makes a document of a project's report to hand over; of a final one, what is not written is left out.
///
/// # Errors
/// Fails when the project may not be published, the template breaks, or the old report holds a conflict.
pub fn handed_over(request: &Request<'_>, old: &str, is_final: bool) -> Result<Rendered, ReportError> {
    let Target::Project(project) = request.target else { return Err(RenderError::UnknownYear(0).into()) };
    if !project.is_public() {
        return Err(RenderError::Internal(project.id.to_string()).into());
    }
    let is_markdown = request.format == Format::Markdown;
    let drawing = FillContext {
        figures: request.figures.map(|_| FIGURES),
        ..FillContext::of(request, if is_markdown { Passages::Plain } else { Passages::Marked })
    };
    let (fresh, view) = fresh(request, UP, &drawing)?;
    let old = old.replace("\r\n", "\n");
    let note = Texts::of(request.language).get("report.note").to_owned();
    let mut text = below_title(&regenerate(&old, &fresh, &note)?.text);
    if is_final {
        let mut prompts = prompts(&fresh);
        // What the program says above a passage that it set aside is for its writers, too.
        prompts.add("", &[note.as_str()]);
        text = without_blanks(&text, &prompts);
    }
    // What people wrote points from the folder of the report; pictures are looked for from the portfolio's.
    let base = if is_markdown { request.base } else { "" };
    let folder = format!("{base}{}/{}/", project.id, ReportFile::FOLDER);
    let path = format!("{}/{}/report.md", project.id, ReportFile::FOLDER);
    let kept_out = forbidden_addresses(&text, &|url| links_to_unpublished(request.source, &path, url));
    let setting = Setting { number: 0, level: 1, folder: &folder, kept_out: &kept_out };
    let arena = Arena::new();
    let document = match request.format {
        Format::Docx => word(request, &body::alone(&arena, &text, setting), &view, &drawing.shelf)?,
        Format::Html => html::page(request, &body::alone(&arena, &text, setting), &view, &drawing.shelf)?.into_bytes(),
        Format::Markdown => {
            let text = body::markdown_alone(&text, setting);
            let figures = drawing.shelf.files(request.language, &text);
            let document = text.replace(FIGURES, request.figures.unwrap_or_default()) + "\n";
            return Ok(Rendered { document: document.into_bytes(), figures });
        }
    };
    Ok(Rendered::alone(document))
}

/// Fills the template.
fn fresh(request: &Request<'_>, base: &str, drawing: &FillContext<'_>) -> Result<(String, View), RenderError> {
    let Request { portfolio, source, document, target, language, today, .. } = *request;
    let view = make_view(portfolio, source, document, target, language, Links::To(base), today);
    let text = draw(drawing, &document.markdown(), &view)?;
    Ok((body::compose_markdown(&text, &drawing.slots, drawing.passages == Passages::Marked), view))
}

/// Leaves out what is not written, and headings that nothing is below any more.
///
/// A box that nobody answered goes, with its heading, whatever the heading and whatever became of its markers.
fn without_blanks(text: &str, prompts: &Prompts) -> String {
    let blocks = blocks(text);
    let mut lines: Vec<&str> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Text(text) => lines.extend(prompts.without(text).iter().map(|line| line.text)),
            Block::Part(part) => {
                let level = part.body.iter().find_map(PartLine::level);
                let is_answered =
                    || matches!(blocks.get(at + 1), Some(Block::Text(text)) if says(&prompts.without(text), level));
                if part.kind == PartKind::Facts {
                    lines.extend(part.body.iter().map(|line| line.text));
                } else if is_answered() {
                    // What was made anew holds nothing of people's between the markers of a box but its heading.
                    lines.extend(part.body.iter().filter(|line| line.level().is_some()).map(|line| line.text));
                }
                lines.push("");
            }
            Block::Alone(..) | Block::Stray(..) => {}
        }
    }
    without_bare_headings(&lines)
}

fn without_bare_headings(lines: &[&str]) -> String {
    let level = |line: &str| {
        let marks = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&marks).then_some(marks).filter(|_| line[marks..].starts_with(' '))
    };
    let mut kept: Vec<(&str, bool)> = Vec::new();
    // The level of the heading that would come next, had nothing stood in between; none where something does.
    let mut next = Some(0);
    let text = lines.join("\n");
    let arena = Arena::new();
    let code = Markdown::parse(&arena, &text).code_spans();
    let mut at = 0;
    let code: Vec<bool> = lines
        .iter()
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            // A block of code that is indented begins behind its spaces.
            Span::covering(&code, start + line.len() - line.trim_start().len()).is_some()
        })
        .collect();
    for (line, is_code) in lines.iter().zip(code).rev() {
        match level(line).filter(|_| !is_code) {
            Some(level) if level > 1 && next.is_some_and(|next| next <= level) => {}
            Some(level) => {
                next = Some(level);
                kept.push((line, is_code));
            }
            None => {
                let says_nothing = !is_code && line.trim().is_empty() || line.trim_start().starts_with("<!--");
                next = next.filter(|_| says_nothing);
                kept.push((line, is_code));
            }
        }
    }
    kept.reverse();
    if let Some(("", false)) = kept.last() {
        kept.pop();
    }
    let mut out = String::new();
    let mut is_blank = true;
    for (line, is_code) in kept {
        if is_code || !(line.is_empty() && is_blank) {
            out.push_str(line);
            out.push('\n');
        }
        is_blank = line.is_empty();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_with_nothing_below_go() {
        let text = "# T\n\n## A\n\n### B\n\n## C\n\nc\n\n### D\n";
        assert_eq!(without_bare_headings(&text.lines().collect::<Vec<_>>()), "# T\n\n## C\n\nc\n");
        for code in [
            "## A\n\n```\n# no heading\n```\n",
            "## A\n\n~~~\n## no heading\n\n\n## nor here\n~~~\n",
            "## A\n\n````\n```\n## no heading\n```\n## nor here\n````\n",
            "## A\n\n``` one line ```\n\n```\n## no heading\n```\n",
            "## A\n\n- a\n  ~~~\n## B\n\nb\n",
        ] {
            assert_eq!(without_bare_headings(&code.lines().collect::<Vec<_>>()), code);
        }
    }

    #[test]
    fn blanks_go_and_answers_stay() {
        let ask = |id: &str, title: &str| {
            let body = format!("## {title}\n\n> Write.");
            let mark = crate::document::parts::mark(&body.lines().collect::<Vec<_>>());
            format!("<!-- stimulab: ask {id} {mark} -->\n{body}\n<!-- stimulab: end {id} -->\n\n")
        };
        let text = format!("{}{}So.\n", ask("a", "A"), ask("b", "B").replace("> Write.", ""));
        assert_eq!(without_blanks(&text, &Prompts::default()).trim(), "## B\n\nSo.");
        let renamed = ask("a", "A").replace("## A", "## Our own words");
        assert_eq!(without_blanks(&renamed, &Prompts::default()).trim(), "");
    }
}
