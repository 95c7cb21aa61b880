//! What the names and words in an expression stand for: a field by another name, a value by its name.

use std::collections::HashMap;

use minijinja::{Value, machinery::ast::Expr};

use super::{
    column::Column,
    compare::ComparisonOperator,
    expression_names::{self, comparisons},
    name_lookup::plain,
    value_names::ValueNames,
    view::NAMES,
};
use crate::model::Portfolio;

/// Holds what names and words stand for, found once for all projects.
#[derive(Default)]
pub(super) struct MeantNames {
    /// The paths of fields that the expression calls by another name, such as `vendor`.
    fields: HashMap<String, Vec<&'static str>>,
    /// The ids of criteria by their names.
    criteria: HashMap<String, String>,
    /// The ids that words stand for.
    ids: HashMap<(ValueNames, String), Vec<String>>,
    /// The words that stand for nothing.
    pub(super) unknown: Vec<(ValueNames, String)>,
}

impl MeantNames {
    /// Finds what the names and words of an expression stand for.
    pub(super) fn of(expression: &Expr<'_>, portfolio: &Portfolio) -> Self {
        let mut names = Self::default();
        for path in expression_names::paths(expression) {
            names.add_path(&path, portfolio);
        }
        let mut compared = Vec::new();
        comparisons(expression, &mut compared);
        for (left, op, right) in compared.into_iter().filter(|(_, op, _)| op.asks_for_sameness()) {
            names.add_words(left, right, portfolio);
            // A part of a text need not be the name of anything.
            if !matches!(op, ComparisonOperator::In | ComparisonOperator::NotIn) || names.is_list(right) {
                names.add_words(right, left, portfolio);
            }
        }
        names
    }

    /// Returns the path of a field that the expression calls by another name.
    pub(super) fn field(&self, name: &str) -> Option<&[&'static str]> {
        self.fields.get(name).map(Vec::as_slice)
    }

    /// Returns a path of names with the names that the view has.
    pub(super) fn path(&self, path: &[String]) -> Vec<String> {
        let Some((first, rest)) = path.split_first() else { return Vec::new() };
        let field = self
            .field(first)
            .map_or_else(|| vec![first.clone()], |path| path.iter().map(|p| (*p).to_owned()).collect());
        field.into_iter().chain(rest.iter().map(|part| self.criterion(part).to_owned())).collect()
    }

    /// Returns the id of a criterion that is called by its name; else the name itself.
    pub(super) fn criterion<'n>(&'n self, name: &'n str) -> &'n str {
        self.criteria.get(name).map_or(name, String::as_str)
    }

    /// Compares a field with a word for one of its values; none if no word is involved.
    pub(super) fn compared(
        &self,
        op: ComparisonOperator,
        (left, of_left): (&Expr<'_>, &Value),
        (right, of_right): (&Expr<'_>, &Value),
    ) -> Option<bool> {
        if self.ids.is_empty() || !op.asks_for_sameness() || of_left.is_none() || of_right.is_none() {
            return None;
        }
        let is_in = matches!(op, ComparisonOperator::In | ComparisonOperator::NotIn);
        let same = match (self.kind(left), self.kind(right)) {
            (Some(kind), None) if is_in => {
                let mut words = of_right.try_iter().ok().filter(|_| of_right.as_str().is_none())?;
                words.any(|word| self.is_meant(kind, &word, of_left))
            }
            (Some(kind), None) => self.is_same(kind, (left, of_left), of_right)?,
            (None, Some(kind)) if is_in => {
                let mut values = of_right.try_iter().ok().filter(|_| of_right.as_str().is_none())?;
                let ids = self.ids(kind, of_left)?;
                values.any(|value| ids.iter().any(|id| value.as_str() == Some(id)))
            }
            (None, Some(kind)) => self.is_same(kind, (right, of_right), of_left)?,
            _ => return None,
        };
        Some(same != op.is_negative())
    }

    /// Returns whether a field has a value; none if the word is no value, or the field has several and is called so.
    ///
    /// A field with several values has each of them if it is called by the key of one, such as `vendor`.
    fn is_same(&self, kind: ValueNames, (field, value): (&Expr<'_>, &Value), word: &Value) -> Option<bool> {
        let ids = self.ids(kind, word);
        if value.as_str().is_some() {
            return Some(ids?.iter().any(|id| value.as_str() == Some(id)));
        }
        let is_singular = matches!(field, Expr::Var(name) if self.fields.contains_key(name.id));
        let mut values = value.try_iter().ok().filter(|_| is_singular && word.as_str().is_some())?;
        Some(values.any(|value| ids.unwrap_or_default().iter().any(|id| value.as_str() == Some(id))))
    }

    fn is_meant(&self, kind: ValueNames, word: &Value, value: &Value) -> bool {
        word == value || self.ids(kind, word).is_some_and(|ids| ids.iter().any(|id| value.as_str() == Some(id)))
    }

    fn ids(&self, kind: ValueNames, word: &Value) -> Option<&[String]> {
        self.ids.get(&(kind, word.as_str()?.to_owned())).map(Vec::as_slice)
    }

    /// Returns the kind of the values of a field; none if the expression is no field whose values have names.
    fn kind(&self, expression: &Expr<'_>) -> Option<ValueNames> {
        let path = self.path(&expression_names::path(expression)?);
        ValueNames::of_path(&path.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn is_list(&self, expression: &Expr<'_>) -> bool {
        matches!(self.kind(expression), Some(ValueNames::Organisation | ValueNames::Theme))
    }

    fn add_path(&mut self, path: &[String], portfolio: &Portfolio) {
        let Some(first) = path.first() else { return };
        if NAMES.iter().all(|(name, _)| name != first)
            && let Some(column) = Column::find(first)
        {
            self.fields.insert(first.clone(), column.path());
        }
        if let [whole, part] = &self.path(path)[..]
            && whole == "assessment"
        {
            let criteria = &portfolio.settings.criteria;
            let called = criteria.iter().find(|(_, name)| name.wordings().any(|name| plain(name) == plain(part)));
            if let Some((id, _)) = called.filter(|_| criteria.get(part).is_none()) {
                self.criteria.insert(part.clone(), id.value.to_string());
            }
        }
    }

    /// Finds the ids that words stand for which a field is compared with.
    fn add_words(&mut self, field: &Expr<'_>, words: &Expr<'_>, portfolio: &Portfolio) {
        let Some(kind) = self.kind(field) else { return };
        for word in constants(words) {
            let ids = kind.ids(portfolio, &word);
            if ids.is_empty() {
                self.unknown.push((kind, word));
            } else {
                self.ids.insert((kind, word), ids);
            }
        }
    }
}

/// Lists the texts that an expression consists of: one, or those of a list.
fn constants(expression: &Expr<'_>) -> Vec<String> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match expression {
        Expr::Const(of) => match text(&of.value) {
            Some(text) => vec![text],
            None => of.value.try_iter().into_iter().flatten().filter_map(|item| text(&item)).collect(),
        },
        Expr::List(of) => of.items.iter().flat_map(constants).collect(),
        Expr::Tuple(of) => of.items.iter().flat_map(constants).collect(),
        _ => Vec::new(),
    }
}
