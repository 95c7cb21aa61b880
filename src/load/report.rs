//! Reads a project's report and finds the program's own prompts and markers in it.

use std::sync::LazyLock;

use super::{inspect::Inspection, limits::LARGEST, listing::list, observations::Observations};
use crate::{
    document::{
        Span,
        parts::{Prompts, START, survey},
    },
    key,
    language::Language,
    model::{Project, ReportFile},
    source::FileKind,
    text_encoding::decode,
    texts::Texts,
};

/// The texts of the built-in report's prompts in every language, which identify a prompt that lost its markers.
static PROMPTS: LazyLock<Prompts> = LazyLock::new(|| {
    let mut prompts = Prompts::default();
    for texts in Language::all().map(Texts::of) {
        let opening = texts.get(key!("report.write"));
        let is_asked = |key: &&str| key.strip_prefix("report.").and_then(|key| key.strip_suffix(".ask")).is_some();
        let asked = texts.keys().filter(is_asked);
        for key in asked {
            let text = format!("> **{opening}** {}", texts.named(key));
            prompts.add("", &[text.as_str()]);
        }
    }
    prompts
});

/// Returns the prompts of the built-in report.
#[must_use]
pub fn prompts() -> &'static Prompts {
    &PROMPTS
}

/// Reads the report files of a project, if the inspection uses reports.
pub fn read(inspection: Inspection<'_>, project: &mut Project, observations: &mut Observations) {
    if !inspection.inspect.reads_reports() {
        return;
    }
    let folder = format!("{}/{}", project.id, ReportFile::FOLDER);
    for entry in list(inspection, &folder, observations) {
        if entry.kind != FileKind::File || !ReportFile::is_named(&entry.name) {
            continue;
        }
        // The report belongs to the user: a file that is not text, or is too large, is not a fault.
        let Ok(bytes) = inspection.source.read(&format!("{folder}/{}", entry.name), LARGEST) else { continue };
        let Ok(text) = decode(&bytes) else { continue };
        if !text.contains(START) && PROMPTS.find(&text.lines().collect::<Vec<_>>()).is_empty() {
            continue;
        }
        let file = format!("{}/{}", ReportFile::FOLDER, entry.name);
        project.reports.push(report_file(file, text));
    }
}

fn report_file(file: String, text: &str) -> ReportFile {
    let survey = survey(text, &PROMPTS);
    let line_span = |at: usize| {
        let line = text[at..].lines().next().unwrap_or_default();
        Span::new(at, at + line.trim_end().len())
    };
    ReportFile {
        file: file.into(),
        blanks: survey.blanks().map(|blank| (blank.title.as_str().into(), line_span(blank.at))).collect(),
        kept: survey.set_aside.iter().copied().map(line_span).collect(),
        damaged: survey.damaged.iter().copied().map(line_span).collect(),
        stale: Vec::new(),
    }
}
