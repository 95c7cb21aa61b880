//! `unportable-name`: a name of a file or folder that Windows or macOS cannot hold.

use crate::{
    document::{FaultKind, Unportable},
    finding::Message,
    portable_name::{MAX_PATH, NameDefect},
    rule::{Check, rule},
};

rule! {
    /// Finds a file or folder whose name Windows or macOS cannot hold.
    ///
    /// # Why
    ///
    /// Git keeps any name, and Linux holds nearly any. Windows has no file called `aux.md` or `con`, none with `:` or `?` in its
    /// name, and none that ends in a full stop. Git there stops at the first of them, and nobody on Windows gets any file of the
    /// portfolio. Where two names differ only in upper and lower case, Windows and macOS show one file for both, and saving it
    /// changes the other. Paths of more than 200 characters do not fit on Windows behind the folder of the portfolio.
    ///
    /// # Example
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/documents/aux.md -->
    /// Et notat.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/documents/vedlegg.md -->
    /// Et notat.
    /// ```
    "unportable-name", "SL217", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    let FaultKind::Unportable { name, why, suggestion } = fault else { return None };
    let message = match why {
        Unportable::Name(NameDefect::Device) => Message::new(text!("device")),
        Unportable::Name(NameDefect::Character(character)) => {
            Message::new(text!("character")).with("character", character.to_string())
        }
        Unportable::Name(NameDefect::Control) => Message::new(text!("control")),
        Unportable::Name(NameDefect::End) => Message::new(text!("end")),
        Unportable::Name(NameDefect::TooLong) => Message::new(text!("long")),
        Unportable::SameAs(other) => Message::new(text!("same")).with("other", other.as_str()),
        Unportable::Path(length) => {
            Message::new(text!("path")).with("length", length.to_string()).with("most", MAX_PATH.to_string())
        }
    };
    let suggestion = suggestion.as_deref().unwrap_or_default();
    Some(message.with("value", name.as_str()).with("suggestion", suggestion))
}
