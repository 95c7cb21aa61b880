//! Faults that only show beside the portfolio as it was before.

use super::{
    make::{Operator, changed, since},
    mutant::Mutant,
};
use crate::memory::Tree;

const PROJECT: &str = "/project.yaml";
const FROZEN: &str = "frozen: [id, title, round.grant_total]\n";

pub const OPERATORS: &[Operator] = &[
    since("illegal-transition", "a project moved over a phase", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT).filter(|path| tree.value(path, "phase") == Some("selected")) {
            let (phase, unknown) = (tree.line(path, "phase:").unwrap(), tree.line(path, "unknown:").unwrap());
            let known = tree.text(path).lines().nth(unknown - 1).unwrap().replace(", milestones", "");
            if !(known.contains("vendor") && (known.contains("title") || tree.value(path, "title").is_some())) {
                continue;
            }
            let mutant =
                Mutant::of(tree).line(path, unknown, &known).line(path, phase, "phase: diagnose").at(path, phase);
            // The milestones are forgotten, too, and so there is no news.
            made.push(mutant.and("phase-disagrees", path, phase).and("stale-project", path, phase));
        }
        made
    }),
    since("lost-project", "a project in another folder that does not say where it was", |tree| {
        let mut made = Vec::new();
        for id in tree.projects() {
            let (slug, inside) = (id.split('/').next_back().unwrap(), format!("{id}/"));
            let is_named = |path: &str| !path.starts_with(&inside) && tree.text(path).contains(slug);
            let texts = tree.paths(".md").filter(|path| *path != "README.md");
            if tree.paths(".yaml").chain(texts).any(is_named) {
                continue;
            }
            let mut mutant = Mutant::of(tree);
            for path in tree.paths("").filter(|path| path.starts_with(&inside)) {
                mutant = mutant.without(path).file(&path.replace(slug, "et-annet-sted"), tree.text(path));
            }
            let head =
                tree.text(&format!("{id}/project.yaml")).lines().position(|line| !line.starts_with('#')).unwrap();
            made.push(mutant.at(&format!("{}/project.yaml", id.replace(slug, "et-annet-sted")), head + 1));
        }
        made
    }),
    since("history-rewritten", "a milestone taken out", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT).filter(|path| tree.text(path).contains(", milestones]")) {
            if let Some(line) = tree.line(path, "  - {phase: procurement}") {
                made.push(Mutant::of(tree).line(path, line, "").at(path, tree.line(path, "milestones:").unwrap()));
            }
        }
        made
    }),
    since("history-rewritten", "another date than before", |tree| {
        changed(tree, PROJECT, |line| {
            let is_first = line.starts_with("  - {phase: selected, on: 2021-05-10");
            is_first.then(|| line.replace("2021-05-10", "2021-05-11"))
        })
    }),
    since("immutable-field", "a title changed that was announced", |tree| {
        let announced = |mutant: &Mutant<'_>| {
            let round = format!("{}/round.yaml", &mutant.places[0].0[..4]);
            tree.line(&round, "announced:").is_some()
        };
        let made =
            changed(tree, PROJECT, |line| line.strip_prefix("title: ").map(|_| "title: Noe helt annet".to_owned()));
        made.into_iter().filter(announced).map(|mutant| mutant.append("stimulab.yaml", FROZEN)).collect()
    }),
    since("immutable-field", "a total changed that was announced", |tree| {
        let made = changed(tree, "/round.yaml", |line| {
            line.strip_prefix("grant_total: ").map(|_| "grant_total: 21000000".to_owned())
        });
        let announced = |mutant: &Mutant<'_>| tree.line(&mutant.places[0].0, "announced:").is_some();
        made.into_iter().filter(announced).map(|mutant| mutant.append("stimulab.yaml", FROZEN)).collect()
    }),
    since("immutable-field", "a name among the frozen ones that is no key", misspelt),
];

fn misspelt(tree: &Tree) -> Vec<Mutant<'_>> {
    let line = Mutant::of(tree).lines("stimulab.yaml") + 1;
    let names = ["titel", "budget.grants", "round.grant_totals"];
    let freeze =
        |name| Mutant::of(tree).append("stimulab.yaml", &format!("frozen: [{name}]\n")).at("stimulab.yaml", line);
    names.into_iter().map(freeze).collect()
}
