//! Any bytes in any file: never a panic, always the same findings, places inside the file, outputs that programs can read.
//!
//! Files are kept in memory, so that thousands of them are tried. `ANY_BYTES_SECONDS=900 cargo test --test library -- --ignored
//! a_long_run` tries new ones for as long as it is told to, and `YAML_TEST_SUITE=folder … the_public_yaml_suite` those of
//! the public YAML test suite.

pub mod inputs;

use std::{
    collections::BTreeMap,
    fs,
    time::{Duration, Instant},
};

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use stimulab::{
    check::{Selection, check},
    date::Date,
    edit,
    finding::{Finding, Severity},
    language::Language,
    load::load,
    output::{Summary, Titles, github, github_summary, gitlab, human, json, junit, place, sarif, short},
    source::Source,
    text_encoding::{decode, readable},
    texts::Texts,
};

use crate::{fuzzed, memory::Tree};
use inputs::{FILES, any_file, bytes, damaged, small};

fn found(tree: &Tree) -> Vec<Finding> {
    let selection = Selection { today: Date::parse("2026-11-23"), ..Selection::default() };
    check(load(tree, &selection).unwrap(), &selection).1
}

/// Looks at the findings, shows them in every format, and mends what can be mended.
fn try_out(tree: Tree) -> Vec<Finding> {
    let findings = found(&tree);
    assert_eq!(findings, found(&tree), "the same twice");
    for finding in &findings {
        let places = finding.span.map(|span| (&finding.file, span)).into_iter();
        let other = finding.related.as_ref().and_then(|other| other.span.map(|span| (&other.file, span)));
        for (file, span) in places.chain(other) {
            let bytes = tree.read(file, usize::MAX).unwrap();
            // A byte that is no text became a character of several bytes, of which one is meant.
            let text = readable(&bytes);
            let end =
                if decode(&bytes).is_ok() { span.end as usize } else { text.ceil_char_boundary(span.end as usize) };
            assert!(span.start <= span.end && end <= text.len(), "{finding:?} in {} bytes", text.len());
            assert!(text.get(span.start as usize..end).is_some(), "{finding:?} cuts a character");
        }
    }
    shown(&tree, &findings);
    mended(tree, &findings);
    findings
}

fn shown(tree: &Tree, findings: &[Finding]) {
    let texts = Texts::of(Language::BOKMAAL);
    let placed = place(findings, tree, &Titles::new(), str::to_owned);
    let summary = Summary::of(1, findings);
    assert_eq!(human(&placed, &texts, Some(100)).is_empty(), findings.is_empty());
    let lines = short(findings, tree, str::to_owned, Severity::word, &texts);
    assert_eq!(lines.lines().count(), findings.len());
    for (line, placed) in lines.lines().zip(&placed) {
        // What was known when a finding was made is what the file says afterwards.
        let start = format!("{}:{}:{}: ", placed.path, placed.start.line, placed.start.column);
        assert!(line.starts_with(&start), "{line} at {start}");
    }
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let counts = [
        read(&json(&placed, summary, &texts))["findings"].as_array().unwrap().len(),
        read(&sarif(&placed, &texts, stimulab::key!("sarif.root")))["runs"][0]["results"].as_array().unwrap().len(),
        read(&gitlab(&placed, &texts)).as_array().unwrap().len(),
        github(&placed, &texts).lines().filter(|line| line.starts_with("::")).count(),
        junit(&placed, &texts).matches("<failure").count(),
    ];
    assert!(counts[..3].iter().all(|count| *count == findings.len()), "{counts:?} of {}", findings.len());
    assert!(counts[3] >= findings.len().min(10), "{counts:?} of {}", findings.len());
    assert_eq!(counts[4] == 0, findings.iter().all(|finding| finding.severity == Severity::Hint));
    assert!(!github_summary(&placed, summary, &texts).is_empty());
}

/// Counts the errors of each rule.
fn errors(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        *counts.entry(finding.rule).or_default() += 1;
    }
    counts
}

fn mended(mut tree: Tree, first: &[Finding]) {
    let mut findings = first.to_vec();
    for _ in 0..5 {
        let mut new = Vec::new();
        for (file, fixable) in edit::by_file(&findings) {
            if let Some(mended) = edit::apply(&tree.read(file, usize::MAX).unwrap(), &fixable) {
                new.push((file.to_owned(), mended.bytes));
            }
        }
        if new.is_empty() {
            return;
        }
        for (file, bytes) in new {
            tree.put(&file, bytes);
        }
        findings = found(&tree);
    }
    let left: Vec<_> = edit::by_file(&findings).collect();
    assert!(left.is_empty(), "mending never ends: {left:?}");
    let (before, after) = (errors(first), errors(&findings));
    assert!(
        !after.contains_key("invalid-yaml") || before.contains_key("invalid-yaml"),
        "mending broke a file: {findings:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn any_bytes_in_any_file((_, tree) in any_file()) {
        try_out(tree);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn what_a_fuzzer_calls(file in any::<u8>(), bytes in bytes()) {
        fuzzed::files::look(&[&[file], &*bytes].concat());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_damage_to_a_real_file((_, tree) in damaged()) {
        try_out(tree);
    }
}

#[test]
fn the_small_portfolio_is_whole() {
    assert_eq!(try_out(small()), []);
}

/// What longer runs found, as they found it: a file and its bytes.
#[test]
fn what_long_runs_found_stays_mended() {
    for (path, bytes) in FOUND {
        let mut tree = small();
        tree.put(path, bytes.to_vec());
        try_out(tree);
    }
}

const FOUND: &[(&str, &[u8])] = &[("2019/a/project.yaml", b"? ? \n: - \n")];

#[test]
#[ignore = "runs as long as ANY_BYTES_SECONDS says"]
fn a_long_run() {
    let seconds = std::env::var("ANY_BYTES_SECONDS").ok().and_then(|word| word.parse().ok()).unwrap_or(60);
    let (start, mut runner, mut tried) = (Instant::now(), TestRunner::default(), 0);
    let (any, damaged) = (any_file(), damaged());
    while start.elapsed() < Duration::from_secs(seconds) {
        for (shown, tree) in
            [any.new_tree(&mut runner).unwrap().current(), damaged.new_tree(&mut runner).unwrap().current()]
        {
            let began = Instant::now();
            let outcome = std::panic::catch_unwind(|| try_out(tree));
            assert!(outcome.is_ok(), "after {tried}: {shown}");
            assert!(began.elapsed() < Duration::from_mins(2), "slow after {tried}: {shown}");
            tried += 1;
        }
    }
    println!("{tried} portfolios in {seconds} s");
}

/// Inputs that are no YAML and that the parser takes all the same, and why that is let be.
const TAKEN: [(&str, &str); 3] = [
    ("9C9N", "the lines of a list in brackets are not indented; what is meant is clear"),
    ("QB6E", "so are those of a text in quotes"),
    ("DK95-01", "a tab stands at the start of a line inside a text in quotes, where it means nothing"),
];

#[test]
#[ignore = "needs the folder of the public YAML test suite in YAML_TEST_SUITE"]
fn the_public_yaml_suite() {
    let folder = std::env::var("YAML_TEST_SUITE").unwrap();
    let invalid = fs::read_to_string(format!("{folder}/invalid.txt")).unwrap();
    let invalid: Vec<&str> = invalid.split_whitespace().collect();
    let mut tried = 0;
    for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let Some(id) = name.strip_suffix(".yaml") else { continue };
        let bytes = fs::read(entry.path()).unwrap();
        // As every kind of file at once: what is wrong in one hides no other.
        let mut tree = small();
        for (path, _) in &FILES {
            tree.put(path, bytes.clone());
        }
        let findings = try_out(tree);
        for (path, _) in FILES.iter().filter(|(path, _)| path.ends_with(".yaml")) {
            let is_told = |finding: &Finding| *finding.file == **path && finding.rule == "invalid-yaml";
            let told = findings.iter().any(|finding| is_told(finding) && finding.span.is_some());
            let is_taken = TAKEN.iter().any(|(taken, _)| *taken == id);
            if invalid.contains(&id) {
                assert_eq!(told, !is_taken, "{id} as {path}: {findings:?}");
            }
        }
        tried += 1;
    }
    assert!(tried > 400, "{tried}");
    println!("{tried} inputs, {} of them invalid", invalid.len());
}
