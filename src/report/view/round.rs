//! What templates see of a call.

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    builder::ViewBuilder,
    links::{Links, encoded},
    record_values::RecordValues,
    words::{CitationView, ImageView, ProseView, TextView},
};
use crate::{
    date::Date,
    model::{Image, Project, Requirements, Round, Text},
    report::{picture::data_address, placeholder::Placeholder},
};

/// More projects than any year has, so that the numbers of two years never overlap.
const MOST_IN_A_YEAR: usize = 1_000_000;

/// Holds a call with its projects.
#[derive(Debug, Serialize)]
pub struct RoundView {
    pub year: i16,
    pub years: String,
    pub applications: Option<u32>,
    pub selected: Option<u32>,
    /// How many applications were not selected.
    pub others: Option<u64>,
    pub grant_total: Option<u64>,
    /// The same amount, if it is certain that it went to the projects of the document alone.
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

impl ViewBuilder<'_> {
    /// Returns a call with its public projects that were selected.
    pub(super) fn round(&self, round: &Round) -> RoundView {
        let projects = self.portfolio.projects_of(round.year).filter(|project| project.was_selected());
        self.call(round, &projects.collect::<Vec<_>>())
    }

    /// Returns a call with the public ones of some projects.
    pub(super) fn call(&self, round: &Round, projects: &[&Project]) -> RoundView {
        let applications = round.applications.map(|count| count.value);
        let selected = round.selected.map(|count| count.value);
        // Both numbers come from the call: the portfolio may lack some of its projects.
        let others = applications.zip(selected).and_then(|(all, selected)| all.checked_sub(selected));
        let shown = projects.iter().filter(|project| project.is_public()).count();
        let is_complete = shown == 0 || selected.is_some_and(|selected| selected as usize == shown);
        let names = self.names(round.announced.map(|date| date.value).or(Some(Date::of_year(round.year))));
        RoundView {
            year: round.year,
            years: round.years(),
            applications,
            selected,
            others: others.filter(|others| *others > 0 && !projects.is_empty()).map(u64::from),
            grant_total: round.grant_total.map(|amount| amount.value.0).filter(|amount| *amount > 0),
            support_total: round.support_of_selected().filter(|_| is_complete),
            selected_by: round.selected_by.iter().map(|id| names.plain(id)).collect(),
            deadline: round.deadline.map(|date| date.value),
            announced: round.announced.map(|date| date.value),
            kickoff: round.kickoff.map(|date| date.value),
            requires: self.requirements(round),
            lede: self.lede(round),
            highlights: self.highlights(round),
            lede_themes: round.lede_themes.iter().map(|theme| self.own_words(theme)).collect(),
            image: round.image.as_ref().and_then(|image| self.image(round, image)),
            sources: round.sources.iter().filter_map(|source| self.citation(source)).collect(),
            projects: self.projects(projects, round.year),
        }
    }

    fn requirements(&self, round: &Round) -> Value {
        let requires = round.requires.clone().unwrap_or_default();
        RecordValues::of::<Requirements>(self.names(None), self.portfolio.language()).record(&requires)
    }

    /// Returns the public projects in alphabetical order, each with the placeholder for the id of its heading.
    fn projects(&self, projects: &[&Project], year: i16) -> Vec<Value> {
        let shown = projects.iter().copied().filter(|project| project.is_public());
        let view = |(at, (_, project)): (usize, (TextView, &Project))| {
            let mut view = self.project(project);
            // The id of the heading is known when the document is complete.
            let number = usize::from(year.unsigned_abs()) * MOST_IN_A_YEAR + at;
            view["heading"]["subject"] = json!(number);
            view["anchor"] = json!(Placeholder::Link(number).to_text());
            view
        };
        self.by_heading(shown).into_iter().enumerate().map(view).collect()
    }

    /// Returns the picture of a call; `None` if its file is missing, because its caption makes no sense without it.
    fn image(&self, round: &Round, image: &Image) -> Option<ImageView> {
        let file = image.file.as_ref().filter(|file| round.files.contains(&file.value))?;
        let path = format!("{}/{}", round.year, &*file.value);
        let words = |text: &Option<Text>| text.as_ref().map(|text| self.own_words(text));
        let src = match self.links {
            Links::To(base) => format!("{base}{}", encoded(&path)),
            Links::Inside => data_address(self.source, &path)?,
        };
        Some(ImageView { src, alt: words(&image.alt), caption: words(&image.caption), credit: words(&image.credit) })
    }
}
