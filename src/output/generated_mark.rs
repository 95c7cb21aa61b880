//! Marks documents that the program made, so that it may replace them as long as nobody changes them.
//!
//! The last line of a text is a comment with a hash of the lines above. A Word document names the program that wrote it
//! last, and every word processor changes that name.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::document::parts::mark;

const START: &str = "<!-- stimulab: made ";
const END: &str = " -->";

/// The most bytes that are read of a part of a Word document.
const LARGEST: u64 = 64 * 1024;

/// Returns a document with its mark; a Word document has one already.
#[must_use]
pub fn marked(document: Vec<u8>) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(&document) else { return document };
    let mark = mark(&text.lines().collect::<Vec<_>>());
    let gap = if text.ends_with('\n') { "\n" } else { "\n\n" };
    format!("{text}{gap}{START}{mark}{END}\n").into_bytes()
}

/// Returns whether a file is a document of the program that nobody has changed.
#[must_use]
pub fn is_generated(file: &[u8]) -> bool {
    match std::str::from_utf8(file) {
        Ok(text) => text_of_mark(text.trim_end()).is_some_and(|(above, found)| {
            // Git may have changed the line ends.
            mark(&above.lines().collect::<Vec<_>>()) == found
        }),
        Err(_) => application(file).is_some_and(|name| name == "stimulab"),
    }
}

/// Separates a text from the mark at its end.
fn text_of_mark(text: &str) -> Option<(&str, &str)> {
    let (above, last) = text.rsplit_once('\n')?;
    Some((above, last.strip_prefix(START)?.strip_suffix(END)?))
}

/// Returns the name of the program that wrote a Word document last.
fn application(file: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
    let mut text = String::new();
    archive.by_name("docProps/app.xml").ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    let (_, rest) = text.split_once("<Application>")?;
    Some(rest.split_once("</Application>")?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_recognised_until_somebody_changes_it() {
        for text in ["# A\n\nEn tekst.\n", "<p>uten linjeslutt</p>", "a\r\nb\r\n", ""] {
            let made = String::from_utf8(marked(text.as_bytes().to_vec())).unwrap();
            assert!(is_generated(made.as_bytes()), "{made}");
            assert!(is_generated(made.replace("\r\n", "\n").replace('\n', "\r\n").as_bytes()), "{made}");
            assert!(!is_generated(text.as_bytes()));
            assert!(!is_generated(format!("Mer.\n{made}").as_bytes()), "{made}");
            assert!(!is_generated(format!("{made}Mer.\n").as_bytes()), "{made}");
        }
        assert!(!is_generated(b"\xff\xfe") && !is_generated(b"PK\x03\x04\xff"));
    }
}
