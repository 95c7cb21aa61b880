//! Every figure, name and date that the sources tell of can be found by asking the program.
//!
//! `facts/*.txt` hold questions (`$ show 2019`) and below each what the answer must hold, one a line, whatever the
//! breaks of its lines. A line such as `/phases/0/questions 8` says how many items a list of a JSON answer has.

use std::fs;

use rayon::prelude::*;

use crate::support::{program::printed, root};

/// Returns the words of a text with one space between them; no-break spaces count as spaces.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answer(question: &str) -> String {
    let words = ["--portfolio", "portfolio", "--lang", "nb"].into_iter().chain(question.split_whitespace());
    flat(&printed(root(), &words.collect::<Vec<_>>()))
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
    let files = fs::read_dir(root().join("tests/cli/facts")).unwrap();
    let texts: String = files.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap() + "\n").collect();
    let lines: Vec<&str> = texts.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).collect();
    let (questions, facts): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.starts_with("$ "));
    let missing: Vec<String> = lines
        .par_chunk_by(|_, next| !next.starts_with("$ "))
        .flat_map_iter(|asked| {
            let question = asked[0].strip_prefix("$ ").expect("a question stands in front of facts");
            let text = answer(question);
            let missing = asked[1..].iter().filter(move |fact| !holds(&text, fact));
            missing.map(move |fact| format!("{question}: {fact}"))
        })
        .collect();
    assert!(missing.is_empty(), "{} facts are not found:\n{}", missing.len(), missing.join("\n"));
    assert!(questions.len() > 10 && facts.len() > 300, "only {} facts are looked for", facts.len());
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
