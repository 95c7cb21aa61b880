//! A project as a line of the overview's tables: who, where in the process, which money, what about.

use serde::Serialize;

use super::scope::Scope;
use crate::{
    date::Date,
    document::At,
    language::Language,
    model::{Budget, COMPLETED, Gate, Kroner, Project, STOPPED, Text},
    report::view::{
        builder::ViewBuilder,
        course::{PhaseStanding, course_of},
        links::Links,
        words::TextView,
    },
};

#[derive(Debug, Serialize)]
pub struct ProjectRow {
    label: TextView,
    /// The title, where there is one.
    title: Option<TextView>,
    /// The way to the project's folder, in Markdown.
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
    /// What it is about, where that can be put into a sentence.
    about: Option<TextView>,
    themes: Vec<TextView>,
}

/// Holds what must be settled before a project moves on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextGate {
    /// The name of the phase that the project is in.
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
    pub fn row(&self, scope: &Scope<'_>, project: &Project) -> ProjectRow {
        let names = self.names(self.portfolio.time_of(project));
        let language = self.portfolio.language_of(project);
        let lang = self.marked(language);
        let phase = project.phase.as_ref().map(|phase| &*phase.value);
        let nothing = Budget::default();
        let budget = project.budget.as_deref().unwrap_or(&nothing);
        let amount = |amount: Option<At<Kroner>>| amount.map(|amount| amount.value.0);
        let base = if let Links::To(base) = self.links { base } else { "" };
        ProjectRow {
            label: self.label(scope, project),
            title: project.title.as_ref().map(|title| self.words(title, language)),
            folder: format!("{base}{}/", project.id),
            owner_line: names.line(&project.owner),
            vendor_line: names.line(&project.vendor),
            summary: project.summary.as_ref().map(|summary| self.words(summary, language)),
            phase: self.phase(project),
            since: phase.and_then(|phase| since(project, phase)),
            is_over: matches!(phase, Some(COMPLETED | STOPPED)),
            next: self.next(project),
            grant: amount(budget.grant),
            own_funding: amount(budget.own_funding),
            earmarks: budget
                .earmarks
                .iter()
                .map(|earmark| EarmarkRow {
                    amount: amount(earmark.amount),
                    purpose: earmark.purpose.as_ref().map(|purpose| self.words(purpose, language)),
                })
                .collect(),
            about: self.theme_of(project).map(|theme| TextView { text: theme.to_owned(), lang }),
            themes: self.themes_of(project),
        }
    }

    /// Returns the first theme of a project, to be put into a sentence: none in a language that the sentence cannot hold.
    pub fn theme_of<'p>(&self, project: &'p Project) -> Option<&'p str> {
        let is_norwegian = |language: Language| ["nb", "nn"].contains(&language.code());
        let (theirs, ours) = (self.portfolio.language_of(project), self.language);
        let fits = theirs == ours || (is_norwegian(theirs) && is_norwegian(ours));
        project.themes.first().map(|theme| &**theme).filter(|_| fits)
    }

    pub fn themes_of(&self, project: &Project) -> Vec<TextView> {
        let lang = self.marked(self.portfolio.language_of(project));
        project.themes.iter().map(|theme| TextView { text: theme.to_string(), lang }).collect()
    }

    /// Returns the gate that a project stands before, and the phase behind it.
    fn next(&self, project: &Project) -> Option<NextGate> {
        let steps = course_of(self.portfolio, project);
        let here = steps.iter().position(|step| step.standing == PhaseStanding::Here)?;
        let next = steps.get(here + 1)?;
        let nothing = Gate::default();
        let gate = steps[here].model().gate.as_ref().unwrap_or(&nothing);
        let words = |text: &Option<Text>| text.as_ref().map(|text| self.words(text, self.portfolio.language()));
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
    /// Returns whether there is a decision to tell of.
    pub fn says_something(&self) -> bool {
        self.decision.is_some()
    }
}

/// Returns when a project came to a phase, where that is known.
fn since(project: &Project, phase: &str) -> Option<Date> {
    let of_phase =
        |milestone: &&At<crate::model::Milestone>| milestone.phase.as_ref().is_some_and(|known| &*known.value == phase);
    project.milestones.iter().rev().filter(of_phase).find_map(|milestone| milestone.on).map(|on| on.value)
}
