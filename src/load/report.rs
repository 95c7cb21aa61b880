//! A project's report: only what the program itself put there is looked at.

use super::{LARGEST, Look, Observations, root::list};
use crate::{
    document::{
        decode,
        parts::{START, survey},
    },
    finding::Span,
    model::{Project, ReportFile},
    source::{Kind, Source},
};

/// Reads the report files of a project, where texts are looked at.
pub fn read(source: &dyn Source, look: Look<'_>, project: &mut Project, observations: &mut Observations) {
    if !look.inspect.reads_markdown() {
        return;
    }
    let folder = format!("{}/{}", project.id, ReportFile::FOLDER);
    for entry in list(source, look, &folder, observations) {
        if entry.kind != Kind::File || !ReportFile::is_named(&entry.name) {
            continue;
        }
        // The report is people's own: what is no text, or too large, is no fault of the portfolio.
        let Ok(bytes) = source.read(&format!("{folder}/{}", entry.name), LARGEST) else { continue };
        let Some(text) = decode(&bytes).ok().filter(|text| text.contains(START)) else { continue };
        let file = format!("{}/{}", ReportFile::FOLDER, entry.name);
        project.reports.push(lacks(file, text));
    }
}

fn lacks(file: String, text: &str) -> ReportFile {
    let survey = survey(text);
    let place = |at: usize| {
        let line = text[at..].lines().next().unwrap_or_default();
        Span::new(at, at + line.trim_end().len())
    };
    ReportFile {
        file: file.into(),
        blanks: survey.blanks().map(|blank| (blank.title.as_str().into(), place(blank.at))).collect(),
        kept: survey.kept.iter().copied().map(place).collect(),
        damaged: survey.damaged.iter().copied().map(place).collect(),
    }
}
