//! Reads a lone dash or question mark after a key as a value: in YAML it starts a list or a key, but people write it
//! for "none".

use std::borrow::Cow;

use memchr::memchr2_iter;

use super::{
    fault::Fault,
    faults::Faults,
    node::{Node, Value},
    yaml_tree::document,
};

/// The letter that replaces such an indicator while the text is parsed.
const LETTER: &str = "x";

/// Finds the indicators in a text that may be such a value.
pub fn indicators(text: &str) -> Vec<usize> {
    memchr2_iter(b'-', b'?', text.as_bytes()).filter(|at| is_alone(text, *at)).collect()
}

fn is_alone(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let (words, rest) = (before.trim_end_matches(' '), after.trim_start_matches([' ', '\r']));
    let is_value = words.ends_with(':') && words.len() < before.len();
    is_value
        && (rest.is_empty()
            || rest.starts_with(['\n', ',', ']', '}'])
            || (rest.starts_with('#') && rest.len() < after.len()))
}

/// Parses a text again after replacing each indicator by a letter; none if they are not values after all.
pub fn read<'t>(
    text: &'t str,
    mut indicators: Vec<usize>,
    faults: &mut Faults,
) -> Option<Result<Option<Node<'t>>, Fault>> {
    // The first pass finds which of them are values; those in longer texts and comments are not replaced in the second
    // pass.
    for _ in 0..2 {
        if indicators.is_empty() {
            return None;
        }
        let mut written = text.to_owned();
        for at in &indicators {
            written.replace_range(at..=at, LETTER);
        }
        *faults = Faults::default();
        let root = match document(text, &written, faults) {
            Ok(root) => root?,
            Err(fault) => return Some(Err(fault)),
        };
        let mut values = Vec::new();
        root.each_scalar(&mut |value, span| {
            if value == LETTER && indicators.binary_search(&(span.start as usize)).is_ok() {
                values.push(span.start as usize);
            }
        });
        if values.len() == indicators.len() {
            return Some(Ok(Some(restore_indicators(root, text, &indicators))));
        }
        indicators = values;
    }
    None
}

/// Copies a tree so that it does not borrow the text with the letters. The parser limits its depth, so recursion is
/// safe.
fn restore_indicators<'t>(node: Node<'_>, text: &'t str, indicators: &[usize]) -> Node<'t> {
    let start = node.span.start as usize;
    let value = match node.value {
        Value::Scalar { plain, .. } if indicators.binary_search(&start).is_ok() => {
            Value::Scalar { text: Cow::Borrowed(&text[start..=start]), plain }
        }
        Value::Scalar { text, plain } => Value::Scalar { text: Cow::Owned(text.into_owned()), plain },
        Value::List(items) => {
            Value::List(items.into_iter().map(|item| restore_indicators(item, text, indicators)).collect())
        }
        Value::Mapping(entries) => {
            let both =
                |(key, value)| (restore_indicators(key, text, indicators), restore_indicators(value, text, indicators));
            Value::Mapping(entries.into_iter().map(both).collect())
        }
    };
    Node { value, span: node.span }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::yaml;

    fn values(text: &str) -> Option<Vec<String>> {
        let root = yaml::parse(text, &mut Faults::default())?;
        let mut values = Vec::new();
        root.each_scalar(&mut |value, span| {
            if matches!(value, "-" | "?") {
                assert_eq!(value, &text[span.start as usize..span.end as usize]);
            }
            values.push(value.to_owned());
        });
        Some(values)
    }

    #[test]
    fn a_sign_alone_is_a_value() {
        for (text, expected) in [
            ("a: -\nb: 1\n", "-|1"),
            ("a: ?\r\nb: 1\r\n", "?|1"),
            ("a:   -   # hva?\nb: x\n", "-|x"),
            ("a: {b: -, c: ?}\nd: [{e: - }]\n", "-|?|-"),
            ("a: -", "-"),
            ("a: -\nb: |\n  c: -\n  d, -\n# e: -\nf: \"g: -\n  h\"\n", "-|c: -\nd, -\n|g: - h"),
        ] {
            assert_eq!(values(text).map(|values| values.join("|")).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_slips_stay_slips() {
        for text in ["a: - x\n", "a: -\n  - x\n", "a: -\n b: 1\n", "a: -\nb: [\n", "a: -\n  - x\nb: -\n", "a: [-, x]\n"]
        {
            assert_eq!(values(text), None, "{text}");
        }
        assert_eq!(values("a: x?\nb: [c-, -d]\n").map(|values| values.len()), Some(3));
    }

    proptest! {
        #[test]
        fn only_signs_alone_make_a_difference(text in "[-?a:,#|\"\\[\\]{} \n]{0,30}") {
            let faults = &mut Faults::default();
            let first = document(&text, &text, faults);
            let read = yaml::parse(&text, &mut Faults::default());
            if let Ok(first) = first {
                prop_assert_eq!(first, read);
            } else if let Some(read) = read {
                let mut is_there = false;
                read.each_scalar(&mut |value, _| is_there |= matches!(value, "-" | "?"));
                prop_assert!(is_there);
            }
        }
    }
}
