//! Two revisions of a portfolio, as the rules about changes see them.

use crate::{
    document::{Faults, Node, Span, Value, yaml},
    history::{Pair, Side},
    load::LARGEST,
    model::Project,
    text_encoding::decode,
};

/// Holds two revisions of a portfolio, with their projects paired.
pub struct Transition<'a> {
    /// The earlier revision.
    pub before: Side<'a>,
    /// The revision that is checked.
    pub after: Side<'a>,
    /// The projects of both revisions.
    pub pairs: Vec<Pair<'a>>,
}

impl<'a> Transition<'a> {
    /// Lists the projects that are in both revisions.
    pub(crate) fn in_both(&self) -> impl Iterator<Item = (&'a Project, &'a Project)> + '_ {
        self.pairs.iter().filter_map(|pair| Some((pair.before?, pair.after?)))
    }

    /// Finds the span of a value in a YAML file of the checked revision. If there is no such value, returns the span of the
    /// innermost key that exists.
    pub(crate) fn span_of(&self, file: &str, keys: &str) -> Option<Span> {
        let bytes = self.after.source.read(file, LARGEST).ok()?;
        let tree = yaml::parse(decode(&bytes).ok()?, &mut Faults::default())?;
        let (mut node, mut span) = (&tree, None);
        for key in keys.split('.') {
            match entry(node, key) {
                Some((key, value)) => {
                    span = Some(if value.scalar().is_some() { value.span } else { key.span });
                    node = value;
                }
                None => break,
            }
        }
        span
    }
}

fn entry<'n, 't>(node: &'n Node<'t>, key: &str) -> Option<(&'n Node<'t>, &'n Node<'t>)> {
    match &node.value {
        Value::Mapping(entries) => {
            entries.iter().find(|(known, _)| known.scalar() == Some(key)).map(|(key, value)| (key, value))
        }
        _ => None,
    }
}
