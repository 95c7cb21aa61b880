//! Strings that share memory if they are equal.

use std::{cell::RefCell, collections::HashSet, fmt, ops::Deref};

use arcstr::ArcStr;
use serde::{Serialize, Serializer};

use super::{
    faults::Faults,
    from_yaml::FromYaml,
    node::{Node, Value},
    shape::{Shape, Shapes},
    value_kind::YamlKind,
};

/// The longest string that is shared, in bytes; longer ones are rarely equal.
const LONGEST: usize = 64;

/// How many strings a thread stores before it clears the store.
const MOST: usize = 4_096;

thread_local! {
    static KNOWN: RefCell<HashSet<ArcStr>> = RefCell::default();
}

/// Holds a name, such as that of a phase, an organisation, a theme or a file.
///
/// Ten thousand projects use the same few phases and organisations; sharing them takes a tenth of the memory.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedStr(ArcStr);

impl From<&str> for SharedStr {
    fn from(text: &str) -> Self {
        if text.len() > LONGEST {
            return Self(text.into());
        }
        KNOWN.with_borrow_mut(|known| {
            if let Some(word) = known.get(text) {
                return Self(word.clone());
            }
            if known.len() == MOST {
                known.clear();
            }
            let word = ArcStr::from(text);
            known.insert(word.clone());
            Self(word)
        })
    }
}

impl From<String> for SharedStr {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl Default for SharedStr {
    fn default() -> Self {
        "".into()
    }
}

impl Deref for SharedStr {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for SharedStr {
    fn as_ref(&self) -> &str {
        self
    }
}

impl std::borrow::Borrow<str> for SharedStr {
    fn borrow(&self) -> &str {
        self
    }
}

impl fmt::Debug for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for SharedStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Serialize for SharedStr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl FromYaml for SharedStr {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, .. } if node.kind() == YamlKind::Text => Some(text.trim().into()),
            _ => {
                faults.wrong_type(node, &[YamlKind::Text], <Self as FromYaml>::shape);
                None
            }
        }
    }

    fn shape(_: &mut Shapes) -> Shape {
        Shape::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_are_held_once() {
        let (one, two): (SharedStr, SharedStr) = ("arkivverket".into(), String::from("arkivverket").into());
        assert_eq!(one, two);
        assert!(ArcStr::ptr_eq(&one.0, &two.0));
        let long = "a".repeat(LONGEST + 1);
        assert!(!ArcStr::ptr_eq(&SharedStr::from(&*long).0, &SharedStr::from(&*long).0));
    }

    #[test]
    fn a_thread_forgets_words_and_goes_on() {
        for number in 0..3 * MOST {
            assert_eq!(&*SharedStr::from(number.to_string()), number.to_string());
        }
        assert!(KNOWN.with_borrow(HashSet::len) <= MOST);
    }
}
