//! Recognises misspelt and translated file names of the format.

use crate::similar_name::closest;

/// Norwegian words for file names of the format.
const NORWEGIAN: [(&str, &str); 11] = [
    ("prosjekt", "project"),
    ("runde", "round"),
    ("resultat", "results"),
    ("resultater", "results"),
    ("organisasjoner", "organisations"),
    ("organisasjonar", "organisations"),
    ("virksomheter", "organisations"),
    ("utfordring", "challenge"),
    ("formål", "purpose"),
    ("vurdering", "assessment"),
    ("anskaffelse", "procurement"),
];

/// Endings that programs and people give to data files.
const DATA_ENDINGS: [&str; 9] = ["yaml", "yml", "json", "toml", "txt", "bak", "old", "orig", "tmp"];
/// Endings that programs and people give to text files.
const TEXT_ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "txt", "bak", "old"];

/// Returns the known name that a file was probably meant to have: `project.yaml` for `Project.yml`, `prosjekt.yaml`,
/// `project.yaml.txt` and `project (1).yaml`.
pub fn intended_name<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = name.to_lowercase();
    let mut parts = lower.trim_start_matches('.').split('.');
    let stem = without_copy_marks(parts.next()?);
    let endings: Vec<&str> = parts.map(without_copy_marks).collect();
    let stem = NORWEGIAN.iter().find(|(own, _)| *own == stem).map_or(stem, |(_, english)| *english);
    known.iter().copied().filter(|known| *known != name).find(|known| {
        let Some((known_stem, ending)) = known.split_once('.') else { return false };
        let fitting: &[&str] = if ending == "md" { &TEXT_ENDINGS } else { &DATA_ENDINGS };
        // A data file may have lost its ending; a text file must have one.
        let fits = endings.iter().all(|ending| fitting.contains(ending)) && (ending != "md" || !endings.is_empty());
        fits && closest(stem, std::iter::once(known_stem)).is_some()
    })
}

/// Removes the additions to a name that mark a copy or an old version.
fn without_copy_marks(name: &str) -> &str {
    let mut rest = name.trim();
    for front in ["kopi av ", "copy of "] {
        rest = rest.strip_prefix(front).unwrap_or(rest);
    }
    loop {
        let before = rest;
        rest = rest.trim_end_matches(['~', ' ', '-', '_']);
        for end in [" kopi", "-kopi", "_kopi", " copy", "-copy", "_copy", "-old", "_old", " old", "-gammel", " gammel"]
        {
            rest = rest.strip_suffix(end).unwrap_or(rest);
        }
        if let Some((front, number)) = rest.strip_suffix(')').and_then(|rest| rest.rsplit_once('('))
            && number.bytes().all(|byte| byte.is_ascii_digit())
        {
            rest = front;
        }
        if rest == before {
            return rest;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_known() {
        for name in [
            "Project.yaml",
            "project.yml",
            "prosjekt.yaml",
            "project.yaml.txt",
            "project (1).yaml",
            "project - Kopi.yaml",
            "Kopi av project.yaml",
            "project.yaml.bak",
            "project.yaml~",
            "project-old.yaml",
            "project.json",
            "projcet.yaml",
            ".project.yaml",
            "project",
        ] {
            assert_eq!(intended_name(name, &["project.yaml"]), Some("project.yaml"), "{name}");
        }
        for name in ["project.yaml", "project.docx", "projections-of-use.yaml", "kart.png", "notes.md", ""] {
            assert_eq!(intended_name(name, &["project.yaml"]), None, "{name}");
        }
        for (name, known) in [
            ("runde.yaml", "round.yaml"),
            ("results.yml", "results.yaml"),
            ("resultater.yaml", "results.yaml"),
            ("challenge.md.txt", "challenge.md"),
            ("challange.md", "challenge.md"),
            ("utfordring.md", "challenge.md"),
            ("challenge.txt", "challenge.md"),
        ] {
            assert_eq!(intended_name(name, &["round.yaml", "results.yaml", "challenge.md"]), Some(known), "{name}");
        }
    }
}
