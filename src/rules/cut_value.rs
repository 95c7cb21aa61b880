//! `cut-value`: a value that ends too early.

use crate::{
    date::Date,
    document::{FaultKind, Node, Span, Value, YamlKind, curly_quotes::within_curly_quotes, quoted},
    finding::{Fix, Message, Severity},
    load::{DocumentBody, InspectedDocument},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds a value that a comma between braces, or a `#` behind a space, ends before its writer meant it to.
    ///
    /// # Why
    ///
    /// Between braces and brackets a comma ends a value: there, `grant: 2,5 mill` says 2 kroner, and `name: Nordmann, Oslo` has
    /// lost the place. Behind a space, `#` begins a comment: a title that is number #1 loses its end. What is left is read
    /// as if it were all. Quotes keep a value whole. A comment has a space behind its `#`, too.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken #1 i landet
    /// owner: arkivverket
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: "Arkivfloken #1 i landet"
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "cut-value", "SL121", Error, Check::Fault(comma_message), Check::Text(check_comments)
}

fn comma_message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::CutValue { value, .. } = fault else { return None };
    let whole = within_curly_quotes(value).unwrap_or(value);
    Some(Message::new(text!("comma")).with("value", whole).with("suggestion", quoted(whole)))
}

/// Finds comments without a space after `#`, directly after a text without quotes.
fn check_comments(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    if let DocumentBody::Yaml(root) = document.body
        && document.text.contains(" #")
    {
        check_values(document, root, sink);
    }
}

/// Checks what follows each value. The reader limits the depth of values.
fn check_values(document: InspectedDocument<'_>, node: &Node<'_>, sink: &mut Sink<'_>) {
    match &node.value {
        Value::Scalar { text, plain: true } => check_after_value(document, node, text, sink),
        Value::Scalar { .. } => {}
        Value::List(items) => items.iter().for_each(|item| check_values(document, item, sink)),
        Value::Mapping(entries) => {
            for (key, value) in entries {
                // After an empty value, the text behind the key may belong to the value.
                let is_nothing = value.span.start == value.span.end && value.scalar().is_some();
                match Span::new(key.span.end as usize + 1, key.span.end as usize + 1) {
                    span if is_nothing => check_values(document, &Node { value: value.value.clone(), span }, sink),
                    _ => check_values(document, value, sink),
                }
            }
        }
    }
}

fn check_after_value(document: InspectedDocument<'_>, node: &Node<'_>, text: &str, sink: &mut Sink<'_>) {
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    // The parser returns `~` for an empty value.
    let text = if start == end { "" } else { text };
    let Some(rest) = document.text.get(end..).and_then(|rest| rest.lines().next()) else { return };
    let lost = rest.trim_start_matches([' ', '\t']);
    let Some(first) = lost.strip_prefix('#').and_then(|words| words.chars().next()) else { return };
    if lost.len() == rest.len() && !text.is_empty() || !first.is_alphanumeric() || sink.is_full(document.path) {
        return;
    }
    // A number, a date or an id does not continue. A comment does not start with a number without a space.
    let is_number = first.is_ascii_digit();
    let is_id = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-/._".contains(&byte));
    let is_text = node.kind() == YamlKind::Text && Date::parse(text).is_none();
    let is_empty = start == end;
    let may_go_on = if is_number { is_text || is_empty } else { is_text && !is_id || is_empty };
    let is_for_program = lost[1..].get(..8).is_some_and(|word| word.eq_ignore_ascii_case("stimulab"));
    if !may_go_on || is_for_program {
        return;
    }
    // A comment after the lost words stays a comment.
    let lost = lost.split(" # ").next().unwrap_or(lost).trim_end();
    let from = end + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
    let value = document.text.get(start..from + lost.len()).unwrap_or_default().trim();
    if value.contains('\n') {
        return;
    }
    // The fix replaces curly quotes around the value.
    let value = within_curly_quotes(value).unwrap_or(value);
    let whole = Span::new(start, from + lost.len());
    let place = Span::new(from, from + lost.len());
    let message = |key| Message::new(key).with("value", lost).with("suggestion", quoted(value));
    if is_number && !text.is_empty() {
        sink.add(document.path, place, message(text!("number"))).fix = Some(Fix::new(whole, quoted(value)));
    } else {
        sink.add_as(Severity::Warning, document.path, place, message(text!("comment")));
    }
}
