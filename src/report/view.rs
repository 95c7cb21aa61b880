//! What templates see: words and numbers, ready to be set.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    learning::Learning,
    overview::Overview,
    project_view::{CallView, CriterionName, Glance},
};
use crate::model::Date;

/// Says how a document points at files of the portfolio.
#[derive(Debug, Clone, Copy)]
pub enum Links<'a> {
    /// By the way from the document to the portfolio, such as `../portfolio/`.
    To(&'a str),
    /// From the portfolio's own folder; a year's picture is put inside.
    Inside,
}

/// Holds words, and their language where it is not the document's.
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    /// The addresses in it that lead to what is not published.
    pub(super) kept_out: Vec<String>,
}

/// Holds what every document can say: the programme and its page.
#[derive(Debug, Clone, Serialize)]
pub struct Frame {
    /// The name of the document's own template.
    pub(super) document: String,
    /// The name of the programme.
    pub(super) programme: String,
    /// The code of the document's language.
    pub(super) language: &'static str,
    pub(super) stylesheets: Vec<String>,
    /// The text about the programme.
    pub(super) about: Option<ProseView>,
    /// What the settings say of the programme.
    pub(super) programme_facts: Value,
    /// The names of those behind it.
    pub(super) hosts: Vec<String>,
    /// The names of the life events, by id.
    pub(super) life_events: Value,
    /// The assessment criteria, in the order of the settings.
    pub(super) criteria: Vec<CriterionName>,
    /// What each call gave, oldest first, also those that the document is not about.
    pub(super) calls: Vec<CallView>,
}

/// Holds what a document can say of a year's call.
#[derive(Debug, Serialize)]
pub struct RoundView {
    pub(super) year: i16,
    pub(super) years: String,
    pub(super) applications: Option<u32>,
    pub(super) selected: Option<u32>,
    pub(super) others: Option<u64>,
    pub(super) grant_total: Option<u64>,
    /// The same sum, where it is certain that it is what the projects of the document got, and nothing else.
    pub(super) support_total: Option<u64>,
    pub(super) selected_by: Vec<String>,
    pub(super) deadline: Option<Date>,
    pub(super) announced: Option<Date>,
    pub(super) kickoff: Option<Date>,
    pub(super) requires: Value,
    pub(super) lede: Option<ProseView>,
    pub(super) highlights: Option<ProseView>,
    pub(super) lede_themes: Vec<Words>,
    pub(super) image: Option<ImageView>,
    pub(super) sources: Vec<CitationView>,
    pub(super) projects: Vec<Value>,
}

/// Holds what a document is filled with.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum View {
    /// One year's call.
    Year {
        /// What every document can say.
        #[serde(flatten)]
        frame: Frame,
        /// The call.
        #[serde(flatten)]
        round: Box<RoundView>,
    },
    /// The calls of several years.
    Years {
        /// What every document can say.
        #[serde(flatten)]
        frame: Frame,
        /// The years, with both ends.
        years: String,
        /// The calls, oldest first; none for the program's own overview, which needs no text of any project.
        rounds: Vec<RoundView>,
        /// What is counted of them.
        overview: Box<Overview>,
        /// The projects of all calls in a few facts each.
        projects: Vec<Glance>,
    },
    /// A project.
    Project {
        /// What every document can say.
        #[serde(flatten)]
        frame: Frame,
        /// The project.
        project: Value,
        /// What it learned, theme by theme.
        learning: Learning,
        /// The call it belongs to, without its projects.
        round: Option<Box<RoundView>>,
    },
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
    pub(super) published: Option<Date>,
    pub(super) url: Option<String>,
}

impl View {
    /// Returns what every document can say.
    #[must_use]
    pub fn frame(&self) -> &Frame {
        match self {
            Self::Year { frame, .. } | Self::Years { frame, .. } | Self::Project { frame, .. } => frame,
        }
    }
}
