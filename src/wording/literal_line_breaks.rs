//! Finds line breaks that are written as the two characters `\n`.

use std::ops::Range;

use memchr::memmem;

/// Finds line breaks that are written as `\n`; several in a row are one range.
///
/// Paths (`C:\new`), formulas (`\nabla`) and quoted ones, as in a text about programs, are ignored.
pub fn written_out_breaks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    memmem::find_iter(text.as_bytes(), b"\\n").filter_map(move |at| {
        if at < done || !is_break(text, at) {
            return None;
        }
        let mut end = at + 2;
        while text[end..].starts_with("\\n") {
            end += 2;
        }
        done = end;
        Some(at..end)
    })
}

fn is_break(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let rest = text[at..].trim_start_matches("\\n");
    let after = rest.chars().next();
    // A backslash or a dollar sign earlier in the word means a path or a formula.
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
    if word.trim_start_matches("\\n").contains(['\\', '$']) || before == Some('\\') {
        return false;
    }
    let is_quoted = before.is_some_and(|c| "`\"'«(".contains(c)) && after.is_some_and(|c| "`\"'»)".contains(c));
    let ends_sentence = before.is_some_and(|c| ".!?:;,)»".contains(c));
    let is_drive = word.len() == 2 && word.ends_with(':');
    !is_quoted && !is_drive && after.is_none_or(|c| !c.is_lowercase() || ends_sentence)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_written_out_break_may_stand_behind_any_space() {
        for space in [' ', '\u{2028}', '\u{a0}', '\u{3000}'] {
            let text = format!("Slik.{space}\\nNy");
            assert_eq!(written_out_breaks(&text).count(), 1, "{space:?}");
        }
    }

    #[test]
    fn written_out_breaks_are_told_from_paths() {
        let found = |text: &str| written_out_breaks(text).map(|range| text[range].to_owned()).collect::<Vec<_>>();
        for (text, expected) in [
            ("Først.\\nSå.", "\\n"),
            ("Først.\\n\\nSå.", "\\n\\n"),
            ("Først. \\n så", "\\n"),
            ("a\\n- b", "\\n"),
            ("slutt\\n", "\\n"),
            ("slutt.\\nog så", "\\n"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
        for text in
            ["C:\\new", "C:\\New\\nytt", "\\\\server\\Ny", "$\\nabla$", "\\not", "med \"\\n\" og (\\n)", "bare n"]
        {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "[a-bA:.\\\\n$ \n]{0,30}") {
            for range in written_out_breaks(&text) {
                prop_assert!(text[range].starts_with("\\n"));
            }
        }
    }
}
