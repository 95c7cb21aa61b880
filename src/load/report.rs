//! A project's report: only what the program itself put there is looked at.

use std::sync::LazyLock;

use super::{inspect::Inspection, limits::LARGEST, listing::list, observations::Observations};
use crate::{
    document::{
        Span,
        parts::{Prompts, START, survey},
    },
    language::Language,
    model::{Project, ReportFile},
    source::{FileKind, Source},
    text_encoding::decode,
    texts::Texts,
};

/// What the program's own boxes say, in every language: they are known where their markers are lost, too.
static PROMPTS: LazyLock<Prompts> = LazyLock::new(|| {
    let mut prompts = Prompts::default();
    for texts in Language::all().map(Texts::of) {
        let opening = texts.get("report.write");
        let is_asked = |key: &&str| key.strip_prefix("report.").and_then(|key| key.strip_suffix(".ask")).is_some();
        let asked = texts.keys().filter(is_asked);
        for key in asked {
            let text = format!("> **{opening}** {}", texts.get(key));
            prompts.add("", &[text.as_str()]);
        }
    }
    prompts
});

/// Returns what the boxes of the program's own report say.
#[must_use]
pub fn prompts() -> &'static Prompts {
    &PROMPTS
}

/// Reads the report files of a project, where texts are looked at.
pub fn read(source: &dyn Source, look: Inspection<'_>, project: &mut Project, observations: &mut Observations) {
    if !look.inspect.reads_reports() {
        return;
    }
    let folder = format!("{}/{}", project.id, ReportFile::FOLDER);
    for entry in list(source, look, &folder, observations) {
        if entry.kind != FileKind::File || !ReportFile::is_named(&entry.name) {
            continue;
        }
        // The report is people's own: what is no text, or too large, is no fault of the portfolio.
        let Ok(bytes) = source.read(&format!("{folder}/{}", entry.name), LARGEST) else { continue };
        let Ok(text) = decode(&bytes) else { continue };
        if !text.contains(START) && PROMPTS.find(&text.lines().collect::<Vec<_>>()).is_empty() {
            continue;
        }
        let file = format!("{}/{}", ReportFile::FOLDER, entry.name);
        project.reports.push(lacks(file, text));
    }
}

fn lacks(file: String, text: &str) -> ReportFile {
    let survey = survey(text, &PROMPTS);
    let place = |at: usize| {
        let line = text[at..].lines().next().unwrap_or_default();
        Span::new(at, at + line.trim_end().len())
    };
    ReportFile {
        file: file.into(),
        blanks: survey.blanks().map(|blank| (blank.title.as_str().into(), place(blank.at))).collect(),
        kept: survey.kept.iter().copied().map(place).collect(),
        damaged: survey.damaged.iter().copied().map(place).collect(),
        stale: Vec::new(),
    }
}
