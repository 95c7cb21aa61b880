//! Makes the view of a document.

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
    // The program's documents about years do not use them, and a year may have thousands of projects.
    let has_models = matches!(target, Target::Project(_)) || document.origin != Origin::BuiltIn;
    let incoming = incoming(portfolio);
    let builder = ViewBuilder { portfolio, source, language, links, incoming, texts, formats, today, has_models };
    let frame = builder.frame(&document.name, target);
    match target {
        Target::Year(year) => {
            let unknown = Round { year, ..Round::default() };
            let round = Box::new(builder.round(portfolio.round(year).unwrap_or(&unknown)));
            DocumentView::Year { frame, round }
        }
        Target::Years(first, last) => {
            let overview = Box::new(builder.overview(first, last));
            // The program's own template does not need whole projects with their texts.
            let rounds = if document.origin == Origin::BuiltIn {
                Vec::new()
            } else {
                builder.rounds_of(first, last).map(|round| builder.round(round)).collect()
            };
            let projects = builder.project_summaries(first, last);
            DocumentView::Years { frame, years: overview.years.clone(), rounds, projects, overview }
        }
        Target::Project(project) => {
            let round = portfolio.round(project.year()).map(|round| Box::new(builder.call(round, &[])));
            let project = builder.project(project);
            let learning = learning(&project["results"], &project["sources"]);
            DocumentView::Project { frame, project, learning, round }
        }
    }
}
