//! The reports of a portfolio whose data have changed since they were made.

use rayon::prelude::*;

use super::{FINAL_REPORT, Format, Request, Target, Templates, document, standing};
use crate::{
    document::{
        Word, decode,
        parts::{Block, Marker, START, blocks},
    },
    finding::Span,
    language::Language,
    load::LARGEST,
    model::{Portfolio, Project},
    source::Source,
};

/// Notes in each report which of its parts would be written otherwise today; `figures` gives the address of the folder for
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
        let text = decode(&bytes).ok().filter(|text| text.contains(START))?;
        let language = blocks(text).into_iter().find_map(|block| match block {
            Block::Alone(Marker::Document { language, .. }, _) => Language::from_code(language),
            _ => None,
        })?;
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
        let stale = standing(&request, text).ok()?.stale;
        let place = |at: Option<usize>| {
            let at = at.or_else(|| text.find(START)).unwrap_or_default();
            let line = text[at..].lines().next().unwrap_or_default();
            Span::new(at, at + line.trim_end().len())
        };
        Some(stale.into_iter().map(|part| (part.title.as_str().into(), place(part.at))).collect())
    };
    let found: Vec<Vec<Vec<(Word, Span)>>> = portfolio
        .projects
        .par_iter()
        .map(|project| project.reports.iter().map(|report| of(project, &report.file).unwrap_or_default()).collect())
        .collect();
    for (project, found) in portfolio.projects.iter_mut().zip(found) {
        for (report, stale) in project.reports.iter_mut().zip(found) {
            report.stale = stale;
        }
    }
}
