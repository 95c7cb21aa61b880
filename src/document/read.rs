//! Typed reading: a tree becomes plain data, and every value that does not fit becomes a fault.

use super::{Fault, FaultKind, Kind, is_null, yaml::{Node, Value}};
use crate::finding::Span;

/// Faults of one file that are listed one by one; the rest are only counted.
const LISTED: usize = 200;

/// Collects the faults of one file.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    unlisted: usize,
}

impl Faults {
    /// Adds a fault at a place; the fault is only made when there is still room to list it.
    pub fn push(&mut self, span: Option<Span>, kind: impl FnOnce() -> FaultKind) {
        if self.list.len() < LISTED {
            self.list.push(Fault { kind: kind(), span });
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds a fault for a value of the wrong kind.
    pub fn wrong_type(&mut self, node: &Node<'_>, expected: &'static [Kind]) {
        self.push(Some(node.span), || FaultKind::WrongType {
            expected,
            found: node.kind(),
            value: node.scalar().map(str::to_owned),
        });
    }

    /// Adds a fault for a value that is not among the allowed ones.
    pub fn invalid_value<'a>(&mut self, node: &Node<'_>, value: &str, allowed: impl Iterator<Item = &'a str> + Clone) {
        self.push(Some(node.span), || FaultKind::InvalidValue {
            value: value.to_owned(),
            suggestion: closest(value, allowed.clone()).map(str::to_owned),
            allowed: allowed.map(str::to_owned).collect(),
        });
    }

    /// Adds a fault for a key that the mapping does not have.
    pub fn unknown_key(&mut self, key: &Node<'_>, known: &[&str]) {
        let name = key.scalar().unwrap_or_default();
        self.push(Some(key.span), || FaultKind::UnknownKey {
            key: name.to_owned(),
            suggestion: closest(name, known.iter().copied()).map(str::to_owned),
            known: known.iter().map(|key| (*key).to_owned()).collect(),
        });
    }

    /// Returns the faults, the last of which may count those that were not listed.
    #[must_use]
    pub fn into_list(mut self) -> Vec<Fault> {
        if self.unlisted > 0 {
            self.list.push(Fault { kind: FaultKind::More { count: self.unlisted }, span: None });
        }
        self.list
    }
}

/// Finds the candidate that is spelled most like a word, if any is near enough to be meant.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if word.chars().count() > 60 {
        return None;
    }
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-").replace('æ', "ae").replace('ø', "o").replace('å', "a");
    let word = plain(word);
    candidates
        .map(|candidate| (strsim::damerau_levenshtein(&word, &plain(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().min(word.chars().count()) / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Holds a value and the place where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub span: Span,
}

impl<T> std::ops::Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Reads a value of one kind from a tree.
pub trait FromYaml: Sized {
    /// Reads the value, or adds a fault and returns none.
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self>;
}

impl<T: FromYaml> FromYaml for At<T> {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        Some(Self { value: T::from_yaml(node, faults)?, span: node.span })
    }
}

impl<T: FromYaml> FromYaml for Box<T> {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        T::from_yaml(node, faults).map(Self::new)
    }
}

impl FromYaml for Box<str> {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        match &node.value {
            Value::Scalar { text, .. } if node.kind() == Kind::Text => Some(text.trim().into()),
            _ => {
                faults.wrong_type(node, &[Kind::Text]);
                None
            }
        }
    }
}

impl FromYaml for bool {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        if node.kind() == Kind::Boolean {
            return node.scalar().map(|text| text.eq_ignore_ascii_case("true"));
        }
        faults.wrong_type(node, &[Kind::Boolean]);
        None
    }
}

impl FromYaml for u32 {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let number = node.scalar().filter(|_| node.kind() == Kind::Number).and_then(|text| text.parse().ok());
        if number.is_none() {
            faults.wrong_type(node, &[Kind::Number]);
        }
        number
    }
}

impl FromYaml for f64 {
    fn from_yaml(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let number = node.scalar().filter(|_| node.kind() == Kind::Number).and_then(|text| text.parse().ok());
        let number = number.filter(|number: &Self| number.is_finite());
        if number.is_none() {
            faults.wrong_type(node, &[Kind::Number]);
        }
        number
    }
}

/// Fills one field of a record from the value of its key; nothing written means unknown.
pub trait Field: Default {
    /// Reads the value into the field.
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults);

    /// Returns whether anything was given.
    fn is_given(&self) -> bool;
}

/// Returns whether nothing is written where a value could stand.
pub(crate) fn is_nothing(node: &Node<'_>) -> bool {
    matches!(&node.value, Value::Scalar { text, plain } if text.trim().is_empty() || (*plain && is_null(text)))
}

impl<T: FromYaml> Field for Option<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        *self = if is_nothing(node) { None } else { T::from_yaml(node, faults) };
    }

    fn is_given(&self) -> bool {
        self.is_some()
    }
}

impl<T: FromYaml> Field for Vec<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        match &node.value {
            Value::List(items) => {
                self.reserve_exact(items.len());
                self.extend(items.iter().filter_map(|item| T::from_yaml(item, faults)));
            }
            _ if is_nothing(node) => {}
            _ => faults.wrong_type(node, &[Kind::List]),
        }
    }

    fn is_given(&self) -> bool {
        !self.is_empty()
    }
}

/// Holds what may be written as one value or as a list of them.
#[derive(Debug, Clone, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: FromYaml> Field for OneOrMany<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        match &node.value {
            Value::List(_) => self.0.read(node, faults),
            _ if is_nothing(node) => {}
            _ => self.0 = T::from_yaml(node, faults).into_iter().collect(),
        }
    }

    fn is_given(&self) -> bool {
        !self.0.is_empty()
    }
}

/// Holds a mapping from names that the writer chooses, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Map<T>(pub Vec<(At<Box<str>>, T)>);

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Map<T> {
    type Target = [(At<Box<str>>, T)];

    fn deref(&self) -> &[(At<Box<str>>, T)] {
        &self.0
    }
}

impl<T> Map<T> {
    /// Returns the value of a name.
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
}

impl<T: FromYaml> Field for Map<T> {
    fn read(&mut self, node: &Node<'_>, faults: &mut Faults) {
        match &node.value {
            Value::Mapping(entries) => {
                self.0.reserve_exact(entries.len());
                for (key, value) in entries {
                    let name = At { value: key.scalar().unwrap_or_default().into(), span: key.span };
                    if let Some(value) = T::from_yaml(value, faults) {
                        self.0.push((name, value));
                    }
                }
            }
            _ if is_nothing(node) => {}
            _ => faults.wrong_type(node, &[Kind::Mapping]),
        }
    }

    fn is_given(&self) -> bool {
        !self.0.is_empty()
    }
}

/// Declares a mapping of the portfolio's files: a plain struct, its keys, and how it is read.
///
/// Fields below `besides` are no keys of the file; the loader fills them. A record that is `short for` one of its
/// fields may be written as that value alone: `arkivverket` for `{organisation: arkivverket}`.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $Name:ident $( (short for $short:ident) )? { $( $(#[$doc:meta])* $field:ident $(= $key:literal)? : $Type:ty, )* }
        $( besides { $( $(#[$more_doc:meta])* $more:ident : $More:ty, )* } )?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $Name {
            $( $(#[$doc])* pub $field: $Type, )*
            $( $( $(#[$more_doc])* pub $more: $More, )* )?
        }

        impl $Name {
            /// The keys of the mapping, in the order of the documentation.
            pub const KEYS: &[&str] = &[ $( $crate::document::record!(@key $field $($key)?) ),* ];

            /// Returns whether a key has a value; none where the mapping has no such key.
            #[must_use]
            pub fn is_given(&self, key: &str) -> Option<bool> {
                match key {
                    $( $crate::document::record!(@key $field $($key)?) => Some($crate::document::Field::is_given(&self.$field)), )*
                    _ => None,
                }
            }
        }

        impl $crate::document::FromYaml for $Name {
            fn from_yaml(node: &$crate::document::yaml::Node<'_>, faults: &mut $crate::document::Faults) -> Option<Self> {
                $(
                    if node.scalar().is_some() {
                        let mut record = Self::default();
                        $crate::document::Field::read(&mut record.$short, node, faults);
                        // A value that cannot be read is one fault, and not a missing key as well.
                        let is_read = $crate::document::Field::is_given(&record.$short) || $crate::document::is_nothing(node);
                        return is_read.then_some(record);
                    }
                )?
                let $crate::document::yaml::Value::Mapping(entries) = &node.value else {
                    faults.wrong_type(node, &[$crate::document::Kind::Mapping]);
                    return None;
                };
                let mut record = Self::default();
                for (key, value) in entries {
                    match key.scalar().unwrap_or_default() {
                        $( $crate::document::record!(@key $field $($key)?) => $crate::document::Field::read(&mut record.$field, value, faults), )*
                        _ => faults.unknown_key(key, Self::KEYS),
                    }
                }
                Some(record)
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}

/// Declares a value that is one of a few words.
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident { $( $(#[$doc:meta])* $Variant:ident = $word:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $( $(#[$doc])* $Variant, )+ }

        impl $crate::document::Choice for $Name {
            const ALL: &[(&'static str, Self)] = &[ $( ($word, Self::$Variant) ),+ ];
        }

        impl $crate::document::FromYaml for $Name {
            fn from_yaml(node: &$crate::document::yaml::Node<'_>, faults: &mut $crate::document::Faults) -> Option<Self> {
                $crate::document::Choice::read_choice(node, faults)
            }
        }
    };
}

pub(crate) use {choice, record};

/// Is a value that is one of a few words.
pub trait Choice: Copy + PartialEq + 'static {
    /// The words and what they stand for.
    const ALL: &[(&'static str, Self)];

    /// Returns the word as files write it.
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
            faults.wrong_type(node, &[Kind::Text]);
            return None;
        };
        let found = Self::from_word(word);
        if found.is_none() {
            faults.invalid_value(node, word, Self::ALL.iter().map(|(word, _)| *word));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_suggested_and_far_ones_are_not() {
        let known = ["owner", "vendor", "former_titles", "in-cooperation-with"];
        let find = |word| closest(word, known.into_iter());
        assert_eq!(find("onwer"), Some("owner"));
        assert_eq!(find("former-title"), Some("former_titles"));
        assert_eq!(find("In_Cooperation_With"), Some("in-cooperation-with"));
        assert_eq!(find("budget"), None);
        assert_eq!(find(&"x".repeat(10_000)), None);
    }
}
