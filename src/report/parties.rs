//! The names of parties, joined as people join them: `A og B i samarbeid med C`.

use crate::{
    document::{At, Choice},
    formats::Formats,
    language::Language,
    model::{Joined, OrganisationKind, Party, Portfolio},
    texts::Texts,
};

/// Joins the names of parties with the words that each says.
pub fn line(portfolio: &Portfolio, parties: &[At<Party>], texts: &Texts, formats: &Formats) -> String {
    let mut groups: Vec<(Joined, Vec<String>)> = Vec::new();
    for party in parties {
        let Some(id) = &party.organisation else { continue };
        let name = name(portfolio, id, texts.language(), parties.len() == 1);
        match (party.joined.unwrap_or(Joined::And), groups.last_mut()) {
            (Joined::And, Some((_, names))) => names.push(name),
            (joined, _) => groups.push((joined, vec![name])),
        }
    }
    let mut out = String::new();
    for (joined, names) in groups {
        if !out.is_empty() {
            out += &format!(" {} ", texts.get(&format!("joined.{}", joined.word())));
        }
        out += &formats.and(&names);
    }
    out
}

/// Returns an organisation's name, with its municipality where it is a district; an unregistered one goes by its id.
pub fn name(portfolio: &Portfolio, id: &str, language: Language, is_alone: bool) -> String {
    let plain = |id: &str| {
        let name = portfolio.organisation(id).and_then(|found| found.name.as_ref());
        name.map_or_else(|| id.to_owned(), |name| name.in_language(language).text.to_owned())
    };
    let district = portfolio.organisation(id).filter(|found| found.kind == Some(OrganisationKind::District));
    match district.and_then(|found| found.part_of.as_ref()) {
        Some(whole) if is_alone => format!("{}, {}", plain(id), plain(whole)),
        Some(whole) => format!("{} ({})", plain(id), plain(whole)),
        None => plain(id),
    }
}
