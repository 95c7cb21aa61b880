//! Parses YAML into a tree with spans.

use crate::document::node::Node;

use super::{Faults, lone_indicator, yaml_tree::document};

/// Parses a YAML text into a tree; none if it is empty or invalid.
///
/// A syntax error ends the parsing. Duplicate keys do not: the first one counts.
pub fn parse<'t>(text: &'t str, faults: &mut Faults) -> Option<Node<'t>> {
    let mut found = Faults::default();
    let mut read = document(text, text, &mut found);
    if read.is_err()
        && let Some(again) = lone_indicator::read(text, lone_indicator::indicators(text), &mut found)
    {
        read = again;
    }
    faults.append(found);
    match read {
        Ok(root) => root,
        Err(fault) => {
            faults.push(fault.span, || fault.kind);
            None
        }
    }
}
