//! Faults in the reports of projects.

use super::{
    make::{Operator, op},
    mutant::Mutant,
};
use crate::memory::Tree;

pub const OPERATORS: &[Operator] = &[
    op("unfinished-report", "a prompt without an answer", |tree| {
        report(
            tree,
            true,
            "# Rapport\n\n<!-- stimulab: ask a -->\n## Gevinster\n\n> Skriv.\n<!-- stimulab: end a -->\n",
            3,
        )
    }),
    op("unfinished-report", "a passage that was set aside", |tree| {
        report(tree, true, "# Rapport\n\n<!-- stimulab: kept a -->\n\nDet som sto der.\n", 3)
    }),
    op("stale-report", "a part whose data have changed", |tree| {
        let folders = tree.paths("/project.yaml").map(|path| path.trim_end_matches("/project.yaml").to_owned());
        folders
            .map(|id| {
                let text = format!(
                    "<!-- stimulab: report {id} nb -->\n\n<!-- stimulab: begin title 0123456789ab -->\n# Rapport\n\n\
                     - **Virksomhet:** En annen\n<!-- stimulab: end title -->\n"
                );
                let path = format!("{id}/report/report.md");
                Mutant::of(tree).file(&path, text).at(&path, 3)
            })
            .collect()
    }),
    op("damaged-marker", "a part without an end", |tree| {
        report(tree, false, "<!-- stimulab: begin a 0123456789ab -->\n# Rapport\n", 1)
    }),
    op("damaged-marker", "an end without a beginning", |tree| {
        report(tree, false, "# Rapport\n<!-- stimulab: end a -->\n", 2)
    }),
    op("damaged-marker", "a part that stands twice", |tree| {
        let part = "<!-- stimulab: begin a 0123456789ab -->\nTekst.\n<!-- stimulab: end a -->\n";
        report(tree, false, &format!("{part}{part}"), 4)
    }),
];

/// Gives projects that have no report yet, only completed ones where that matters, one that is wrong in a line.
fn report<'t>(tree: &'t Tree, is_completed: bool, text: &str, line: usize) -> Vec<Mutant<'t>> {
    let projects = tree.paths("/project.yaml");
    let wanted = projects.filter(|path| !is_completed || tree.line(path, "phase: completed").is_some());
    let folders = wanted.map(|path| path.trim_end_matches("project.yaml"));
    folders
        .map(|folder| {
            let path = format!("{folder}report/report.md");
            Mutant::of(tree).file(&path, text).at(&path, line)
        })
        .collect()
}
