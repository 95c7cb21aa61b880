//! Faults in the register of organisations, and in what it says of those that are used.

use super::{
    make::{Operator, added, op},
    mutant::Mutant,
};

const PROJECT: &str = "/project.yaml";
const REGISTER: &str = "organisations.yaml";

pub const OPERATORS: &[Operator] = &[
    op("duplicate-organisation", "the number of another organisation", |tree| {
        let numbers: Vec<(usize, &str)> = tree
            .text(REGISTER)
            .lines()
            .enumerate()
            .filter(|(_, line)| line.starts_with("  number: "))
            .map(|(at, line)| (at + 1, line))
            .collect();
        let pairs = numbers.iter().zip(&numbers[1..]);
        pairs.map(|((_, number), (at, _))| Mutant::of(tree).line(REGISTER, *at, number).at(REGISTER, *at)).collect()
    }),
    op("duplicate-organisation", "an organisation registered once more", |tree| {
        let mut made = Vec::new();
        for name in tree
            .text(REGISTER)
            .lines()
            .filter_map(|line| line.strip_prefix("  name: "))
            .filter(|name| !name.starts_with('{'))
        {
            let lines = Mutant::of(tree).lines(REGISTER);
            let entry = format!("en-til:\n  name: {}\n  kind: state\n", name.to_uppercase());
            let mutant = Mutant::of(tree).append(REGISTER, &entry).at(REGISTER, lines + 2);
            made.push(mutant.and("unused-organisation", REGISTER, lines + 1));
        }
        made
    }),
    op("unused-organisation", "an organisation that nothing names", |tree| {
        let lines = Mutant::of(tree).lines(REGISTER);
        let names = ["Nye Tjenester AS", "Etat for alt annet", "Ytterøy kommune"];
        let add = |name| {
            let entry = format!("en-helt-ny:\n  name: {name}\n  kind: company\n");
            Mutant::of(tree).append(REGISTER, &entry).at(REGISTER, lines + 1)
        };
        names.into_iter().map(add).collect()
    }),
    op("unused-organisation", "the only project of a vendor without it", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            for id in tree
                .value(path, "vendor")
                .and_then(|ids| ids.strip_prefix('[')?.strip_suffix(']'))
                .unwrap_or_default()
                .split(", ")
            {
                if tree.uses(id) == 2 {
                    let line = tree.line(path, "vendor:").unwrap();
                    let left = tree
                        .text(path)
                        .lines()
                        .nth(line - 1)
                        .unwrap()
                        .replace(&format!(", {id}"), "")
                        .replace(&format!("{id}, "), "");
                    let place = tree.line(REGISTER, &format!("{id}:")).unwrap();
                    made.push(Mutant::of(tree).line(path, line, &left).at(REGISTER, place));
                }
            }
        }
        made
    }),
    op("succeeded-organisation", "an organisation that was gone by then", |tree| {
        added(tree, "phase:", 1, |id| {
            let path = format!("{id}/project.yaml");
            let is_late = id[..4].parse::<u16>().unwrap() > 2020;
            (is_late && tree.line(&path, "partners:").is_none()).then(|| "partners:\n  - fjell-kommune".to_owned())
        })
    }),
    op("succeeded-organisation", "an organisation whose successor is registered", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            let Some(id) = tree.value(path, "owner").filter(|id| !id.starts_with('[') && tree.uses(id) == 2) else {
                continue;
            };
            let entry = tree.line(REGISTER, &format!("{id}:")).unwrap();
            let text: Vec<&str> = tree.text(REGISTER).lines().collect();
            let has_successor =
                text[entry..].iter().take_while(|line| line.starts_with(' ')).any(|line| line.contains("succeeded_by"));
            if !has_successor {
                let line = tree.line(path, "owner:").unwrap();
                let succession = "  succeeded_by: {organisation: digdir, on: 2015-01-01}";
                made.push(Mutant::of(tree).before(REGISTER, entry + 1, succession).at(path, line));
            }
        }
        made
    }),
    op("lineage-cycle", "an organisation that is a part of its part", |tree| {
        let mut made = Vec::new();
        for line in tree.text(REGISTER).lines().enumerate().filter(|(_, line)| line.starts_with("  part_of: ")) {
            let (at, whole) = (line.0, line.1.trim_start_matches("  part_of: "));
            let ids: Vec<&str> =
                tree.text(REGISTER).lines().take(at).filter(|line| !line.starts_with([' ', '#'])).collect();
            let part = ids.last().unwrap().split(':').next().unwrap();
            let place = tree.line(REGISTER, &format!("{whole}:")).unwrap();
            let mutant = Mutant::of(tree).before(REGISTER, place + 1, &format!("  part_of: {part}"));
            // The finding stands at the one of the two whose id comes first.
            let first = if part < whole.trim() { at + 1 + usize::from(place <= at) } else { place + 1 };
            made.push(mutant.at(REGISTER, first));
        }
        made.retain(|mutant| !mutant.shown().contains("part_of: oslo-kommune\n+"));
        made
    }),
];
