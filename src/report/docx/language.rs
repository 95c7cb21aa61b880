//! Words in runs, each with its language.

use comrak::Node;

use super::limits::DEEPEST_NESTING;
use crate::document::{
    html_marks::{Half, HtmlMark, inline, passages},
    words_of,
};

/// Holds words in runs, each with its language if that is not the document's.
pub type LanguageRuns = Vec<(String, Option<String>)>;

/// Returns the words inside a node in runs with their languages.
pub fn language_runs(parent: Node<'_>, language: Option<&str>) -> LanguageRuns {
    let mut language_runs = LanguageRuns::new();
    collect_runs(parent, language, 0, &mut language_runs);
    language_runs
}

fn collect_runs(parent: Node<'_>, language: Option<&str>, depth: usize, language_runs: &mut LanguageRuns) {
    let mut push = |words: String, language: Option<&str>| match language_runs.last_mut() {
        Some((last, known)) if known.as_deref() == language => last.push_str(&words),
        _ => language_runs.push((words, language.map(str::to_owned))),
    };
    if depth > DEEPEST_NESTING || parent.first_child().is_none() {
        return push(words_of(parent), language);
    }
    let nodes: Vec<Node<'_>> = parent.children().collect();
    let marks: Vec<HtmlMark> = nodes.iter().map(|node| inline(node)).collect();
    let mut languages = vec![language.map(str::to_owned)];
    for (node, half) in nodes.into_iter().zip(passages(&marks)) {
        match half {
            Some(Half::Start(language)) => languages.push(Some(language)),
            Some(Half::End) => drop(languages.pop()),
            None => collect_runs(node, languages.last().and_then(Option::as_deref), depth + 1, language_runs),
        }
    }
}
