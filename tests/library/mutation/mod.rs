//! Faults made one at a time in the real portfolio: each must be found, by its own rule, in its own place, and nothing else.
//!
//! The places are chosen by a seed. `MUTATION_SEED` chooses others, and `MUTATION_PLACES` says how many there are of each
//! fault; `RULE=raw-html` tries those of one rule alone. `cargo test --test library mutation -- --nocapture` shows the table.

mod changes;
mod files;
mod format;
mod make;
mod money;
mod mutant;
mod people;
mod phases;
mod prose;
mod references;
mod register;
mod reports;

use std::collections::BTreeSet;

use rayon::prelude::*;
use stimulab::{
    check::{Selection, check, check_since},
    date::Date,
    history::Side,
    load::load,
    output::{Titles, place},
    report::note_stale,
    rules::ALL,
};

use crate::{memory::Tree, rules::asked};
use make::Operator;
use mutant::Mutant;

/// How many places are tried for each fault, where there are so many.
const PLACES: usize = 3;

const SEED: u64 = 20_190_211;

fn operators() -> Vec<&'static Operator> {
    let all = [format::OPERATORS, money::OPERATORS, people::OPERATORS, phases::OPERATORS, prose::OPERATORS];
    all.into_iter()
        .chain([changes::OPERATORS, files::OPERATORS, references::OPERATORS, register::OPERATORS, reports::OPERATORS])
        .flatten()
        .collect()
}

/// Returns rule, file and line of each finding.
fn found(tree: &Tree, before: Option<&Tree>) -> Vec<(&'static str, String, usize)> {
    let selection = Selection { today: Date::parse("2026-11-23"), ..Selection::default() };
    let mut loaded = load(tree, &selection).unwrap();
    note_stale(&mut loaded.portfolio, tree, &|_| None);
    let (_, findings) = match before {
        None => check(loaded, &selection),
        Some(source) => {
            let (portfolio, _) = check(load(source, &selection).unwrap(), &selection);
            check_since(loaded, tree, &selection, Side { portfolio: &portfolio, source })
        }
    };
    let placed = place(&findings, tree, &Titles::new(), str::to_owned);
    placed.iter().map(|placed| (placed.finding.rule, placed.path.clone(), placed.start.line)).collect()
}

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|word| word.parse().ok()).unwrap_or(usual)
}

/// Chooses some of many, each with the same chance.
fn choose<T>(mut from: Vec<T>, count: usize, seed: u64) -> Vec<T> {
    let mut state = seed | 1;
    let mut next = move |below: usize| {
        // Marsaglia's xorshift is random enough to choose places.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    let mut chosen = Vec::new();
    while chosen.len() < count && !from.is_empty() {
        chosen.push(from.swap_remove(next(from.len())));
    }
    chosen
}

/// Says how one fault fared.
#[derive(Default, Clone, Copy)]
struct Score {
    made: usize,
    found: usize,
    elsewhere: usize,
    missed: usize,
    others: usize,
}

/// Looks at one fault, and returns what is not as it should be.
fn judge(operator: &Operator, mutant: &Mutant<'_>, clean: &Tree) -> (Score, Option<String>) {
    let mut expected: Vec<_> = mutant.places.iter().map(|(file, line)| (operator.rule, file.clone(), *line)).collect();
    expected.extend(mutant.follows.iter().cloned());
    expected.sort();
    let mut got = found(&mutant.tree(), operator.is_change.then_some(clean));
    got.sort();
    let has_own = mutant.places.iter().all(|(file, line)| got.contains(&(operator.rule, file.clone(), *line)));
    let is_known = got.iter().any(|(rule, ..)| *rule == operator.rule);
    let mut score = Score { made: 1, ..Score::default() };
    match (has_own, is_known) {
        (true, _) => score.found = 1,
        (false, true) => score.elsewhere = 1,
        (false, false) => score.missed = 1,
    }
    score.others = usize::from(has_own && got != expected);
    let told =
        || format!("{}: {}\n{}wanted {expected:?}\ngot    {got:?}\n", operator.rule, operator.slip, mutant.shown());
    (score, (got != expected).then(told))
}

#[test]
fn every_fault_is_found_where_it_was_made_and_nothing_else() {
    let tree = Tree::real();
    assert_eq!(found(&tree, None), [], "the portfolio as it is");
    let (seed, places) =
        (setting("MUTATION_SEED", SEED), usize::try_from(setting("MUTATION_PLACES", PLACES as u64)).unwrap());
    let rules = asked();
    let judged: Vec<_> = operators()
        .into_par_iter()
        .enumerate()
        .filter(|(_, operator)| rules.iter().any(|rule| rule.name == operator.rule))
        .map(|(at, operator)| {
            let mutants = choose((operator.mutants)(&tree), places, seed.wrapping_mul(at as u64 + 1));
            assert!(!mutants.is_empty(), "there is no place for: {}: {}", operator.rule, operator.slip);
            let judged: Vec<_> = mutants.iter().map(|mutant| judge(operator, mutant, &tree)).collect();
            let mut sum = Score::default();
            for (score, _) in &judged {
                sum.made += score.made;
                sum.found += score.found;
                sum.elsewhere += score.elsewhere;
                sum.missed += score.missed;
                sum.others += score.others;
            }
            (operator, sum, judged.into_iter().filter_map(|(_, wrong)| wrong).collect::<Vec<_>>())
        })
        .collect();
    let mut table =
        format!("{:<29}{:>5}{:>6}{:>10}{:>7}{:>7}  fault\n", "rule", "made", "found", "elsewhere", "missed", "others");
    let mut line = |rule: &str, score: Score, slip: &str| {
        let Score { made, found, elsewhere, missed, others } = score;
        table += &format!("{rule:<29}{made:>5}{found:>6}{elsewhere:>10}{missed:>7}{others:>7}  {slip}\n");
    };
    let mut all = Score::default();
    for (operator, score, _) in &judged {
        line(operator.rule, *score, operator.slip);
        all.made += score.made;
        all.found += score.found;
        all.elsewhere += score.elsewhere;
        all.missed += score.missed;
        all.others += score.others;
    }
    line("all", all, "");
    println!("{table}");
    let wrong: Vec<&str> = judged.iter().flat_map(|(_, _, wrong)| wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "seed {seed}\n{table}\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_has_an_operator() {
    let rules: BTreeSet<&str> = ALL.iter().map(|rule| rule.name).collect();
    let tried: BTreeSet<&str> = operators().iter().map(|operator| operator.rule).collect();
    assert_eq!(rules, tried, "every rule needs a fault that it finds, and every fault a rule");
}
