//! Finds list items that start with a dash or a bullet of a word processor instead of a hyphen.

use std::borrow::Cow;

use super::{
    fault::FaultKind,
    faults::Faults,
    item_signs::{SIGNS, sign_of},
    node::{Node, Value},
    span::Span,
};

/// Returns the span of such a sign on the line that starts at an offset.
pub fn at_line(text: &str, line_start: usize) -> Option<Span> {
    let line = text.get(line_start..)?.lines().next()?;
    let sign = sign_of(line)?;
    let at = line_start + line.len() - line.trim_start_matches(' ').len();
    Some(Span::new(at, at + sign.len_utf8()))
}

/// Reads a plain text of which each line starts with the same sign as the list that it was meant to be, and reports the
/// signs. One such line alone may be a remark in a text.
pub fn as_list<'t>(text: &str, node: Node<'t>, faults: &mut Faults) -> Node<'t> {
    let Some(items) = items(text, &node) else { return node };
    for (sign, item) in &items {
        let start = item.span.start as usize;
        let at = text[..start].rfind(*sign).unwrap_or(start);
        faults.push(Some(Span::new(at, at + sign.len_utf8())), || FaultKind::WordDash { sign: *sign });
    }
    Node { value: Value::List(items.into_iter().map(|(_, item)| item).collect()), span: node.span }
}

/// Reports the sign before a single item where a list is expected.
pub fn report(node: &Node<'_>, text: &str, faults: &mut Faults) {
    let Some(sign) = sign_of(text) else { return };
    let start = node.span.start as usize;
    faults.push(Some(Span::new(start, start + sign.len_utf8())), || FaultKind::WordDash { sign });
}

fn items<'t>(text: &str, node: &Node<'_>) -> Option<Vec<(char, Node<'t>)>> {
    let Value::Scalar { text: value, plain: true } = &node.value else { return None };
    if !value.starts_with(SIGNS) {
        return None;
    }
    let start = node.span.start as usize;
    let written = text.get(start..node.span.end as usize)?;
    let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
    if !text[line_start..start].trim_matches(' ').is_empty() || !written.contains('\n') {
        return None;
    }
    let (mut at, mut found, mut items) = (start, None, Vec::new());
    for line in written.split('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let sign = sign_of(words).filter(|sign| found.is_none_or(|found| found == *sign))?;
            found = Some(sign);
            let item = words[sign.len_utf8()..].trim();
            let from = at + line.rfind(item)?;
            let value = Value::Scalar { text: Cow::Owned(item.to_owned()), plain: true };
            items.push((sign, Node { value, span: Span::new(from, from + item.len()) }));
        }
        at += line.len() + 1;
    }
    Some(items)
}
