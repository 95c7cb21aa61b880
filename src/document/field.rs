//! Reads the fields of records from a tree: optional values, lists, and mappings with free keys.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    At, Faults, FromYaml, Shape, Shapes, is_null, item_signs,
    node::{Node, Value},
    shared_str::SharedStr,
    value_kind::YamlKind,
    word_dash,
};

/// A field of a record, read from the value of its key; a missing value means unknown.
pub trait YamlField: Default {
    /// Reads the value into the field.
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults);

    /// Returns whether the field has a value.
    fn is_given(&self) -> bool;

    /// Returns the shape of the value in a file.
    fn shape(shapes: &mut Shapes) -> Shape;
}

/// Returns whether a value is empty or null.
pub(crate) fn is_nothing(node: &Node<'_>) -> bool {
    matches!(&node.value, Value::Scalar { text, plain } if text.trim().is_empty() || (*plain && is_null(text)))
}

impl<T: FromYaml> YamlField for Option<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        *self = if is_nothing(node) { None } else { T::from_yaml(node, faults) };
    }

    fn is_given(&self) -> bool {
        self.is_some()
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        T::shape(shapes)
    }
}

impl<T: FromYaml> YamlField for Vec<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        match &node.value {
            Value::List(items) => {
                self.reserve_exact(items.len());
                self.extend(items.iter().filter_map(|item| T::from_yaml(item, faults)));
            }
            _ if is_nothing(node) => {}
            Value::Scalar { text, plain: true } if item_signs::sign_of(text).is_some() => {
                word_dash::report(node, text, faults);
            }
            _ => faults.wrong_type(node, &[YamlKind::List], <Self as YamlField>::shape),
        }
    }

    fn is_given(&self) -> bool {
        !self.is_empty()
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        Shape::List(Box::new(T::shape(shapes)))
    }
}

/// Holds a list that may be written as a single value.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T> {
    /// The values.
    pub values: Vec<T>,
    /// Whether it is written as a single value.
    pub is_single: bool,
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

impl<T> From<Vec<T>> for OneOrMany<T> {
    fn from(values: Vec<T>) -> Self {
        Self { values, is_single: false }
    }
}

impl<T> std::ops::Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.values
    }
}

impl<T: FromYaml> YamlField for OneOrMany<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        match &node.value {
            Value::List(_) => self.values.read(node, faults),
            _ if is_nothing(node) => {}
            _ => {
                self.values = T::from_yaml(node, faults).into_iter().collect();
                self.is_single = true;
            }
        }
    }

    fn is_given(&self) -> bool {
        !self.values.is_empty()
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        Shape::OneOrMany(Box::new(T::shape(shapes)))
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.values.serialize(serializer)
    }
}

/// Holds a mapping with free keys, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<T>(pub Vec<(At<SharedStr>, T)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Map<T> {
    type Target = [(At<SharedStr>, T)];

    fn deref(&self) -> &[(At<SharedStr>, T)] {
        &self.0
    }
}

impl<T> Map<T> {
    /// Returns the value of a key.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| &*key.value == name).map(|(_, value)| value)
    }
}

impl<T: FromYaml> FromYaml for Map<T> {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let mut map = Self::default();
        map.read(node, faults);
        Some(map)
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        <Self as YamlField>::shape(shapes)
    }
}

impl<T: FromYaml> YamlField for Map<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        match &node.value {
            Value::Mapping(entries) => {
                self.0.reserve_exact(entries.len());
                for (key, value) in entries {
                    let name = At { value: key.scalar().unwrap_or_default().into(), span: key.span };
                    let before = faults.count();
                    if let Some(value) = T::from_yaml(value, faults) {
                        self.0.push((name, value));
                    } else {
                        faults.name_key(before, value, key.scalar().unwrap_or_default());
                    }
                }
            }
            _ if is_nothing(node) => {}
            _ => faults.wrong_type(node, &[YamlKind::Mapping], <Self as YamlField>::shape),
        }
    }

    fn is_given(&self) -> bool {
        !self.0.is_empty()
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        Shape::Map(Box::new(T::shape(shapes)))
    }
}

impl<T: Serialize> Serialize for Map<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
