//! What templates see of a year's call.

use crate::{
    date::Date,
    report::view::words::{CitationView, ImageView, ProseView, TextView},
};
use serde::Serialize;
use serde_json::Value;

/// Holds what a document can say of a year's call.
#[derive(Debug, Serialize)]
pub struct RoundView {
    pub year: i16,
    pub years: String,
    pub applications: Option<u32>,
    pub selected: Option<u32>,
    pub others: Option<u64>,
    pub grant_total: Option<u64>,
    /// The same sum, where it is certain that it is what the projects of the document got, and nothing else.
    pub support_total: Option<u64>,
    pub selected_by: Vec<String>,
    pub deadline: Option<Date>,
    pub announced: Option<Date>,
    pub kickoff: Option<Date>,
    pub requires: Value,
    pub lede: Option<ProseView>,
    pub highlights: Option<ProseView>,
    pub lede_themes: Vec<TextView>,
    pub image: Option<ImageView>,
    pub sources: Vec<CitationView>,
    pub projects: Vec<Value>,
}
