//! Faults in how files are written.

use super::{
    make::{Operator, added, changed, entry, lacks, op, swap},
    mutant::Mutant,
};

const PROJECT: &str = "/project.yaml";

/// Expects a finding of another rule in the same place.
fn with<'t>(mutant: Mutant<'t>, rule: &'static str) -> Mutant<'t> {
    let (path, line) = mutant.places[0].clone();
    mutant.and(rule, &path, line)
}

/// Keys that no rule asks for.
const OPTIONAL: [&str; 5] = ["themes", "contact", "sources", "doubts", "former_titles"];

pub const OPERATORS: &[Operator] = &[
    op("cut-value", "a number sign behind a space in a title", |tree| {
        changed(tree, "/project.yaml", |line| {
            let title = line.strip_prefix("title: ").filter(|title| !title.starts_with('"'))?;
            Some(format!("title: {title} #1 i landet"))
        })
    }),
    op("invalid-yaml", "a colon in a value without quotes", |tree| {
        changed(tree, PROJECT, |line| entry(line).map(|(key, value)| format!("{key}: {value}: og mer")))
    }),
    op("invalid-yaml", "a tab in front of an item", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("  - ").map(|rest| format!("\t- {rest}")))
    }),
    op("invalid-yaml", "a quotation mark left out at the end", |tree| {
        changed(tree, ".yaml", |line| {
            (line.matches('"').count() == 2).then(|| line.strip_suffix('"').map(str::to_owned))?
        })
        .into_iter()
        .filter(|mutant| !mutant.places[0].0.starts_with("schema/"))
        .collect()
    }),
    op("invalid-yaml", "a bracket left out at the end", |tree| {
        changed(tree, PROJECT, |line| entry_of_list(line).and_then(|line| line.strip_suffix(']').map(str::to_owned)))
    }),
    op("invalid-yaml", "a sign in front that means something", |tree| {
        changed(tree, PROJECT, |line| entry(line).map(|(key, value)| format!("{key}: @{value}")))
    }),
    op("invalid-yaml", "an alias", |tree| {
        changed(tree, PROJECT, |line| entry(line).map(|(key, _)| format!("{key}: *eier")))
    }),
    op("invalid-yaml", "a space too few", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("    publisher").map(|rest| format!("   publisher{rest}")))
    }),
    op("invalid-yaml", "the colon left out", |tree| {
        changed(tree, PROJECT, |line| entry(line).and_then(|_| swap(line, ": ", " ")))
    }),
    op("invalid-yaml", "words behind a quotation mark", |tree| {
        changed(tree, PROJECT, |line| line.trim_start().strip_prefix("url: \"").map(|_| format!("{line} (lest i mai)")))
    }),
    op("invalid-yaml", "no space after a dash", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("  - {").map(|rest| format!("  -{{{rest}")))
    }),
    op("merge-conflict", "the marks of git around a line", |tree| {
        let marked = |line: &str| format!("<<<<<<< HEAD\n{line}\n=======\n{line}\n>>>>>>> grein");
        changed(tree, PROJECT, |line| entry(line).map(|_| marked(line)))
    }),
    op("duplicate-key", "an entry copied to the end", |tree| {
        let mut made = Vec::new();
        for path in tree.paths(PROJECT) {
            for line in tree.text(path).lines().filter(|line| entry(line).is_some()) {
                made.push(
                    Mutant::of(tree).append(path, &format!("{line}\n")).at(path, Mutant::of(tree).lines(path) + 1),
                );
            }
        }
        made
    }),
    op("duplicate-key", "an organisation copied", |tree| {
        let path = "organisations.yaml";
        let is_id = |line: &&str| line.ends_with(':') && line.starts_with(|c: char| c.is_ascii_lowercase());
        let copy = |line| {
            let lines = Mutant::of(tree).lines(path);
            Mutant::of(tree).append(path, &format!("{line}\n  name: Kopi\n  kind: state\n")).at(path, lines + 1)
        };
        tree.text(path).lines().filter(is_id).map(copy).collect()
    }),
    op("unknown-key", "a letter of a key doubled", |tree| {
        changed(tree, PROJECT, |line| {
            OPTIONAL.iter().find_map(|key| {
                line.strip_prefix(key)?.strip_prefix(':').map(|rest| format!("{key}{}:{rest}", &key[key.len() - 1..]))
            })
        })
    }),
    op("unknown-key", "a required key misspelt", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("owner:").map(|rest| format!("onwer:{rest}")))
    }),
    op("unknown-key", "a key of a source misspelt", |tree| {
        changed(tree, ".yaml", |line| line.strip_prefix("    publisher:").map(|rest| format!("    publsher:{rest}")))
    }),
    op("unknown-key", "a key of a round misspelt", |tree| {
        changed(tree, "/round.yaml", |line| {
            line.strip_prefix("applications:").map(|rest| format!("aplications:{rest}"))
        })
    }),
    op("unknown-key", "a rule misspelt in the settings", |tree| {
        let lines = Mutant::of(tree).lines("stimulab.yaml");
        let names = ["missing-alt-txt", "hard-to-raed", "phonenumber"];
        let set = |name| {
            Mutant::of(tree).append("stimulab.yaml", &format!("rules:\n  {name}: off\n")).at("stimulab.yaml", lines + 2)
        };
        names.into_iter().map(set).collect()
    }),
    op("wrong-type", "one word where a list should be", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("themes: [").map(|_| "themes: arkivering".to_owned()))
    }),
    op("wrong-type", "a number where a text should be", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("title: ").map(|_| "title: 112".to_owned()))
    }),
    op("wrong-type", "a list where one number should be", |tree| {
        changed(tree, "/round.yaml", |line| {
            line.strip_prefix("grant_total: ").map(|_| "grant_total: [18800000]".to_owned())
        })
    }),
    op("wrong-type", "a text where a mapping should be", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("contact: {").map(|_| "contact: Kari Nordmann".to_owned()))
    }),
    op("unclear-visibility", "nothing behind the key", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("visibility: public").map(|_| "visibility:".to_owned()))
    }),
    op("unclear-visibility", "a Norwegian key", |tree| {
        let made =
            changed(tree, PROJECT, |line| line.strip_prefix("visibility: ").map(|_| "synlighet: intern".to_owned()));
        made.into_iter().map(|mutant| with(mutant, "unknown-key")).collect()
    }),
    op("unclear-visibility", "the key in a milestone", |tree| {
        let made = changed(tree, PROJECT, |line| {
            let rest = line.strip_prefix("  - {phase: ")?.strip_suffix('}')?;
            Some(format!("  - {{phase: {rest}, visibility: internal}}"))
        });
        made.into_iter().map(|mutant| with(mutant, "unknown-key")).collect()
    }),
    op("invalid-value", "a Norwegian word for an English one", |tree| {
        let made = changed(tree, PROJECT, |line| {
            line.strip_prefix("visibility: public").map(|_| "visibility: offentlig".to_owned())
        });
        made.into_iter().map(|mutant| with(mutant, "unclear-visibility")).collect()
    }),
    op("invalid-value", "a criterion met otherwise than strongly, conditionally or weakly", |tree| {
        changed(tree, PROJECT, |line| swap(line, ": strong", ": sterk"))
    }),
    op("invalid-value", "a kind of organisation that does not exist", |tree| {
        changed(tree, "organisations.yaml", |line| swap(line, "  kind: municipality", "  kind: kommune"))
    }),
    op("invalid-value", "a kind of relation that does not exist", |tree| {
        changed(tree, PROJECT, |line| swap(line, "kind: draws-on", "kind: bygger-på"))
    }),
    op("invalid-date", "a date written the Norwegian way", |tree| {
        changed(tree, ".yaml", |line| written_date(line).map(|key| format!("{key}11.02.2020")))
    }),
    op("invalid-date", "a day that does not exist", |tree| {
        changed(tree, ".yaml", |line| written_date(line).map(|key| format!("{key}2020-02-30")))
    }),
    op("invalid-date", "a milestone on a date in words", |tree| {
        changed(tree, PROJECT, |line| {
            line.split_once("on: 20")
                .filter(|_| line.contains("- {phase"))
                .map(|(before, _)| format!("{before}on: i februar 2020}}"))
        })
    }),
    op("invalid-amount", "an amount in millions", |tree| {
        changed(tree, "/round.yaml", |line| {
            line.strip_prefix("grant_total: ").map(|_| "grant_total: 18,8 mill.".to_owned())
        })
    }),
    op("invalid-amount", "an amount with spaces", |tree| {
        changed(tree, "/round.yaml", |line| {
            line.strip_prefix("grant_total: ").map(|_| "grant_total: 18 800 000".to_owned())
        })
    }),
    op("invalid-amount", "a negative amount", |tree| {
        changed(tree, PROJECT, |line| line.split_once("amount: ").map(|(before, _)| format!("{before}amount: -1}}")))
    }),
    op("invalid-unknown", "a misspelt key in unknown", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("unknown: [").map(|rest| format!("unknown: [vendr, {rest}")))
    }),
    op("invalid-unknown", "a key in unknown that is given", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("unknown: [").map(|rest| format!("unknown: [owner, {rest}")))
    }),
    op("invalid-organisation-number", "a digit too much or another one", |tree| {
        changed(tree, "organisations.yaml", |line| {
            let digits = line.trim_start().strip_prefix("number: \"")?.strip_suffix('"')?;
            let last = (digits.as_bytes()[8] - b'0' + 1) % 10;
            Some(format!("  number: \"{}{last}\"", &digits[..8]))
        })
    }),
    op("invalid-organisation-number", "spaces in a number", |tree| {
        changed(tree, "organisations.yaml", |line| {
            let digits = line.trim_start().strip_prefix("number: \"")?.strip_suffix('"')?;
            Some(format!("  number: \"{} {} {}\"", &digits[..3], &digits[3..6], &digits[6..]))
        })
    }),
    op("empty-value", "a word for nothing", |tree| {
        changed(tree, ".yaml", |line| line.strip_prefix("    publisher: ").map(|_| "    publisher: ukjent".to_owned()))
    }),
    op("empty-value", "a hyphen for nothing", |tree| {
        changed(tree, PROJECT, |line| line.strip_prefix("target_group: ").map(|_| "target_group: \"-\"".to_owned()))
            .into_iter()
            .chain(added(tree, "phase:", 0, |id| {
                lacks(tree, id, "target_group").then(|| "target_group: \"-\"".to_owned())
            }))
            .collect()
    }),
    op("word-paste", "curly quotes around a value", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("title: ").filter(|rest| !rest.starts_with('"')).map(|rest| format!("title: “{rest}”"))
        })
    }),
    op("word-paste", "a soft hyphen in a word", |tree| {
        changed(tree, ".md", |line| swap(line, "prosjekt", "pro\u{ad}sjekt"))
            .into_iter()
            .filter(|mutant| !mutant.places[0].0.starts_with("README"))
            .collect()
    }),
    op("word-paste", "a mark in a value that turns the direction of reading", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("    note: ").map(|rest| format!("    note: {}", rest.replacen(' ', " \u{202e}", 1)))
        })
        .into_iter()
        .filter(|mutant| mutant.shown().contains('\u{202e}'))
        .collect()
    }),
    op("word-paste", "a space without width in a value", |tree| {
        changed(tree, PROJECT, |line| {
            line.strip_prefix("    note: ").map(|rest| format!("    note: {}", rest.replacen(' ', " \u{200b}", 1)))
        })
        .into_iter()
        .filter(|mutant| mutant.shown().contains('\u{200b}'))
        .collect()
    }),
    op("word-paste", "a no-break space between two words", |tree| {
        changed(tree, ".md", |line| swap(line, " og ", "\u{a0}og "))
            .into_iter()
            .filter(|mutant| mutant.places[0].0.starts_with("20"))
            .collect()
    }),
    op("word-paste", "a line break written out", |tree| {
        changed(tree, ".md", |line| swap(line, ". ", ".\\n"))
            .into_iter()
            .filter(|mutant| mutant.places[0].0.starts_with("20"))
            .collect()
    }),
];

fn entry_of_list(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(": [")?;
    (key.bytes().all(|byte| byte.is_ascii_lowercase()) && value.ends_with(']')).then_some(line)
}

/// Returns the key of a line that holds a date.
fn written_date(line: &str) -> Option<&str> {
    let keys = ["published: ", "announced: ", "deadline: ", "kickoff: "];
    let key = keys.iter().find(|key| line.trim_start().starts_with(**key))?;
    let end = line.find(key)? + key.len();
    line[end..].starts_with("20").then_some(&line[..end])
}
