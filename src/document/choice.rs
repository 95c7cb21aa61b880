//! Declares enums whose values are words in a file.

use super::{Faults, Shape, node::Node, value_kind::YamlKind};

/// Declares an enum whose values are words in a file.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident { $( $(#[$doc:meta])* $Variant:ident = $word:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $( $(#[$doc])* $Variant, )+ }

        impl $crate::document::Choice for $Name {
            const NAME: &str = stringify!($Name);

            const ALL: &[(&'static str, Self)] = &[ $( ($word, Self::$Variant) ),+ ];
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::document::Choice::word(*self))
            }
        }

        impl $crate::document::FromYaml for $Name {
            fn from_yaml(node: &$crate::document::Node<'_>, faults: &mut $crate::document::Faults) -> Option<Self> {
                $crate::document::Choice::read_choice(node, faults)
            }

            fn shape(_: &mut $crate::document::Shapes) -> $crate::document::Shape {
                let words = <Self as $crate::document::Choice>::ALL.iter().map(|(word, _)| *word).collect();
                $crate::document::Shape::Choice(stringify!($Name), words)
            }
        }
    };
}

pub(crate) use choice;

/// An enum whose values are words in a file.
pub trait Choice: Copy + PartialEq + 'static {
    /// Its name in the form of a type.
    const NAME: &str;

    /// The words with their values.
    const ALL: &[(&'static str, Self)];

    /// Returns the word for the value.
    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }

    /// Returns the value of a word.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
    }

    /// Reads a word from a tree, or adds a fault.
    fn read_choice(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Some(word) = node.scalar() else {
            faults.wrong_type(node, &[YamlKind::Text], |_| Shape::Text);
            return None;
        };
        let found = Self::from_word(word);
        if found.is_none() {
            let allowed: Vec<&str> = Self::ALL.iter().map(|(word, _)| *word).collect();
            faults.invalid_value(node, word, Self::NAME, &allowed);
        }
        found
    }
}
