//! Finds e-mail addresses that belong to a person.

use std::{collections::HashSet, ops::Range, sync::LazyLock};

use super::encoded_places::{may_be_address, may_hold_address};
use super::reader_text::{find_in_decoded, overlapping};

/// Words for a function; an address with one of them does not belong to a single person.
const FUNCTIONS: &str = include_str!("functions.txt");

/// Common first names in Norway; an address that is only such a name belongs to a person.
static FIRST_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("first-names.txt").lines().collect());

/// First names that are also words: together with a word for a function, they are not a name.
const WORDS: [&str; 17] = [
    "art", "ask", "dag", "even", "fri", "grant", "helge", "live", "liv", "mai", "mark", "may", "odd", "rose", "stein",
    "tor", "will",
];

/// Endings that are typical of surnames.
const SURNAMES: [&str; 12] =
    ["sen", "son", "mann", "stad", "vik", "haug", "rud", "bakken", "berg", "dal", "moen", "lund"];

/// Domain labels of mailing lists and of addresses that do not receive mail.
const LIST_LABELS: [&str; 9] =
    ["lists", "list", "listserv", "groups", "googlegroups", "mailman", "lister", "noreply", "no-reply"];

/// Says to whom an address belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A person: it has a known name.
    Person,
    /// Perhaps a person: it has no known word for a function.
    Perhaps,
}

/// An e-mail address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Its range in the text.
    pub range: Range<usize>,
    /// The decoded address.
    pub read: String,
    /// To whom it belongs.
    pub owner: Owner,
}

/// Finds addresses that belong or may belong to a person, in order: two or more names before the `@`, or a first name
/// alone. Escapes, entities and emphasis are decoded.
///
/// An address that may belong to a function, a mailing list or a program, such as `stimulab@` or `kno@`, is ignored.
#[must_use]
pub fn find(text: &str) -> Vec<Address> {
    if !may_hold_address(text) {
        return Vec::new();
    }
    let found = |(range, owner): (Range<usize>, Owner)| {
        let read = text[range.clone()].to_owned();
        Address { range, read, owner }
    };
    let mut addresses: Vec<Address> = find_in_plain(text).map(found).collect();
    let written = addresses.len();
    find_in_decoded(
        text,
        may_be_address,
        |text| find_in_plain(text).collect(),
        |range, owner, decoded, read| {
            let known = overlapping(|at| addresses[at].range.clone(), written, &range);
            let read = decoded.text[read].to_owned();
            match known.map(|at| &mut addresses[at]) {
                // The decoded address may be longer than the part that was found without decoding.
                Some(known) if known.read.len() < read.len() && read.ends_with(&known.read) => {
                    *known = Address { range, read, owner };
                }
                Some(_) => {}
                None => addresses.push(Address { range, read, owner }),
            }
        },
    );
    addresses.sort_by_key(|address| address.range.start);
    addresses
}

fn find_in_plain(text: &str) -> impl Iterator<Item = (Range<usize>, Owner)> {
    memchr::memchr_iter(b'@', text.as_bytes()).filter_map(move |at| address(text, at)).filter_map(move |range| {
        let (local, domain) = text[range.clone()].split_once('@').unwrap_or_default();
        Some((range, owner(local, domain)?))
    })
}

/// The longest part of an address before or after the `@`, in bytes.
const MAX_PART: usize = 255;

/// Returns the address around an `@`.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let is_local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let least = text.ceil_char_boundary(at.saturating_sub(MAX_PART));
    let start = least + text[least..at].char_indices().rev().take_while(|(_, c)| is_local(*c)).last()?.0;
    let is_domain = |c: char| c.is_alphanumeric() || ".-".contains(c);
    let domain = &text[at + 1..text.floor_char_boundary((at + 1 + MAX_PART).min(text.len()))];
    let domain = &domain[..domain.find(|c: char| !is_domain(c)).unwrap_or(domain.len())];
    let domain = domain.trim_end_matches(['.', '-']);
    let (rest, top) = domain.rsplit_once('.')?;
    let start = start + text[start..at].len() - text[start..at].trim_start_matches(['.', '-', '_']).len();
    let is_whole = start < at && !rest.is_empty() && top.len() >= 2 && top.chars().all(char::is_alphabetic);
    // Part of a web address or of a path on a server.
    let is_path = text[..start].ends_with(['/', ':']) && !text[..start].ends_with("mailto:");
    (is_whole && !is_path).then_some(start..at + 1 + domain.len())
}

fn owner(local: &str, domain: &str) -> Option<Owner> {
    let (local, domain) = (local.to_lowercase(), domain.to_lowercase());
    let labels: Vec<&str> = domain.split('.').collect();
    if labels.iter().any(|label| LIST_LABELS.contains(label)) {
        return None;
    }
    let local = local.split('+').next().unwrap_or_default();
    let parts: Vec<&str> = local.split(['.', '_', '-']).filter(|part| !part.is_empty()).collect();
    let is_name = |part: &str| FIRST_NAMES.contains(part.trim_end_matches(|c: char| c.is_ascii_digit()));
    // The organisation's name or abbreviation.
    let is_own = |part: &str| labels.contains(&part);
    let is_function = |part: &str| stands_for_a_function(part) || is_own(part);
    let [first, rest @ ..] = &parts[..] else { return None };
    if rest.is_empty() {
        return (is_name(first) && !is_own(first)).then_some(Owner::Person);
    }
    // After a first name, a word for a function may be a surname.
    if is_name(first) && rest.iter().any(|part| part.chars().any(char::is_alphabetic)) {
        let is_word = WORDS.contains(first) && rest.iter().any(|part| is_function(part));
        return (!is_word).then_some(Owner::Person);
    }
    let has_number = parts.iter().any(|part| part.chars().any(|c| c.is_ascii_digit()) && part.len() < 3);
    if has_number || parts.iter().any(|part| is_function(part)) {
        return None;
    }
    // Initials alone may stand for a department.
    let are_names = parts.iter().any(|part| part.chars().count() > 1)
        && parts.iter().all(|part| part.chars().any(char::is_alphabetic));
    if !are_names {
        return None;
    }
    let last = rest.last().copied().unwrap_or_default();
    if rest.iter().any(|part| is_name(part))
        || SURNAMES.iter().any(|end| last.len() > end.len() + 1 && last.ends_with(end))
    {
        return Some(Owner::Person);
    }
    // Addresses of people have full stops; those of programs and teams have hyphens.
    (local.contains(['.', '_']) && parts.len() <= 3).then_some(Owner::Perhaps)
}

fn stands_for_a_function(part: &str) -> bool {
    FUNCTIONS.lines().any(|word| {
        part == word || (word.len() > 6 && part.starts_with(word)) || (word.len() > 4 && part.ends_with(word))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        find(text).into_iter().map(|address| address.read).collect()
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
            "ola.stab@x.no",
            "anne.lab@x.no",
            "solveig-plan@x.no",
            "liv.hansen@x.no",
        ] {
            assert_eq!(found(&format!("Skriv til <{address}>.")), [address]);
            assert_eq!(found(&format!("[her](mailto:{address})")), [address]);
            assert_eq!(find(address)[0].owner, Owner::Person, "{address}");
        }
        for address in ["xiu.lo@digdir.no", "x.y.zu@digdir.no"] {
            assert_eq!(find(address)[0].owner, Owner::Perhaps, "{address}");
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
            "team-datadeling@x.no",
            "public-openactive@w3.org",
            "kari.nordmann@lists.x.no",
            "1234+kari.nordmann@users.noreply.github.com",
            "svc-xyz.abc@x.no",
            "dag.senter@x.no",
            "xyz-abc@x.no",
            "fornavn.etternavn@x.no",
            "felles.datakatalog@digdir.no",
        ] {
            assert_eq!(found(&format!("Skriv til {address}.")), Vec::<&str>::new(), "{address}");
        }
    }

    #[test]
    fn addresses_are_found_as_they_are_read() {
        for written in [
            "kari.nordmann\\@digdir.no",
            "kari\\.nordmann@digdir.no",
            "kari.nordmann&commat;digdir.no",
            "kari&#46;nordmann&#x40;digdir&period;no",
            "kari.nordmann\\x40digdir.no",
            "kari.nordmann\\u0040digdir.no",
            "kari.nordmann%40digdir.no",
            "**kari**.nordmann@digdir.no",
            "kari.*nordmann*@digdir.no",
            "kari.nordmann@**digdir.no**",
            "`kari.nordmann`@`digdir.no`",
            "kari.nordmann<span>@</span>digdir.no",
            "kari.nordmann@<wbr>digdir.no",
            "[kari.nordmann](https://x.no)@digdir.no",
            "kari.\u{ad}nordmann@dig\u{200b}dir.no",
            "kari.nordmann＠digdir.no",
            "kari.nordmann<!-- a -->@digdir.no",
            "kari.nordmann\\\n   @digdir.no",
        ] {
            let text = format!("Skriv til {written}, takk.");
            assert_eq!(found(&text), ["kari.nordmann@digdir.no"], "{written}");
            let place = &text[find(&text)[0].range.clone()];
            assert!(written.contains(place) && place.contains("nordmann") && place.contains("kari"), "{place}");
        }
        assert_eq!(found("[Kari](mailto:kari.nordmann%40digdir.no)"), ["kari.nordmann@digdir.no"]);
        assert_eq!(found("post\\@digdir.no, post&commat;digdir.no, kari_@x"), Vec::<String>::new());
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
        fn any_text_can_be_searched(text in "[a-cå@.+_ /:*&#4;-]{0,40}") {
            for address in find(&text) {
                prop_assert!(address.read.contains('@') && text.get(address.range).is_some());
            }
        }
    }
}
