//! One value that differs between two versions of a record, and the path to it.

use serde_json::Value;

use crate::document::Shape;

/// Names one step of the path to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// Into a key of a record.
    Key {
        /// The record's name in the model.
        record: &'static str,
        /// The key.
        key: &'static str,
    },
    /// Into an item of a list, by the item's name.
    Item(String),
    /// Into an entry of a mapping, by its key.
    Entry(String),
    /// Into the text in one language.
    Language(String),
}

/// Holds one value that differs between the two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDifference {
    /// The path to the value.
    pub path: Vec<PathStep>,
    /// What the model expects there. If it is a list, only the order of the items differs.
    pub shape: Shape,
    /// The value before; none if there was none.
    pub before: Option<Value>,
    /// The value after; none if there is none.
    pub after: Option<Value>,
}

impl FieldDifference {
    /// Returns the path as text, such as `budget.grant` or `milestones.explore.on`.
    #[must_use]
    pub fn path(&self) -> String {
        let steps = self.path.iter().map(|step| match step {
            PathStep::Key { key, .. } => key,
            PathStep::Item(name) | PathStep::Entry(name) | PathStep::Language(name) => name.as_str(),
        });
        steps.collect::<Vec<_>>().join(".")
    }

    /// Returns the keys of the path without the items of lists, such as `milestones.on`.
    #[must_use]
    pub fn keys(&self) -> String {
        let keys = self.path.iter().filter_map(|step| match step {
            PathStep::Key { key, .. } => Some(*key),
            PathStep::Item(_) | PathStep::Entry(_) | PathStep::Language(_) => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }
}
