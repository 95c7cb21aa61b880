//! A project as queries and their readers see it: plain values, organisations as ids, texts in one language.

use serde::Serialize;

use super::display_names::ids;
use crate::{
    date::Date,
    document::{At, Choice, Map, Word},
    language::Language,
    model::{
        Budget, Contact, Earmark, Kroner, Milestone, Period, Portfolio, Project, Relation, Strength, Text, Visibility,
    },
};

/// Holds a project as other programs see it. What is unknown is `null` or an empty list.
#[derive(Debug, Serialize)]
pub struct ProjectView<'p> {
    id: &'p str,
    year: i16,
    slug: &'p str,
    title: Option<&'p str>,
    former_titles: Vec<&'p str>,
    former_ids: Vec<&'p str>,
    language: &'static str,
    summary: Option<&'p str>,
    owners: Vec<&'p str>,
    partners: Vec<&'p str>,
    vendors: Vec<&'p str>,
    contact: ContactView<'p>,
    team: Vec<ContactView<'p>>,
    target_group: Option<&'p str>,
    life_event: Option<&'p str>,
    themes: Vec<&'p str>,
    budget: BudgetView<'p>,
    period: PeriodView,
    announced: Option<Date>,
    process: &'p str,
    phase: Option<&'p str>,
    milestones: Vec<MilestoneView<'p>>,
    assessment: &'p Map<At<Strength>>,
    related: Vec<RelationView<'p>>,
    visibility: &'static str,
    source_count: usize,
    unknown: Vec<&'p str>,
}

#[derive(Debug, Default, Serialize)]
struct ContactView<'p> {
    name: Option<&'p str>,
    role: Option<&'p str>,
    organisation: Option<&'p str>,
    email: Option<&'p str>,
}

#[derive(Debug, Default, Serialize)]
struct BudgetView<'p> {
    grant: Option<u64>,
    own_funding: Option<u64>,
    spent: Option<u64>,
    earmarks: Vec<EarmarkView<'p>>,
}

#[derive(Debug, Serialize)]
struct EarmarkView<'p> {
    amount: Option<u64>,
    purpose: Option<&'p str>,
}

#[derive(Debug, Default, Serialize)]
struct PeriodView {
    from: Option<Date>,
    until: Option<Date>,
}

#[derive(Debug, Serialize)]
struct MilestoneView<'p> {
    phase: Option<&'p str>,
    on: Option<Date>,
    document: Option<&'p str>,
    approved_by: Option<&'p str>,
    reason: Option<&'p str>,
}

#[derive(Debug, Serialize)]
struct RelationView<'p> {
    kind: Option<&'static str>,
    project: Option<&'p str>,
    title: Option<&'p str>,
    url: Option<&'p str>,
    note: Option<&'p str>,
}

/// The names of the view, and below each that is a mapping the names of its parts.
///
/// The parts of `assessment` are the criteria of the portfolio.
pub const NAMES: [(&str, &[&str]); 27] = [
    ("id", &[]),
    ("year", &[]),
    ("slug", &[]),
    ("title", &[]),
    ("former_titles", &[]),
    ("former_ids", &[]),
    ("language", &[]),
    ("summary", &[]),
    ("owners", &[]),
    ("partners", &[]),
    ("vendors", &[]),
    ("contact", &["name", "role", "organisation", "email"]),
    ("team", &[]),
    ("target_group", &[]),
    ("life_event", &[]),
    ("themes", &[]),
    ("budget", &["grant", "own_funding", "spent", "earmarks"]),
    ("period", &["from", "until"]),
    ("announced", &[]),
    ("process", &[]),
    ("phase", &[]),
    ("milestones", &[]),
    ("assessment", &[]),
    ("related", &[]),
    ("visibility", &[]),
    ("source_count", &[]),
    ("unknown", &[]),
];

impl<'p> ProjectView<'p> {
    /// Makes the view of a project, its texts in a language where they have several.
    #[must_use]
    pub fn new(portfolio: &'p Portfolio, project: &'p Project, language: Language) -> Self {
        let text = |text: &'p Option<Text>| text.as_ref().map(|text| text.in_language(language).text);
        let contact = |contact: &'p Contact| ContactView {
            name: contact.name.as_deref(),
            role: text(&contact.role),
            organisation: word(contact.organisation.as_ref()),
            email: word(contact.email.as_ref()),
        };
        Self {
            id: &project.id,
            year: project.year(),
            slug: project.slug(),
            title: project.title.as_ref().map(|title| title.in_language(language).text),
            former_titles: project.former_titles.iter().map(|title| title.in_language(language).text).collect(),
            former_ids: project.former_ids.iter().map(|id| &*id.value).collect(),
            language: portfolio.language_of(project).code(),
            summary: project.summary.as_ref().map(|summary| summary.in_language(language).text),
            owners: ids(&project.owner).collect(),
            partners: ids(&project.partners).collect(),
            vendors: ids(&project.vendor).collect(),
            contact: project.contact.as_deref().map(contact).unwrap_or_default(),
            team: project.team.iter().map(contact).collect(),
            target_group: text(&project.target_group),
            life_event: word(project.life_event.as_ref()),
            themes: project.themes.iter().map(|theme| &**theme).collect(),
            budget: project.budget.as_deref().map(|budget| BudgetView::new(budget, language)).unwrap_or_default(),
            period: project.period.as_ref().map(PeriodView::new).unwrap_or_default(),
            announced: announced(portfolio, project),
            process: portfolio.process_id_of(project),
            phase: word(project.phase.as_ref()),
            milestones: project.milestones.iter().map(|milestone| MilestoneView::new(milestone, language)).collect(),
            assessment: &project.assessment,
            related: project.related.iter().map(|relation| RelationView::new(relation, language)).collect(),
            visibility: visibility(project).word(),
            source_count: project.sources.len(),
            unknown: project.unknown.iter().map(|key| &*key.value).collect(),
        }
    }
}

/// Returns when a project's round was announced, if it is known.
pub(super) fn announced(portfolio: &Portfolio, project: &Project) -> Option<Date> {
    portfolio.round(project.year()).and_then(|round| round.announced).map(|date| date.value)
}

/// Returns who may read about a project: everyone, where it does not say, and only some, where that is doubtful.
pub(super) fn visibility(project: &Project) -> Visibility {
    if project.is_public() { Visibility::Public } else { Visibility::Internal }
}

fn word(word: Option<&At<Word>>) -> Option<&str> {
    word.map(|word| &*word.value)
}

impl<'p> BudgetView<'p> {
    fn new(budget: &'p Budget, language: Language) -> Self {
        let amount = |amount: Option<At<Kroner>>| amount.map(|amount| amount.value.0);
        let earmark = |earmark: &'p Earmark| EarmarkView {
            amount: amount(earmark.amount),
            purpose: earmark.purpose.as_ref().map(|purpose| purpose.in_language(language).text),
        };
        Self {
            grant: amount(budget.grant),
            own_funding: amount(budget.own_funding),
            spent: amount(budget.spent),
            earmarks: budget.earmarks.iter().map(earmark).collect(),
        }
    }
}

impl PeriodView {
    fn new(period: &Period) -> Self {
        Self { from: period.from.map(|date| date.value), until: period.until.map(|date| date.value) }
    }
}

impl<'p> MilestoneView<'p> {
    fn new(milestone: &'p Milestone, language: Language) -> Self {
        Self {
            phase: word(milestone.phase.as_ref()),
            on: milestone.on.map(|date| date.value),
            document: word(milestone.document.as_ref()),
            approved_by: milestone.approved_by.as_ref().map(|by| by.in_language(language).text),
            reason: milestone.reason.as_ref().map(|reason| reason.in_language(language).text),
        }
    }
}

impl<'p> RelationView<'p> {
    fn new(relation: &'p Relation, language: Language) -> Self {
        let text = |text: &'p Option<Text>| text.as_ref().map(|text| text.in_language(language).text);
        Self {
            kind: relation.kind.map(Choice::word),
            project: word(relation.project.as_ref()),
            title: text(&relation.title),
            url: word(relation.url.as_ref()),
            note: text(&relation.note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_view() {
        let (portfolio, project) = (Portfolio::default(), Project { id: "2019/a".into(), ..Project::default() });
        let view = serde_json::to_value(ProjectView::new(&portfolio, &project, Language::BOKMAAL)).unwrap();
        let view = view.as_object().unwrap();
        assert_eq!(view.keys().collect::<Vec<_>>(), NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        for (name, parts) in NAMES.iter().filter(|(name, _)| *name != "assessment") {
            let found: Vec<_> = view[*name].as_object().into_iter().flat_map(|map| map.keys()).collect();
            assert_eq!(&found, parts, "{name}");
        }
    }
}
