//! Faults in what points at something else.

use super::{
    make::{Operator, added, changed, entry, lacks, op, swap, written},
    mutant::Mutant,
    phases::unused,
};
use crate::memory::Tree;

const PROJECT: &str = "/project.yaml";
const REGISTER: &str = "organisations.yaml";

pub const OPERATORS: &[Operator] = &[
    op("unknown-organisation", "a letter of the owner left out", |tree| {
        changed(tree, PROJECT, |line| {
            let id = line.strip_prefix("owner: ").filter(|id| !id.starts_with('['))?;
            Some(format!("owner: {}", without_letter(id)))
        })
    }),
    op("unknown-organisation", "the name of the owner where its id should be", |tree| {
        changed(tree, PROJECT, |line| swap(line, "owner: ", "owner: \"Statens vesen for orden i sakene\" # "))
            .into_iter()
            .filter_map(|mutant| {
                let (path, _) = mutant.places[0].clone();
                let owner = tree.value(&path, "owner").filter(|owner| !owner.starts_with('['))?;
                Some(unused(mutant, tree, owner))
            })
            .collect()
    }),
    op("unknown-organisation", "a letter of a vendor left out", |tree| {
        changed(tree, PROJECT, |line| {
            let ids = line.strip_prefix("vendor: [")?;
            let (first, rest) = ids.split_once(',')?;
            Some(format!("vendor: [{},{rest}", without_letter(first)))
        })
    }),
    op("unknown-organisation", "a letter of who selected the projects left out", |tree| {
        changed(tree, "/round.yaml", |line| {
            line.starts_with("selected_by: [digdir").then(|| line.replacen("digdir", "digdr", 1))
        })
    }),
    op("unknown-organisation", "a whole misspelt in the register", |tree| {
        changed(tree, REGISTER, |line| {
            line.trim_start().strip_prefix("part_of: ").map(|id| format!("  part_of: {}", without_letter(id)))
        })
    }),
    op("unknown-project", "a project that is not there", |tree| {
        related(tree, |_| Some("{kind: draws-on, project: 2017/finnes-ikke}".to_owned()))
    }),
    op("unknown-project", "the wrong year of a project", |tree| {
        changed(tree, PROJECT, |line| {
            swap(line, "project: 2018/gjeldsfloka", "project: 2019/gjeldsfloka")
                .or_else(|| swap(line, "project: 2021/", "project: 2022/"))
        })
    }),
    op("unknown-process", "a letter of the process model left out", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("process: ").map(|id| format!("process: {}", without_letter(id)))
        })
    }),
    op("unknown-process", "a process model that is not there", |tree| {
        added(tree, "phase:", 0, |id| lacks(tree, id, "process").then(|| "process: agile".to_owned()))
    }),
    op("unknown-process", "a letter of a model among the results left out", |tree| {
        changed(tree, "/results.yaml", |line| {
            let id = line.strip_prefix("models: [")?;
            Some(format!("models: [{}", without_letter(id)))
        })
    }),
    op("invalid-address", "a page without the beginning of its address", |tree| {
        changed(tree, PROJECT, |line| swap(line, "url: \"https://", "url: \""))
    }),
    op("invalid-address", "a mailbox without its host", |tree| {
        added(tree, "phase:", 0, |id| {
            let has_none = tree.line(&format!("{id}/project.yaml"), "contact:").is_none();
            has_none.then(|| "contact: {name: Avdeling for innkreving, email: post@}".to_owned())
        })
    }),
    op("duplicate-organisation", "a vendor that stands twice", |tree| {
        changed(tree, PROJECT, |line| {
            let vendor = line.strip_prefix("vendor: ")?;
            let is_id = vendor.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            is_id.then(|| format!("vendor: [{vendor}, {vendor}]"))
        })
    }),
    op("unknown-criterion", "a letter of a criterion left out", |tree| {
        changed(tree, PROJECT, |line| {
            let key = line.strip_prefix("  ")?.strip_suffix(": strong")?;
            Some(format!("  {}: strong", without_letter(key)))
        })
    }),
    op("unknown-life-event", "a letter of a life event left out", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("life_event: ").map(|id| format!("life_event: {}", without_letter(id)))
        })
    }),
    op("unknown-life-event", "the name of a life event instead of its id", |tree| {
        added(tree, "phase:", 0, |id| lacks(tree, id, "life_event").then(|| "life_event: Dødsfall og arv".to_owned()))
    }),
    op("unknown-part", "a misspelt key that a source is for", |tree| {
        changed(tree, PROJECT, |line| swap(line, "for: [", "for: [tittel, "))
    }),
    op("unknown-part", "a misspelt key that a doubt is about", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("  - key: ").map(|key| format!("  - key: {}", without_letter(key)))
        })
    }),
    op("unknown-part", "a concept that is not there", |tree| {
        changed(tree, "/results.yaml", |line| {
            line.strip_prefix("  - {measure: ").map(|rest| format!("  - {{measure: Q{}", &rest[1..]))
        })
    }),
    op("duplicate-id", "a former id that another project has", |tree| {
        former(tree, |id| if id == "2019/utsiden-inn" { "2018/gjeldsfloka" } else { "2019/utsiden-inn" })
    }),
    op("duplicate-id", "the own id as a former one", |tree| former(tree, |id| id)),
    op("duplicate-id", "a concept with the id of another", |tree| {
        let concepts = |path: &str| {
            let ids: Vec<usize> = tree
                .text(path)
                .lines()
                .enumerate()
                .filter(|(_, line)| line.starts_with("  - id: "))
                .map(|(at, _)| at + 1)
                .collect();
            ids
        };
        let mut made = Vec::new();
        for path in tree.paths("/results.yaml") {
            if let [first, second, ..] = concepts(path)[..] {
                let line = tree.text(path).lines().nth(first - 1).unwrap();
                let old = tree.text(path).lines().nth(second - 1).unwrap().trim_start_matches("  - id: ");
                // What measures the other concept measures nothing now.
                let lost = tree.line(path, &format!("  - {{measure: {old},"));
                let mutant = Mutant::of(tree).line(path, second, line).at(path, second);
                made.push(match lost {
                    Some(lost) => mutant.and("unknown-part", path, lost),
                    None => mutant,
                });
            }
        }
        made
    }),
    op("lineage-cycle", "a project that builds on itself", |tree| {
        related(tree, |id| Some(format!("{{kind: builds-on, project: {id}}}")))
    }),
    op("lineage-cycle", "two projects that are parts of each other", |tree| {
        let free: Vec<&str> =
            tree.projects().filter(|id| tree.line(&format!("{id}/project.yaml"), "related:").is_none()).collect();
        let mut made = Vec::new();
        for pair in free.windows(2) {
            let (a, b) = (format!("{}/project.yaml", pair[0]), format!("{}/project.yaml", pair[1]));
            let line = |path: &str| tree.line(path, "phase:").unwrap();
            let part = |id| format!("related: [{{kind: part-of, project: {id}}}]");
            let mutant = Mutant::of(tree).before(&a, line(&a), &part(pair[1])).before(&b, line(&b), &part(pair[0]));
            made.push(mutant.at(&a, line(&a)));
        }
        made
    }),
    op("missing-document", "a document that nobody put there", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("  - {phase: ")?
                .strip_suffix('}')
                .map(|rest| format!("  - {{phase: {rest}, document: documents/bilag.docx}}"))
        })
    }),
    op("missing-document", "a document with other capital letters", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            let folder = path.strip_suffix(PROJECT).unwrap();
            let line = tree.line(path, "  - {phase: selected").unwrap();
            let text = tree.text(path).lines().nth(line - 1).unwrap().replace('}', ", document: Documents/Behov.md}");
            let mutant =
                Mutant::of(tree).line(path, line, &text).file(&format!("{folder}/documents/behov.md"), "Behov.\n");
            made.push(mutant.at(path, line));
        }
        made
    }),
    op("missing-document", "a picture of a round that is not there", |tree| {
        changed(tree, "/round.yaml", |line| swap(line, "  file: kickoff.svg", "  file: kickof.svg"))
    }),
    op("internal-leak", "the name of internal notes in a text", |tree| {
        written(tree, 0, "Beløpene står i notater.internal.md hos oss.")
    }),
    op("internal-leak", "the name of internal notes in a value", |tree| {
        changed(tree, PROJECT, |line| {
            let is_note = line.starts_with("    note: ") && entry(line.trim_start()).is_some();
            is_note.then(|| format!("{line} Se notater.internal.md."))
        })
    }),
    op("internal-leak", "an internal project named in a public text", |tree| {
        let mut made = Vec::new();
        let hidden = internal(tree);
        for path in tree.prose().filter(|path| !path.starts_with(hidden)) {
            let lines = Mutant::of(tree).lines(path);
            let mutant = Mutant::of(tree).append(path, &format!("\nDet bygger på {hidden}, som ingen vet om.\n"));
            made.push(hide(mutant, tree, hidden).at(path, lines + 2));
        }
        made
    }),
    op("internal-leak", "a relation to an internal project", |tree| {
        let hidden = internal(tree);
        let made = related(tree, |id| (id != hidden).then(|| format!("{{kind: draws-on, project: {hidden}}}")));
        made.into_iter().map(|mutant| hide(mutant, tree, hidden)).collect()
    }),
    op("internal-leak", "a link to an internal project", |tree| {
        let mut made = Vec::new();
        let hidden = internal(tree);
        for path in tree.prose().filter(|path| !path.starts_with(hidden)) {
            let lines = Mutant::of(tree).lines(path);
            let mutant = Mutant::of(tree).append(path, &format!("\nLes [mer](../../{hidden}/project.yaml).\n"));
            made.push(hide(mutant, tree, hidden).at(path, lines + 2));
        }
        made
    }),
];

fn without_letter(word: &str) -> String {
    let at = word.char_indices().nth(2).unwrap().0;
    [&word[..at], &word[at + 1..]].concat()
}

/// Relates each project that has no relation to something.
fn related(tree: &Tree, relation: impl Fn(&str) -> Option<String>) -> Vec<Mutant<'_>> {
    added(tree, "phase:", 1, |id| {
        let has_none = tree.line(&format!("{id}/project.yaml"), "related:").is_none();
        Some(format!("related:\n  - {}", relation(id).filter(|_| has_none)?))
    })
}

/// Gives each project that has no former id one.
fn former<'t>(tree: &'t Tree, of: impl Fn(&'t str) -> &'t str) -> Vec<Mutant<'t>> {
    let has_none = |id: &str| tree.line(&format!("{id}/project.yaml"), "former_ids:").is_none();
    let mut made = Vec::new();
    for id in tree.projects().filter(|id| has_none(id)) {
        let path = format!("{id}/project.yaml");
        let line = tree.line(&path, "phase:").unwrap();
        made.push(Mutant::of(tree).before(&path, line, &format!("former_ids: [{}]", of(id))).at(&path, line));
    }
    made
}

/// Returns a project that nothing points at.
fn internal(tree: &Tree) -> &str {
    tree.projects()
        .find(|id| !tree.paths("").any(|path| path.ends_with(".yaml") && tree.text(path).contains(*id)))
        .unwrap()
}

fn hide<'t>(mutant: Mutant<'t>, tree: &Tree, id: &str) -> Mutant<'t> {
    let path = format!("{id}/project.yaml");
    let line = tree.line(&path, "visibility:").unwrap();
    mutant.line(&path, line, "visibility: internal")
}
