//! The condition of `--where`: an expression over the view of a project.

use std::collections::BTreeMap;

use minijinja::{Environment, machinery::ast::Expr, value::Serde};
use rayon::prelude::*;

use super::{
    column::Column,
    evaluate::{self, Evaluator, Verdict},
    evaluation_error::EvaluationError,
    expression_names,
    meant_names::MeantNames,
    unknown_word::UnknownWord,
    view::{NAMES, ProjectView},
};
use crate::{
    document::{YamlKind, expression_length::is_too_long},
    language::Language,
    model::{Portfolio, Project},
    similar_name::closest,
};

/// Says why a condition cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// It is not a valid expression.
    #[error("{0}")]
    Syntax(String),
    /// It is too long.
    #[error("too long")]
    TooLong,
    /// It uses an unknown name.
    #[error("no project has '{name}'")]
    UnknownName {
        /// The name.
        name: String,
        /// A similar known name.
        suggestion: Option<String>,
        /// The known names.
        known: Vec<String>,
    },
    /// Its values need too much memory.
    #[error("{project}: too large")]
    TooLarge {
        /// The id of the project.
        project: String,
    },
    /// The kinds of two values do not match.
    #[error("{project}: {} and {} do not go together", .values[0].0, .values[1].0)]
    Types {
        /// The id of the project.
        project: String,
        /// The values with their kinds.
        values: Box<[(String, YamlKind); 2]>,
    },
    /// It cannot be evaluated for a project.
    #[error("{project}: {detail}")]
    Failed {
        /// The id of the project.
        project: String,
        /// The reason.
        detail: String,
    },
}

/// The limit of one filter or test, in steps of the template engine. Each step covers 64 bytes, enough for every text of a
/// project.
const FUEL: u64 = 200_000;

/// Holds a parsed condition that uses only known names.
pub struct Condition<'s> {
    expression: Expr<'s>,
    environment: Environment<'static>,
    names: MeantNames,
}

/// Holds what a condition selects.
pub struct ConditionResult<'p> {
    /// The projects for which it is true.
    pub projects: Vec<&'p Project>,
    /// How many projects were left out because a value is unknown, by the path of the value.
    pub not_compared: BTreeMap<String, usize>,
}

impl<'s> Condition<'s> {
    /// Parses a condition.
    ///
    /// # Errors
    /// Fails if the text is not an expression, or uses an unknown name.
    pub fn parse(text: &'s str, portfolio: &Portfolio) -> Result<Self, ConditionError> {
        if is_too_long(text) {
            return Err(ConditionError::TooLong);
        }
        let expression = evaluate::parse(text).map_err(ConditionError::Syntax)?;
        let names = MeantNames::of(&expression, portfolio);
        for path in expression_names::paths(&expression) {
            check_path(&names.path(&path), portfolio)?;
        }
        let mut environment = Environment::new();
        environment.set_fuel(Some(FUEL));
        Ok(Self { expression, environment, names })
    }

    /// Lists the words that a field is compared with and that stand for none of its values.
    #[must_use]
    pub fn unknown(&self, portfolio: &Portfolio, language: Language) -> Vec<UnknownWord> {
        let words = self.names.unknown.iter();
        words.map(|(kind, word)| UnknownWord::of(*kind, word, portfolio, language)).collect()
    }

    /// Keeps the projects for which the condition is true. A comparison with an unknown value is never true.
    ///
    /// # Errors
    /// Fails if the kinds of two values do not match. The error names the first such project.
    pub fn filter<'p>(
        &self,
        portfolio: &'p Portfolio,
        projects: Vec<&'p Project>,
        language: Language,
    ) -> Result<ConditionResult<'p>, ConditionError> {
        let holds = |project: &'p Project| {
            let view = minijinja::Value::from(Serde(ProjectView::new(portfolio, project, language)));
            Evaluator::new(&self.environment, &view, &self.names).verdict(&self.expression).map_err(|error| match error
            {
                EvaluationError::Types(values) => ConditionError::Types { project: project.id.to_string(), values },
                EvaluationError::TooLarge => ConditionError::TooLarge { project: project.id.to_string() },
                EvaluationError::Failed(detail) => ConditionError::Failed { project: project.id.to_string(), detail },
            })
        };
        // All projects are evaluated before the first error is selected, so the error is always the same.
        let results: Vec<Result<Verdict, ConditionError>> = projects.par_iter().map(|project| holds(project)).collect();
        let mut result = ConditionResult { projects: Vec::new(), not_compared: BTreeMap::new() };
        for (project, verdict) in projects.into_iter().zip(results) {
            match verdict? {
                Verdict::Known(true) => result.projects.push(project),
                Verdict::Known(false) => {}
                Verdict::DependsOn(paths) => {
                    for path in paths {
                        *result.not_compared.entry(path).or_default() += 1;
                    }
                }
            }
        }
        Ok(result)
    }
}

/// Checks a path of names, such as `budget.grant`.
fn check_path(path: &[String], portfolio: &Portfolio) -> Result<(), ConditionError> {
    let criteria = || portfolio.settings.criteria.iter().map(|(id, _)| &*id.value);
    let unknown = |name: String, suggestion: Option<String>, known: Vec<String>| {
        Err(ConditionError::UnknownName { name, suggestion, known })
    };
    let Some((first, rest)) = path.split_first() else { return Ok(()) };
    let Some((_, parts)) = NAMES.iter().find(|(name, _)| *name == first) else {
        let names = || NAMES.iter().map(|(name, _)| *name);
        let suggestion = closest(first, names()).map(str::to_owned);
        let suggestion = suggestion.or_else(|| Column::near(first).map(|column| column.path().join(".")));
        return unknown(first.clone(), suggestion, names().map(str::to_owned).collect());
    };
    let Some((part, rest)) = rest.split_first() else { return Ok(()) };
    let name = format!("{first}.{part}");
    if first == "assessment" {
        if criteria().any(|id| id == part) {
            return if rest.is_empty() { Ok(()) } else { unknown(path.join("."), Some(name), Vec::new()) };
        }
        // A hyphen is parsed as a minus, so this may be only the first part of an id.
        let started = criteria().find(|id| id.strip_prefix(part.as_str()).is_some_and(|rest| rest.starts_with('-')));
        let meant = started.or_else(|| closest(part, criteria()));
        let written = |id: &str| format!("assessment[\"{id}\"]");
        return unknown(name, meant.map(written), criteria().map(written).collect());
    }
    if parts.contains(&part.as_str()) && rest.is_empty() {
        return Ok(());
    }
    let whole = |part: &str| format!("{first}.{part}");
    match parts.as_slice() {
        [] => unknown(name, Some(first.clone()), Vec::new()),
        _ => unknown(
            path.join("."),
            closest(part, parts.iter().copied()).map(whole),
            parts.iter().map(|part| whole(part)).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::{At, Span},
        model::{Budget, Kroner},
    };

    /// Returns whether a condition is true for a project without data, and for one with a grant.
    fn holds(text: &str) -> (bool, bool) {
        let mut portfolio = Portfolio::default();
        let grant = Some(At { value: Kroner(2_000_000), span: Span::default() });
        let budget = Some(Box::new(Budget { grant, ..Budget::default() }));
        portfolio.projects = vec![
            Project { id: "2019/little".into(), ..Project::default() },
            Project { id: "2019/more".into(), budget, ..Project::default() },
        ];
        let condition = Condition::parse(text, &portfolio).unwrap();
        let found = condition.filter(&portfolio, portfolio.projects.iter().collect(), Language::BOKMAAL).unwrap();
        let is_kept = |id: &str| found.projects.iter().any(|project| *project.id == *id);
        (is_kept("2019/little"), is_kept("2019/more"))
    }

    #[test]
    fn comparisons_with_something_unknown_never_hold() {
        for op in ["<", "<=", ">", ">=", "==", "!="] {
            for text in [format!("budget.grant {op} 1"), format!("not budget.grant {op} 1")] {
                assert!(!holds(&text).0, "{text}");
            }
            assert!(!holds(&format!("budget.grant + 1 {op} 1")).0, "{op}");
            assert!(!holds(&format!("not (1 {op} budget.grant / budget.spent)")).1, "{op}");
        }
        for text in ["'a' in title", "'a' not in title", "not 'a' in title", "title|lower != 'a'", "title is eq('a')"] {
            assert!(!holds(text).0, "{text}");
        }
        assert_eq!(holds("budget.grant / 0 > 1"), (false, false));
    }

    #[test]
    fn what_is_known_decides() {
        assert_eq!(holds("budget.grant > 1 or year == 2019"), (true, true));
        assert_eq!(holds("not (budget.grant > 1 and year == 2018)"), (true, true));
        assert_eq!(holds("not (budget.grant > 1 and year == 2019)"), (false, false));
        assert_eq!(holds("budget.grant is none"), (true, false));
        assert_eq!(holds("budget.grant is defined"), (false, true));
        assert_eq!(holds("budget.grant != none"), (false, true));
        assert_eq!(holds("not title and not vendors"), (true, true));
        assert_eq!(holds("1000000 < budget.grant <= 2000000"), (false, true));
        assert_eq!(holds("(title or slug) == 'more'"), (false, true));
        assert_eq!(holds("budget.grant|default(0) == 0"), (true, false));
        for nothing in ["none", "null", "NULL"] {
            assert_eq!(holds(&format!("budget.grant == {nothing}")), (true, false));
            assert_eq!(holds(&format!("vendor == {nothing} and contact == {nothing}")), (true, true));
            assert_eq!(holds(&format!("vendors != {nothing} or contact != {nothing}")), (false, false));
        }
        assert_eq!(holds("not contact and not budget.earmarks and vendors is none"), (true, true));
        assert_eq!(holds("contact or contact is defined or vendors is defined"), (false, false));
        assert_eq!(holds("budget"), (false, true));
        assert_eq!(holds("grant > 1"), (false, true));
    }

    #[test]
    fn what_is_unknown_is_counted_where_it_decides() {
        let mut portfolio = Portfolio::default();
        portfolio.projects = ["2019/a", "2020/b"].map(|id| Project { id: id.into(), ..Project::default() }).into();
        let counted = |text: &str| {
            let condition = Condition::parse(text, &portfolio).unwrap();
            let found = condition.filter(&portfolio, portfolio.projects.iter().collect(), Language::BOKMAAL).unwrap();
            found.not_compared.into_iter().map(|(path, count)| format!("{path} {count}")).collect::<Vec<_>>()
        };
        assert_eq!(counted("budget.grant > 1"), ["budget.grant 2"]);
        assert_eq!(counted("budget.grant + budget.spent > 1"), ["budget.grant 2", "budget.spent 2"]);
        assert_eq!(counted("budget.grant > 1 and year == 2020"), ["budget.grant 1"]);
        assert_eq!(counted("budget.grant > 1 or budget.grant is none"), [""; 0]);
        assert_eq!(counted("title|lower == 'a' or year > 2000"), [""; 0]);
        assert_eq!(counted("title is startingwith('a')"), ["title 2"]);
        assert_eq!(counted("vendor == null"), [""; 0]);
    }

    #[test]
    fn values_of_other_kinds_are_an_error_with_the_project() {
        let mut portfolio = Portfolio::default();
        portfolio.projects = vec![Project { id: "2019/a".into(), ..Project::default() }];
        for text in ["year > '2018'", "year == [2019]", "2019 in slug", "slug + 1 == 2", "themes < themes"] {
            let condition = Condition::parse(text, &portfolio).unwrap();
            let found = condition.filter(&portfolio, portfolio.projects.iter().collect(), Language::BOKMAAL);
            assert!(matches!(found, Err(ConditionError::Types { project, .. }) if project == "2019/a"), "{text}");
        }
    }
}
