//! Counts texts and words by language, and checks the minimum share of each Norwegian written form.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::{by::By, group::share};
use crate::{
    document::hidden_text::hidden,
    key,
    language::Language,
    load::LARGEST,
    model::{Project, Text},
    query::display_names::DisplayNames,
    source::Source,
    text_encoding::decode,
};

/// The minimum share of each Norwegian written form in texts of central state bodies (the Language Act, § 13).
const LEAST: f64 = 0.25;
/// The Norwegian written forms.
const NORWEGIAN: [&str; 2] = ["nb", "nn"];

/// Holds the counts by language, the Norwegian written forms first.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Languages {
    /// What the projects are counted by.
    pub by: By,
    /// The languages.
    pub groups: Vec<WrittenForm>,
    /// All of them together.
    pub total: WrittenForm,
    /// Whether each Norwegian written form has its minimum share.
    pub requirement: Requirement,
}

/// Counts what is written in one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct WrittenForm {
    /// Its code; none for the total.
    pub id: Option<String>,
    /// Its name in the reader's language.
    pub name: String,
    /// Projects written in it, without translations.
    pub projects: usize,
    /// Their share of all projects.
    pub share: Option<f64>,
    /// Texts written in it, with translations.
    pub documents: usize,
    /// Their share of all texts.
    pub document_share: Option<f64>,
    /// Words of the texts and summaries.
    pub words: usize,
    /// Their share of all words.
    pub word_share: Option<f64>,
}

/// Holds the legal requirement, and whether it is met.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Requirement {
    /// The minimum share of each Norwegian written form.
    pub least: f64,
    /// Measured in words.
    pub words: Shares,
    /// Measured in texts.
    pub documents: Shares,
}

/// Holds the shares of the Norwegian written forms in all Norwegian text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Shares {
    /// Bokmål.
    pub nb: Option<f64>,
    /// Nynorsk.
    pub nn: Option<f64>,
    /// Whether each has its minimum share; none without Norwegian text.
    pub met: Option<bool>,
}

/// Numbers of texts and words by language.
type WrittenCounts = BTreeMap<Language, (usize, usize)>;

impl Languages {
    /// Counts projects, texts and words. Reads the prose of the projects.
    pub(super) fn new(names: DisplayNames<'_>, source: &dyn Source, projects: &[&Project]) -> Self {
        let written = projects.par_iter().map(|project| written(names, source, project)).reduce(
            WrittenCounts::new,
            |mut all, more| {
                for (language, (documents, words)) in more {
                    let sum = all.entry(language).or_default();
                    *sum = (sum.0 + documents, sum.1 + words);
                }
                all
            },
        );
        let all = WrittenForm {
            name: names.texts.get(key!("stats.total")).to_owned(),
            projects: projects.len(),
            documents: written.values().map(|(documents, _)| documents).sum(),
            words: written.values().map(|(_, words)| words).sum(),
            ..WrittenForm::default()
        };
        let form = |language: Language| {
            let (documents, words) = written.get(&language).copied().unwrap_or_default();
            let form = WrittenForm {
                id: Some(language.code().to_owned()),
                name: names.written_form(language),
                projects: projects.iter().filter(|project| names.portfolio.language_of(project) == language).count(),
                documents,
                words,
                ..WrittenForm::default()
            };
            form.with_shares(&all)
        };
        let place =
            |language: &Language| NORWEGIAN.iter().position(|code| *code == language.code()).unwrap_or(usize::MAX);
        let mut languages: Vec<Language> = Language::all().collect();
        languages.sort_by_key(place);
        let groups: Vec<WrittenForm> = languages.into_iter().map(form).collect();
        let measured = |of: fn(&WrittenForm) -> usize| {
            let count = |code: &str| groups.iter().find(|form| form.id.as_deref() == Some(code)).map_or(0, of);
            Shares::new(count("nb"), count("nn"))
        };
        let requirement = Requirement {
            least: LEAST,
            words: measured(|form| form.words),
            documents: measured(|form| form.documents),
        };
        Self { by: By::Language, groups, total: all.clone().with_shares(&all), requirement }
    }
}

impl WrittenForm {
    fn with_shares(self, all: &Self) -> Self {
        Self {
            share: share(self.projects, all.projects),
            document_share: share(self.documents, all.documents),
            word_share: share(self.words, all.words),
            ..self
        }
    }
}

impl Shares {
    fn new(nb: usize, nn: usize) -> Self {
        let whole = nb + nn;
        // Uses the exact numbers, not the rounded shares.
        let met = (whole > 0).then(|| nb.min(nn) * 4 >= whole);
        Self { nb: share(nb, whole), nn: share(nn, whole), met }
    }
}

/// Counts the texts of a project by language, and the words of its summary.
fn written(names: DisplayNames<'_>, source: &dyn Source, project: &Project) -> WrittenCounts {
    let own = names.portfolio.language_of(project);
    let mut found = WrittenCounts::new();
    for prose in &project.prose {
        let bytes = source.read(&format!("{}/{}", project.id, prose.file_name()), LARGEST).unwrap_or_default();
        let words = decode(&bytes).map_or(0, words);
        // A text without words is only a placeholder.
        if words > 0 {
            let sum = found.entry(prose.language.unwrap_or(own)).or_default();
            *sum = (sum.0 + 1, sum.1 + words);
        }
    }
    let mut summary = |language: Language, text: &str| found.entry(language).or_default().1 += words(text);
    match project.summary.as_ref().map(|summary| &summary.value) {
        Some(Text::Plain(text)) => summary(own, text),
        Some(Text::ByLanguage(texts)) => texts.iter().for_each(|(language, text)| summary(*language, text)),
        None => {}
    }
    found
}

/// Counts the words of a Markdown text outside comments. A word has a letter or a digit.
#[must_use]
pub fn words(text: &str) -> usize {
    let count = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
    let hidden = hidden(text)
        .into_iter()
        .map(|span| count(text.get(span.start as usize..span.end as usize).unwrap_or_default()));
    count(text).saturating_sub(hidden.sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_signs_are_no_words() {
        assert_eq!(words("# En tittel\n\n<!-- to ord --> – fire *ord* & 7"), 5);
    }

    #[test]
    fn a_quarter_of_each_is_enough() {
        assert_eq!(Shares::new(3, 1), Shares { nb: Some(0.75), nn: Some(0.25), met: Some(true) });
        assert_eq!(Shares::new(24_999, 75_001).met, Some(false));
        assert_eq!(Shares::new(25_000, 75_000).met, Some(true));
        assert_eq!(Shares::new(0, 0), Shares::default());
    }
}
