//! What kind of organisation a name probably belongs to.

use super::OrganisationKind;

/// The last words of names of companies.
const COMPANY: [&str; 7] = ["as", "asa", "a/s", "ans", "da", "ab", "inc"];

/// Guesses the kind of an organisation from its name; none if the name gives no hint.
///
/// The guess has to be shown as such: an agency of a municipality may be called as one of the state.
#[must_use]
pub fn guessed_kind(name: &str) -> Option<OrganisationKind> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name.split([' ', ',', '(', ')']).filter(|word| !word.is_empty()).collect();
    let (first, last) = (*words.first()?, *words.last()?);
    let any_ends = |ends: &[&str]| words.iter().any(|word| ends.iter().any(|end| word.ends_with(end)));
    let any_is = |known: &[&str]| words.iter().any(|word| known.contains(word));
    Some(if COMPANY.contains(&last) {
        OrganisationKind::Company
    } else if any_ends(&["fylkeskommune", "fylkeskommunen"]) {
        OrganisationKind::County
    } else if any_is(&["bydel", "bydelen"]) {
        OrganisationKind::District
    } else if any_ends(&["kommune", "kommunen"]) || any_is(&["herad"]) {
        OrganisationKind::Municipality
    } else if any_ends(&STATE) || any_is(&["politiet", "statsforvaltaren", "statsforvalteren"]) {
        OrganisationKind::State
    } else if any_is(&["hf", "rhf", "dps"]) || any_ends(&HOSPITAL) || first == "helse" {
        OrganisationKind::Health
    } else if any_ends(&["forening", "foreningen", "foreininga", "forbund", "forbundet", "stiftelsen", "stiftinga"]) {
        OrganisationKind::Association
    } else {
        return None;
    })
}

/// The ends of words in names of bodies of central government.
const STATE: [&str; 13] = [
    "direktorat",
    "direktoratet",
    "etat",
    "etaten",
    "departement",
    "departementet",
    "tilsyn",
    "tilsynet",
    "ombud",
    "ombudet",
    "registrene",
    "politidistrikt",
    "registera",
];

/// The ends of words in names of hospitals.
const HOSPITAL: [&str; 6] = ["sykehus", "sykehuset", "sjukehus", "sjukehuset", "helseforetak", "helseføretak"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_kind() {
        for (name, kind) in [
            ("Ås kommune", Some(OrganisationKind::Municipality)),
            ("Kvam herad", Some(OrganisationKind::Municipality)),
            ("Oslo kommune, Velferdsetaten", Some(OrganisationKind::Municipality)),
            ("Vestland fylkeskommune", Some(OrganisationKind::County)),
            ("Bydel Nordre Aker", Some(OrganisationKind::District)),
            ("Direktoratet for byggkvalitet", Some(OrganisationKind::State)),
            ("Helsedirektoratet", Some(OrganisationKind::State)),
            ("Helse- og omsorgsdepartementet", Some(OrganisationKind::State)),
            ("Arbeidstilsynet", Some(OrganisationKind::State)),
            ("Skatteetaten", Some(OrganisationKind::State)),
            ("Helse Bergen HF", Some(OrganisationKind::Health)),
            ("Oslo universitetssykehus", Some(OrganisationKind::Health)),
            ("Øyane DPS", Some(OrganisationKind::Health)),
            ("Kommunekonsult AS", Some(OrganisationKind::Company)),
            ("Kreftforeningen", Some(OrganisationKind::Association)),
            ("Halogen", None),
            ("", None),
        ] {
            assert_eq!(guessed_kind(name), kind, "{name}");
        }
    }
}
