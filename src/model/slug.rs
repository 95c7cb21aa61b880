//! Names for folders and ids: lower-case ASCII letters, digits and hyphens.

/// Returns whether a name is a slug: words of lower-case ASCII letters and digits, separated by single hyphens.
#[must_use]
pub fn is_slug(name: &str) -> bool {
    name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Makes a slug from a text (æ → ae, ø → o, å → a); none if no letter or digit is left.
#[must_use]
pub fn slug(text: &str) -> Option<String> {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'æ' | 'ä' => out.push_str("ae"),
            'ø' | 'ö' | 'ó' | 'ò' | 'ô' => out.push('o'),
            'å' | 'á' | 'à' | 'â' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'ü' | 'ú' => out.push('u'),
            '\'' | '’' | '«' | '»' | '\u{300}'..='\u{36f}' => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    let out = out.trim_end_matches('-');
    (!out.is_empty()).then(|| out.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn norwegian_letters_are_written_in_ascii() {
        assert_eq!(
            slug("Forebygging av økonomiske problemer på Ås – «nå»").as_deref(),
            Some("forebygging-av-okonomiske-problemer-pa-as-na")
        );
        assert_eq!(slug("Bærum").as_deref(), Some("baerum"));
        assert_eq!(slug("–?!"), None);
    }

    proptest! {
        #[test]
        fn what_is_made_is_a_slug(text in "\\PC{0,40}") {
            if let Some(made) = slug(&text) { prop_assert!(is_slug(&made), "{}", made); }
        }
    }
}
