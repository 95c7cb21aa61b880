//! The view of a whole document.

use super::incoming::incoming;
use crate::{
    date::Date,
    language::Language,
    model::{Portfolio, Round},
    number_format::Formats,
    report::{
        engine::{Document, Origin},
        view::{builder::ViewBuilder, document::DocumentView, learning::learning, links::Links, target::Target},
    },
    source::Source,
    texts::Texts,
};

/// Makes the view of what a document is about.
pub fn make_view(
    portfolio: &Portfolio,
    source: &dyn Source,
    document: &Document,
    target: Target<'_>,
    language: Language,
    links: Links<'_>,
    today: Option<Date>,
) -> DocumentView {
    let (texts, formats) = (Texts::of(language), Formats::of(language));
    // No document of the program about years speaks of it, and a year may have thousands of projects.
    let has_models = matches!(target, Target::Project(_)) || document.origin != Origin::BuiltIn;
    let incoming = incoming(portfolio);
    let maker = ViewBuilder { portfolio, source, language, links, incoming, texts, formats, today, has_models };
    let frame = maker.frame(&document.name, target);
    match target {
        Target::Year(year) => {
            let unknown = Round { year, ..Round::default() };
            let round = Box::new(maker.round(portfolio.round(year).unwrap_or(&unknown)));
            DocumentView::Year { frame, round }
        }
        Target::Years(first, last) => {
            let covered = portfolio.rounds.iter().filter(|round| (first..=last).any(|year| round.covers(year)));
            let overview = Box::new(maker.overview(first, last));
            // Whole projects with their texts are not read for a template that does not speak of them.
            let rounds = if document.origin == Origin::BuiltIn {
                Vec::new()
            } else {
                covered.map(|round| maker.round(round)).collect()
            };
            let projects = maker.project_summaries(first, last);
            DocumentView::Years { frame, years: overview.years.clone(), rounds, projects, overview }
        }
        Target::Project(project) => {
            let round = portfolio.round(project.year()).map(|round| Box::new(maker.call(round, &[])));
            let project = maker.project(project);
            let learning = learning(&project["results"], &project["sources"]);
            DocumentView::Project { frame, project, learning, round }
        }
    }
}
