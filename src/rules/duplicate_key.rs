//! `duplicate-key`: a key that stands twice in the same mapping.

use crate::{
    document::FaultKind,
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds a key that stands twice in the same mapping.
    ///
    /// # Why
    ///
    /// Only one of the two values can count, and nobody can see which. Usually a part of the file was copied and the copy
    /// was never changed. The program reads the first one until the file is mended.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// owner: pwc
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: [arkivverket, pwc]
    /// phase: applied
    /// ```
    "duplicate-key", "SL103", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    match fault {
        FaultKind::DuplicateKey { key, .. } => Some(Message::new(text!("message")).with("key", key.as_str())),
        _ => None,
    }
}
