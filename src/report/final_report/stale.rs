//! The reports of a portfolio whose data have changed since they were made.

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
        engine::{Templates, document},
        view::Target,
    },
    source::Source,
    text_encoding::decode,
};

/// Holds the parts of a report that are behind the data, with their places, and the headings of what is left to write.
type ReportGaps = (Vec<(SharedStr, Span)>, Vec<SharedStr>);

/// Notes in each report which of its parts would be written otherwise today, and which of the boxes that its template has
/// are left to write, as `--status` counts them: those of the file, or all where it lost every marker; `figures` gives the address of the folder for
/// the figures of a file.
///
/// A report that the program did not make, or that cannot be made anew, says nothing of that.
pub fn note_stale(portfolio: &mut Portfolio, source: &dyn Source, figures: &(dyn Fn(&str) -> Option<String> + Sync)) {
    if portfolio.projects.iter().all(|project| project.reports.is_empty()) {
        return;
    }
    let templates = Templates::read(source);
    let Ok(document) = document(&templates, FINAL_REPORT) else { return };
    let of = |project: &Project, file: &str| {
        let path = format!("{}/{file}", project.id);
        let bytes = source.read(&path, LARGEST).ok()?;
        let text = decode(&bytes).ok()?;
        let marked = blocks(text).into_iter().find_map(|block| match block {
            Block::Alone(Marker::Document { language, .. }, _) => Language::from_code(language),
            _ => None,
        });
        let language = marked.unwrap_or_else(|| language_of(portfolio, project, file));
        let figures = figures(file);
        let request = Request {
            portfolio,
            source,
            templates: &templates,
            document: &document,
            target: Target::Project(project),
            format: Format::Markdown,
            language,
            base: "",
            figures: figures.as_deref(),
            today: None,
        };
        let ReportStatus { stale, survey, file: own } = report_status(&request, text).ok()?;
        let place = |at: Option<usize>| {
            let at = at.or_else(|| text.find(START)).unwrap_or_default();
            let line = text[at..].lines().next().unwrap_or_default();
            Span::new(at, at + line.trim_end().len())
        };
        // What the program did not make is not behind.
        let stale = stale.into_iter().filter(|_| marked.is_some());
        let stale = stale.map(|part| (part.title.as_str().into(), place(part.at))).collect();
        // A box that the file lacks asks nothing of its writers, unless all markers are gone.
        let all = if text.contains(START) { &own } else { &survey };
        // What was written in a box that the program made is an answer, with marks of quotation too.
        let made = blocks(text).into_iter().filter_map(|block| match block {
            Block::Part(part) if part.mark.is_some() => Some(part.id),
            _ => None,
        });
        let made: Vec<&str> = made.collect();
        let is_open = |blank: &&Blank| {
            let is_same = |other: &Blank| other.id == blank.id || other.title == blank.title;
            !made.contains(&blank.id.as_str()) || survey.blanks().any(is_same)
        };
        let blanks = all.blanks().filter(is_open);
        Some((stale, blanks.map(|blank| blank.title.as_str().into()).collect()))
    };
    let found: Vec<Vec<Option<ReportGaps>>> = portfolio
        .projects
        .par_iter()
        .map(|project| project.reports.iter().map(|report| of(project, &report.file)).collect())
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

/// Returns the language of a report that does not tell it itself: the one in its name, else the project's.
fn language_of(portfolio: &Portfolio, project: &Project, file: &str) -> Language {
    let code = file.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')).map(|(_, code)| code);
    code.and_then(Language::from_code).unwrap_or_else(|| portfolio.language_of(project))
}
