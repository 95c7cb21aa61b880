//! Searches the texts of projects for words.

use super::display_names::ids;
use crate::model::{Organisation, Portfolio, Project, Text};

/// Holds the words to search for, in lower case.
pub(super) struct SearchWords(Vec<String>);

impl SearchWords {
    /// Splits texts into words.
    pub(super) fn new(texts: &[String]) -> Self {
        Self(texts.iter().flat_map(|text| text.split_whitespace()).map(str::to_lowercase).collect())
    }

    /// Returns whether every word is a part of the id, a title, the summary, a theme or the name of a party.
    pub(super) fn are_in(&self, portfolio: &Portfolio, project: &Project) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let mut texts = vec![project.id.to_lowercase()];
        let titles = project.title.iter().chain(&project.summary).map(|text| &text.value).chain(&project.former_titles);
        texts.extend(titles.flat_map(Text::wordings).map(str::to_lowercase));
        texts.extend(project.themes.iter().map(|theme| theme.to_lowercase()));
        for id in ids(&project.owner).chain(ids(&project.partners)).chain(ids(&project.vendor)) {
            texts.push(id.to_lowercase());
            let names = portfolio.organisation(id).into_iter().flat_map(Organisation::names);
            texts.extend(names.map(str::to_lowercase));
        }
        self.0.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
    }
}
