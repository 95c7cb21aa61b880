//! Faults in files and folders: what they are called, and how they are saved.

use super::{
    make::{Operator, op},
    mutant::Mutant,
};
use crate::memory::Tree;

pub const OPERATORS: &[Operator] = &[
    op("invalid-slug", "a project's folder with a capital letter", |tree| {
        let names = |id: &str| {
            let (year, slug) = id.split_once('/').unwrap();
            format!("{year}/{}{}", slug[..1].to_uppercase(), &slug[1..])
        };
        moved(tree, names)
    }),
    op("invalid-slug", "a project's folder with a space and æøå", |tree| {
        moved(tree, |id| format!("{} på øya", id.replace('-', " ")))
    }),
    op("invalid-slug", "an organisation with an id in capitals", |tree| {
        let ids = tree.text("organisations.yaml").lines().filter_map(|line| line.strip_suffix(':'));
        let is_id = |id: &&str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') && id.len() > 4;
        let mut made = Vec::new();
        for id in ids.filter(is_id) {
            let mut mutant = Mutant::of(tree);
            for path in tree.paths(".yaml").filter(|path| !path.starts_with("schema/")) {
                mutant = mutant.file(path, renamed(tree.text(path), id, &id.to_uppercase()));
            }
            let line = tree.line("organisations.yaml", &format!("{id}:")).unwrap();
            made.push(mutant.at("organisations.yaml", line));
        }
        made
    }),
    op("invalid-template", "a template with a block left open, or that does not say what it is about", |tree| {
        let head = "{# stimulab\nabout: project\n#}\n";
        [
            ("{# stimulab\nabout: project\n#}\n# {{ project.heading }}\n{% if project.title %}\nx\n".to_owned(), 5),
            (format!("{head}# {{{{ project.heading }}\n\n> Sitat.\n"), 4),
            ("# {{ project.heading }}\n".to_owned(), 1),
            (head.replace("project", "prosjekt"), 1),
        ]
        .into_iter()
        .map(|(text, line)| Mutant::of(tree).file("templates/ark.md.j2", text).at("templates/ark.md.j2", line))
        .collect()
    }),
    op("misnamed-file", "a project whose file has another name", |tree| {
        ["prosjekt.yaml", "project.yml", "Project.yaml", "project.yaml.txt", "project (1).yaml"]
            .map(|name| format!("2019/nytt/{name}"))
            .map(|path| Mutant::of(tree).file(&path, "owner: digdir\nphase: applied\n").at(&path, 1))
            .into()
    }),
    op("misnamed-file", "a folder of a project without its file", |tree| {
        ["challenge.md", "results.yaml", "documents/bilag.md", "report/report.md"]
            .map(|name| Mutant::of(tree).file(&format!("2019/nytt/{name}"), "Tekst.\n").at("2019/nytt", 1))
            .into()
    }),
    op("misnamed-file", "a folder of a year with another name", |tree| {
        ["2016-old/gammelt", "arkiv/2016/gammelt"]
            .map(|id| {
                let folder = id.split('/').next().unwrap();
                Mutant::of(tree).file(&format!("{id}/project.yaml"), "owner: digdir\nphase: applied\n").at(folder, 1)
            })
            .into()
    }),
    op("unportable-name", "an attachment that Windows cannot hold", |tree| {
        ["aux.md", "Con.txt", "møte: 3.md", "hva?.md", "notat.", "a\\b.md"]
            .map(|name| format!("2019/arkivfloken/documents/{name}"))
            .map(|path| Mutant::of(tree).file(&path, "Et notat.\n").at(&path, 1))
            .into()
    }),
    op("stray-file", "a template without its ending", |tree| {
        let path = "templates/announcement.md";
        vec![Mutant::of(tree).file(path, "# {{ year }}\n").at(path, 1)]
    }),
    op("empty-file", "a text emptied", |tree| {
        tree.prose().map(|path| Mutant::of(tree).file(path, "\n").at(path, 1)).collect()
    }),
    op("empty-file", "a file of facts emptied", |tree| {
        let paths = tree.paths(".yaml").filter(|path| {
            path.ends_with("/project.yaml") || path.ends_with("/results.yaml") || path.ends_with("/round.yaml")
        });
        paths.map(|path| Mutant::of(tree).file(path, "").at(path, 1)).collect()
    }),
    op("stray-file", "a text with a misspelt name", |tree| {
        let rename = |path: &str| {
            let new = path
                .replace("challenge.md", "chalenge.md")
                .replace("purpose.md", "formal.md")
                .replace("assessment.md", "vurdering.txt");
            Mutant::of(tree).without(path).file(&new, tree.text(path)).at(&new, 1)
        };
        tree.prose().map(rename).collect()
    }),
    op("stray-file", "a folder without a project", |tree| {
        let years = ["2018", "2019", "2021"].map(|year| format!("{year}/notater"));
        years
            .iter()
            .map(|folder| Mutant::of(tree).file(&format!("{folder}/x.md"), "Notater.\n").at(folder, 1))
            .collect()
    }),
    op("stray-file", "a file at the top", |tree| {
        ["Tilskudd 2019.xlsx", "organisasjoner.yaml", "notater.md"]
            .map(|path| Mutant::of(tree).file(path, "x\n").at(path, 1))
            .into()
    }),
    op("unreadable-file", "a text saved in an old encoding", |tree| {
        let latin = |path: &str| {
            let text = tree.text(path);
            let at = text.find('ø')?;
            let bytes = [&text.as_bytes()[..at], b"\xf8", &text.as_bytes()[at + 2..]].concat();
            Some(Mutant::of(tree).file(path, bytes).at(path, text[..at].matches('\n').count() + 1))
        };
        tree.paths("")
            .filter(|path| {
                !path.starts_with("schema/")
                    && !path.starts_with("README")
                    && !path.starts_with("LICENSE")
                    && !path.ends_with(".svg")
            })
            .filter_map(latin)
            .collect()
    }),
    op("unreadable-file", "a file saved as Unicode by an old Notepad", |tree| {
        let wide = |path: &str| {
            let bytes: Vec<u8> =
                "\u{feff}".encode_utf16().chain(tree.text(path).encode_utf16()).flat_map(u16::to_le_bytes).collect();
            Mutant::of(tree).file(path, bytes).at(path, 1)
        };
        tree.prose().map(wide).collect()
    }),
    op("unreadable-file", "a file that is far too large", |tree| {
        tree.prose().take(2).map(|path| Mutant::of(tree).file(path, vec![b'x'; 5_000_000]).at(path, 1)).collect()
    }),
    op("damaged-marker", "the end of a part of a report lost", |tree| {
        let lose = |id| {
            let path = format!("{id}/report/report.md");
            let text = "<!-- stimulab: begin benefits 0123456789ab -->\n## Gevinster\n\nDet sparer en time om dagen.\n";
            Mutant::of(tree).file(&path, text).at(&path, 1)
        };
        tree.projects().map(lose).collect()
    }),
    op("unfinished-report", "a completed project whose report still asks", |tree| {
        let is_completed = |id: &&str| tree.value(&format!("{id}/project.yaml"), "phase") == Some("completed");
        let ask = |id| {
            let path = format!("{id}/report/report.md");
            let text = "Om prosjektet.\n\n<!-- stimulab: ask benefits -->\n## Gevinster\n\n> Skriv under.\n<!-- stimulab: end benefits -->\n";
            Mutant::of(tree).file(&path, text).at(&path, 3)
        };
        tree.projects().filter(is_completed).map(ask).collect()
    }),
];

/// Gives folders of projects that nothing points at another name.
fn moved(tree: &Tree, name: impl Fn(&str) -> String) -> Vec<Mutant<'_>> {
    let is_named = |id: &str| tree.paths(".yaml").any(|path| tree.text(path).contains(id));
    let mut made = Vec::new();
    for id in tree.projects().filter(|id| !is_named(id)) {
        let new = name(id);
        let mut mutant = Mutant::of(tree);
        for path in tree.paths("").filter(|path| path.starts_with(&format!("{id}/"))) {
            mutant = mutant.without(path).file(&path.replace(id, &new), tree.text(path));
        }
        made.push(mutant.at(&new, 1));
    }
    made
}

/// Writes another id wherever an id stands as a whole word.
fn renamed(text: &str, id: &str, new: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || c == '-';
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(id) {
        let is_whole = !rest[..at].ends_with(is_part) && !rest[at + id.len()..].starts_with(is_part);
        out += &rest[..at];
        out += if is_whole { new } else { id };
        rest = &rest[at + id.len()..];
    }
    out + rest
}
