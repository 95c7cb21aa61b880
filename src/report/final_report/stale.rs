//! Finds the parts of final reports that are stale because the data have changed.

use rayon::prelude::*;

use super::draft::{FINAL_REPORT, ReportStatus, report_status};
use crate::{
    document::{
        SharedStr, Span,
        parts::{Blank, Block, Marker, START, blocks},
    },
    language::Language,
    load::LARGEST,
    model::{Portfolio, Project},
    report::{
        Format, Request,
        engine::{Document, Templates, document},
        view::Target,
    },
    source::Source,
    text_encoding::decode,
};

/// The stale parts of a report with their spans, and the headings of the prompts that are left to answer.
type ReportGaps = (Vec<(SharedStr, Span)>, Vec<SharedStr>);

/// Notes in each report its stale parts, and the prompts that are left to answer, as `--status` counts them: those of the
/// file, or all if the file has lost every marker. `figures` returns the address of the folder for the figures of a file.
///
/// A report that the program did not make has no stale parts, and one that cannot be regenerated is left as it is.
pub fn note_stale(portfolio: &mut Portfolio, source: &dyn Source, figures: &(dyn Fn(&str) -> Option<String> + Sync)) {
    if portfolio.projects.iter().all(|project| project.reports.is_empty()) {
        return;
    }
    let templates = Templates::read(source);
    let Ok(document) = document(&templates, FINAL_REPORT) else { return };
    let context = GapFinder { portfolio, source, templates: &templates, document: &document, figures };
    let found: Vec<Vec<Option<ReportGaps>>> = portfolio
        .projects
        .par_iter()
        .map(|project| project.reports.iter().map(|report| context.gaps(project, &report.file)).collect())
        .collect();
    for (project, found) in portfolio.projects.iter_mut().zip(found) {
        for (report, found) in project.reports.iter_mut().zip(found) {
            let Some((stale, blanks)) = found else { continue };
            report.stale = stale;
            if let Some((_, first)) = report.blanks.first().cloned() {
                let places = report.blanks.iter().map(|(_, place)| *place).chain(std::iter::repeat(first));
                report.blanks = blanks.into_iter().zip(places).collect();
            }
        }
    }
}

/// Holds what all reports need to be regenerated.
struct GapFinder<'a> {
    portfolio: &'a Portfolio,
    source: &'a dyn Source,
    templates: &'a Templates,
    document: &'a Document,
    figures: &'a (dyn Fn(&str) -> Option<String> + Sync),
}

impl GapFinder<'_> {
    /// Compares a report with the data; `None` if it cannot be regenerated.
    fn gaps(&self, project: &Project, file: &str) -> Option<ReportGaps> {
        let bytes = self.source.read(&format!("{}/{file}", project.id), LARGEST).ok()?;
        let text = decode(&bytes).ok()?;
        let marked = marked_language(text);
        let figures = (self.figures)(file);
        let request = Request {
            portfolio: self.portfolio,
            source: self.source,
            templates: self.templates,
            document: self.document,
            target: Target::Project(project),
            format: Format::Markdown,
            language: marked.unwrap_or_else(|| language_of(self.portfolio, project, file)),
            base: "",
            figures: figures.as_deref(),
            today: None,
        };
        let status = report_status(&request, text).ok()?;
        // A report that the program did not make is not stale.
        let stale = status.stale.iter().filter(|_| marked.is_some());
        let stale = stale.map(|part| (part.title.as_str().into(), line_span(text, part.at))).collect();
        Some((stale, unanswered(text, &status)))
    }
}

/// Returns the language in the marker of a report.
fn marked_language(text: &str) -> Option<Language> {
    blocks(text).into_iter().find_map(|block| match block {
        Block::Alone(Marker::Document { language, .. }, _) => Language::from_code(language),
        _ => None,
    })
}

/// Returns the span of the line at a byte; that of the first marker if the byte is unknown.
fn line_span(text: &str, at: Option<usize>) -> Span {
    let at = at.or_else(|| text.find(START)).unwrap_or_default();
    let line = text[at..].lines().next().unwrap_or_default();
    Span::new(at, at + line.trim_end().len())
}

/// Lists the headings of the prompts that are left to answer.
fn unanswered(text: &str, status: &ReportStatus) -> Vec<SharedStr> {
    // Prompts that the file does not have count only if it has lost all markers.
    let prompts = if text.contains(START) { &status.file } else { &status.survey };
    // In a prompt that the program made, any text is an answer, including a quote.
    let made = blocks(text).into_iter().filter_map(|block| match block {
        Block::Part(part) if part.mark.is_some() => Some(part.id),
        _ => None,
    });
    let made: Vec<&str> = made.collect();
    let is_open = |blank: &&Blank| {
        let is_same = |other: &Blank| other.id == blank.id || other.title == blank.title;
        !made.contains(&blank.id.as_str()) || status.survey.blanks().any(is_same)
    };
    prompts.blanks().filter(is_open).map(|blank| blank.title.as_str().into()).collect()
}

/// Returns the language in the file name of a report, otherwise that of the project.
fn language_of(portfolio: &Portfolio, project: &Project, file: &str) -> Language {
    let code = file.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')).map(|(_, code)| code);
    code.and_then(Language::from_code).unwrap_or_else(|| portfolio.language_of(project))
}
