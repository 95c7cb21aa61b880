//! Hostile portfolios: whatever the files hold, the check ends in findings and never in a crash.

use std::{fmt::Write as _, fs, path::Path};

use super::any_bytes::inputs::PARTS;
use proptest::prelude::*;
use stimulab::{
    check::{Selection, check},
    date::Date,
    finding::{Finding, Severity},
    language::Language,
    load::load,
    model::{About, Portfolio},
    output::{Summary, Titles, human, json, place, short},
    report::{Format, Request, Target, Templates, documents, render},
    source::Folder,
    texts::Texts,
};
use tempfile::TempDir;

/// A small portfolio that keeps every rule; one file of each kind.
const FILES: [(&str, &str); 9] = [
    ("stimulab.yaml", "programme: {name: StimuLab, hosts: [digdir]}\ncriteria: {anchoring: Forankring}\n"),
    ("organisations.yaml", "digdir: {name: Digdir, kind: state, number: \"991825827\"}\n"),
    ("about.md", "Om programmet.\n"),
    ("processes/oyane.yaml", "name: Øyane\nphases:\n  - {id: utsikt, name: Utsikt, gate: {requires: [title]}}\n"),
    ("2019/round.yaml", "applications: 3\ngrant_total: 1000000\nsources: [{title: Kilde, published: 2020-02}]\n"),
    ("2019/lede.md", "Én setning.\n"),
    ("2019/a/project.yaml", "title: Å\nowner: digdir\nphase: selected\nassessment: {anchoring: strong}\n"),
    ("2019/a/results.yaml", "learnings: [{theme: Tid, text: Ta den.}]\n"),
    ("2019/a/challenge.md", "## Tekst\n\nMed [lenke](https://example.no).\n"),
];

fn write(folder: &Path, path: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn portfolio() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in FILES {
        write(folder.path(), path, text);
    }
    folder
}

/// Returns the findings after showing them in every format, and renders every document.
fn findings(folder: &Path) -> Vec<Finding> {
    let (portfolio, findings) = checked(folder);
    for format in FORMATS {
        render_all(&portfolio, &Folder::new(folder), format);
    }
    findings
}

/// Returns the portfolio and its findings after showing them in every format.
fn checked(folder: &Path) -> (Portfolio, Vec<Finding>) {
    let (source, selection) =
        (Folder::new(folder), Selection { today: Date::parse("2026-11-23"), ..Selection::default() });
    let (portfolio, findings) = check(load(&source, &selection).unwrap(), &selection);
    let texts = Texts::of(Language::BOKMAAL);
    let placed = place(&findings, &source, &Titles::new(), str::to_owned);
    for placed in &placed {
        assert!(placed.start.line > 0 && placed.start.column > 0, "{placed:?}");
        assert!((placed.start.line, placed.start.column) <= (placed.end.line, placed.end.column), "{placed:?}");
    }
    assert_eq!(human(&placed, &texts, Some(100)).is_empty(), findings.is_empty());
    let lines = short(&findings, &source, str::to_owned, Severity::word, &texts);
    assert_eq!(lines.lines().count(), findings.len());
    for (line, placed) in lines.lines().zip(&placed) {
        assert!(line.contains(&format!(":{}:{}: ", placed.start.line, placed.start.column)), "{line}");
    }
    let report: serde_json::Value = serde_json::from_str(&json(&placed, Summary::of(1, &findings), &texts)).unwrap();
    assert_eq!(report["findings"].as_array().unwrap().len(), findings.len());
    (portfolio, findings)
}

const FORMATS: [Format; 3] = [Format::Markdown, Format::Html, Format::Docx];

/// Renders every document in a format.
fn render_all(portfolio: &Portfolio, source: &Folder, format: Format) {
    let templates = Templates::read(source);
    for document in &documents(&templates).unwrap() {
        let target = match document.about {
            About::Year => Target::Year(2019),
            About::Years => Target::Years(2018, 2020),
            About::Project => match portfolio.project("2019/a").filter(|project| project.is_public()) {
                Some(project) => Target::Project(project),
                None => continue,
            },
        };
        let (templates, language) = (&templates, Language::BOKMAAL);
        let (base, figures, today) = ("", Some("a.figures"), None);
        let request =
            Request { portfolio, source, templates, document, target, format, language, base, figures, today };
        render(&request).unwrap();
    }
}

/// Returns the rules that are broken once a file is put into the small portfolio.
fn broken_by(path: &str, bytes: impl AsRef<[u8]>) -> Vec<&'static str> {
    let folder = portfolio();
    write(folder.path(), path, bytes);
    findings(folder.path()).iter().map(|finding| finding.rule).collect()
}

#[test]
fn the_small_portfolio_is_whole() {
    assert_eq!(findings(portfolio().path()), []);
}

/// Makes bytes that are likely to get far: parts of YAML and Markdown, and anything else.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        prop::sample::select(&PARTS).prop_map(|part| part.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..4),
    ];
    prop::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_bytes_in_any_file_give_the_same_findings_twice(
        at in 0..FILES.len(), bytes in content(), keeps_start: bool, format in prop::sample::select(&FORMATS)
    ) {
        let folder = portfolio();
        let start = if keeps_start { FILES[at].1.as_bytes() } else { &[] };
        write(folder.path(), FILES[at].0, [start, &bytes].concat());
        let (portfolio, findings) = checked(folder.path());
        render_all(&portfolio, &Folder::new(folder.path()), format);
        prop_assert_eq!(findings, checked(folder.path()).1);
    }
}

#[test]
fn files_that_are_too_much_end_in_one_finding() {
    let project = "2019/a/project.yaml";
    assert_eq!(broken_by(project, "#".repeat(4 * 1024 * 1024 + 1)), ["unreadable-file"]);
    assert_eq!(broken_by("2019/a/challenge.md", "x".repeat(4 * 1024 * 1024 + 1)), ["unreadable-file"]);
    assert_eq!(broken_by(project, "[".repeat(100_000)), ["invalid-yaml"]);
    assert_eq!(broken_by(project, "{a: ".repeat(100_000)), ["invalid-yaml"]);
    assert_eq!(broken_by(project, "- ".repeat(100_000)), ["invalid-yaml"]);
    // 100,000 mappings in one another, each the key of the one around it.
    assert_eq!(broken_by(project, "? ".repeat(100_000)), ["invalid-yaml"]);
    // As many indented mappings as a file of this size can hold.
    let nested = (0..2_500).fold(String::new(), |text, level| text + &" ".repeat(level) + "a:\n");
    assert_eq!(broken_by(project, nested), ["invalid-yaml"]);
}

#[test]
fn markdown_that_is_too_much_is_rendered() {
    assert_eq!(broken_by("2019/a/challenge.md", "> ".repeat(20_000)), ["deep-nesting"]);
    for text in ["[".repeat(50_000), "*".repeat(50_000), "## a\n".repeat(20_000)] {
        assert_eq!(broken_by("2019/a/challenge.md", text), Vec::<&str>::new());
    }
    assert_eq!(broken_by("2019/a/challenge.md", "<!--".repeat(50_000)), ["unclosed-comment"]);
    // However often a file breaks a rule, memory must do.
    assert_eq!(broken_by("2019/a/challenge.md", "# a\n".repeat(20_000)).len(), 10_000);
}

#[test]
fn an_alias_bomb_is_refused_at_its_first_anchor() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..30 {
        let before = level - 1;
        writeln!(bomb, "a{level}: &a{level} [*a{before}, *a{before}, *a{before}, *a{before}, *a{before}, *a{before}]")
            .unwrap();
    }
    let folder = portfolio();
    write(folder.path(), "2019/a/project.yaml", bomb);
    let found = findings(folder.path());
    assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["invalid-yaml"]);
    assert!(found[0].span.unwrap().start < 36, "{found:?}");
}

#[test]
fn a_million_keys_are_listed_up_to_a_limit() {
    // Short keys, so that a million of them fit into the largest file that is read.
    let digits: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    let name = |number: usize| {
        [number / 2704 % 52, number / 52 % 52, number % 52].map(|digit| digits[digit]).iter().collect::<String>()
    };
    let unique = (0..140_000).fold("title: A\n".to_owned(), |text, number| text + &name(number) + ":\n");
    for text in [unique, "a:\n".repeat(1_000_000)] {
        let folder = portfolio();
        write(folder.path(), "2019/a/project.yaml", text);
        let found = findings(folder.path());
        assert!((100..300).contains(&found.len()), "{}", found.len());
        assert!(found.iter().any(|finding| finding.message.key.last() == "more"));
    }
}

#[test]
fn folders_with_odd_names_or_nothing_in_them_are_told() {
    let folder = portfolio();
    for name in ["tom", "2020", "2019/tom", "2019/Ny start på Øya"] {
        fs::create_dir_all(folder.path().join(name)).unwrap();
    }
    write(folder.path(), "2019/Blå bær/project.yaml", "owner: digdir\nphase: applied\n");
    let told: Vec<_> = findings(folder.path()).into_iter().map(|finding| (finding.file, finding.rule)).collect();
    let expected = [
        ("2019/Blå bær", "invalid-slug"),
        ("2019/Ny start på Øya", "stray-file"),
        ("2019/tom", "stray-file"),
        ("tom", "stray-file"),
    ];
    assert_eq!(told, expected.map(|(file, rule)| (file.into(), rule)));
}
