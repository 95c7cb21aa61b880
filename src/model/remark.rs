//! A point in a list, with its reason.

use serde::{Serialize, Serializer};

use super::Text;
use crate::document::{Faults, FromYaml, Node, Shape, Shapes, Value, record};

/// Holds a point: a text, or a [`Note`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Remark(pub Note);

record! {
    /// Holds the long form of a remark.
    pub struct Note (short for text) {
        /// The point itself.
        text: Option<Text>,
        /// The reason for it.
        reason: Option<Text>,
        /// Whether it is inferred from the sources, not stated there.
        inferred: Option<bool>,
    }
}

impl Serialize for Remark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl FromYaml for Remark {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let is_long = matches!(&node.value, Value::Mapping(entries) if entries.iter().any(|(key, _)| key.scalar() == Some("text")));
        if is_long {
            return Note::from_yaml(node, faults).map(Self);
        }
        Some(Self(Note { text: Some(Text::from_yaml(node, faults)?), ..Note::default() }))
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        let shape = Note::shape(shapes);
        if let Some(note) = shapes.records.get_mut("Note") {
            note.by_language = true;
        }
        shape
    }
}
