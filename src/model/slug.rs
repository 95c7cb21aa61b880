//! Names for folders and ids: lower-case ASCII letters, digits and hyphens.

use crate::portable_name;

/// Returns whether a name is a slug: words of lower-case ASCII letters and digits, separated by single hyphens.
#[must_use]
pub fn is_slug(name: &str) -> bool {
    name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// The most characters of a folder's name that the program makes. It stands in every path and address of the project.
const LONGEST: usize = 60;

/// Returns whether a slug can be the name of a new folder: on every system, and in a path of a sensible length.
#[must_use]
pub fn is_folder_name(name: &str) -> bool {
    is_slug(name) && name.len() <= LONGEST && portable_name::defect(name).is_none()
}

/// Makes the name of a folder from a text; none if no letter or digit is left.
#[must_use]
pub fn folder_name(text: &str) -> Option<String> {
    let whole = slug(text)?;
    // Whole words are kept, unless the first is too long itself.
    let fits = whole.get(..=LONGEST).map_or(whole.as_str(), |start| match start.rsplit_once('-') {
        Some((words, _)) => words,
        None => &start[..LONGEST],
    });
    let is_refused = portable_name::defect(fits).is_some();
    Some(if is_refused { format!("{fits}-prosjekt") } else { fits.to_owned() })
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

    #[test]
    fn folders_have_names_of_every_system() {
        assert_eq!(folder_name("Aux").as_deref(), Some("aux-prosjekt"));
        assert_eq!(folder_name("Con").as_deref(), Some("con-prosjekt"));
        assert_eq!(folder_name("Konsoll").as_deref(), Some("konsoll"));
        let long = "Helhetlig og sammenhengende oppfølging av barn og unge med sammensatte behov";
        assert_eq!(folder_name(long).as_deref(), Some("helhetlig-og-sammenhengende-oppfolging-av-barn-og-unge-med"));
        assert_eq!(folder_name(&"x".repeat(100)).map(|name| name.len()), Some(LONGEST));
        assert!(is_folder_name("a-1") && !is_folder_name("nul") && !is_folder_name("A"));
        assert!(!is_folder_name(&"x".repeat(LONGEST + 1)));
    }

    proptest! {
        #[test]
        fn what_is_made_can_be_a_folder(text in "\\PC{0,100}") {
            if let Some(made) = folder_name(&text) { prop_assert!(is_folder_name(&made), "{}", made); }
        }


        #[test]
        fn what_is_made_is_a_slug(text in "\\PC{0,40}") {
            if let Some(made) = slug(&text) { prop_assert!(is_slug(&made), "{}", made); }
        }
    }
}
