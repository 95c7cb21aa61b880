//! Titles and former ids of internal projects in what is published: known once all projects are.

use std::collections::HashSet;

use memchr::memmem;

use super::starts::start;
use crate::{
    document::{Lines, Span, hidden_text::hidden},
    load::LARGEST,
    model::{Portfolio, Project, Text},
    rule::Sink,
    rules::internal_leak,
    source::Source,
    text_encoding::decode,
};

/// The fewest letters of a title in one word that is looked for: a shorter one may be any word.
const SHORTEST_TITLE: usize = 12;

/// Looks in what is published for the titles of internal projects, and for the ids that they had before.
pub fn named(portfolio: &Portfolio, source: &dyn Source, sink: &mut Sink<'_>) {
    let internal = portfolio.projects.iter().filter(|project| !project.is_doubtful() && !project.is_public());
    let public = || portfolio.projects.iter().filter(|project| project.is_public());
    let titles_of = |project: &'_ Project| {
        let titles = project.title.iter().map(|title| &title.value).chain(&project.former_titles);
        titles.flat_map(Text::wordings).map(|title| title.trim().to_owned()).collect::<Vec<_>>()
    };
    let mut names: Vec<(bool, String)> = Vec::new();
    for project in internal {
        let is_telling = |title: &String| title.contains(' ') && title.len() > 5 || title.len() >= SHORTEST_TITLE;
        names.extend(titles_of(project).into_iter().filter(is_telling).map(|title| (true, title)));
        names.extend(project.former_ids.iter().map(|id| (false, id.value.to_string())));
    }
    if names.is_empty() {
        return;
    }
    // What is public is no secret by another's name.
    let known: HashSet<String> = public().flat_map(titles_of).collect();
    names.retain(|(_, name)| !known.contains(name));
    let of_projects = public().flat_map(|project| {
        let prose = project.prose.iter().map(|prose| format!("{}/{}", project.id, prose.file_name()));
        [project.file(), format!("{}/results.yaml", project.id)].into_iter().chain(prose).collect::<Vec<_>>()
    });
    let of_rounds = portfolio.rounds.iter().flat_map(|round| {
        let texts = round
            .files
            .iter()
            .filter(|file| matches!(file.rsplit_once('.'), Some((_, "md"))))
            .map(|file| format!("{}/{file}", round.year));
        [round.file()].into_iter().chain(texts).collect::<Vec<_>>()
    });
    let about = portfolio.about.iter().map(|language| match language {
        Some(language) => format!("about.{}.md", language.code()),
        None => "about.md".to_owned(),
    });
    let others = ["organisations.yaml".to_owned(), "stimulab.yaml".to_owned()];
    for path in of_projects.chain(of_rounds).chain(about).chain(others) {
        let Ok(bytes) = source.read(&path, LARGEST) else { continue };
        let Ok(text) = decode(&bytes) else { continue };
        let lines = Lines::new(text);
        let is_markdown = matches!(path.rsplit_once('.'), Some((_, "md")));
        let mut comments: Option<Vec<Span>> = None;
        for (is_title, title) in &names {
            for at in memmem::find_iter(text.as_bytes(), title.as_bytes())
                .filter(|at| stands_alone(text, *at, at + title.len()))
            {
                let comments = comments.get_or_insert_with(|| if is_markdown { hidden(text) } else { Vec::new() });
                let line = text[..at].rsplit('\n').next().unwrap_or_default();
                let is_comment = !is_markdown && (line.trim_start().starts_with('#') || line.contains(" #"));
                // A relation is told by its own check.
                let is_relation = !is_title && line.contains("project:");
                if is_comment || is_relation || Span::covering(comments, at).is_some() {
                    continue;
                }
                let span = Span::new(at, at + title.len());
                let finding = sink.add(path.as_str(), span, internal_leak::message(title, *is_title));
                finding.start = start(lines.position(at));
            }
        }
    }
}

/// Returns whether a stretch is no part of a longer word.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '-';
    !text[..start].ends_with(is_word) && !text[end..].starts_with(is_word)
}
