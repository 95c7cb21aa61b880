//! Joins values that a comma split between braces or brackets: `{grant: 2,5 mill}` is a key, a 2 and a key without a
//! value.

use std::borrow::Cow;

use super::{
    fault::FaultKind,
    faults::Faults,
    node::{Node, Value},
    span::Span,
};

/// Returns whether a key between braces has neither a colon nor a value.
pub fn is_lone(text: &str, key: &Node<'_>, value: &Node<'_>) -> bool {
    let is_empty = matches!(&value.value, Value::Scalar { plain: true, .. }) && value.span.start == value.span.end;
    let behind = text.get(key.span.end as usize..).unwrap_or_default().trim_start();
    is_empty && is_plain(key) && behind.starts_with([',', '}'])
}

/// Joins a key without a value, and those before it, to the value before them, if the key may be a piece of that value.
/// Returns whether it certainly is a piece, or none if nothing was joined.
///
/// A single word that looks like a key of the format is not joined: its value was probably forgotten.
pub fn join(text: &str, value: &mut Node<'_>, key: &Node<'_>, has_pieces: bool) -> Option<bool> {
    let between = text.get(value.span.end as usize..key.span.start as usize)?;
    let is_sentence = value.scalar().is_some_and(|text| text.contains(|c: char| c.is_whitespace() || c.is_uppercase()));
    let is_key = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'));
    let touches = between == ",";
    let is_piece = touches || is_sentence || has_pieces || !key.scalar().is_some_and(is_key);
    let may_join = is_plain(value) && (has_pieces || between.trim() == ",") && is_piece;
    (may_join && join_span(text, value, key)).then_some(touches)
}

/// Joins items of a list that a comma between two digits split.
pub fn join_items(text: &str, items: &mut Vec<Node<'_>>, faults: &mut Faults) {
    let between = |a: &Node<'_>, b: &Node<'_>| text.get(a.span.end as usize..b.span.start as usize).unwrap_or_default();
    let has_spaces = items.windows(2).any(|pair| between(&pair[0], &pair[1]).ends_with(char::is_whitespace));
    let is_cut = |a: &Node<'_>, b: &Node<'_>| {
        let (first, second) = (a.scalar().unwrap_or_default(), b.scalar().unwrap_or_default());
        let are_digits =
            first.ends_with(|c: char| c.is_ascii_digit()) && second.starts_with(|c: char| c.is_ascii_digit());
        are_digits
            && is_plain(a)
            && is_plain(b)
            && between(a, b) == ","
            && (has_spaces || second.contains(char::is_alphabetic))
    };
    let mut at = 1;
    while at < items.len() {
        if !is_cut(&items[at - 1], &items[at]) {
            at += 1;
            continue;
        }
        let next = items.remove(at);
        join_span(text, &mut items[at - 1], &next);
        report_joined(&items[at - 1], true, faults);
        at += 1;
    }
}

/// Adds a fault for a joined value.
pub fn report_joined(value: &Node<'_>, is_sure: bool, faults: &mut Faults) {
    let joined = value.scalar().unwrap_or_default();
    faults.push(Some(value.span), || FaultKind::CutValue { value: joined.to_owned(), is_sure });
}

fn is_plain(node: &Node<'_>) -> bool {
    matches!(&node.value, Value::Scalar { text, plain: true } if !text.is_empty())
}

fn join_span(text: &str, value: &mut Node<'_>, piece: &Node<'_>) -> bool {
    let span = Span { start: value.span.start, end: piece.span.end };
    let Some(joined) = text.get(span.start as usize..span.end as usize).filter(|joined| !joined.contains('\n')) else {
        return false;
    };
    *value = Node { value: Value::Scalar { text: Cow::Owned(joined.to_owned()), plain: true }, span };
    true
}

#[cfg(test)]
mod tests {
    use crate::document::{FaultKind, Faults, yaml::parse};

    /// Returns the joined values, each with whether it is certain.
    fn cut(text: &str) -> Vec<(String, bool)> {
        let mut faults = Faults::default();
        parse(text, &mut faults).unwrap();
        let found = faults.into_list().into_iter().filter_map(|fault| match fault.kind {
            FaultKind::CutValue { value, is_sure } => Some((value, is_sure)),
            _ => None,
        });
        found.collect()
    }

    #[test]
    fn pieces_are_put_together() {
        for (text, value, is_sure) in [
            ("budget: {grant: 2,5 mill}", "2,5 mill", true),
            ("contact: {name: Kari Nordmann, Oslo, organisation: x}", "Kari Nordmann, Oslo", false),
            ("a: {b: 1, url: https://example.no/a,b}", "https://example.no/a,b", true),
            ("a: {b: x, Y, 2 Z}", "x, Y, 2 Z", false),
            ("- {b: x, note: Bare nevnt, unit}", "Bare nevnt, unit", false),
            ("- {note: Bare, nevnt, i 2018., ja}", "Bare, nevnt, i 2018., ja", false),
            ("- {note: bare, nevnt, i 2018., ja, b: x}", "bare, nevnt, i 2018., ja", false),
            ("- {note: bare, nevnt, ja}", "bare, nevnt, ja", false),
            ("a: [2,5 mill, 3 mill]", "2,5 mill", true),
            ("- {b: “A, B”, c: 1}", "“A, B”", false),
        ] {
            assert_eq!(cut(text), [(value.to_owned(), is_sure)], "{text}");
        }
        for text in [
            "a: {b: selected, on}",
            "a: {b: \"x\", Y}",
            "a: {b: [x], Y}",
            "a: {b, c}",
            "a: {b: x, c: }",
            "a: [2019,2020]",
            "a: [x, y]",
            "a: {b: x, ? Y}",
        ] {
            assert_eq!(cut(text), [], "{text}");
        }
    }
}
