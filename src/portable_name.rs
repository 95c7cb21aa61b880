//! Names of files and folders that every system can hold.

use crate::unicode_form::composed;

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Characters that no name on Windows can hold.
const FORBIDDEN: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// The most bytes of a name, on every system.
const MAX_BYTES: usize = 255;

/// The most characters of a path in a portfolio: Windows allows 260, and the folder of the portfolio comes before it.
pub const MAX_PATH: usize = 200;

/// Says why a system cannot hold a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameDefect {
    /// It is that of a device.
    Device,
    /// It has a character that is not allowed.
    Character(char),
    /// It has a control character.
    Control,
    /// It ends in a full stop or a space.
    End,
    /// It is too long.
    TooLong,
}

/// Returns why a name cannot be held by every system; none if it can.
#[must_use]
pub fn defect(name: &str) -> Option<NameDefect> {
    if name.chars().any(char::is_control) {
        return Some(NameDefect::Control);
    }
    if let Some(character) = name.chars().find(|character| FORBIDDEN.contains(character)) {
        return Some(NameDefect::Character(character));
    }
    if name.len() > MAX_BYTES {
        return Some(NameDefect::TooLong);
    }
    if name.ends_with(['.', ' ']) {
        return Some(NameDefect::End);
    }
    is_device(name).then_some(NameDefect::Device)
}

/// Returns a similar name that every system can hold.
#[must_use]
pub fn portable(name: &str) -> String {
    // A colon often stands between two parts of a title.
    let parted = name.replace(": ", " - ");
    let kept = parted.chars().filter_map(|character| match character {
        ':' | '\\' | '|' => Some('-'),
        character if FORBIDDEN.contains(&character) || character.is_control() => None,
        character => Some(character),
    });
    let kept: String = kept.collect();
    let (stem, ending) =
        kept.trim_end_matches(['.', ' ']).split_once('.').unwrap_or((kept.trim_end_matches(['.', ' ']), ""));
    let ending = if ending.is_empty() { String::new() } else { format!(".{ending}") };
    let stem = stem.trim();
    let longest = stem.floor_char_boundary(MAX_BYTES.saturating_sub(ending.len() + 2));
    let stem = stem[..longest].trim_end();
    match stem {
        "" => format!("x{ending}"),
        stem if is_device(stem) => format!("{stem}-1{ending}"),
        stem => format!("{stem}{ending}"),
    }
}

/// Returns what is equal for names that some systems take for the same: upper and lower case, and ways to keep accents.
#[must_use]
pub fn folded(name: &str) -> String {
    composed(&name.to_lowercase()).into_owned()
}

/// Returns whether no other name can be taken for this one, because it has neither capital letters nor accents.
#[must_use]
pub fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_port = || {
        let mut rest = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")).unwrap_or_default().chars();
        rest.next().is_some_and(|digit| "123456789¹²³".contains(digit)) && rest.next().is_none()
    };
    DEVICES.contains(&stem.as_str()) || is_port()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_system_cannot_hold_is_known() {
        for name in ["CON", "aux.md", "nul", "Com1.txt", "lpt¹", "nul .md", "aux.tar.gz", "conin$"] {
            assert_eq!(defect(name), Some(NameDefect::Device), "{name}");
        }
        for name in
            ["console.md", "com.md", "com0", "com10", "auxiliary", "a.aux", "lpt", "prosjekt.yaml", "-a", " a", ".a"]
        {
            assert_eq!(defect(name), None, "{name}");
        }
        assert_eq!(defect("møte 3?.md"), Some(NameDefect::Character('?')));
        assert_eq!(defect("a\nb"), Some(NameDefect::Control));
        assert_eq!(defect("notat."), Some(NameDefect::End));
        assert_eq!(defect("notat "), Some(NameDefect::End));
        assert_eq!(defect(&"ø".repeat(128)), Some(NameDefect::TooLong));
    }

    #[test]
    fn another_name_says_the_same() {
        assert_eq!(portable("Referat: møte 3?.md"), "Referat - møte 3.md");
        assert_eq!(portable("aux.md"), "aux-1.md");
        assert_eq!(portable("notat. "), "notat");
        assert_eq!(portable("kl. 10:30.md"), "kl. 10-30.md");
        assert_eq!(portable("???"), "x");
        assert_eq!(portable("a\\b|c"), "a-b-c");
    }

    #[test]
    fn names_may_be_the_same_on_another_system() {
        assert_eq!(folded("P\u{c5}.md"), folded("pa\u{30a}.md"));
        assert!(is_plain("a-1.md") && !is_plain("A") && !is_plain("å"));
    }

    proptest! {
        #[test]
        fn any_name_has_one_that_every_system_holds(name in "[A-Caux. :?*\\\\\u{1}øå1]{0,12}") {
            let made = portable(&name);
            prop_assert_eq!(defect(&made), None, "{:?}", made);
        }
    }
}
