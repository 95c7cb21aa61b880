//! `--where`: an expression over the view of a project.

use minijinja::{Environment, machinery::ast::Expr, value::Serde};
use rayon::prelude::*;

use super::{
    evaluate::{self, Evaluator},
    view::{NAMES, ProjectView},
};
use crate::{
    document::{Kind, closest},
    language::Language,
    model::{Portfolio, Project},
};

/// Says why a condition cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// It is no expression.
    #[error("{0}")]
    Syntax(String),
    /// It uses a name that projects do not have.
    #[error("no project has '{name}'")]
    UnknownName {
        /// The name.
        name: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// The names there are.
        known: Vec<String>,
    },
    /// Two values of a project do not go together.
    #[error("{project}: {} and {} do not go together", .values[0].0, .values[1].0)]
    Types {
        /// The id of the project.
        project: String,
        /// The values with their kinds.
        values: Box<[(String, Kind); 2]>,
    },
    /// It cannot be worked out for a project.
    #[error("{project}: {detail}")]
    Failed {
        /// The id of the project.
        project: String,
        /// Why.
        detail: String,
    },
}

/// Holds a condition that was read and uses known names only.
pub struct Condition<'s> {
    expression: Expr<'s>,
    environment: Environment<'static>,
}

impl<'s> Condition<'s> {
    /// Reads a condition on the projects of a portfolio.
    ///
    /// # Errors
    /// Fails when the text is no expression, or uses names that projects do not have.
    pub fn parse(text: &'s str, portfolio: &Portfolio) -> Result<Self, ConditionError> {
        let expression = evaluate::parse(text).map_err(ConditionError::Syntax)?;
        for path in evaluate::paths(&expression) {
            check(&path, portfolio)?;
        }
        Ok(Self { expression, environment: Environment::new() })
    }

    /// Keeps the projects for which the condition holds. A comparison with something unknown never does.
    ///
    /// # Errors
    /// Fails when values do not go together; the first project for which they do not is named.
    pub fn keep<'p>(
        &self,
        portfolio: &'p Portfolio,
        projects: Vec<&'p Project>,
        language: Language,
    ) -> Result<Vec<&'p Project>, ConditionError> {
        let holds = |project: &'p Project| {
            let view = minijinja::Value::from(Serde(ProjectView::new(portfolio, project, language)));
            Evaluator::new(&self.environment, &view).holds(&self.expression).map_err(|problem| match problem {
                evaluate::Problem::Types(values) => ConditionError::Types { project: project.id.to_string(), values },
                evaluate::Problem::Failed(detail) => {
                    ConditionError::Failed { project: project.id.to_string(), detail }
                }
            })
        };
        // All are worked out before the first error is looked for, so that it is the same one every time.
        let held: Vec<Result<bool, ConditionError>> = projects.par_iter().map(|project| holds(project)).collect();
        let kept = projects.into_iter().zip(held).filter_map(|(project, held)| match held {
            Ok(true) => Some(Ok(project)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        });
        kept.collect()
    }
}

/// Checks a name and the names of its parts, such as `budget` and `grant`.
fn check(path: &[String], portfolio: &Portfolio) -> Result<(), ConditionError> {
    let criteria = || portfolio.settings.criteria.iter().map(|(id, _)| &*id.value);
    let unknown = |name: String, suggestion: Option<String>, known: Vec<String>| {
        Err(ConditionError::UnknownName { name, suggestion, known })
    };
    let Some((first, rest)) = path.split_first() else { return Ok(()) };
    let Some((_, parts)) = NAMES.iter().find(|(name, _)| *name == first) else {
        let names = || NAMES.iter().map(|(name, _)| *name);
        let part = NAMES.iter().find(|(_, parts)| parts.contains(&first.as_str())).map(|(whole, _)| format!("{whole}.{first}"));
        let suggestion = part.or_else(|| closest(first, names()).map(str::to_owned));
        return unknown(first.clone(), suggestion, names().map(str::to_owned).collect());
    };
    let Some((part, rest)) = rest.split_first() else { return Ok(()) };
    let name = format!("{first}.{part}");
    if first == "assessment" {
        if criteria().any(|id| id == part) {
            return if rest.is_empty() { Ok(()) } else { unknown(path.join("."), Some(name), Vec::new()) };
        }
        // A hyphen behind a name is a minus, so that only the start of an id stands here.
        let started = criteria().find(|id| id.strip_prefix(part.as_str()).is_some_and(|rest| rest.starts_with('-')));
        let meant = started.or_else(|| closest(part, criteria()));
        let written = |id: &str| format!("assessment[\"{id}\"]");
        return unknown(name, meant.map(written), criteria().map(written).collect());
    }
    if parts.contains(&part.as_str()) && rest.is_empty() {
        return Ok(());
    }
    let whole = |part: &str| format!("{first}.{part}");
    match parts {
        [] => unknown(name, Some(first.clone()), Vec::new()),
        _ => unknown(
            path.join("."),
            closest(part, parts.iter().copied()).map(whole),
            parts.iter().map(|part| whole(part)).collect(),
        ),
    }
}
