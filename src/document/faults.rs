//! Collects the faults of one file while it is read.

use super::{
    Fault, FaultKind,
    node::{Node, Value},
    span::Span,
    value_kind::YamlKind,
};
use crate::similar_name::closest;

/// How many faults of one file are listed; the rest are only counted.
const LISTED: usize = 200;

/// Collects the faults of one file.
#[derive(Debug, Default)]
pub struct Faults {
    list: Vec<Fault>,
    unlisted: usize,
}

impl Faults {
    /// Adds a fault; it is created only if it will be listed.
    pub fn push(&mut self, span: Option<Span>, kind: impl FnOnce() -> FaultKind) {
        if self.list.len() < LISTED {
            self.list.push(Fault { kind: kind(), span });
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds other faults.
    pub fn append(&mut self, others: Self) {
        self.unlisted += others.unlisted;
        others.list.into_iter().for_each(|fault| self.push(fault.span, || fault.kind));
    }

    /// Adds a fault for a value of the wrong kind.
    pub fn wrong_type(&mut self, node: &Node<'_>, expected: &'static [YamlKind]) {
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

    /// Adds a fault if the last of some entries is a key between braces without a colon and a value, which is probably
    /// a piece of the value before it; returns whether it is.
    pub fn cut_entry(&mut self, entries: &[(Node<'_>, Node<'_>)], known: &[&str]) -> bool {
        let [.., (_, before), (key, value)] = entries else { return false };
        let name = key.scalar().unwrap_or_default();
        let Value::Scalar { text, plain: true } = &before.value else { return false };
        let is_misspelled = !known.contains(&name) && closest(name, known.iter().copied()).is_some();
        if value.span != key.span || before.span.start == before.span.end || text.is_empty() || is_misspelled {
            return false;
        }
        let span = Span { start: before.span.start, end: key.span.end };
        self.push(Some(span), || FaultKind::CutValue { value: format!("{text}, {name}"), is_sure: false });
        true
    }

    /// Adds a fault for an entry whose key the mapping does not have; a key without a colon and a value is reported as
    /// a piece of the value before it.
    pub fn unknown_entry(&mut self, key: &Node<'_>, value: &Node<'_>, known: &[&str]) {
        let name = key.scalar().unwrap_or_default();
        if value.span == key.span && closest(name, known.iter().copied()).is_none() {
            self.push(Some(key.span), || FaultKind::CutValue { value: name.to_owned(), is_sure: false });
        } else {
            self.unknown_key(key, known);
        }
    }

    /// Returns the faults; the last one may give the number of faults that are not listed.
    #[must_use]
    pub fn into_list(mut self) -> Vec<Fault> {
        if self.unlisted > 0 {
            self.list.push(Fault { kind: FaultKind::More { count: self.unlisted }, span: None });
        }
        self.list
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
