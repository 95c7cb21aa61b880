//! Faults that concern people, and comments that silence findings.

use super::{
    make::{Operator, added, changed, entry, lacks, op, written},
    mutant::Mutant,
};

pub const OPERATORS: &[Operator] = &[
    op("national-identity-number", "a person's number in a text", |tree| {
        written(tree, 0, &format!("Kari (født 11. februar 1990, {}) var den første som klaget.", number(110_290, 300)))
    }),
    op("national-identity-number", "a D-number, written with a space", |tree| {
        let number = number(510_290, 310);
        written(tree, 0, &format!("En av brukerne, {} {}, har ventet lenge.", &number[..6], &number[6..]))
    }),
    op("national-identity-number", "a number that NAV gives, behind an entity and marks of emphasis", |tree| {
        let number = number(112_290, 310);
        written(tree, 0, &format!("En av brukerne, **{}**&nbsp;{}, har ventet lenge.", &number[..6], &number[6..]))
    }),
    op("national-identity-number", "a synthetic number in a comment", |tree| {
        changed(tree, "/project.yaml", |line| {
            entry(line).map(|_| format!("{line} # prøvd med {}", number(118_290, 320)))
        })
    }),
    op("national-identity-number", "a person's number in a value", |tree| {
        added(tree, "phase:", 0, |id| {
            lacks(tree, id, "target_group").then(|| format!("target_group: Personer som {}", number(110_290, 300)))
        })
    }),
    op("national-identity-number", "a person's number in an attachment, a report or a note", |tree| {
        let names = ["documents/møte.txt", "documents/dypt/vedlegg.md", "report/report.md", "notat.internal.md"];
        let projects = tree.paths("/project.yaml").map(|path| path.trim_end_matches("project.yaml"));
        let made = projects.flat_map(|folder| names.map(|name| format!("{folder}{name}"))).map(|path| {
            let text = format!("Møtet\n\nKari, {}, la fram saken.\n", number(110_290, 330));
            Mutant::of(tree).file(&path, text).at(&path, 3)
        });
        made.collect()
    }),
    op("personal-email", "a person's address as contact", |tree| {
        changed(tree, "/project.yaml", |line| {
            line.strip_prefix("contact: {").map(|rest| format!("contact: {{email: kari.nordmann@kommunen.no, {rest}"))
        })
    }),
    op("personal-email", "a person's address in a text", |tree| {
        written(tree, 0, "Skriv til ola.hansen@direktoratet.no.")
    }),
    op("personal-email", "a person's address behind an escape", |tree| {
        written(tree, 0, "Skriv til ola.hansen\\@direktoratet.no.")
    }),
    op("phone-number", "a telephone number in a text", |tree| written(tree, 0, "Ring Kari på 412 34 567.")),
    op("phone-number", "a telephone number in a value", |tree| {
        changed(tree, "/project.yaml", |line| {
            line.strip_prefix("contact: {").map(|rest| format!("contact: {{role: tlf. 41234567, {rest}"))
        })
        .into_iter()
        .filter(|mutant| !mutant.shown().contains("role: prosjektleder"))
        .collect()
    }),
    op("allow-without-reason", "a comment that gives no reason", |tree| {
        changed(tree, "/project.yaml", |line| entry(line).map(|_| format!("{line} # stimulab: allow(unknown-key)")))
    }),
    op("allow-without-reason", "a comment in a text that gives no reason", |tree| {
        written(tree, 0, "<!-- stimulab: allow(hard-to-read) -->\nEt avsnitt til.")
    }),
    op("allow-without-reason", "a fault that a comment without a reason does not silence", |tree| {
        let made = changed(tree, "/project.yaml", |line| {
            line.strip_prefix("visibility: public")
                .map(|_| "visibility: open # stimulab: allow(invalid-value)".to_owned())
        });
        let made = made.into_iter().map(|mutant| also(mutant, "invalid-value"));
        made.map(|mutant| also(mutant, "unclear-visibility")).collect()
    }),
    op("unused-allow", "a comment where nothing is wrong", |tree| {
        changed(tree, "/project.yaml", |line| {
            entry(line).map(|_| format!("{line} # stimulab: allow(unknown-key) det gamle skjemaet"))
        })
    }),
    op("unused-allow", "a comment in a text where nothing is wrong", |tree| {
        written(tree, 0, "<!-- stimulab: allow(raw-html) fra gammel side -->\nEt avsnitt til.")
    }),
    op("unused-allow", "a comment that names no rule there is", |tree| {
        changed(tree, "/project.yaml", |line| {
            entry(line).map(|_| format!("{line} # stimulab: allow(ukjent-regel) det gamle skjemaet"))
        })
    }),
];

/// Expects another rule where the operator's own is expected.
fn also<'t>(mutant: Mutant<'t>, rule: &'static str) -> Mutant<'t> {
    let (path, line) = mutant.places[0].clone();
    mutant.and(rule, &path, line)
}

/// Makes a number with both check digits right, from six digits of a date and the first individual number that has such.
fn number(date: u32, first: u32) -> String {
    let weigh = |digits: &[u32], weights: &[u32]| {
        let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
        (11 - sum % 11) % 11
    };
    let found = (first..500).find_map(|individual| {
        let mut digits: Vec<u32> = format!("{date:06}{individual:03}").chars().filter_map(|c| c.to_digit(10)).collect();
        for weights in [&[3, 7, 6, 1, 8, 9, 4, 5, 2][..], &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]] {
            digits.push(weigh(&digits, weights));
        }
        digits.iter().all(|digit| *digit < 10).then(|| digits.iter().map(u32::to_string).collect())
    });
    found.unwrap()
}

#[test]
fn numbers_are_made_as_the_register_makes_them() {
    assert_eq!(number(118_290, 320).len(), 11);
    assert!(number(10_100, 0).starts_with("010100"));
}
