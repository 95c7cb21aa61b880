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
    let (expected, found, message): (&[YamlKind], _, _) = match fault {
        FaultKind::WrongType { expected, found, rewritten, key } => {
            let message = match rewritten {
                Some(rewritten) => {
                    let text = if rewritten.has_gaps() { text!("gaps") } else { text!("rewritten") };
                    let value = rewritten.text.as_str();
                    let line = key.as_ref().map_or_else(|| value.to_owned(), |key| format!("{key}: {value}"));
                    Message::new(text).with("suggestion", line)
                }
                None if matches!(expected, [YamlKind::Number]) => Message::new(text!("digits")),
                None => Message::new(text!("message")),
            };
            (expected, found, message)
        }
        FaultKind::NotAMapping { found, example } => {
            let text = if *found == YamlKind::List { text!("file-list") } else { text!("file") };
            (&[YamlKind::Mapping], found, Message::new(text).with("suggestion", example.as_str()))
        }
        FaultKind::WordDash { sign } => {
            return Some(Message::new(text!("word-dash")).with("value", sign.to_string()));
        }
        _ => return None,
    };
    let kinds = expected.iter().map(|kind| kind.key()).collect();
    Some(message.with("expected", Arg::AnyKeyOf(kinds)).with("found", Arg::Key(found.key())))
}
