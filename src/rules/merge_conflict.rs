//! `merge-conflict`: lines that git left where two people changed the same lines.

use crate::{
    document::{FaultKind, Span, YamlDefect, conflict::conflict},
    finding::Message,
    load::{DocumentBody, InspectedDocument},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds the lines `<<<<<<<` and `>>>>>>>` that git leaves where two people changed the same lines.
    ///
    /// # Why
    ///
    /// Git cannot know which of the two is right, so it keeps both and waits for a person to choose. Until then the file says
    /// two things at once, and YAML with such lines cannot be read at all. Keep what is right, delete the rest, and delete the
    /// lines that start with `<<<<<<<`, `=======` and `>>>>>>>`.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost.
    ///
    /// <<<<<<< HEAD
    /// Filing takes too long.
    /// =======
    /// Filing takes four minutes a case.
    /// >>>>>>> kari
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Much that is worth keeping is lost.
    ///
    /// Filing takes four minutes a case.
    /// ```
    "merge-conflict", "SL116", Error, Check::Fault(of_fault), Check::Text(of_text)
}

fn of_fault(fault: &FaultKind) -> Option<Message> {
    matches!(fault, FaultKind::InvalidYaml(YamlDefect::Conflict)).then(|| Message::new(text!("message")))
}

fn of_text(document: InspectedDocument<'_>, sink: &mut Sink<'_>) {
    // An unreadable file has a fault.
    if matches!(document.body, DocumentBody::Unread) {
        return;
    }
    if let Some(start) = conflict(document.text) {
        let line = document.text[start..].lines().next().unwrap_or_default();
        sink.add(document.path, Span::new(start, start + line.trim_end().len()), Message::new(text!("message")));
    }
}
