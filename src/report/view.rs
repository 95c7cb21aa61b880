//! What templates see of a year's call: words and numbers, ready to be set.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::prose;

/// Says how a document points at files of the portfolio.
#[derive(Debug, Clone, Copy)]
pub enum Links<'a> {
    /// By the way from the document to the portfolio, such as `../portfolio/`.
    To(&'a str),
    /// Not at all: pictures are put inside.
    Inside,
}

/// Holds words, and their language where it is not the document's.
#[derive(Debug, Clone, Serialize)]
pub struct Words {
    pub(super) text: String,
    pub(super) lang: Option<&'static str>,
}

/// Holds a text in Markdown, its language where it is not the document's, and where its links lead.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProseView {
    pub(super) text: String,
    pub(super) lang: Option<String>,
    pub(super) folder: Option<String>,
    pub(super) pictures: BTreeMap<String, String>,
}

/// Holds what a document about a year's call can say.
#[derive(Debug, Serialize)]
pub struct RoundView {
    pub(super) years: String,
    pub(super) programme: String,
    pub(super) language: &'static str,
    pub(super) stylesheets: Vec<String>,
    pub(super) applications: Option<u32>,
    pub(super) selected: Option<u32>,
    pub(super) others: Option<u64>,
    pub(super) grant_total: Option<u64>,
    pub(super) selected_by: Vec<String>,
    pub(super) announced: Option<String>,
    pub(super) kickoff: Option<String>,
    pub(super) lede: Option<ProseView>,
    pub(super) lede_themes: Vec<Words>,
    pub(super) image: Option<ImageView>,
    pub(super) about: Option<ProseView>,
    pub(super) sources: Vec<CitationView>,
    pub(super) projects: Vec<ProjectView>,
}

/// Holds a project on a year's page.
#[derive(Debug, Serialize)]
pub struct ProjectView {
    pub(super) id: String,
    pub(super) anchor: String,
    pub(super) heading: Words,
    pub(super) is_titled: bool,
    pub(super) owners: PartiesView,
    pub(super) vendors: PartiesView,
    pub(super) contact: Option<String>,
    pub(super) summary: Option<Words>,
    pub(super) challenge: Option<ProseView>,
    pub(super) purpose: Option<ProseView>,
    pub(super) assessment: Option<ProseView>,
}

/// Holds parties: how many, and their names joined.
#[derive(Debug, Serialize)]
pub struct PartiesView {
    pub(super) count: usize,
    pub(super) line: String,
}

#[derive(Debug, Serialize)]
pub(super) struct ImageView {
    pub(super) src: String,
    pub(super) alt: Option<Words>,
    pub(super) caption: Option<Words>,
    pub(super) credit: Option<Words>,
}

#[derive(Debug, Serialize)]
pub(super) struct CitationView {
    pub(super) title: Words,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
}

impl ProseView {
    /// Renders the text as HTML with its highest headings at `level`.
    pub(super) fn html(&self, level: u8) -> String {
        prose::html(&self.text, level, prose::Relative::Inside(&self.pictures))
    }

    /// Renders the text as Markdown with its highest headings at `level`.
    pub(super) fn markdown(&self, level: u8) -> String {
        prose::markdown(&self.text, level, prose::Relative::To(self.folder.as_deref().unwrap_or_default()))
    }
}
