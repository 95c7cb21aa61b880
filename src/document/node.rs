//! The nodes of a YAML tree, with their spans.

use crate::document::{looks_like, span::Span, value_kind::YamlKind};
use std::borrow::Cow;

/// Holds a value and its span.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'t> {
    /// The value.
    pub value: Value<'t>,
    /// Its span in the decoded text; for a collection, from its first to its last item.
    pub span: Span,
}

impl Node<'_> {
    /// Returns what kind of value this is.
    #[must_use]
    pub fn kind(&self) -> YamlKind {
        match &self.value {
            Value::Scalar { text, plain: true } => looks_like(text),
            Value::Scalar { .. } => YamlKind::Text,
            Value::List(_) => YamlKind::List,
            Value::Mapping(_) => YamlKind::Mapping,
        }
    }

    /// Returns the text of a scalar as written, whatever its kind.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Calls `visit` with every scalar of the tree that is a value, not a key.
    pub fn each_scalar(&self, visit: &mut impl FnMut(&str, Span)) {
        match &self.value {
            Value::Scalar { text, .. } => visit(text, self.span),
            Value::List(items) => items.iter().for_each(|item| item.each_scalar(visit)),
            Value::Mapping(entries) => entries.iter().for_each(|(_, value)| value.each_scalar(visit)),
        }
    }
}

/// Holds a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'t> {
    /// A word, number or text.
    Scalar {
        /// The text, with escapes and folding undone.
        text: Cow<'t, str>,
        /// Whether it has no quotes, so that `12` is a number and not a text.
        plain: bool,
    },
    /// A list.
    List(Vec<Node<'t>>),
    /// A mapping, in the order of the file.
    Mapping(Vec<(Node<'t>, Node<'t>)>),
}
