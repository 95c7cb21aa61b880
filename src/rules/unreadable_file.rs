//! `unreadable-file`: a file that cannot be read as text.

use crate::{
    document::FaultKind,
    finding::Message,
    rule::{Check, rule},
    source::Unreadable,
    text_encoding::NotText,
};

rule! {
    /// Finds a file that cannot be read as text.
    ///
    /// # Why
    ///
    /// Files of a portfolio are text in UTF-8, which every editor of today writes. A file saved in an old Windows encoding
    /// shows æøå wrongly; a file without read permission or of many megabytes is not read at all. Neither is a link, a pipe or a
    /// device, wherever it lies: what it leads to may be anything on the reader's machine.
    ///
    /// # Example
    ///
    /// ```bytes
    /// # 2019/arkivfloken/challenge.md
    /// Filing is sl\xf8w.
    /// ```
    ///
    /// # Use instead
    ///
    /// ```markdown
    /// <!-- 2019/arkivfloken/challenge.md -->
    /// Filing is slow, and that is the challenge.
    /// ```
    "unreadable-file", "SL101", Error, Check::Fault(message)
}

fn message(fault: &FaultKind) -> Option<Message> {
    Some(match fault {
        FaultKind::NotText(NotText::Utf16) => Message::new(text!("utf16")),
        FaultKind::NotText(NotText::Windows1252) => Message::new(text!("windows")),
        FaultKind::NotText(NotText::Byte(byte)) => Message::new(text!("byte")).with("byte", format!("{byte:#04x}")),
        FaultKind::Unreadable(why) => match why {
            Unreadable::Missing => Message::new(text!("missing")),
            Unreadable::Denied => Message::new(text!("denied")),
            Unreadable::TooLarge { limit } => {
                Message::new(text!("large")).with("limit", (limit / 1024 / 1024).to_string())
            }
            Unreadable::TooDeep { limit } => Message::new(text!("deep")).with("limit", limit.to_string()),
            Unreadable::TooMany => Message::new(text!("many")),
            Unreadable::Link => Message::new(text!("link")),
            Unreadable::NotAFile => Message::new(text!("special")),
            Unreadable::Other(detail) => match why.error_number() {
                Some(number) => Message::new(text!("numbered")).with("number", number),
                None => Message::new(text!("other")).with("detail", detail.as_str()),
            },
        },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_system_are_only_shown_without_a_number() {
        let told = |detail: &str| message(&FaultKind::Unreadable(Unreadable::Other(detail.into())));
        let numbered = Message::new(text!("numbered")).with("number", "5");
        assert_eq!(told("Input/output error (os error 5)"), Some(numbered));
        let foreign = Message::new(text!("other")).with("detail", "stream did not contain data");
        assert_eq!(told("stream did not contain data"), Some(foreign));
    }
}
