//! `empty-value`: a word such as `TBD` instead of an empty value.

use crate::{
    document::FaultKind,
    finding::Message,
    rule::{Check, rule},
};

rule! {
    /// Finds a word for nothing, such as `NA`, `-`, `null`, `TBD` or `ukjent`, where nothing should stand, and texts of
    /// spaces or without any sign, such as `""`.
    ///
    /// # Why
    ///
    /// What is unknown is left out. The program passes over such a word as if nothing were written, so that it never shows
    /// on a page as a title or a vendor. What the sources do not publish is named in `unknown: [vendor]`, and nobody is asked
    /// for it. Inside longer texts, among aliases and in `doubts` the words are left alone.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: TBD
    /// owner: arkivverket
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "empty-value", "SL112", Hint, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::EmptyValue { value } = fault else { return None };
    Some(match value.as_str() {
        "" => Message::new(text!("blank")),
        word => Message::new(text!("message")).with("value", word),
    })
}
