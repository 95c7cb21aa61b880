//! Recognises misspelt and translated file names of the format.

use crate::{similar_name::closest, unicode_form::composed};

/// Norwegian words for file names of the format, in both written forms.
const NORWEGIAN: [(&str, &str); 34] = [
    ("prosjekt", "project"),
    ("prosjektet", "project"),
    ("runde", "round"),
    ("utlysning", "round"),
    ("utlysing", "round"),
    ("resultat", "results"),
    ("resultata", "results"),
    ("resultater", "results"),
    ("resultatene", "results"),
    ("organisasjoner", "organisations"),
    ("organisasjonar", "organisations"),
    ("virksomheter", "organisations"),
    ("verksemder", "organisations"),
    ("innstillinger", "stimulab"),
    ("innstillingar", "stimulab"),
    ("utfordring", "challenge"),
    ("utfordringen", "challenge"),
    ("utfordringa", "challenge"),
    ("formål", "purpose"),
    ("formålet", "purpose"),
    ("føremål", "purpose"),
    ("føremålet", "purpose"),
    ("vurdering", "assessment"),
    ("vurderingen", "assessment"),
    ("vurderinga", "assessment"),
    ("anskaffelse", "procurement"),
    ("anskaffelsen", "procurement"),
    ("anskaffing", "procurement"),
    ("anskaffinga", "procurement"),
    ("ingress", "lede"),
    ("ingressen", "lede"),
    ("om", "about"),
    ("om-stimulab", "about"),
    ("om stimulab", "about"),
];

/// Norwegian words for folders of the format.
const NORWEGIAN_FOLDERS: [(&str, &str); 14] = [
    ("dokumenter", "documents"),
    ("dokument", "documents"),
    ("dokumentene", "documents"),
    ("vedlegg", "documents"),
    ("rapport", "report"),
    ("rapporten", "report"),
    ("sluttrapport", "report"),
    ("prosesser", "processes"),
    ("prosessar", "processes"),
    ("prosessmodeller", "processes"),
    ("prosessmodellar", "processes"),
    ("maler", "templates"),
    ("malar", "templates"),
    ("skjema", "schema"),
];

/// Returns the known folder that a folder was probably meant to be: `documents` for `Dokumenter`.
pub fn intended_folder<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = composed(name).to_lowercase();
    let name = without_copy_marks(&lower);
    let english = NORWEGIAN_FOLDERS.iter().find(|(own, _)| *own == name).map_or(name, |(_, english)| *english);
    known.iter().copied().find(|known| *known == english)
}

/// Endings that programs and people give to data files.
const DATA_ENDINGS: [&str; 9] = ["yaml", "yml", "json", "toml", "txt", "bak", "old", "orig", "tmp"];
/// Endings that programs and people give to text files.
const TEXT_ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "txt", "bak", "old"];

/// Returns the known name that a file was probably meant to have: `project.yaml` for `Project.yml`, `prosjekt.yaml`,
/// `project.yaml.txt` and `project (1).yaml`.
pub fn intended_name<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    let lower = composed(name).to_lowercase();
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
    fn folders_are_known_by_their_norwegian_names() {
        let known = ["documents", "report"];
        for (name, meant) in
            [("Dokumenter", "documents"), ("vedlegg", "documents"), ("Rapport", "report"), ("Documents", "documents")]
        {
            assert_eq!(intended_folder(name, &known), Some(meant), "{name}");
        }
        assert_eq!(intended_folder("bilder", &known), None);
    }

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
            ("Utfordringen.md", "challenge.md"),
        ] {
            assert_eq!(intended_name(name, &["round.yaml", "results.yaml", "challenge.md"]), Some(known), "{name}");
        }
    }
}
