//! Reads single values from a tree; a value that does not fit is a fault.

use crate::date::Date;
use serde::{Serialize, Serializer};

use super::{FaultKind, Faults, Shape, Shapes, node::Node, span::Span, value_kind::YamlKind};

/// Holds a value and its span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its span in the file.
    pub span: Span,
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// A type that can be read from a tree.
pub trait FromYaml: Sized {
    /// Reads the value, or adds a fault and returns none.
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self>;

    /// Returns the shape of the value in a file.
    fn shape(shapes: &mut Shapes) -> Shape;
}

impl<T: Serialize> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: FromYaml> FromYaml for At<T> {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        Some(Self { value: T::from_yaml(node, faults)?, span: node.span })
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        T::shape(shapes)
    }
}

impl<T: FromYaml> FromYaml for Box<T> {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        T::from_yaml(node, faults).map(Self::new)
    }

    fn shape(shapes: &mut Shapes) -> Shape {
        T::shape(shapes)
    }
}

impl FromYaml for bool {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        if node.kind() == YamlKind::Boolean {
            return node.scalar().map(|text| text.eq_ignore_ascii_case("true"));
        }
        faults.wrong_type(node, &[YamlKind::Boolean], <Self as FromYaml>::shape);
        None
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Boolean
    }
}

impl FromYaml for u32 {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let number = node.scalar().filter(|_| node.kind() == YamlKind::Number).and_then(|text| text.parse().ok());
        if number.is_none() {
            faults.wrong_type(node, &[YamlKind::Number], <Self as FromYaml>::shape);
        }
        number
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Whole
    }
}

impl FromYaml for i16 {
    /// Reads a year.
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let text = node.scalar().filter(|_| node.kind() == YamlKind::Number);
        let year = text.and_then(|text| text.parse().ok()).filter(|year| (1900..=2999).contains(year));
        match (year, text) {
            (None, Some(text)) => {
                faults.push(Some(node.span), || FaultKind::InvalidDate {
                    value: text.to_owned(),
                    suggestion: None,
                    is_year: true,
                });
            }
            (None, None) => faults.wrong_type(node, &[YamlKind::Number], <Self as FromYaml>::shape),
            _ => {}
        }
        year
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Year
    }
}

impl FromYaml for f64 {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let number = node.scalar().filter(|_| node.kind() == YamlKind::Number).and_then(|text| text.parse().ok());
        let number = number.filter(|number: &Self| number.is_finite());
        if number.is_none() {
            faults.wrong_type(node, &[YamlKind::Number], <Self as FromYaml>::shape);
        }
        number
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Number
    }
}

impl FromYaml for Date {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Some(text) = node.scalar().filter(|_| node.kind() != YamlKind::Boolean) else {
            faults.wrong_type(node, &[YamlKind::Text], <Self as FromYaml>::shape);
            return None;
        };
        let date = Self::parse(text);
        if date.is_none() {
            faults.push(Some(node.span), || FaultKind::InvalidDate {
                value: text.to_owned(),
                suggestion: Self::guess(text).map(|date| date.to_string()),
                is_year: false,
            });
        }
        date
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Date
    }
}
