//! What rules about moves look at: a portfolio before and after.

use crate::{
    document::{Faults, Node, Span, Value, yaml},
    history::{Pair, Side},
    load::LARGEST,
    model::Project,
    text_encoding::decode,
};

/// Holds two revisions of a portfolio, and which project of one is which of the other.
pub struct Transition<'a> {
    /// The portfolio that is compared with.
    pub before: Side<'a>,
    /// The portfolio that is checked.
    pub after: Side<'a>,
    /// Its projects, and those that are gone.
    pub pairs: Vec<Pair<'a>>,
}

impl<'a> Transition<'a> {
    /// Lists the projects that are in both.
    pub(crate) fn kept(&self) -> impl Iterator<Item = (&'a Project, &'a Project)> + '_ {
        self.pairs.iter().filter_map(|pair| Some((pair.before?, pair.after?)))
    }

    /// Finds where a value stands in a YAML file after: its value, else the nearest key around it that is there.
    pub(crate) fn place(&self, file: &str, keys: &str) -> Option<Span> {
        let bytes = self.after.source.read(file, LARGEST).ok()?;
        let tree = yaml::parse(decode(&bytes).ok()?, &mut Faults::default())?;
        let (mut node, mut place) = (&tree, None);
        for key in keys.split('.') {
            match entry(node, key) {
                Some((key, value)) => {
                    place = Some(if value.scalar().is_some() { value.span } else { key.span });
                    node = value;
                }
                None => break,
            }
        }
        place
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
