//! Any bytes in any file: never a panic, always the same findings, places inside the file, outputs that programs can read.
//!
//! Files are kept in memory, so that thousands of them are tried. `ANY_BYTES_SECONDS=900 cargo test --test any_bytes -- --ignored
//! a_long_run` tries new ones for as long as it is told to, and `YAML_TEST_SUITE=folder … the_public_yaml_suite` those of
//! the public YAML test suite.

#![allow(clippy::unwrap_used, reason = "what is wrong in a test should end it")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "the portfolio's own names are in lower case")]

#[path = "memory/fuzzed.rs"]
mod fuzzed;
mod memory;

use std::{
    collections::BTreeMap,
    fs,
    time::{Duration, Instant},
};

use memory::Tree;
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

/// A small portfolio that keeps every rule; one file of each kind.
const FILES: [(&str, &str); 14] = [
    (
        "stimulab.yaml",
        "programme: {name: StimuLab, hosts: [digdir]}\ncriteria: {anchoring: Forankring}\nlife_events: {barn: Sykt barn}\n",
    ),
    (
        "organisations.yaml",
        "digdir: {name: Digdir, kind: state, number: \"991825827\"}\npwc: {name: PwC, kind: company}\n",
    ),
    ("about.md", "Om programmet.\n"),
    ("about.en.md", "About the programme.\n"),
    ("processes/oyane.yaml", "name: Øyane\nphases:\n  - {id: utsikt, name: Utsikt, gate: {requires: [title]}}\n"),
    ("2019/round.yaml", "applications: 3\ngrant_total: 1000000\nsources: [{title: Kilde, published: 2020-02}]\n"),
    ("2019/lede.md", "Én setning.\n"),
    ("2019/a/project.yaml", "title: Å\nowner: digdir\nvendor: pwc\nphase: selected\nassessment: {anchoring: strong}\n"),
    ("2019/a/results.yaml", "learnings: [{theme: Tid, text: Ta den.}]\n"),
    ("2019/a/challenge.md", "## Tekst\n\nMed [lenke](https://example.no).\n"),
    ("2019/a/challenge.nn.md", "## Tekst\n\nMed [lenkje](https://example.no).\n"),
    ("2019/a/purpose.md", "Det skal gå bra.\n"),
    ("2019/a/documents/behov.md", "Behov.\n"),
    ("2019/a/notes.internal.md", "Hemmelig.\n"),
];

fn small() -> Tree {
    Tree::of(FILES.map(|(path, text)| (path, text.as_bytes())))
}

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
    assert_eq!(human(&placed, &texts, 100).is_empty(), findings.is_empty());
    let lines = short(findings, tree, str::to_owned, &texts);
    assert_eq!(lines.lines().count(), findings.len());
    for (line, placed) in lines.lines().zip(&placed) {
        // What was known when a finding was made is what the file says afterwards.
        let start = format!("{}:{}:{}: ", placed.path, placed.start.line, placed.start.column);
        assert!(line.starts_with(&start), "{line} at {start}");
    }
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let counts = [
        read(&json(&placed, summary, &texts))["findings"].as_array().unwrap().len(),
        read(&sarif(&placed, &texts))["runs"][0]["results"].as_array().unwrap().len(),
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

/// Parts that are likely to get far: of YAML, of Markdown, of what rules look for, and anything else.
const PARTS: [&str; 80] = [
    "title",
    "owner",
    "phase",
    "budget",
    "grant",
    "number",
    "name",
    "unknown",
    "milestones",
    "sources",
    "rules",
    ": ",
    ":\n",
    "\n",
    "\r\n",
    "\r",
    "  ",
    "- ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!x ",
    "| ",
    ">-\n",
    "---\n",
    "...\n",
    "? ",
    "%",
    "@",
    "`",
    "<!--",
    "-->",
    "![x](",
    "](",
    ")",
    "TODO",
    "æ",
    "\u{feff}",
    "\u{2028}",
    "\u{85}",
    "😀",
    "\u{0}",
    "\u{1b}",
    "\u{ad}",
    "\u{a0}",
    "\u{200b}",
    "“",
    "”",
    "2019-02-30",
    "11.02.2020",
    "1e9",
    "null",
    "NA",
    "12",
    "2 500 000",
    "```\n",
    "===\n",
    "# ",
    "#### ",
    "<b>",
    "stimulab: allow(",
    "raw-html) x",
    "kari.nordmann@etat.no",
    "412 34 567",
    "02829012041",
    "028290 12041",
    "2019/a",
    ".internal.md",
    "[lenke](Challenge.md#x)",
    "\\n",
    "* * *\n",
    "> ",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(PARTS.to_vec()).prop_map(|part| part.as_bytes().to_vec());
    let part = prop_oneof![4 => known, 1 => prop::collection::vec(any::<u8>(), 0..4)];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

/// Returns the small portfolio with other bytes in one of its files.
fn any_file() -> impl Strategy<Value = (String, Tree)> {
    (0..FILES.len(), bytes(), any::<bool>()).prop_map(|(at, bytes, keeps_start)| {
        let start = if keeps_start { FILES[at].1.as_bytes() } else { &[] };
        let mut tree = small();
        let whole = [start, &bytes].concat();
        let shown = format!("{}: {:?}", FILES[at].0, String::from_utf8_lossy(&whole));
        tree.put(FILES[at].0, whole);
        (shown, tree)
    })
}

/// Says how a real file is damaged.
#[derive(Debug, Clone)]
enum Damage {
    Flip(u8),
    Cut,
    WithoutLine,
    LineTwice,
    Indented,
    Insert(&'static str),
}

/// Returns a part of the real portfolio in which a real file is damaged in a few places.
fn damaged() -> impl Strategy<Value = (String, Tree)> {
    let real = Tree::real();
    let paths: Vec<String> =
        real.paths("").filter(|path| path.ends_with(".yaml") || path.ends_with(".md")).map(str::to_owned).collect();
    let damage = prop_oneof![
        any::<u8>().prop_map(Damage::Flip),
        Just(Damage::Cut),
        Just(Damage::WithoutLine),
        Just(Damage::LineTwice),
        Just(Damage::Indented),
        prop::sample::select(PARTS.to_vec()).prop_map(Damage::Insert),
    ];
    let damages = prop::collection::vec((damage, any::<prop::sample::Index>()), 1..4);
    (prop::sample::select(paths), damages).prop_map(move |(path, damages)| {
        let mut bytes = real.read(&path, usize::MAX).unwrap();
        for (damage, at) in &damages {
            bytes = apply(bytes, damage, *at);
        }
        let shown = format!("{path} {damages:?}");
        // The one project, and what it needs: the others only take time.
        let project = path.splitn(3, '/').take(2).collect::<Vec<_>>().join("/");
        let mut tree =
            real.only(|other| !other.starts_with("20") || other.starts_with(&project) || other[5..] == *"round.yaml");
        tree.put(&path, bytes);
        (shown, tree)
    })
}

fn apply(bytes: Vec<u8>, damage: &Damage, at: prop::sample::Index) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let place = at.index(bytes.len());
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let line = at.index(lines.len());
    match damage {
        Damage::Flip(with) => {
            let mut bytes = bytes;
            bytes[place] ^= with;
            return bytes;
        }
        Damage::Insert(part) => return [&bytes[..place], part.as_bytes(), &bytes[place..]].concat(),
        Damage::Cut => return bytes[..place].to_vec(),
        Damage::WithoutLine => drop(lines.remove(line)),
        Damage::LineTwice => lines.insert(line, lines[line].clone()),
        Damage::Indented => lines[line].splice(0..0, *b"  ").for_each(drop),
    }
    lines.concat()
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
        fuzzed::look(&[&[file], &*bytes].concat());
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
