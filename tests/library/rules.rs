//! Every rule's page: its example breaks the rule, its remedy does not, and the list is whole.

use std::{fs, path::Path};

use rayon::prelude::*;
use stimulab::{
    check::{Selection, check, check_since},
    date::Date,
    history::Side,
    load::load,
    report::note_stale,
    rule::Rule,
    rules::{self, ALL},
    source::Folder,
};

/// Returns the rule that `RULE` names, or all.
pub fn asked() -> Vec<&'static Rule> {
    let name = std::env::var("RULE").ok();
    name.map_or_else(
        || ALL.to_vec(),
        |name| vec![rules::find(&name).unwrap_or_else(|| panic!("no rule is called {name}"))],
    )
}

/// A small portfolio that keeps every rule, into which the examples are put.
const MINIATURE: [(&str, &str); 4] = [
    (
        "stimulab.yaml",
        "programme: {name: StimuLab, hosts: [arkivverket, pwc]}\nlife_events: {alvorlig-sykt-barn: Alvorlig sykt barn}\ncriteria: {anchoring: Forankring}\n",
    ),
    ("organisations.yaml", "arkivverket: {name: Arkivverket, kind: state}\npwc: {name: PwC, kind: company}\n"),
    ("2019/arkivfloken/project.yaml", "title: Arkivfloken\nowner: arkivverket\nvendor: pwc\nphase: diagnose\n"),
    ("2019/round.yaml", "applications: 38\n"),
];

fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// What stands in front of a path whose file is the one that another revision had.
const BEFORE: &str = "before: ";
/// What stands in front of a path whose file is not there any more.
const GONE: &str = "gone: ";

/// Returns the rules that a portfolio breaks once the files are put into the miniature; files of another revision are there
/// as long as no other takes their place, and what is compared with.
fn broken(files: &[(String, Vec<u8>)]) -> Vec<&'static str> {
    let unmarked = |(path, bytes): &(String, Vec<u8>)| (path.trim_start_matches(BEFORE).to_owned(), bytes.clone());
    let (old, new): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.starts_with(BEFORE));
    let old: Vec<(String, Vec<u8>)> = old.into_iter().map(unmarked).collect();
    let mut new: Vec<(String, Vec<u8>)> = [old.clone(), new.into_iter().map(unmarked).collect()].concat();
    let gone: Vec<String> = new.iter().filter_map(|(path, _)| path.strip_prefix(GONE).map(str::to_owned)).collect();
    new.retain(|(path, _)| !path.starts_with(GONE) && !gone.contains(path));
    let selection = Selection { today: Date::parse("2026-11-23"), ..Selection::default() };
    let folder = with_miniature(&new);
    let source = Folder::new(folder.path());
    let mut loaded = load(&source, &selection).unwrap();
    note_stale(&mut loaded.portfolio, &source, &|_| None);
    let findings = if old.is_empty() {
        check(loaded, &selection).1
    } else {
        let folder = with_miniature(&old);
        let before = Folder::new(folder.path());
        let (portfolio, _) = check(load(&before, &selection).unwrap(), &selection);
        check_since(loaded, &source, &selection, Side { portfolio: &portfolio, source: &before }).1
    };
    findings.iter().map(|finding| finding.rule).collect()
}

/// Puts files into the miniature.
fn with_miniature(files: &[(String, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in MINIATURE {
        write(folder.path(), path, text.as_bytes());
    }
    for (path, bytes) in files {
        // An entry for the register joins those that are there.
        let register = if path == "organisations.yaml" { MINIATURE[1].1.as_bytes() } else { &[] };
        write(folder.path(), path, &[register, bytes].concat());
    }
    folder
}

/// Reads the code blocks of a section; the first line of each names the file in a comment.
fn files(section: &str) -> Vec<(String, Vec<u8>)> {
    let blocks = section.split("```").skip(1).step_by(2);
    blocks
        .map(|block| {
            let (kind, body) = block.split_once('\n').unwrap();
            let (first, rest) = body.split_once('\n').unwrap();
            let path = first.trim_start_matches(['#', '<', '!', '-', ' ']).trim_end_matches(['-', '>', ' ']);
            let keeps_comment = kind == "yaml";
            let body = if keeps_comment { body } else { rest };
            let bytes = if kind == "bytes" { with_escapes(rest) } else { body.as_bytes().to_vec() };
            (path.to_owned(), bytes)
        })
        .collect()
}

/// Turns `\xf8` into the byte it stands for.
fn with_escapes(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        out.extend_from_slice(before.as_bytes());
        out.push(u8::from_str_radix(&after[..2], 16).unwrap());
        rest = &after[2..];
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

#[test]
fn examples_break_their_rule_and_remedies_do_not() {
    assert_eq!(broken(&[]), Vec::<&str>::new(), "the miniature itself");
    asked().into_par_iter().for_each(|rule| {
        let page = rule.page();
        assert!(page.contains("\n# Why\n"), "{} does not say why", rule.name);
        let example = files(&rule.section("Example"));
        assert!(!example.is_empty(), "{} has no example", rule.name);
        assert!(
            broken(&example).contains(&rule.name),
            "the example of {} breaks only {:?}",
            rule.name,
            broken(&example)
        );
        // A remedy that is another file stands in the place of the example's.
        let remedy = files(&rule.section("Use instead"));
        assert!(!remedy.is_empty(), "{} has no remedy", rule.name);
        // What the other revision had stays.
        let before = example.iter().filter(|(path, _)| path.starts_with(BEFORE)).cloned();
        let mut left = broken(&before.chain(remedy).collect::<Vec<_>>());
        // An organisation that stands on a page for its number or its name is used by nothing.
        left.retain(|found| *found != "unused-organisation" || rule.name == *found);
        assert_eq!(left, Vec::<&str>::new(), "the remedy of {}", rule.name);
    });
}

#[test]
fn names_codes_files_and_the_list_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut files: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.retain(|file| !["lost_break.rs", "mod.rs", "run", "transition.rs"].contains(&file.as_str()));
    files.sort_unstable();
    let names: Vec<String> = ALL.iter().map(|rule| rule.name.replace('-', "_") + ".rs").collect();
    assert_eq!(files, names);
    let mut codes: Vec<&str> = ALL.iter().map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), ALL.len(), "a code is used twice");
    assert!(ALL.iter().all(|rule| rules::find(rule.code).is_some_and(|found| found.name == rule.name)));
}

#[test]
fn every_rule_says_why_in_every_language_and_in_english_on_its_page_alone() {
    for language in stimulab::language::Language::all() {
        let texts = stimulab::texts::Texts::of(language);
        for rule in ALL {
            let is_translated = texts.find(&format!("rule.{}.why", rule.name)).is_some();
            assert_eq!(is_translated, language.code() != "en", "{} in {}", rule.name, language.code());
            assert!(!rule.why(&texts).is_empty(), "{}", rule.name);
        }
    }
}

#[test]
fn every_rule_is_broken_in_a_case() {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")).unwrap();
    let said: String =
        folders.map(|entry| fs::read_to_string(entry.unwrap().path().join("output.snap")).unwrap()).collect();
    // These compare two revisions, or find names that would keep this repository from being checked out, neither of which a
    // folder can hold: `tests/history/`.
    let without_case =
        ["history-rewritten", "illegal-transition", "immutable-field", "lost-project", "unportable-name"];
    let is_missing = |name: &&str| !without_case.contains(name) && !said.contains(&format!("[{name}]: "));
    let missing: Vec<&str> = ALL.iter().map(|rule| rule.name).filter(is_missing).collect();
    assert_eq!(missing, Vec::<&str>::new(), "no case shows these rules");
}
