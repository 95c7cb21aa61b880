//! A project as queries and their readers see it: plain values, organisations as ids.

use serde::Serialize;

use crate::{
    document::{At, Choice},
    language::Language,
    model::{Budget, Kroner, Party, Portfolio, Project},
};

/// Holds a project as other programs see it. What is unknown is `null` or an empty list.
#[derive(Debug, Serialize)]
pub struct ProjectView<'p> {
    id: &'p str,
    year: i16,
    slug: &'p str,
    title: Option<&'p str>,
    language: &'static str,
    summary: Option<&'p str>,
    owners: Vec<&'p str>,
    partners: Vec<&'p str>,
    vendors: Vec<&'p str>,
    contact: Option<&'p str>,
    life_event: Option<&'p str>,
    themes: Vec<&'p str>,
    budget: Option<BudgetView>,
    process: &'p str,
    phase: Option<&'p str>,
    visibility: &'static str,
}

#[derive(Debug, Serialize)]
struct BudgetView {
    grant: Option<u64>,
    own_funding: Option<u64>,
    spent: Option<u64>,
}

impl<'p> ProjectView<'p> {
    /// Makes the view of a project, its texts in a language where they have several.
    #[must_use]
    pub fn new(portfolio: &'p Portfolio, project: &'p Project, language: Language) -> Self {
        Self {
            id: &project.id,
            year: project.year(),
            slug: project.slug(),
            title: project.title.as_ref().map(|title| title.in_language(language).text),
            language: portfolio.language_of(project).code(),
            summary: project.summary.as_ref().map(|summary| summary.in_language(language).text),
            owners: ids(&project.owner),
            partners: ids(&project.partners),
            vendors: ids(&project.vendor),
            contact: project.contact.as_ref().and_then(|contact| contact.name.as_deref()),
            life_event: project.life_event.as_ref().map(|event| &*event.value),
            themes: project.themes.iter().map(|theme| &**theme).collect(),
            budget: project.budget.as_deref().map(BudgetView::new),
            process: portfolio.process_id_of(project),
            phase: project.phase.as_ref().map(|phase| &*phase.value),
            visibility: project.visibility.map_or("public", |visibility| visibility.word()),
        }
    }
}

impl BudgetView {
    fn new(budget: &Budget) -> Self {
        let amount = |amount: Option<At<Kroner>>| amount.map(|amount| amount.value.0);
        Self { grant: amount(budget.grant), own_funding: amount(budget.own_funding), spent: amount(budget.spent) }
    }
}

fn ids(parties: &[At<Party>]) -> Vec<&str> {
    parties.iter().filter_map(|party| party.organisation.as_ref()).map(|id| &*id.value).collect()
}

/// The columns of a table of projects.
pub const COLUMNS: [&str; 5] = ["id", "title", "owners", "vendors", "phase"];

/// Returns what a column shows of a project: names instead of ids, nothing where nothing is known.
#[must_use]
pub fn cell(portfolio: &Portfolio, project: &Project, column: &str, language: Language) -> String {
    let names = |parties: &[At<Party>]| {
        let name = |id: &str| {
            portfolio
                .organisation(id)
                .and_then(|found| found.name.as_ref())
                .map_or(id.to_owned(), |name| name.in_language(language).text.to_owned())
        };
        ids(parties).into_iter().map(name).collect::<Vec<_>>().join(", ")
    };
    match column {
        "id" => project.id.to_string(),
        "title" => project.title.as_ref().map_or(String::new(), |title| title.in_language(language).text.to_owned()),
        "owners" => names(&project.owner),
        "vendors" => names(&project.vendor),
        "phase" => phase_name(portfolio, project, language),
        _ => String::new(),
    }
}

/// Returns the name of the phase a project is in, or its id where the process model does not have it.
fn phase_name(portfolio: &Portfolio, project: &Project, language: Language) -> String {
    let Some(id) = &project.phase else { return String::new() };
    let lifecycle = crate::model::lifecycle::lifecycle();
    let mut phases =
        lifecycle.phases.iter().chain(portfolio.process_of(project).into_iter().flat_map(|process| &process.phases));
    let found = phases.find(|phase| phase.id.as_ref().is_some_and(|known| known.value == id.value));
    found
        .and_then(|phase| phase.name.as_ref())
        .map_or(id.value.to_string(), |name| name.in_language(language).text.to_owned())
}
