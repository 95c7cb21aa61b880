//! `duplicate-organisation`: one organisation that stands in the register twice, or twice among a project's parties.

use std::collections::HashMap;

use crate::{
    document::Span,
    finding::{Message, Severity},
    key,
    model::{Organisation, Party, Portfolio, Text},
    rule::{Check, Sink, rule},
};

rule! {
    /// Finds two organisations with the same number, or with the same name, other name or former name, and one that stands
    /// twice among the owners, partners or vendors of a project.
    ///
    /// # Why
    ///
    /// Each organisation stands once in the register, so that one question finds all its projects. A number belongs to one
    /// organisation only. Names are compared without regard to case, spaces and punctuation. Two organisations of one name
    /// whose numbers differ are two organisations, and so are a part and its whole, and an organisation and its successor.
    ///
    /// # Example
    ///
    /// ```yaml
    /// # organisations.yaml
    /// arkivet: {name: ARKIVVERKET, kind: state}
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivet
    /// phase: applied
    /// ```
    ///
    /// # Use instead
    ///
    /// ```yaml
    /// # organisations.yaml
    /// ```
    ///
    /// ```yaml
    /// # 2019/arkivfloken/project.yaml
    /// owner: arkivverket
    /// phase: applied
    /// ```
    "duplicate-organisation", "SL211", Error, Check::Portfolio(check)
}

const FILE: &str = "organisations.yaml";

fn check(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    check_register(portfolio, sink);
    for project in &portfolio.projects {
        for parties in [&project.owner, &project.partners, &project.vendor] {
            check_parties(parties.iter().map(|party| &party.value), || project.file(), sink);
        }
    }
}

/// Finds repeated parties. The same organisation with another unit or time is another party.
fn check_parties<'a>(parties: impl Iterator<Item = &'a Party>, file: impl Fn() -> String, sink: &mut Sink<'_>) {
    let mut earlier: Vec<&Party> = Vec::new();
    for party in parties {
        let Some(id) = &party.organisation else { continue };
        let is_same = |other: &&&Party| {
            let same_id = other.organisation.as_ref().is_some_and(|known| known.value == id.value);
            same_id && (&other.unit, other.from, other.until) == (&party.unit, party.from, party.until)
        };
        match earlier.iter().find(is_same).and_then(|first| first.organisation.as_ref()) {
            Some(first) => {
                let message = Message::new(text!("twice")).with("value", &*id.value);
                sink.add_as(Severity::Warning, file(), id.span, message).relate(
                    file(),
                    first.span,
                    key!("related.first"),
                );
            }
            // Limits the time for lists that are much longer than real ones.
            None if earlier.len() < 100 => earlier.push(party),
            None => {}
        }
    }
}

fn check_register(portfolio: &Portfolio, sink: &mut Sink<'_>) {
    let mut by_number: HashMap<&str, &Organisation> = HashMap::new();
    let mut by_name: HashMap<String, &Organisation> = HashMap::new();
    for organisation in &portfolio.organisations {
        let mut reported = None;
        if let Some(number) = &organisation.number {
            let first = *by_number.entry(&**number).or_insert(organisation);
            if first.id != organisation.id && !is_part(first, organisation) {
                reported = Some(&first.id);
                let message =
                    Message::new(text!("number")).with("value", &*number.value).with("other", &*first.id.value);
                sink.add(FILE, number.span, message).relate(FILE, first.id.span, key!("related.first"));
            }
        }
        for (name, span) in names(organisation) {
            let plain = plain(name);
            if plain.is_empty() {
                continue;
            }
            let first = *by_name.entry(plain).or_insert(organisation);
            if first.id != organisation.id && reported != Some(&first.id) && !are_different(first, organisation) {
                reported = Some(&first.id);
                let message = Message::new(text!("name")).with("value", name).with("other", &*first.id.value);
                sink.add_as(Severity::Warning, FILE, span, message).relate(FILE, first.id.span, key!("related.first"));
            }
        }
    }
}

/// Lists the names of an organisation, each with its span or the span of the id.
fn names(organisation: &Organisation) -> impl Iterator<Item = (&str, Span)> {
    let own = organisation.name.iter().flat_map(|name| name.wordings().map(|wording| (wording, name.span)));
    let former = organisation.former_names.iter().filter_map(|former| former.name.as_ref()).flat_map(Text::wordings);
    let others = organisation.aliases.iter().map(|alias| &**alias).chain(former);
    own.chain(others.map(|name| (name, organisation.id.span)))
}

/// Returns a name in lower case without spaces and punctuation.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_part(a: &Organisation, b: &Organisation) -> bool {
    let is_of =
        |part: &Organisation, whole: &Organisation| part.part_of.as_ref().is_some_and(|id| id.value == whole.id.value);
    is_of(a, b) || is_of(b, a)
}

/// Returns whether two organisations with the same name are known to be different.
fn are_different(a: &Organisation, b: &Organisation) -> bool {
    let follows = |old: &Organisation, new: &Organisation| {
        let successor = old.succeeded_by.as_ref().and_then(|succession| succession.organisation.as_ref());
        successor.is_some_and(|id| id.value == new.id.value)
    };
    let numbers_differ = a.number.is_some() && b.number.is_some() && a.number.as_deref() != b.number.as_deref();
    numbers_differ || is_part(a, b) || follows(a, b) || follows(b, a)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_letters_and_digits() {
        assert_eq!(plain("St. Olavs hospital"), plain("ST OLAVS-HOSPITAL "));
        assert_ne!(plain("NAV Klepp"), plain("NAV Time"));
        assert_eq!(plain("–"), "");
    }
}
