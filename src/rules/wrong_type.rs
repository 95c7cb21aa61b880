//! `wrong-type`: a value of another kind than the key takes.

use crate::{
    document::{FaultKind, YamlKind},
    finding::{Arg, Message},
    rule::{Check, rule},
};

rule! {
    /// Finds a value of another kind than the key takes: a number where a text should be, one text where a list should be.
    ///
    /// # Why
    ///
    /// A value of the wrong kind cannot be used, so it would be missing everywhere. YAML decides by the look of a word:
    /// `112` is a number and `"112"` a text, `[a, b]` is a list and `a, b` one text.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// themes: arkiv
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// themes: [arkiv]
    /// ```
    "wrong-type", "SL105", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let (expected, found, value): (&[YamlKind], _, _) = match fault {
        FaultKind::WrongType { expected, found, value } => (expected, found, value.as_ref()),
        FaultKind::NotAMapping { found } => (&[YamlKind::Mapping], found, None),
        _ => return None,
    };
    let message = match (expected, found, value) {
        ([YamlKind::Text, ..], YamlKind::Number | YamlKind::Boolean | YamlKind::Nothing, Some(value)) => {
            Message::new(text!("quote")).with("value", value.as_str())
        }
        ([YamlKind::List], _, Some(value)) => Message::new(text!("list")).with("value", value.as_str()),
        _ => Message::new(text!("message")),
    };
    let kinds = expected.iter().map(|kind| kind.key()).collect();
    Some(message.with("expected", Arg::AnyKeyOf(kinds)).with("found", Arg::Key(found.key())))
}
