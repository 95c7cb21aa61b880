//! Every figure, name and date that the sources tell of can be found by asking the program.
//!
//! `tests/facts/*.txt` hold questions (`$ show 2019`) and below each what the answer must hold, one a line, whatever the
//! breaks of its lines. A line such as `/phases/0/questions 8` says how many items a list of a JSON answer has.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::{fs, path::Path, process::Command};

/// Returns the words of a text with one space between them; no-break spaces count as spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answer(question: &str) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_stimulab"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["--portfolio", "portfolio", "--lang", "nb", "--color", "never"])
        .args(question.split_whitespace())
        .output()
        .unwrap();
    assert!(done.status.success(), "{question}: {}", String::from_utf8_lossy(&done.stderr));
    flat(&String::from_utf8(done.stdout).unwrap())
}

/// Returns whether an answer holds a fact.
fn holds(answer: &str, fact: &str) -> bool {
    let counted = fact.strip_prefix('/').and_then(|rest| rest.rsplit_once(' '));
    match counted.map(|(path, count)| (path, count.parse::<usize>())) {
        Some((path, Ok(count))) => {
            let values: serde_json::Value = serde_json::from_str(answer).unwrap();
            values.pointer(&format!("/{path}")).and_then(|list| list.as_array()).map(Vec::len) == Some(count)
        }
        _ => answer.contains(&flat(fact)),
    }
}

#[test]
fn what_the_sources_tell_is_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut missing, mut found) = (Vec::new(), 0);
    for file in files {
        let (mut question, mut text) = ("", String::new());
        let facts = fs::read_to_string(&file).unwrap();
        for line in facts.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            if let Some(asked) = line.strip_prefix("$ ") {
                (question, text) = (asked, answer(asked));
            } else if holds(&text, line) {
                found += 1;
            } else {
                missing.push(format!("{question}: {line}"));
            }
        }
    }
    assert!(missing.is_empty(), "{} facts are not found:\n{}", missing.len(), missing.join("\n"));
    assert!(found > 300, "only {found} facts are looked for");
}

#[test]
fn chapters_and_learnings_stand_in_the_order_of_their_sources() {
    let chapters = "Slik leser du rapporten|Sammendrag|Bakgrunn og formål|Organisering|Metode|Øyane modellen for innovasjon\
                    |Prinsipper|Prosessen|Innsikt|De største mulighetene|Konsepter|A Tillitsbyggerne|B Det første møtet\
                    |C Samsnakk|Gevinster|Anbefaling for veien videre|Vedlegg";
    let learnings = "1.1|1.2|1.3|1.4|1.5|2.1|2.2|2.3|2.4|2.5|3.1|3.2|3.3|4.1|4.2|4.3|4.4|4.5";
    for (question, headings) in [
        ("render report 2020/pasientens-helsetjeneste", chapters),
        ("render learning 2023/tilbakemeldingssloyfe", learnings),
    ] {
        let answer = answer(question);
        let mut rest = &*answer;
        for heading in headings.split('|') {
            let found = rest.find(&format!("# {heading} "));
            rest = &rest[found.unwrap_or_else(|| panic!("{question}: {heading} does not follow"))..];
        }
    }
}
