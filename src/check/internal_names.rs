//! Finds titles and former ids of internal projects in published files. Runs when all projects are known.

use std::collections::HashSet;

use memchr::memmem;

use super::finding_positions::line_and_column;
use crate::{
    document::{Lines, Span, hidden_text::hidden},
    load::LARGEST,
    model::{Portfolio, Project, Text},
    rule::Sink,
    rules::internal_leak,
    source::Source,
    text_encoding::decode,
};

/// The shortest one-word title that is looked for, in bytes. A shorter one may be any word.
const SHORTEST_TITLE: usize = 12;

/// A name of an internal project.
enum InternalName {
    Title(String),
    FormerId(String),
}

impl InternalName {
    fn text(&self) -> &str {
        let (Self::Title(text) | Self::FormerId(text)) = self;
        text
    }

    fn is_title(&self) -> bool {
        matches!(self, Self::Title(_))
    }
}

/// Looks in published files for the titles and former ids of internal projects.
pub fn check(portfolio: &Portfolio, source: &dyn Source, sink: &mut Sink<'_>) {
    let names = internal_names(portfolio);
    if names.is_empty() {
        return;
    }
    for path in published_files(portfolio) {
        if let Ok(bytes) = source.read(&path, LARGEST)
            && let Ok(text) = decode(&bytes)
        {
            check_text(&path, text, &names, sink);
        }
    }
}

/// Lists the names of internal projects that are not also titles of public ones.
fn internal_names(portfolio: &Portfolio) -> Vec<InternalName> {
    let mut names = Vec::new();
    for project in portfolio.projects.iter().filter(|project| !project.is_doubtful() && !project.is_public()) {
        let is_distinctive = |title: &String| title.contains(' ') && title.len() > 5 || title.len() >= SHORTEST_TITLE;
        names.extend(titles(project).filter(is_distinctive).map(InternalName::Title));
        names.extend(project.former_ids.iter().map(|id| InternalName::FormerId(id.value.to_string())));
    }
    if !names.is_empty() {
        let public = portfolio.projects.iter().filter(|project| project.is_public());
        let public: HashSet<String> = public.flat_map(titles).collect();
        names.retain(|name| !public.contains(name.text()));
    }
    names
}

fn titles(project: &Project) -> impl Iterator<Item = String> {
    let titles = project.title.iter().map(|title| &title.value).chain(&project.former_titles);
    titles.flat_map(Text::wordings).map(|title| title.trim().to_owned())
}

/// Lists the files that documents are made from.
fn published_files(portfolio: &Portfolio) -> impl Iterator<Item = String> {
    let public = portfolio.projects.iter().filter(|project| project.is_public());
    let of_projects = public.flat_map(|project| {
        let prose = project.prose.iter().map(|prose| format!("{}/{}", project.id, prose.file_name()));
        [project.file(), format!("{}/results.yaml", project.id)].into_iter().chain(prose)
    });
    let of_rounds = portfolio.rounds.iter().flat_map(|round| {
        let texts = round.files.iter().filter(|file| is_markdown(file));
        std::iter::once(round.file()).chain(texts.map(|file| format!("{}/{file}", round.year)))
    });
    let about = portfolio.about.iter().map(|language| match language {
        Some(language) => format!("about.{}.md", language.code()),
        None => "about.md".to_owned(),
    });
    let others = ["organisations.yaml".to_owned(), "stimulab.yaml".to_owned()];
    of_projects.chain(of_rounds).chain(about).chain(others)
}

fn check_text(path: &str, text: &str, names: &[InternalName], sink: &mut Sink<'_>) {
    let lines = Lines::new(text);
    let is_markdown = is_markdown(path);
    let mut comments: Option<Vec<Span>> = None;
    for name in names {
        let found = memmem::find_iter(text.as_bytes(), name.text().as_bytes());
        for start in found.filter(|start| stands_alone(text, *start, start + name.text().len())) {
            let comments = comments.get_or_insert_with(|| if is_markdown { hidden(text) } else { Vec::new() });
            let line = text[..start].rsplit('\n').next().unwrap_or_default();
            let is_comment = !is_markdown && (line.trim_start().starts_with('#') || line.contains(" #"));
            // The rule checks relations separately.
            let is_relation = !name.is_title() && line.contains("project:");
            if is_comment || is_relation || Span::covering(comments, start).is_some() {
                continue;
            }
            let span = Span::new(start, start + name.text().len());
            let finding = sink.add(path, span, internal_leak::message(name.text(), name.is_title()));
            finding.start = line_and_column(lines.position(start));
        }
    }
}

fn is_markdown(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "md")))
}

/// Returns whether a part of a text is not part of a longer word.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '-';
    !text[..start].ends_with(is_word) && !text[end..].starts_with(is_word)
}
