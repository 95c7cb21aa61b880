//! `missing-document`: a file that is named and is not there.

use crate::{
    document::{FaultKind, link_target::is_on_a_machine},
    finding::Message,
    rule::{Check, rule},
    unicode_form::look_alike,
};

rule! {
    /// Finds a file that a milestone or a round's picture names and that is not there.
    ///
    /// # Why
    ///
    /// A gate rests on its document, and a page on its picture. Paths start in the folder of the file that names them. Windows
    /// does not tell upper from lower case and takes `\` for `/`, but Linux and web servers do not. Titles, case numbers and web
    /// addresses are not looked for.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// milestones:
    ///   - {phase: diagnose, document: documents/behov.md}
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// title: Arkivfloken
    /// owner: arkivverket
    /// vendor: pwc
    /// phase: diagnose
    /// milestones:
    ///   - {phase: diagnose, document: documents/behovsbeskrivelse.md}
    /// ```
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/documents/behovsbeskrivelse.md -->
    /// What the agency needs.
    /// ```
    "missing-document", "SL209", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    if let FaultKind::FilePointer { name } = fault {
        return Some(Message::new(text!("pointer")).with("value", name.as_str()));
    }
    let FaultKind::MissingFile { name, suggestion, is_case } = fault else { return None };
    let message = match suggestion {
        Some(suggestion) if look_alike(suggestion, name) => Message::new(text!("letters")),
        Some(suggestion) if *is_case => Message::new(text!("case")).with("suggestion", suggestion.as_str()),
        Some(suggestion) => Message::new(text!("suggest")).with("suggestion", suggestion.as_str()),
        None if is_on_a_machine(name) => Message::new(text!("machine")),
        None => Message::new(text!("message")),
    };
    Some(message.with("value", name.as_str()))
}
