//! `invalid-value`: a word that is not among those a key takes.

use super::Check;
use crate::{
    document::FaultKind,
    finding::{Arg, Message},
};

rule! {
    /// Finds a word that is not among those a key takes.
    ///
    /// # Why
    ///
    /// Some keys take one of a few words: `visibility` is `public` or `internal`, a criterion is met in a `strong`,
    /// `conditional` or `weak` way. A word that is not one of them means nothing to the program, so what you meant would be
    /// lost.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// visibility: intern
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// visibility: internal
    /// ```
    "invalid-value", "SL106", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    match fault {
        FaultKind::InvalidValue { value, suggestion, allowed } => Some(
            match suggestion {
                Some(suggestion) => Message::new("suggest").with("suggestion", suggestion.as_str()),
                None => Message::new("message"),
            }
            .with("value", value.as_str())
            .with("allowed", Arg::AnyOf(allowed.clone())),
        ),
        _ => None,
    }
}
