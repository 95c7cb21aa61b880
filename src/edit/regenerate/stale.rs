//! Finds the parts of a document that are outdated, by comparing their checksums with newly generated parts.

use super::template::Template;
use crate::document::parts::{Block, Marker, PartKind, blocks};

/// Holds one outdated part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StalePart {
    /// Its id.
    pub id: String,
    /// Its heading, else its id.
    pub title: String,
    /// The offset of its marker in the old document; none if the document does not have it yet.
    pub at: Option<usize>,
}

/// Lists the outdated parts of a document, in order; none if the program did not generate the document.
///
/// A part whose checksum the user removed is never outdated, nor is one that is left out on purpose.
#[must_use]
pub fn stale(old: &str, generated: &str) -> Vec<StalePart> {
    let (old, template) = (blocks(old), Template::read(generated));
    let is_of_program = |block: &Block<'_>| matches!(block, Block::Alone(Marker::Document { .. }, _));
    if !old.iter().any(is_of_program) {
        return Vec::new();
    }
    let parts = |block: &Block<'_>| match block {
        Block::Part(part) => Some((part.id.to_owned(), part.kind, part.mark.map(str::to_owned), part.at)),
        _ => None,
    };
    let parts: Vec<_> = old.iter().filter_map(parts).collect();
    let is_left_out =
        |id: &str| old.iter().any(|block| matches!(block, Block::Alone(Marker::Without(without), _) if *without == id));
    let mut found = Vec::new();
    for new_part in
        template.parts.iter().filter(|new_part| new_part.kind == PartKind::Facts && !is_left_out(new_part.id))
    {
        let part = parts.iter().find(|(id, ..)| id == new_part.id);
        let is_as_before = part.is_some_and(|(_, kind, mark, _)| {
            *kind == PartKind::Facts && mark.as_ref().is_none_or(|mark| *mark == new_part.mark(false))
        });
        if !is_as_before {
            found.push(StalePart { id: new_part.id.to_owned(), title: new_part.title(), at: part.map(|(.., at)| *at) });
        }
    }
    let is_gone = |id: &str| template.position(id).is_none();
    for (id, _, _, at) in parts.iter().filter(|(id, kind, ..)| *kind == PartKind::Facts && is_gone(id)) {
        found.push(StalePart { id: id.clone(), title: id.clone(), at: Some(*at) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::regenerate::regenerate;

    fn generated(grant: &str, more: &str) -> String {
        format!(
            "<!-- stimulab: report 2020/a en -->\n<!-- stimulab: begin title -->\n# Report\n\nGrant {grant}\n\
             <!-- stimulab: end title -->\n{more}<!-- stimulab: ask why -->\n## Why\n\n> Why?\n<!-- stimulab: end why -->\n"
        )
    }

    fn ids(old: &str, generated: &str) -> Vec<String> {
        stale(old, generated).into_iter().map(|stale| stale.id).collect()
    }

    #[test]
    fn a_part_is_stale_when_its_data_change_and_not_when_a_person_writes() {
        let old = regenerate("", &generated("1", ""), "").unwrap().text;
        assert_eq!(ids(&old, &generated("1", "")), Vec::<String>::new());
        let written = old.replace("# Report", "# Our report").replace("end why -->\n", "end why -->\nBecause.\n");
        assert_eq!(ids(&written.replace("Grant 1", "Grant one"), &generated("1", "")), Vec::<String>::new());
        assert_eq!(ids(&written, &generated("2", "")), ["title"]);
        let concept = "<!-- stimulab: begin concept -->\n## Concept\n\nNew.\n<!-- stimulab: end concept -->\n";
        assert_eq!(ids(&written, &generated("1", concept)), ["concept"]);
        let both = regenerate("", &generated("1", concept), "").unwrap().text;
        assert_eq!(ids(&both, &generated("1", "")), ["concept"]);
        let without = both.replace(
            "<!-- stimulab: report 2020/a en -->",
            "<!-- stimulab: report 2020/a en -->\n<!-- stimulab: without title -->",
        );
        assert_eq!(ids(&without, &generated("2", concept)), Vec::<String>::new());
        assert_eq!(ids("# A report of our own\n", &generated("1", "")), Vec::<String>::new());
    }
}
