//! Addresses of electronic mail that belong to a person.

use std::ops::Range;

use memchr::memchr_iter;

/// Words that stand for a function; an address with one of them belongs to nobody in particular.
const FUNCTIONS: &str = include_str!("functions.txt");

/// First names that many people in Norway have; an address that is only such a name belongs to a person.
const FIRST_NAMES: &str = include_str!("first-names.txt");

/// Finds addresses that belong to a person: two or more names in front of the `@`, or a first name alone.
///
/// An address that may be a function's, such as `stimulab@` or `kno@`, is let be.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    memchr_iter(b'@', text.as_bytes()).filter_map(move |at| address(text, at)).filter(move |range| {
        let (local, domain) = text[range.clone()].split_once('@').unwrap_or_default();
        is_personal(local, domain)
    })
}

/// Returns the address around an `@`.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let start = text[..at].char_indices().rev().take_while(|(_, c)| is_local(*c)).last()?.0;
    let is_domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    let domain: &str = &text[at + 1..];
    let domain = &domain[..domain.find(|c: char| !is_domain(c)).unwrap_or(domain.len())];
    let domain = domain.trim_end_matches(['.', '-']);
    let (rest, top) = domain.rsplit_once('.')?;
    let start = start + text[start..at].len() - text[start..at].trim_start_matches(['.', '-', '_']).len();
    let is_whole = start < at && !rest.is_empty() && top.len() >= 2 && top.chars().all(char::is_alphabetic);
    // Part of a page's address, or of a way to a server.
    let is_path = text[..start].ends_with(['/', ':']) && !text[..start].ends_with("mailto:");
    (is_whole && !is_path).then_some(start..at + 1 + domain.len())
}

fn is_personal(local: &str, domain: &str) -> bool {
    let local = local.to_lowercase();
    let local = local.split('+').next().unwrap_or_default();
    let parts: Vec<&str> = local.split(['.', '_', '-']).filter(|part| !part.is_empty()).collect();
    let stands_for_a_function = |part: &str| {
        FUNCTIONS.lines().any(|word| {
            part == word || (word.len() > 6 && part.starts_with(word)) || (word.len() > 4 && part.ends_with(word))
        })
            // The organisation's own name, or its short form.
            || domain.to_lowercase().split('.').any(|label| label == part)
    };
    if parts
        .iter()
        .any(|part| stands_for_a_function(part) || part.chars().any(|c| c.is_ascii_digit()) && part.len() < 3)
    {
        return false;
    }
    match parts[..] {
        [] => false,
        [name] => FIRST_NAMES.lines().any(|known| known == name.trim_end_matches(|c: char| c.is_ascii_digit())),
        // Initials alone may be those of a department.
        _ => {
            parts.iter().any(|part| part.chars().count() > 1)
                && parts.iter().all(|part| part.chars().any(char::is_alphabetic))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn names_are_told_from_functions() {
        for address in [
            "kari.nordmann@digdir.no",
            "Ola.Nordmann@kommune.no",
            "k.nordmann@digdir.no",
            "kari@bydel.oslo.kommune.no",
            "åse_lie@x.no",
            "kari-anne.hansen@x.no",
            "ola.nordmann+stimulab@gmail.com",
        ] {
            assert_eq!(found(&format!("Skriv til <{address}>.")), [address]);
            assert_eq!(found(&format!("[her](mailto:{address})")), [address]);
        }
        for address in [
            "post@digdir.no",
            "postmottak@kommune.no",
            "kontakt@doga.no",
            "servicetorg@kommune.no",
            "stimulab@digdir.no",
            "post.oslo@kommune.no",
            "no-reply@x.no",
            "git@github.com",
            "postmottak.helse@x.no",
            "kno@digdir.no",
            "digdir.innovasjon@digdir.no",
            "personvernombudet@x.no",
            "team.innovasjon@x.no",
        ] {
            assert_eq!(found(&format!("Skriv til {address}.")), Vec::<&str>::new(), "{address}");
        }
    }

    #[test]
    fn other_uses_of_the_sign_are_let_be() {
        for text in [
            "@kari.nordmann",
            "https://medium.com/@kari.nordmann",
            "kari.nordmann@",
            "kari.nordmann@digdir",
            "a@b",
            "@",
            "5 stk. @ kr 10.50",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_searched(text in "[a-cå@.+_ /:-]{0,40}") {
            for range in find(&text) {
                prop_assert!(text[range].contains('@'));
            }
        }
    }
}
