//! Faults in amounts.

use super::{
    make::{Operator, budget, changed, op},
    mutant::Mutant,
};
use crate::memory::Tree;

const TOO_MUCH_SHARED: &str = "\
budget:
  grant: 2000000
  own_funding: 300000
  earmarks:
    - {amount: 500000, purpose: konferanse, kind: dissemination}";

const TOO_MUCH_EARMARKED: &str = "\
budget:
  grant: 600000
  earmarks:
    - {amount: 500000, purpose: metodebeskrivelse}
    - {amount: 250000, purpose: evaluering}";

pub const OPERATORS: &[Operator] = &[
    op("dissemination-share-exceeded", "too much for sharing in a round that has a limit", |tree| {
        let made = budget(tree, 4, TOO_MUCH_SHARED).into_iter();
        made.map(|mutant| in_round(tree, mutant, "requires: {max_dissemination_share: 0.15}")).collect()
    }),
    op("earmarks-exceed-grant", "a second earmark that is too much", |tree| budget(tree, 4, TOO_MUCH_EARMARKED)),
    op("earmarks-exceed-grant", "a nought too much in the only earmark", |tree| {
        budget(tree, 1, "budget: {grant: 600000, earmarks: [{amount: 5000000, purpose: evaluering}]}")
            .into_iter()
            .map(|mut mutant| {
                mutant.places[0].1 -= 1;
                mutant
            })
            .collect()
    }),
    op("grants-exceed-round", "the grants of a whole round too large", |tree| {
        ["2019", "2020", "2021", "2023", "2024"].map(|year| with_grants(tree, year)).into()
    }),
    op("own-funding-missing", "a round that asks for own funding", |tree| {
        // The round of 2024 asks already, and so do those of which nobody knows the money.
        ["2019", "2021"].map(|year| without_own_funding(tree, year)).into()
    }),
    op("own-funding-missing", "own funding left out in a round that asks for it", |tree| {
        let path = "2024/arealplansamarbeid/project.yaml";
        let (grant, own) = (tree.line(path, "  grant:").unwrap(), tree.line(path, "  own_funding:").unwrap());
        let nothing = Mutant::of(tree).line(path, own, "  own_funding: 0").at(path, own);
        vec![Mutant::of(tree).line(path, own, "").at(path, grant), nothing]
    }),
    op("spent-exceeds-budget", "a nought too much in what was spent", |tree| {
        budget(tree, 3, "budget:\n  grant: 2500000\n  own_funding: 300000\n  spent: 28000000")
    }),
    op("suspicious-amount", "a grant in thousands", |tree| budget(tree, 1, "budget:\n  grant: 2500")),
    op("suspicious-amount", "a grant of nought", |tree| budget(tree, 1, "budget:\n  grant: 0")),
    op("suspicious-amount", "own funding in thousands", |tree| {
        budget(tree, 2, "budget:\n  grant: 2500000\n  own_funding: 300")
    }),
    op("suspicious-amount", "the total of a round in thousands", |tree| {
        changed(tree, "/round.yaml", |line| line.starts_with("grant_total: ").then(|| line.replacen("000", "", 1)))
    }),
    op("suspicious-amount", "an earmark in thousands", |tree| {
        changed(tree, "/project.yaml", |line| line.contains("{amount: 500000").then(|| line.replace("500000", "500")))
            .into_iter()
            .chain(budget(tree, 3, "budget:\n  grant: 600000\n  earmarks:\n    - {amount: 500, purpose: evaluering}"))
            .collect()
    }),
];

/// Adds a rule to the round of the project that is changed; a round that has rules has that one already.
fn in_round<'t>(tree: &'t Tree, mutant: Mutant<'t>, rule: &str) -> Mutant<'t> {
    let path = format!("{}/round.yaml", &mutant.places[0].0[..4]);
    if tree.line(&path, "requires:").is_some() { mutant } else { mutant.append(&path, &format!("{rule}\n")) }
}

fn with_grants<'t>(tree: &'t Tree, year: &str) -> Mutant<'t> {
    let mut mutant = Mutant::of(tree);
    for id in tree.projects().filter(|id| id.starts_with(year)) {
        let path = format!("{id}/project.yaml");
        let (has_grant, budget) = (tree.line(&path, "  grant:"), tree.line(&path, "budget:"));
        mutant = match (has_grant, budget) {
            (Some(line), _) => mutant.line(&path, line, "  grant: 9000000"),
            (None, Some(line)) => mutant.before(&path, line + 1, "  grant: 9000000"),
            (None, None) => mutant.before(&path, tree.line(&path, "phase:").unwrap(), "budget: {grant: 9000000}"),
        };
    }
    let round = format!("{year}/round.yaml");
    let line = tree.line(&round, "grant_total:").unwrap();
    mutant.at(&round, line)
}

fn without_own_funding<'t>(tree: &'t Tree, year: &str) -> Mutant<'t> {
    let round = format!("{year}/round.yaml");
    let mut mutant = Mutant::of(tree).append(&round, "requires: {own_funding: true}\n");
    for id in tree.projects().filter(|id| id.starts_with(year)) {
        let path = format!("{id}/project.yaml");
        // The grant, or else the first key: the line below the one for editors.
        let line = tree.line(&path, "  grant:").unwrap_or(2);
        mutant = mutant.at(&path, line);
    }
    mutant
}
