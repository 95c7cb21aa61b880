//! Finds curly quotes that were meant as YAML's quotation marks but are part of the value.

/// The opening and the closing quotes; a word processor may leave the closing one straight.
const PAIRS: [(&[char], &[char]); 2] = [(&['“', '”', '„'], &['”', '“', '"']), (&['‘', '’', '‚'], &['’', '‘', '\''])];

/// Returns the text between curly quotes that were meant as YAML's quotes; none if they belong to the text.
#[must_use]
pub fn within_curly_quotes(raw: &str) -> Option<&str> {
    PAIRS.into_iter().find_map(|(open, close)| {
        let inner = raw.strip_prefix(open)?.strip_suffix(close)?;
        let is_whole = !inner.trim().is_empty() && !inner.contains(open) && !inner.contains(close);
        is_whole.then_some(inner)
    })
}

/// Returns the text after a curly quote that starts a value and is never closed.
#[must_use]
pub fn behind_curly_quote(raw: &str) -> Option<&str> {
    let (open, close) = PAIRS[0];
    let inner = raw.strip_prefix(open)?;
    (!inner.trim().is_empty() && !inner.contains(open) && !inner.contains(close)).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_belong_to_the_text_stay() {
        for (text, inner) in [
            ("“Arkivfloken”", "Arkivfloken"),
            ("”Arkivfloken”", "Arkivfloken"),
            ("„Arkivfloken“", "Arkivfloken"),
            ("“Arkivfloken\"", "Arkivfloken"),
            ("‘Ny start’", "Ny start"),
        ] {
            assert_eq!(within_curly_quotes(text), Some(inner), "{text}");
        }
        for text in ["“A” og “B”", "«A»", "“A", "“”", "Si “A”"] {
            assert_eq!(within_curly_quotes(text), None, "{text}");
        }
        assert_eq!(behind_curly_quote("“Arkivfloken"), Some("Arkivfloken"));
        for text in ["“A” og B", "’n gammel sak", "“", "A“"] {
            assert_eq!(behind_curly_quote(text), None, "{text}");
        }
    }
}
