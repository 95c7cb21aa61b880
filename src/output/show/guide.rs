//! The guide to a phase: what to do, what to ask, and what the gate requires before the project moves on.

use serde::Serialize;
use serde_json::Value;

use super::{
    ShowPage,
    demands::{Demand, State},
    section,
};
use crate::{
    document::parts::survey,
    key,
    language::Language,
    load::{LARGEST, prompts},
    model::{Effort, Phase, Portfolio, Process, Project, Role, STOPPED},
    output::escape::markdown_code,
    plural,
    query::phase_of,
    report::{
        engine::{escape_markdown, tidy},
        report_path,
        view::{CourseStep, PhaseStanding, course_of},
    },
    source::Source,
    text_encoding::decode,
};

/// The reasons why there is no guide.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GuideError {
    /// No phase was requested, and the project does not say which phase it is in.
    #[error("the project does not say which phase it is in")]
    NoOwnPhase {
        /// The ids of the phases.
        known: Vec<String>,
    },
    /// The course of the project does not have the phase.
    #[error("the course has no phase {phase}")]
    NoPhase {
        /// The requested phase, or the one of the project.
        phase: String,
        /// The ids of the phases.
        known: Vec<String>,
    },
}

/// Holds the guide to one phase of a project.
#[derive(Debug, Clone, Serialize)]
pub struct Guide {
    /// The id of the project.
    pub project: String,
    /// The id of the phase.
    pub phase: String,
    /// The phase of the process model, in the reader's language.
    pub model: Value,
    /// The requirements of the gate after the phase.
    pub demands: Vec<Demand>,
    /// The id of the phase after it.
    pub next: Option<String>,
    /// The whole guide as Markdown.
    #[serde(skip)]
    pub markdown: String,
}

/// Returns the guide to the current phase of a project, or to another phase of its course.
///
/// # Errors
/// Fails when the project's course has no such phase.
pub fn guide(
    portfolio: &Portfolio,
    source: &dyn Source,
    project: &Project,
    phase: Option<&str>,
    language: Language,
) -> Result<Guide, GuideError> {
    let sheet = ShowPage::new(portfolio, source, language, false);
    let steps = course_of(portfolio, project);
    let wanted = phase.or(project.phase.as_ref().map(|phase| &*phase.value)).unwrap_or_default();
    let named = portfolio.process_of(project).and_then(|process| phase_of(portfolio, process, wanted));
    let is_wanted = |step: &CourseStep<'_>| step.phase == named.as_deref().unwrap_or(wanted);
    let Some(at) = steps.iter().position(is_wanted) else {
        let known = steps.iter().map(|step| step.phase.to_owned()).collect();
        return Err(match wanted {
            "" => GuideError::NoOwnPhase { known },
            wanted => GuideError::NoPhase { phase: wanted.to_owned(), known },
        });
    };
    let next = steps.get(at + 1).filter(|next| next.phase != STOPPED).map(|next| next.phase);
    let model = steps[at].model();
    let demands = sheet.demands(project, model, next);
    let markdown = sheet.guide(project, model, steps[at].standing, next, &demands);
    Ok(Guide {
        project: project.id.to_string(),
        phase: steps[at].phase.to_owned(),
        model: sheet.values(model),
        demands,
        next: next.map(str::to_owned),
        markdown: tidy(&markdown),
    })
}

impl ShowPage<'_> {
    fn guide(
        &self,
        project: &Project,
        phase: &Phase,
        standing: PhaseStanding,
        next: Option<&str>,
        demands: &[Demand],
    ) -> String {
        let owners = || self.party_line(&project.owner, self.portfolio.time_of(project));
        let title = project.title.as_ref().map_or_else(owners, |title| self.words(title));
        let id = phase.id.as_ref().map_or("", |id| &*id.value);
        let name = phase.name.as_ref().map_or_else(|| escape_markdown(id), |name| self.words(name));
        let mut out = format!("# {title}: {name}\n\n{}\n\n{}\n", markdown_code(&project.id), self.course(project));
        if standing != PhaseStanding::Here {
            out += &format!("\n{}\n", self.texts.fill(key!("guide.elsewhere"), &[("phase", name.clone())]));
        }
        if let Some(summary) = &phase.summary {
            out += &format!("\n{}\n", self.words(summary));
        }
        let time = self.portfolio.time_of(project);
        for key in ["steps", "tasks", "questions", "success_factors", "expectations"] {
            section(&mut out, 2, &self.named(&format!("key.phase.{key}")), &self.part(phase, key, time, 3));
        }
        section(&mut out, 2, &self.t(key!("guide.time")), &self.time_and_effort(project, phase));
        section(
            &mut out,
            2,
            &self.t(key!("guide.gate")),
            &match next {
                Some(next) => {
                    self.gate(phase, &self.phase_name(project, next), demands, standing == PhaseStanding::Here)
                }
                None => self.t(key!("guide.end")) + "\n",
            },
        );
        section(&mut out, 2, &self.t(key!("guide.report")), &self.blanks(project));
        section(&mut out, 2, &self.t(key!("key.phase.examples")), &self.part(phase, "examples", time, 3));
        let process = self.portfolio.process_of(project);
        if let Some(process) = process.filter(|process| process.position(id).is_some()) {
            section(&mut out, 2, &self.t(key!("key.process.principles")), &self.principles(process));
            section(&mut out, 2, &self.t(key!("key.process.strands")), &self.part(process, "strands", time, 3));
        }
        out
    }

    /// Lists the unwritten parts of the final reports.
    fn blanks(&self, project: &Project) -> String {
        let mut out = String::new();
        for language in Language::all() {
            let path = report_path(self.portfolio, project, language);
            // `check` reports unreadable files.
            let Ok(bytes) = self.source.read(&path, LARGEST) else { continue };
            let Ok(text) = decode(&bytes) else { continue };
            let titles: Vec<String> =
                survey(text, prompts()).blanks().map(|blank| format!("- {}\n", blank.title)).collect();
            if !titles.is_empty() {
                let file = path.strip_prefix(&*project.id).unwrap_or(&path).trim_start_matches('/');
                let said = [("count", titles.len().to_string()), ("file", file.to_owned())];
                let said = self.texts.fill_plural(plural!("guide.blanks"), titles.len(), &said);
                out += &format!("{said}\n\n{}\n", titles.concat());
            }
        }
        out
    }

    /// Returns the duration of the phase and the effort of each role.
    fn time_and_effort(&self, project: &Project, phase: &Phase) -> String {
        let mut out = phase
            .duration
            .as_ref()
            .map(|duration| {
                let outline = super::outline::Outline::of::<crate::model::Duration>(self.names(None));
                match self.values(duration) {
                    Value::Object(map) => outline.line("Duration", &map),
                    _ => String::new(),
                }
            })
            .map(|line| format!("- {}: {line}\n", self.t(key!("key.phase.duration"))))
            .unwrap_or_default();
        let id = phase.id.as_ref().map_or("", |id| &*id.value);
        let roles: &[Role] = self.portfolio.process_of(project).map_or(&[], |process| &process.roles);
        let name_of = |id: &str| {
            let role = roles.iter().find(|role| role.id.as_ref().is_some_and(|known| &*known.value == id));
            role.and_then(|role| role.name.as_ref()).map_or_else(|| id.to_owned(), |name| self.words(name))
        };
        for effort in &phase.effort {
            out += &self.effort(effort.role.as_ref().map(|role| name_of(role)).unwrap_or_default().as_str(), effort);
        }
        for role in roles {
            let name = role.name.as_ref().map(|name| self.words(name)).unwrap_or_default();
            for effort in role.effort.iter().filter(|effort| effort.phases.iter().any(|phase| &*phase.value == id)) {
                out += &self.effort(&name, effort);
            }
        }
        out
    }

    fn effort(&self, role: &str, effort: &Effort) -> String {
        let ends: Vec<String> =
            [effort.from, effort.to].into_iter().flatten().map(|end| self.formats.decimal_number(end)).collect();
        let range = if ends.len() == 2 && ends[0] == ends[1] { ends[0].clone() } else { ends.join("–") };
        format!("- {role}: {range}\u{a0}%{}\n", self.inferred(effort.inferred))
    }

    fn principles(&self, process: &Process) -> String {
        let principles = process.principles.iter().filter_map(|principle| {
            let name = self.words(principle.name.as_ref()?);
            let summary = principle.summary.as_ref().map(|summary| format!(": {}", self.words(summary)));
            Some(format!("- {name}{}\n", summary.unwrap_or_default()))
        });
        principles.collect()
    }

    /// Lists the requirements of a gate, and how many are missing for a project that is in the phase.
    fn gate(&self, phase: &Phase, next: &str, demands: &[Demand], is_here: bool) -> String {
        let mut out = self.decision(phase, next, demands.is_empty());
        out.extend(demands.iter().map(|demand| self.demand_line(demand)));
        let missing = demands.iter().filter(|demand| demand.state == State::Missing).count();
        if is_here && !demands.is_empty() {
            let args = [("next", next.to_owned()), ("count", missing.to_string())];
            let said = match missing {
                0 => self.texts.fill(key!("guide.ready"), &args),
                _ => self.texts.fill_plural(plural!("guide.left"), missing, &args),
            };
            out += &format!("\n{said}\n");
        }
        out
    }

    /// Describes the decision of a gate, or that it has none.
    fn decision(&self, phase: &Phase, next: &str, is_open: bool) -> String {
        let gate = phase.gate.as_ref();
        match gate.and_then(|gate| gate.decision.as_ref().map(|decision| (gate, decision))) {
            Some((gate, decision)) => {
                let args = [("decision", self.words(decision)), ("next", next.to_owned())];
                format!("{}{}\n\n", self.texts.fill(key!("guide.decision"), &args), self.inferred(gate.inferred))
            }
            None if is_open => format!("{}\n", self.texts.fill(key!("guide.open"), &[("next", next)])),
            None => format!("{}\n\n", self.texts.fill(key!("guide.asks"), &[("next", next)])),
        }
    }

    fn demand_line(&self, demand: &Demand) -> String {
        let (symbol, state) = match demand.state {
            State::There => ("✓", demand.value.as_deref().map(escape_markdown)),
            State::Missing => ("✗", Some(self.t(key!("guide.missing")))),
            State::Unpublished => ("–", Some(self.t(key!("guide.unpublished")))),
            State::NotAsked => ("–", Some(self.t(key!("guide.not-asked")))),
        };
        let state = state.filter(|state| !state.is_empty()).unwrap_or_else(|| self.t(key!("guide.there")));
        format!("- {symbol}\u{a0}{}: {state}\n", escape_markdown(&demand.what))
    }

    /// Returns a remark for what is inferred from the sources.
    fn inferred(&self, inferred: Option<bool>) -> String {
        if inferred == Some(true) { format!(" *({})*", self.t(key!("show.inferred"))) } else { String::new() }
    }
}
