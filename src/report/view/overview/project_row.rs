//! A project as a row in the tables of the overview: parties, phase, amounts and themes.

use serde::Serialize;

use super::scope::Scope;
use crate::{
    date::Date,
    document::At,
    language::Language,
    model::{Budget, COMPLETED, Earmark, Gate, Kroner, Milestone, Project, STOPPED, Text},
    report::view::{
        builder::ViewBuilder,
        course::{PhaseStanding, course_of},
        words::TextView,
    },
};

#[derive(Debug, Serialize)]
pub struct ProjectRow {
    label: TextView,
    /// The title, if it has one.
    title: Option<TextView>,
    /// The relative path to the project's folder, in Markdown.
    folder: String,
    owner_line: String,
    vendor_line: String,
    summary: Option<TextView>,
    phase: Option<TextView>,
    since: Option<Date>,
    is_over: bool,
    pub next: Option<NextGate>,
    grant: Option<u64>,
    own_funding: Option<u64>,
    earmarks: Vec<EarmarkRow>,
    /// The first theme, if it can be part of a sentence in the document's language.
    about: Option<TextView>,
    themes: Vec<TextView>,
}

/// Holds the gate between the phase of a project and the next.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextGate {
    /// The name of the current phase.
    here: Option<TextView>,
    decision: Option<TextView>,
    document: Option<TextView>,
    approved_by: Option<TextView>,
    inferred: bool,
    /// The name of the next phase.
    phase: TextView,
}

#[derive(Debug, Serialize)]
struct EarmarkRow {
    amount: Option<u64>,
    purpose: Option<TextView>,
}

impl ViewBuilder<'_> {
    /// Makes the row of a project.
    pub fn row(&self, scope: &Scope<'_>, project: &Project) -> ProjectRow {
        let names = self.names(self.portfolio.time_of(project));
        let language = self.portfolio.language_of(project);
        let lang = self.marked(language);
        let phase = project.phase.as_ref().map(|phase| &*phase.value);
        let nothing = Budget::default();
        let budget = project.budget.as_deref().unwrap_or(&nothing);
        let amount = |amount: Option<At<Kroner>>| amount.map(|amount| amount.value.0);
        let earmark = |earmark: &Earmark| EarmarkRow {
            amount: amount(earmark.amount),
            purpose: earmark.purpose.as_ref().map(|purpose| self.words(purpose, language)),
        };
        ProjectRow {
            label: self.label(scope, project),
            title: project.title.as_ref().map(|title| self.words(title, language)),
            folder: format!("{}{}/", self.links.base(), project.id),
            owner_line: names.line(&project.owner),
            vendor_line: names.line(&project.vendor),
            summary: project.summary.as_ref().map(|summary| self.words(summary, language)),
            phase: self.phase(project),
            since: phase.and_then(|phase| since(project, phase)),
            is_over: matches!(phase, Some(COMPLETED | STOPPED)),
            next: self.next(project),
            grant: amount(budget.grant),
            own_funding: amount(budget.own_funding),
            earmarks: budget.earmarks.iter().map(earmark).collect(),
            about: self.theme_of(project).map(|theme| TextView { text: theme.to_owned(), lang }),
            themes: self.themes_of(project),
        }
    }

    /// Returns the first theme of a project, if its language fits into a sentence of the document.
    pub fn theme_of<'p>(&self, project: &'p Project) -> Option<&'p str> {
        let is_norwegian = |language: Language| ["nb", "nn"].contains(&language.code());
        let (of_project, of_document) = (self.portfolio.language_of(project), self.language);
        let fits = of_project == of_document || (is_norwegian(of_project) && is_norwegian(of_document));
        project.themes.first().map(|theme| &**theme).filter(|_| fits)
    }

    /// Returns the themes of a project.
    pub fn themes_of(&self, project: &Project) -> Vec<TextView> {
        let lang = self.marked(self.portfolio.language_of(project));
        project.themes.iter().map(|theme| TextView { text: theme.to_string(), lang }).collect()
    }

    /// Returns the next gate of a project, and the phase after it.
    fn next(&self, project: &Project) -> Option<NextGate> {
        let steps = course_of(self.portfolio, project);
        let here = steps.iter().position(|step| step.standing == PhaseStanding::Here)?;
        let next = steps.get(here + 1)?;
        let nothing = Gate::default();
        let gate = steps[here].model().gate.as_ref().unwrap_or(&nothing);
        let words = |text: &Option<Text>| text.as_ref().map(|text| self.own_words(text));
        Some(NextGate {
            here: self.phase(project),
            decision: words(&gate.decision),
            document: words(&gate.document),
            approved_by: words(&gate.approved_by),
            inferred: gate.inferred == Some(true),
            phase: self.phase_named(project, next.phase),
        })
    }
}

impl NextGate {
    /// Returns whether the gate has a decision.
    pub fn has_decision(&self) -> bool {
        self.decision.is_some()
    }
}

/// Returns when a project entered a phase, if that is known.
fn since(project: &Project, phase: &str) -> Option<Date> {
    let of_phase = |milestone: &&At<Milestone>| milestone.phase.as_ref().is_some_and(|known| &*known.value == phase);
    project.milestones.iter().rev().filter(of_phase).find_map(|milestone| milestone.on).map(|on| on.value)
}
