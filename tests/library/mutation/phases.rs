//! Faults in phases, milestones and what they ask for.

use super::{
    make::{Operator, added, changed, op, swap},
    mutant::Mutant,
};
use crate::memory::Tree;

const PROJECT: &str = "/project.yaml";

pub const OPERATORS: &[Operator] = &[
    op("unknown-phase", "a letter of the phase left out", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("phase: ").map(|phase| format!("phase: {}", without_letter(phase)))
        })
    }),
    op("unknown-phase", "a phase in Norwegian", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("phase: ").map(|_| "phase: innsikt".to_owned()))
    }),
    op("unknown-phase", "a letter of a milestone's phase left out", |tree| {
        changed(tree, PROJECT, |line| {
            let (before, rest) = line.split_once("- {phase: ")?;
            let end = rest.find([',', '}'])?;
            Some(format!("{before}- {{phase: {}{}", without_letter(&rest[..end]), &rest[end..]))
        })
    }),
    op("milestones-out-of-order", "two milestones in the wrong order", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            let dated = |nth| dated(tree, path, nth);
            if let (Some((first, a)), Some((second, b))) = (dated(0), dated(1)) {
                let mutant = Mutant::of(tree).line(path, first, &b).line(path, second, &a).at(path, second);
                // The milestone that stands behind the last one now goes back as well.
                made.push(if first + 1 < second { mutant.at(path, first + 1) } else { mutant });
            }
        }
        made
    }),
    op("milestones-out-of-order", "a wrong year in the first milestone", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            let dated = |nth| dated(tree, path, nth);
            if let (Some((first, line)), Some((second, _))) = (dated(0), dated(1)) {
                let wrong = line.split_once("on: 20").map(|(before, _)| format!("{before}on: 2025-01}}")).unwrap();
                made.push(Mutant::of(tree).line(path, first, &wrong).at(path, second));
            }
        }
        made
    }),
    op("milestones-out-of-order", "a milestone that goes back and does not say why", |tree| {
        let back = |path: &'_ str| {
            let at = tree.line(path, "  - {phase: procurement}")?;
            let line = tree.text(path).lines().nth(at)?.starts_with("  - {phase").then_some(at + 2)?;
            let next = tree.text(path).lines().nth(at + 1)?;
            (!next.starts_with("  - ")).then_some((line, at))
        };
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            if let Some((line, _)) = back(path) {
                let phase = tree.line(path, "phase: ").unwrap();
                let mutant = Mutant::of(tree).before(path, line, "  - {phase: procurement}").line(
                    path,
                    phase,
                    "phase: procurement",
                );
                made.push(mutant.at(path, line));
            }
        }
        made
    }),
    op("phase-disagrees", "the phase forgotten when a milestone was added", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("phase: diagnose").map(|_| "phase: procurement".to_owned()))
    }),
    op("phase-disagrees", "the milestone forgotten when the phase was changed", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT).filter(|path| tree.value(path, "phase") == Some("selected")) {
            // The gate behind `selected` asks for a title, and organisations of 2018 had successors before this autumn.
            let has_title = tree.value(path, "title").is_some() || tree.text(path).contains("unknown: [title");
            if !has_title || path.starts_with("2018") {
                continue;
            }
            let (phase, unknown) = (tree.line(path, "phase:").unwrap(), tree.line(path, "unknown:").unwrap());
            let known = tree.text(path).lines().nth(unknown - 1).unwrap().replace(", milestones", "");
            // A date of this autumn, so that the project is not stale as well.
            let on = tree.line(path, "  - {phase: selected").unwrap();
            let mutant =
                Mutant::of(tree).line(path, on, "  - {phase: selected, on: 2026-09}").line(path, unknown, &known);
            made.push(mutant.line(path, phase, "phase: procurement").at(path, phase));
        }
        made
    }),
    op("skipped-phase", "a milestone left out", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            let Some(skipped) = tree.line(path, "  - {phase: procurement}") else { continue };
            let unknown = tree.line(path, "unknown:").unwrap();
            let known = unknown_without(tree, path, unknown, "milestones");
            // What the gates ask for is not published, and neither is what happened since.
            let known = known.replace("unknown: [", "unknown: [document, approved_by, ");
            let mutant = Mutant::of(tree).line(path, unknown, &known).line(path, skipped, "").at(path, skipped);
            made.push(stale(mutant, tree, path));
        }
        made.retain(|mutant| {
            !mutant.shown().contains("2020/alvorlig")
                && !mutant.shown().contains("- unknown: [contact, budget, milestones]\n+")
        });
        made
    }),
    op("gate-not-met", "a milestone behind a gate without its document and approval", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT).filter(|path| tree.value(path, "phase") == Some("diagnose")) {
            let phase = tree.line(path, "phase:").unwrap();
            let (last, unknown) =
                (tree.line(path, "  - {phase: diagnose").unwrap(), tree.line(path, "unknown:").unwrap());
            let known = unknown_without(tree, path, unknown, "milestones");
            let mutant = Mutant::of(tree).line(path, unknown, &known).before(
                path,
                last + 1,
                "  - {phase: explore, on: 2026-09}",
            );
            made.push(mutant.line(path, phase, "phase: explore").at(path, last + 1));
        }
        made
    }),
    op("gate-not-met", "a document that the gate asks for left out of unknown", |tree| {
        let path = "2020/pasientens-helsetjeneste/project.yaml";
        let (explore, unknown) =
            (tree.line(path, "  - {phase: explore}").unwrap(), tree.line(path, "unknown:").unwrap());
        let without = |key| {
            let known = unknown_without(tree, path, unknown, key);
            Mutant::of(tree).line(path, unknown, &known).at(path, explore)
        };
        vec![without("document"), without("approved_by")]
    }),
    op("future-milestone", "a wrong century in the last milestone", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            if let Some((line, text)) = (0..6).rev().find_map(|nth| dated(tree, path, nth)) {
                let wrong = text.replacen("on: 20", "on: 21", 1);
                made.push(Mutant::of(tree).line(path, line, &wrong).at(path, line));
            }
        }
        made
    }),
    op("future-milestone", "a plan among what has happened", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT).filter(|path| tree.value(path, "phase") == Some("selected")) {
            let after = tree.line(path, "  - {phase: selected").unwrap() + 1;
            made.push(Mutant::of(tree).before(path, after, "  - {phase: procurement, on: 2027-02-01}").at(path, after));
        }
        made
    }),
    op("stale-project", "nothing written for more than a year", |tree| {
        let mut made = Vec::new();
        for path in
            tree.paths(PROJECT).filter(|path| ["diagnose", "selected"].map(Some).contains(&tree.value(path, "phase")))
        {
            let unknown = tree.line(path, "unknown:").unwrap();
            let known = unknown_without(tree, path, unknown, "milestones");
            let phase = tree.line(path, "phase:").unwrap();
            made.push(Mutant::of(tree).line(path, unknown, &known).at(path, phase));
        }
        made
    }),
    op("selected-disagrees", "fewer selected than there are", |tree| {
        let made =
            changed(tree, "/round.yaml", |line| line.strip_prefix("selected: ").map(|_| "selected: 1".to_owned()));
        made.into_iter()
            .filter(|mutant| tree.projects().filter(|id| id[..4] == mutant.places[0].0[..4]).count() > 1)
            .collect()
    }),
    op("selected-disagrees", "more selected than applied", |tree| {
        let made = changed(tree, "/round.yaml", |line| {
            line.strip_prefix("applications: ").map(|_| "applications: 2".to_owned())
        });
        made.into_iter().filter(|mutant| tree.line(&mutant.places[0].0, "selected:").is_some()).collect()
    }),
    op("missing-field", "the owner forgotten", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            let Some(owner) = tree.value(path, "owner").filter(|owner| !owner.starts_with('[')) else { continue };
            let line = tree.line(path, "owner:").unwrap();
            let mutant = Mutant::of(tree).line(path, line, "").at(path, 2);
            made.push(unused(mutant, tree, owner));
        }
        made
    }),
    op("missing-field", "the phase forgotten", |tree| {
        let take_out = |path| {
            let line = tree.line(path, "phase:").unwrap();
            Mutant::of(tree).line(path, line, "").at(path, 2)
        };
        tree.paths(PROJECT).map(take_out).collect()
    }),
    op("missing-field", "the title forgotten behind the gate that asks for it", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT).filter(|path| tree.value(path, "phase") == Some("diagnose")) {
            let title = tree.line(path, "title:").unwrap();
            let phase = tree.line(path, "phase:").unwrap();
            made.push(Mutant::of(tree).line(path, title, "").at(path, phase - 1));
        }
        made
    }),
    op("missing-field", "the kind of an organisation forgotten", |tree| {
        let mut made = Vec::new();
        let path = "organisations.yaml";
        for (at, line) in tree.text(path).lines().enumerate().filter(|(_, line)| line.starts_with("  kind:")) {
            let id = tree.text(path).lines().take(at).collect::<Vec<_>>();
            let id = id.iter().rposition(|line| line.starts_with(|c: char| c.is_ascii_lowercase())).unwrap();
            assert!(!line.is_empty());
            made.push(Mutant::of(tree).line(path, at + 1, "").at(path, id + 1));
        }
        made
    }),
    op("missing-field", "a party without an organisation", |tree| {
        changed(tree, PROJECT, |line| {
            swap(line, "- {organisation: nasjonalt", "- {note: nasjonalt")
                .or_else(|| swap(line, "- {organisation: ks,", "- {"))
        })
        .into_iter()
        .map(|mutant| {
            let id =
                if mutant.shown().contains("nasjonalt") { "nasjonalt-program-for-leverandorutvikling" } else { "ks" };
            unused(mutant, tree, id)
        })
        .collect()
    }),
    op("missing-field", "a milestone without a phase", |tree| {
        added(tree, "visibility:", 0, |id| {
            let path = format!("{id}/project.yaml");
            let last = tree.line(&path, "visibility:")? - 1;
            tree.text(&path).lines().nth(last - 1)?.starts_with("  - {phase").then(|| "  - {on: 2026-09-01}".to_owned())
        })
    }),
];

fn without_letter(word: &str) -> String {
    [&word[..2], &word[3..]].concat()
}

/// Returns the milestone that is the nth with a date, and its line.
fn dated(tree: &Tree, path: &str, nth: usize) -> Option<(usize, String)> {
    let lines = tree.text(path).lines().enumerate();
    let mut dated = lines.filter(|(_, line)| line.starts_with("  - {phase: ") && line.contains(", on: 20"));
    dated.nth(nth).map(|(at, line)| (at + 1, line.to_owned()))
}

/// Returns the line that says what the sources do not publish, without one of the keys.
fn unknown_without(tree: &Tree, path: &str, line: usize, key: &str) -> String {
    let line = tree.text(path).lines().nth(line - 1).unwrap();
    let (keys, _) = line.strip_prefix("unknown: [").unwrap().split_once(']').unwrap();
    let left: Vec<&str> = keys.split(", ").filter(|word| *word != key).collect();
    format!("unknown: [{}]", left.join(", "))
}

/// Expects that a project under way is old news as well.
fn stale<'t>(mutant: Mutant<'t>, tree: &Tree, path: &str) -> Mutant<'t> {
    let phase = tree.line(path, "phase:").unwrap();
    if tree.value(path, "phase") == Some("diagnose") { mutant.and("stale-project", path, phase) } else { mutant }
}

/// Expects that an organisation is unused, where it was used only once and stands once in the register.
pub fn unused<'t>(mutant: Mutant<'t>, tree: &Tree, id: &str) -> Mutant<'t> {
    let line = tree.line("organisations.yaml", &format!("{id}:")).unwrap();
    if tree.uses(id) == 2 { mutant.and("unused-organisation", "organisations.yaml", line) } else { mutant }
}
