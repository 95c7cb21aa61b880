//! Collects the faults of one file while it is read.

use super::{
    Fault, FaultKind,
    names::{key_meant, place_of_key, word_meant},
    node::{Node, Value},
    rewritten::rewritten,
    shape::{Shape, Shapes},
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

    /// Returns the number of listed faults.
    #[must_use]
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// Adds a fault for a value of the wrong kind; the shape is what it should have.
    pub fn wrong_type(
        &mut self,
        node: &Node<'_>,
        expected: &'static [YamlKind],
        shape: impl FnOnce(&mut Shapes) -> Shape,
    ) {
        self.push(Some(node.span), || {
            let mut shapes = Shapes::default();
            let shape = shape(&mut shapes);
            let rewritten = rewritten(node, &shape, &shapes);
            FaultKind::WrongType { expected, found: node.kind(), rewritten, key: None }
        });
    }

    /// Names the key of a value in the faults of the value itself, among those from the index `from` on.
    pub fn name_key(&mut self, from: usize, value: &Node<'_>, name: &str) {
        for fault in &mut self.list[from..] {
            if let FaultKind::WrongType { key, .. } = &mut fault.kind
                && fault.span == Some(value.span)
            {
                *key = Some(name.to_owned());
            }
        }
    }

    /// Adds a fault for a value that is not among the allowed ones of a choice.
    pub fn invalid_value(&mut self, node: &Node<'_>, value: &str, choice: &str, allowed: &[&str]) {
        self.push(Some(node.span), || {
            let meant = word_meant(choice, value, allowed);
            FaultKind::InvalidValue {
                value: value.to_owned(),
                is_certain: meant.as_ref().is_some_and(|meant| meant.is_certain),
                suggestion: meant.map(|meant| meant.word),
                allowed: allowed.iter().map(|word| (*word).to_owned()).collect(),
            }
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

    /// Adds a fault for the entry at an index whose key the mapping does not have; a key without a colon and a value is
    /// reported as a piece of the value before it. `record` has the name and the shape of the mapping.
    pub fn unknown_entry(
        &mut self,
        entries: &[(Node<'_>, Node<'_>)],
        at: usize,
        known: &[&str],
        record: (&str, impl FnOnce(&mut Shapes) -> Shape),
    ) {
        let Some((key, value)) = entries.get(at) else { return };
        let name = key.scalar().unwrap_or_default();
        let meant = key_meant(record.0, name, known);
        if value.span == key.span && meant.is_none() {
            self.push(Some(key.span), || FaultKind::CutValue { value: name.to_owned(), is_sure: false });
            return;
        }
        self.push(Some(key.span), || {
            let is_there = |word: &str| entries.iter().any(|(key, _)| key.scalar() == Some(word));
            let within = || {
                let mut shapes = Shapes::default();
                let Shape::Record(record) = record.1(&mut shapes) else { return None };
                place_of_key(shapes.records.get(record)?, &shapes, name)
            };
            let is_sure = meant.as_ref().is_some_and(|meant| meant.is_certain);
            let (around, inner) = if is_sure { None } else { within() }.unzip();
            let suggestion = inner.or(meant.map(|meant| meant.word));
            FaultKind::UnknownKey {
                key: name.to_owned(),
                is_certain: is_sure && suggestion.as_deref().is_some_and(|word| !is_there(word)),
                suggestion,
                around,
                known: known.iter().map(|key| (*key).to_owned()).collect(),
            }
        });
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
